package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import dev.weir.jobs.engine.read.text.RecordLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sheet once for its header: its names, where its rows of records begin, and which of their cells are merged. A name that
 * stands over several columns or rows is one of each of them; where a header has several rows, a column's name is made of those
 * that stand over it, with a blank, a slash and a blank between them.
 */
final class SheetHeader {
    private static final String BETWEEN = " / ";

    private final ExcelDialect dialect;
    private final CellValues values;
    private final Map<Integer, Map<Integer, String>> names = new TreeMap<>();
    private int lastRow;
    private @Nullable String wrong;

    SheetHeader(ExcelDialect dialect, CellValues values) {
        this.dialect = dialect;
        this.values = values;
    }

    /** The header; the rows are read to their end. */
    HeaderFacts read(SheetRows rows) throws IOException {
        while (rows.next()) {
            lastRow = rows.row();
            int header = rows.firstRow() + dialect.layout().skipRows();
            if (lastRow >= header && lastRow < header + dialect.layout().headerRows()) {
                addNames(rows);
            }
        }
        requireOne("startsAt", dialect.part().startsAt(), rows.starts());
        requireOne("endsBefore", dialect.part().endsBefore(), rows.ends());
        int first = rows.firstRow() + dialect.layout().skipRows();
        int dataRow = first + dialect.layout().headerRows();
        List<CellRange> merged = rows.merged().stream()
                .sorted(Comparator.comparingInt(CellRange::firstRow).thenComparingInt(CellRange::firstColumn))
                .toList();
        List<String> declared = merged.stream()
                .filter(range -> range.lastRow() >= dataRow)
                .map(CellRange::toString)
                .toList();
        if (dialect.layout().headerRows() == 0) {
            return new HeaderFacts(List.of(), Presence.NOT_EXPECTED, dataRow, "", declared);
        }
        if (wrong == null && names.isEmpty()) {
            return new HeaderFacts(List.of(), Presence.NO_HEADER, dataRow, "", declared);
        }
        long covered = 0;
        for (CellRange range : merged) {
            if (range.firstRow() < dataRow && range.lastRow() >= first) {
                covered += range.lastColumn() - range.firstColumn() + 1;
                if (covered > (long) CellRange.MOST_COLUMNS * (dataRow - first)) {
                    throw WorkbookFormatException.damaged("merged cells lie one over the other");
                }
                spread(range, first, dataRow - 1);
            }
        }
        List<String> columns = columns();
        return wrong == null
                ? new HeaderFacts(columns, Presence.FOUND, dataRow, "", declared)
                : new HeaderFacts(List.of(), Presence.UNREADABLE, dataRow, wrong, declared);
    }

    /** Without such a row a table would run on into the next one, and with several of them rows would be lost. */
    private static void requireOne(String key, String text, int rows) throws WorkbookFormatException {
        if (!text.isEmpty() && rows != 1) {
            throw new WorkbookFormatException(
                    "has " + (rows == 0 ? "no row" : rows + " rows") + " in its sheet that "
                            + (rows == 0 ? "begins" : "begin") + " with '" + text + "', and '" + key
                            + "' of the contract asks for one.",
                    "Write there how the table begins in the sheet, or take the file away.");
        }
    }

    /** The last row that has something; 0 where there is none. */
    int lastRow() {
        return lastRow;
    }

    private void addNames(SheetRows rows) throws IOException {
        Map<Integer, String> ofRow = names.computeIfAbsent(rows.row(), row -> new TreeMap<>());
        for (int i = 0; i < rows.count(); i++) {
            Cell cell = rows.cell(i);
            String name = values.text(cell);
            if (name == null) {
                wrong = "the header has an error, or a formula whose result was not saved";
            } else {
                ofRow.put(cell.column, dialect.isTrimmed() ? name.strip() : name);
            }
        }
    }

    private void spread(CellRange range, int first, int last) {
        Map<Integer, String> top = names.get(range.firstRow());
        String name = top == null ? null : top.get(range.firstColumn());
        if (name == null) {
            return;
        }
        for (int row = range.firstRow(); row <= Math.min(range.lastRow(), last); row++) {
            Map<Integer, String> ofRow = names.computeIfAbsent(Math.max(row, first), any -> new TreeMap<>());
            for (int column = range.firstColumn(); column <= range.lastColumn(); column++) {
                ofRow.put(column, name);
            }
        }
    }

    private List<String> columns() {
        int width = names.values().stream()
                .flatMap(ofRow -> ofRow.keySet().stream())
                .mapToInt(column -> column + 1)
                .max()
                .orElse(0);
        List<String> columns = new ArrayList<>();
        long characters = 0;
        for (int column = 0; column < width; column++) {
            Set<String> parts = new LinkedHashSet<>(); // a name over several rows counts once
            for (Map<Integer, String> ofRow : names.values()) {
                String part = ofRow.get(column);
                if (part != null && !part.isEmpty() && parts.add(part)) {
                    characters += part.length();
                }
            }
            if (characters > RecordLimits.USUAL.recordBytes()) { // a long name that is merged over all columns
                wrong = "the names of its columns are longer than a record may be";
                return List.of();
            }
            columns.add(String.join(BETWEEN, parts));
        }
        return columns;
    }
}
