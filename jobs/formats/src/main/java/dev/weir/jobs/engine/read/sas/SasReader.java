package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads the observations of a part of a file as records. */
final class SasReader implements RecordReader {
    private final SourceFile file;
    private final SasFile opened;
    private final SasRows rows;
    private final RecordRow row;
    private final ReadTally tally;
    private final List<ReadColumn> columns;
    private final HeaderMatch header;
    private final boolean refusesAll;

    /** For each column its reader; null where the file lacks it. */
    private final @Nullable SasColumn[] readers;

    private long line;

    SasReader(SasFile opened, FilePiece piece, ReadSpec spec, ReadTally tally, List<String> nullValues)
            throws IOException {
        this.file = piece.file();
        this.opened = opened;
        this.rows = opened.rows(piece.part());
        this.row = piece.row(spec);
        this.tally = tally;
        this.columns = spec.columns();
        this.header = HeaderMatch.of(piece.header(), HeaderMode.BY_NAME, columns);
        this.refusesAll = !header.missing().isEmpty() && spec.onMissingColumn() == MissingColumnPolicy.UNREADABLE;
        this.readers = new @Nullable SasColumn[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            int field = header.fieldOf().get(i);
            if (field >= 0) {
                SasTable table = opened.table();
                readers[i] = new SasColumn(table, table.variables().get(field), columns.get(i), nullValues);
            }
        }
        this.line = piece.part().firstLine() - 1;
    }

    @Override
    public boolean next() {
        try {
            if (!rows.next()) {
                return false;
            }
        } catch (IOException e) {
            throw SasDataSets.failure(file, e);
        }
        row.start(++line);
        if (refusesAll) {
            for (int column : header.missing()) {
                refuse(Unreadable.MISSING_COLUMN, column, header.whyMissing(column));
            }
        } else {
            readValues();
        }
        row.finish();
        tally.record(row);
        return true;
    }

    private void readValues() {
        for (int i = 0; i < readers.length; i++) {
            SasColumn reader = readers[i];
            row.setAbsent(i);
            SasColumn.Wrong wrong = reader == null ? null : reader.read(rows.bytes(), rows.from(), row, i);
            if (wrong == null) {
                continue;
            }
            row.setAbsent(i);
            if (wrong.why() == Unreadable.TYPE && columns.get(i).onBadValue() == OnBadValue.NULL_AND_WARN) {
                tally.badValue(i);
            } else {
                refuse(wrong.why(), i, wrong.detail());
            }
        }
    }

    private void refuse(Unreadable why, int column, String detail) {
        row.unreadable(why, UTF8String.fromString(columns.get(column).name()), UTF8String.fromString(detail));
    }

    @Override
    public InternalRow row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
