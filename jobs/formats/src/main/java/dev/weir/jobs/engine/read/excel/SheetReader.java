package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.FilePiece;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.StrictReader;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one sheet as records; the line of a record is the number of its row in the sheet. */
final class SheetReader extends StrictReader {
    private final Configuration configuration;
    private final SourceFile file;
    private final Workbook workbook;
    private final SheetRows rows;
    private final HeaderMatch header;
    private final List<Integer> refused;
    private final boolean repeatsMerged;
    private final CellColumn[] readers;
    private final String sheet;
    private final ExcelDialect.Columns columns;

    /** For each column of the sheet the cell of the row, null where it is empty; as wide as the sheet so far. */
    private @Nullable Cell[] cells = new @Nullable Cell[64];

    private final List<Merged> merged = new ArrayList<>();
    private final List<Merged> here = new ArrayList<>();

    /** A merged range, and the value of its first cell once that was read. */
    private static final class Merged {
        private final CellRange range;
        private @Nullable Cell first;

        /** Its first row is no record that was read. */
        private boolean isUnknown;

        Merged(CellRange range) {
            this.range = range;
        }
    }

    /** @param workbook is closed with this */
    SheetReader(
            Configuration configuration,
            FilePiece piece,
            ReadSpec spec,
            ReadTally tally,
            ExcelDialect dialect,
            Workbook workbook)
            throws IOException {
        super(piece.row(spec), tally, spec.columns());
        this.configuration = configuration;
        this.file = piece.file();
        this.workbook = workbook;
        Workbook.SheetEntry entry = workbook.sheet(dialect.sheet());
        SharedTexts texts = workbook.texts();
        texts.readAll();
        this.rows = new SheetRows(workbook.part(entry.part()), texts, dialect.part(), spec.limits());
        this.columns = dialect.columns();
        this.sheet = "sheet " + workbook.number(entry);
        this.header = HeaderMatch.of(piece.header(), use(dialect), spec.columns());
        this.refused = refused(header, spec);
        this.repeatsMerged = dialect.merged() == ExcelDialect.Merged.REPEATED;
        CellValues values = new CellValues(workbook);
        this.readers = spec.columns().stream()
                .map(column -> new CellColumn(column, dialect.nullValues(), dialect.isTrimmed(), values))
                .toArray(CellColumn[]::new);
        piece.header()
                .declared()
                .forEach(written -> merged.add(new Merged(Objects.requireNonNull(CellRange.of(written), written))));
    }

    /** How the header of a dialect is used. */
    static HeaderMode use(ExcelDialect dialect) {
        return dialect.layout().headerRows() == 0
                ? HeaderMode.ABSENT
                : dialect.layout().byPosition() ? HeaderMode.BY_POSITION : HeaderMode.BY_NAME;
    }

    @Override
    public boolean next() {
        try {
            boolean isMore = advance();
            if (!isMore) {
                SourceStreams.checkUnchanged(configuration, file);
            }
            return isMore;
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    private boolean advance() throws IOException {
        while (rows.next()) {
            if (rows.row() < header.dataLine()) {
                continue;
            }
            Arrays.fill(cells, null);
            for (int i = 0; i < rows.count(); i++) {
                Cell cell = rows.cell(i);
                if (cell.column >= cells.length) {
                    cells = Arrays.copyOf(cells, Math.max(cell.column + 1, 2 * cells.length));
                }
                cells[cell.column] = cell;
            }
            row.start(rows.row());
            if (!refused.isEmpty()) {
                unreadable(header, refused);
            } else if (rows.isTooLong()) {
                enter(rows.row());
                here.forEach(each -> each.isUnknown |= each.range.firstRow() == rows.row());
                unreadable(Unreadable.TOO_LONG, "more bytes than a record may have");
            } else {
                spreadMerged();
                readCells();
            }
            finish();
            return true;
        }
        return false;
    }

    /** Takes up the merged ranges that a row has cells of. */
    private void enter(int number) {
        Iterator<Merged> waiting = merged.iterator();
        while (waiting.hasNext()) {
            Merged next = waiting.next();
            if (next.range.firstRow() > number) {
                break; // they are in the order of their first rows
            }
            waiting.remove();
            next.isUnknown = next.range.firstRow() < header.dataLine();
            here.add(next);
        }
        here.removeIf(each -> each.range.lastRow() < number);
    }

    /** Gives the cells of merged ranges the value of the first one, or finds the row unreadable. */
    private void spreadMerged() throws WorkbookFormatException {
        int number = rows.row();
        enter(number);
        int covered = 0;
        for (Merged each : here) {
            covered += each.range.lastColumn() - each.range.firstColumn() + 1;
            if (covered > CellRange.MOST_COLUMNS) {
                throw WorkbookFormatException.damaged("merged cells lie one over the other");
            }
            if (each.range.lastColumn() >= cells.length) {
                cells = Arrays.copyOf(cells, each.range.lastColumn() + 1);
            }
            Cell first = number == each.range.firstRow() ? cells[each.range.firstColumn()] : null;
            if (first != null) {
                each.first = first.at(first.column);
            }
            for (int column = each.range.firstColumn(); column <= each.range.lastColumn(); column++) {
                boolean isFirst = number == each.range.firstRow() && column == each.range.firstColumn();
                if (!isFirst && repeatsMerged && each.isUnknown) {
                    refuseMerged(
                            column,
                            each.range,
                            "whose first row is none of the records, or has more bytes than a record may have");
                } else if (!isFirst && repeatsMerged) {
                    cells[column] = each.first == null ? null : each.first.at(column);
                } else if (!isFirst) {
                    refuseMerged(
                            column, each.range, "say 'mergedCells: repeat' where its value is meant for each of them");
                }
            }
        }
    }

    private void refuseMerged(int field, CellRange range, String more) {
        int column = header.fieldOf().indexOf(field);
        if (column >= 0) {
            unreadable(
                    Unreadable.MERGED_CELLS,
                    column,
                    "one of the merged cells " + range.from(columns) + " of " + sheet + ": " + more);
        }
    }

    private void readCells() throws WorkbookFormatException {
        for (int i = 0; i < readers.length; i++) {
            int field = header.fieldOf().get(i);
            Cell cell = field < 0 || field >= cells.length ? null : cells[field];
            String wrong = null;
            if (cell == null) {
                row.setAbsent(i);
            } else {
                wrong = readers[i].read(cell, row, i);
            }
            if (wrong != null) {
                badValue(i, wrong + ", in column " + CellRange.letters(columns.first() + field) + " of " + sheet);
            }
        }
        if (header.width() != HeaderMatch.ANY_WIDTH) {
            for (int field = header.least(); field < cells.length; field++) {
                if (cells[field] != null) {
                    unreadable(
                            Unreadable.TOO_MANY_FIELDS,
                            "a value in column " + CellRange.letters(columns.first() + field) + " of " + sheet
                                    + ", where there is none of the table");
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (workbook) {
            rows.close();
        }
    }
}
