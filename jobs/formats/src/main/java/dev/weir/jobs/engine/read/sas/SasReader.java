package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.StrictReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the observations of a part of a file as records. */
final class SasReader extends StrictReader {
    private final SourceFile file;
    private final SasFile opened;
    private final SasRows rows;
    private final HeaderMatch header;
    private final List<Integer> refused;

    /** For each column its reader; null where the file lacks it. */
    private final @Nullable SasColumn[] readers;

    private long line;

    SasReader(SasFile opened, FilePiece piece, ReadSpec spec, ReadTally tally, List<String> nullValues)
            throws IOException {
        super(piece.row(spec), tally, spec.columns());
        this.file = piece.file();
        this.opened = opened;
        this.rows = opened.rows(piece.part());
        List<ReadColumn> columns = spec.columns();
        this.header = HeaderMatch.of(piece.header(), HeaderMode.BY_NAME, columns);
        this.refused = refused(header, spec);
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
            throw SourceStreams.failure(file, e);
        }
        row.start(++line);
        if (!refused.isEmpty()) {
            unreadable(header, refused);
        } else {
            readValues();
        }
        finish();
        return true;
    }

    private void readValues() {
        row.setAllAbsent();
        for (int i = 0; i < readers.length; i++) {
            SasColumn reader = readers[i];
            SasColumn.Wrong wrong = reader == null ? null : reader.read(rows.bytes, rows.from, row, i);
            if (wrong != null && wrong.why() == Unreadable.TYPE) {
                badValue(i, wrong.detail());
            } else if (wrong != null) {
                unreadable(wrong.why(), i, wrong.detail());
            }
        }
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
