package dev.weir.jobs.engine.read.excel;

import dev.weir.contracts.format.excel.ExcelDialect;
import org.jspecify.annotations.Nullable;

/** A range of cells, such as {@code B5:C7}: rows from 1, columns from 0, the last ones included. */
record CellRange(int firstRow, int firstColumn, int lastRow, int lastColumn) {
    static final int MOST_ROWS = 1_048_576;
    static final int MOST_COLUMNS = ExcelDialect.Columns.MOST;
    private static final int LETTERS = 26;

    /** As it is written; null where it is no range. */
    static @Nullable CellRange of(String written) {
        int colon = written.indexOf(':');
        String first = colon < 0 ? written : written.substring(0, colon);
        String last = colon < 0 ? written : written.substring(colon + 1);
        CellRange range = new CellRange(row(first), column(first), row(last), column(last));
        boolean isOne = range.firstRow > 0
                && range.firstColumn >= 0
                && range.lastRow >= range.firstRow
                && range.lastColumn >= range.firstColumn;
        return isOne ? range : null;
    }

    /** The column of a cell, such as 27 of {@code AB12}; -1 where it is none. */
    static int column(String cell) {
        int column = 0;
        int i = 0;
        while (i < cell.length() && cell.charAt(i) >= 'A' && cell.charAt(i) <= 'Z' && column <= MOST_COLUMNS) {
            column = LETTERS * column + cell.charAt(i) - 'A' + 1;
            i++;
        }
        return i == 0 || column > MOST_COLUMNS ? -1 : column - 1;
    }

    /** The row of a cell, such as 12 of {@code AB12}; -1 where it is none. */
    static int row(String cell) {
        int i = 0;
        while (i < cell.length() && cell.charAt(i) >= 'A' && cell.charAt(i) <= 'Z') {
            i++;
        }
        int row = 0;
        int digits = i;
        while (i < cell.length() && cell.charAt(i) >= '0' && cell.charAt(i) <= '9' && row <= MOST_ROWS) {
            row = 10 * row + cell.charAt(i) - '0';
            i++;
        }
        return i == digits || i < cell.length() || row < 1 || row > MOST_ROWS ? -1 : row;
    }

    /** The letters of a column, such as {@code AB} of 27. */
    static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int left = column + 1; left > 0; left = (left - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (left - 1) % LETTERS));
        }
        return letters.toString();
    }

    boolean hasRow(int row) {
        return firstRow <= row && row <= lastRow;
    }

    boolean hasColumn(int column) {
        return firstColumn <= column && column <= lastColumn;
    }

    boolean isIn(ExcelDialect.Columns columns) {
        return firstColumn <= columns.last() && lastColumn >= columns.first();
    }

    /** What lies in some columns, counted from the first of them. */
    CellRange in(ExcelDialect.Columns columns) {
        return new CellRange(
                firstRow,
                Math.max(firstColumn, columns.first()) - columns.first(),
                lastRow,
                Math.min(lastColumn, columns.last()) - columns.first());
    }

    /** The same range as the sheet calls it, of one that is counted from the first of some columns. */
    CellRange from(ExcelDialect.Columns columns) {
        return new CellRange(firstRow, firstColumn + columns.first(), lastRow, lastColumn + columns.first());
    }

    /** As workbooks write it. */
    @Override
    public String toString() {
        return letters(firstColumn) + firstRow + ":" + letters(lastColumn) + lastRow;
    }
}
