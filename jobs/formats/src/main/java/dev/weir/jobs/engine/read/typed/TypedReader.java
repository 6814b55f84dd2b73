package dev.weir.jobs.engine.read.typed;

import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.StrictReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose values have types. Where a file lacks a column, or stores it in a type that is not the contract's, all its
 * records are unreadable. How values lie in the file is for the format to tell.
 */
public abstract class TypedReader extends StrictReader {
    private final List<Refusal> refusals = new ArrayList<>();
    private long line;

    /** For each column what takes its values; null where the file has none. */
    private final @Nullable TypedColumn[] readers;

    private final List<Integer> fields;

    /** What is wrong with every record of the file. */
    private record Refusal(Unreadable why, int column, String detail) {}

    protected TypedReader(FilePiece piece, ReadSpec spec, ReadTally tally, TypedFields stored) {
        super(piece.row(spec), tally, spec.columns());
        List<ReadColumn> columns = spec.columns();
        this.line = piece.part().firstLine() - 1;
        HeaderMatch header = HeaderMatch.of(piece.header(), HeaderMode.BY_NAME, columns);
        this.fields = header.fieldOf();
        this.readers = new @Nullable TypedColumn[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            int field = fields.get(i);
            ReadColumn column = columns.get(i);
            if (field >= 0 && stored.fits(field, column)) {
                readers[i] = new TypedColumn(column, stored.type(field).orElseThrow());
            } else if (field >= 0) {
                refusals.add(new Refusal(Unreadable.TYPE, i, stored.whyNot(field, column)));
            } else if (spec.onMissingColumn().refuses(column)) {
                refusals.add(new Refusal(Unreadable.MISSING_COLUMN, i, header.whyMissing(i)));
            }
        }
    }

    /** Goes to the next record of the part; false if there is none. */
    protected abstract boolean advance() throws IOException;

    /** Takes the values of the record, all of them absent at first. */
    protected abstract void read() throws IOException;

    /** Passes over the record. */
    protected abstract void pass() throws IOException;

    /** What takes the values of a column; null where the file has none for it. */
    protected final @Nullable TypedColumn reader(int column) {
        return readers[column];
    }

    /** The columns that are read of a field of the file. */
    protected final List<Integer> columnsOf(int field) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < readers.length; i++) {
            if (fields.get(i) == field && readers[i] != null) {
                found.add(i);
            }
        }
        return found;
    }

    /** Stores what has become of a column's value. */
    protected final void took(int column, @Nullable Unreadable wrong) {
        TypedColumn reader = readers[column];
        if (wrong == null || reader == null) {
            return;
        }
        if (wrong == Unreadable.TYPE) {
            badValue(column, reader.expectation());
        } else {
            unreadable(wrong, column, "bytes that are no text in UTF-8");
        }
    }

    /** The number of the record at hand in its file, from 1. */
    protected final long line() {
        return line;
    }

    @Override
    public final boolean next() throws IOException {
        if (!advance()) {
            return false;
        }
        row.start(++line);
        row.setAllAbsent();
        if (refusals.isEmpty()) {
            read();
        } else {
            pass();
            refusals.forEach(each -> unreadable(each.why(), each.column(), each.detail()));
        }
        finish();
        return true;
    }
}
