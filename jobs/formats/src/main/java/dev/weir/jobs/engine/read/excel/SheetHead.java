package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.header.FirstRows;
import dev.weir.jobs.engine.read.header.HeadField;
import dev.weir.jobs.engine.read.text.RecordLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The first rows of a sheet, as texts, and what its cells say of its header.
 *
 * @param sheet that they are of
 * @param part of it
 * @param cells how many of all its rows have something in them
 * @param texts by row, from 1, and by column, from 0
 * @param merged ranges of the whole sheet
 * @param ends by column, from 0, the last row of the whole sheet that has something in it
 * @param lost by column, from 0, the cells of the whole sheet that are numbers of which digits are lost
 */
record SheetHead(
        Workbook.SheetEntry sheet,
        ExcelDialect.Part part,
        long cells,
        TreeMap<Integer, TreeMap<Integer, String>> texts,
        List<CellRange> merged,
        TreeMap<Integer, Integer> ends,
        TreeMap<Integer, Lost> lost) {

    /**
     * Cells of a column that are numbers of which digits are lost.
     *
     * @param cells how many
     * @param firstRow from 1
     */
    record Lost(long cells, int firstRow) {
        Lost plus(Lost later) {
            return new Lost(cells + later.cells, firstRow);
        }
    }

    private static final int MOST_ROWS = 2_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    /** A table has as many rows, and one that ends so many before another is none with it. */
    private static final int FEWEST_ROWS = 3;

    /** No header lies further down. */
    private static final int HIGHEST = 20;

    private static final int MOST_HEADER_ROWS = 10;
    private static final String BETWEEN = " / ";

    /** The header's name, and a note, are no numbers. */
    private static final double MOSTLY = 0.7;

    /** As many rows may have a cell further to the right than all others. */
    private static final double STRAY = 0.02;

    static SheetHead of(Workbook workbook, Workbook.SheetEntry sheet, ExcelDialect.Part part, CellValues values)
            throws IOException {
        long cells = 0;
        int characters = 0;
        TreeMap<Integer, TreeMap<Integer, String>> texts = new TreeMap<>();
        TreeMap<Integer, Integer> ends = new TreeMap<>();
        TreeMap<Integer, Lost> lost = new TreeMap<>();
        try (SheetRows rows = new SheetRows(workbook.part(sheet.part()), workbook.texts(), part, RecordLimits.USUAL)) {
            while (rows.next()) {
                cells += rows.count();
                for (int i = 0; i < rows.count(); i++) {
                    ends.put(rows.cell(i).column, rows.row());
                    if (values.hasLostDigits(rows.cell(i))) {
                        lost.merge(rows.cell(i).column, new Lost(1, rows.row()), Lost::plus);
                    }
                }
                if (texts.size() >= MOST_ROWS || characters >= MOST_CHARACTERS) {
                    continue;
                }
                TreeMap<Integer, String> row = new TreeMap<>();
                for (int i = 0; i < rows.count(); i++) {
                    String text = values.text(rows.cell(i));
                    if (text != null) {
                        row.put(rows.cell(i).column, text);
                        characters += text.length();
                    }
                }
                texts.put(rows.row(), row);
            }
            return new SheetHead(sheet, part, cells, texts, List.copyOf(rows.merged()), ends, lost);
        }
    }

    /**
     * The columns of tables that stand beside one another, with an empty column between them, of which one ends before the other:
     * all columns of the sheet, each once. A single one where a sheet is one table.
     */
    List<ExcelDialect.Columns> tables() {
        List<Integer> firsts = new ArrayList<>();
        int end = 0;
        int before = -1;
        for (Map.Entry<Integer, Integer> column : ends.entrySet()) {
            int first = column.getKey();
            if (firsts.isEmpty()) {
                firsts.add(first);
            } else if (first > before + 1 && isTable(first) && Math.abs(lastRow(first) - end) >= FEWEST_ROWS) {
                firsts.add(first);
                end = 0;
            }
            end = Math.max(end, column.getValue());
            before = first;
        }
        List<ExcelDialect.Columns> tables = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            int last = i + 1 < firsts.size() ? firsts.get(i + 1) - 1 : ExcelDialect.Columns.ALL.last();
            tables.add(new ExcelDialect.Columns(i == 0 ? 0 : firsts.get(i), last));
        }
        return tables;
    }

    ExcelDialect.Columns columns() {
        return part.columns();
    }

    /** The row that {@code skipRows} are counted from. */
    int firstRow() {
        return part.startsAt().isEmpty() || texts.isEmpty() ? 1 : texts.firstKey();
    }

    /**
     * The parts that are tables of their own, one under another: a single one where there is one table. A further one begins behind
     * an empty row, with a title and names, or with names alone that are fewer or more than the columns of the table above it, and stand
     * where that has numbers: a record behind an empty row is none.
     */
    List<ExcelDialect.Part> stacked() {
        List<String> begins = new ArrayList<>();
        int table = texts.isEmpty() ? 0 : texts.firstKey();
        int before = 0;
        for (Map.Entry<Integer, TreeMap<Integer, String>> entry : texts.entrySet()) {
            int row = entry.getKey();
            if (before > 0 && row > before + 1) {
                String first = firstText(entry.getValue());
                Integer below = texts.higherKey(row);
                int header = entry.getValue().size() == 1 && below != null ? below : row;
                boolean isOther = header > row || width(table, before) != width(row, row);
                if (isOther
                        && UnknownColumns.looksLikeName(first)
                        && isHeader(header, table, before)
                        && isOnce(first)) {
                    begins.add(first);
                    table = row;
                }
            }
            before = row;
        }
        List<ExcelDialect.Part> parts = new ArrayList<>();
        for (int i = 0; i <= begins.size(); i++) {
            parts.add(part.rows(
                    i == 0 ? part.startsAt() : begins.get(i - 1),
                    i < begins.size() ? begins.get(i) : part.endsBefore()));
        }
        return parts;
    }

    /** Whether one row alone begins with a text. */
    private boolean isOnce(String first) {
        return texts.values().stream()
                        .filter(cells -> first.equals(firstText(cells)))
                        .count()
                == 1;
    }

    /** How many columns the widest of some rows has. */
    private int width(int from, int to) {
        return texts.subMap(from, true, to, true).values().stream()
                .mapToInt(row -> row.isEmpty() ? 0 : row.lastKey() + 1)
                .max()
                .orElse(0);
    }

    private static String firstText(TreeMap<Integer, String> cells) {
        return cells.isEmpty() ? "" : cells.firstEntry().getValue().strip();
    }

    /** Whether a row holds names, with rows below it that fit them, and is no record of the table in the rows above it. */
    private boolean isHeader(int row, int from, int to) {
        TreeMap<Integer, String> names = texts.getOrDefault(row, new TreeMap<>());
        if (names.size() < 2
                || !names.values().stream().allMatch(UnknownColumns::looksLikeName)
                || new LinkedHashSet<>(names.values()).size() < names.size()) {
            return false;
        }
        int fitting = 0;
        int last = row;
        for (Map.Entry<Integer, TreeMap<Integer, String>> below :
                texts.tailMap(row, false).entrySet()) {
            if (below.getKey() > last + 1) {
                break;
            }
            last = below.getKey();
            fitting += !below.getValue().isEmpty() && below.getValue().lastKey() <= names.lastKey() ? 1 : 0;
        }
        return fitting >= FEWEST_ROWS
                && 2
                                * names.keySet().stream()
                                        .filter(column -> holdsNumbers(column, from, to))
                                        .count()
                        >= names.size() - 1;
    }

    /** Whether nearly all that rows have in a column has a digit in it. */
    private boolean holdsNumbers(int column, int from, int to) {
        int cells = 0;
        int numbers = 0;
        for (Map<Integer, String> row : texts.subMap(from, true, to, true).values()) {
            String text = row.get(column);
            if (text != null && !text.isBlank()) {
                cells++;
                numbers += text.chars().anyMatch(Character::isDigit) ? 1 : 0;
            }
        }
        return numbers >= FEWEST_ROWS && numbers >= MOSTLY * cells;
    }

    /** The first row of records that stands behind an empty one; 0 where there is none. */
    int behindGap(int firstRecord) {
        int before = firstRecord;
        for (int row : texts.tailMap(firstRecord, true).keySet()) {
            if (row > before + 1) {
                return row;
            }
            before = row;
        }
        return 0;
    }

    /** The first empty column between others, from 0; -1 where there is none. */
    int gap() {
        int before = -1;
        for (int column : ends.keySet()) {
            if (before >= 0 && column > before + 1) {
                return before + 1;
            }
            before = column;
        }
        return -1;
    }

    /** Whether columns without a gap between them are several, and have more than a note in them. */
    private boolean isTable(int first) {
        return ends.containsKey(first + 1) && lastRow(first) >= FEWEST_ROWS;
    }

    /** The last row of columns without a gap between them. */
    private int lastRow(int first) {
        int last = 0;
        for (int column = first; ends.containsKey(column); column++) {
            last = Math.max(last, ends.getOrDefault(column, 0));
        }
        return last;
    }

    /** How many columns nearly all rows have. */
    int width() {
        int[] widths = texts.values().stream()
                .mapToInt(row -> row.isEmpty() ? 0 : row.lastKey() + 1)
                .sorted()
                .toArray();
        return widths.length == 0 ? 0 : widths[widths.length - 1 - (int) (STRAY * widths.length)];
    }

    /** Around how many texts blanks stand. */
    long padded() {
        return texts.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(text -> !text.equals(text.strip()))
                .count();
    }

    /** The row of a header of several rows, or 0: where a name is merged over some of the columns. */
    int headerTop() {
        return merged.stream()
                .filter(range -> range.firstRow()
                        <= texts.headMap(firstRow() + HIGHEST - 1, true).keySet().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(0))
                .filter(this::isOverSome)
                .mapToInt(CellRange::firstRow)
                .min()
                .orElse(0);
    }

    /** How many rows the header has that begins in a row: those below whose names others stand over. */
    int headerRows(int top) {
        int last = top;
        for (int row = top; row <= last && last - top < MOST_HEADER_ROWS - 1; row++) {
            for (CellRange range : merged) {
                if (range.firstRow() == row && (isOverSome(range) || range.lastRow() > row)) {
                    last = Math.max(last, Math.max(range.lastRow(), isOverSome(range) ? row + 1 : row));
                }
            }
        }
        return Math.min(MOST_HEADER_ROWS, last - top + 1);
    }

    /**
     * Whether it is merged over several columns, and beside it stand others of the kind, or names with nothing below them: beside a
     * title stands nothing, or what has the header below it.
     */
    private boolean isOverSome(CellRange range) {
        Map<Integer, String> row = texts.getOrDefault(range.firstRow(), new TreeMap<>());
        Map<Integer, String> below = texts.getOrDefault(range.firstRow() + 1, new TreeMap<>());
        return range.lastColumn() > range.firstColumn()
                && range.lastRow() == range.firstRow()
                && row.containsKey(range.firstColumn())
                && row.keySet().stream()
                        .anyMatch(column -> !range.hasColumn(column)
                                && (isMerged(range.firstRow(), column) || !below.containsKey(column)));
    }

    private boolean isMerged(int row, int column) {
        return merged.stream().anyMatch(range -> range.hasRow(row) && range.hasColumn(column));
    }

    /**
     * The rows, of which those of a header of several rows are one.
     *
     * @param top the first of them; 0 where there is none
     * @param height how many there are
     */
    FirstRows rows(int top, int height) {
        int width = width();
        List<List<HeadField>> fields = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        texts.forEach((number, row) -> {
            if (height > 1 && number > top && number < top + height) {
                return;
            }
            List<HeadField> ofRow = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                String text = height > 1 && number == top ? joined(column, top, height) : row.getOrDefault(column, "");
                ofRow.add(new HeadField(text, false));
            }
            fields.add(ofRow);
            numbers.add(number);
        });
        return new FirstRows(fields, numbers);
    }

    private String joined(int column, int top, int height) {
        Set<String> parts = new LinkedHashSet<>();
        for (int row = top; row < top + height; row++) {
            String text = name(row, column);
            if (!text.isEmpty()) {
                parts.add(text);
            }
        }
        return String.join(BETWEEN, parts);
    }

    /** The text of a cell, or of the first of those that it is merged with. */
    private String name(int row, int column) {
        int fromRow = row;
        int fromColumn = column;
        for (CellRange range : merged) {
            if (range.hasRow(row) && range.hasColumn(column)) {
                fromRow = range.firstRow();
                fromColumn = range.firstColumn();
            }
        }
        return texts.getOrDefault(fromRow, new TreeMap<>())
                .getOrDefault(fromColumn, "")
                .strip();
    }

    /** How many merged ranges have cells in or below a row. */
    long mergedFrom(int row) {
        int last = ends.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return merged.stream()
                .filter(range -> range.lastRow() >= row && range.firstRow() <= last)
                .count();
    }
}
