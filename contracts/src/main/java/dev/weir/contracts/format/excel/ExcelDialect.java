package dev.weir.contracts.format.excel;

import dev.weir.contracts.Source;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How a table lies in Excel workbooks.
 *
 * @param sheet which sheet holds it
 * @param part which of its columns and rows
 * @param layout where the columns' names come from
 * @param nullValues texts that mean NULL in every column
 * @param isTrimmed whether blanks around texts are cut
 * @param merged what the cells of a merged range hold that are not its first
 */
public record ExcelDialect(
        Sheet sheet, Part part, Layout layout, List<String> nullValues, boolean isTrimmed, Merged merged)
        implements Source.Dialect, Serializable {

    public ExcelDialect {
        nullValues = List.copyOf(nullValues);
    }

    @Override
    public Optional<String> named() {
        return sheet.named();
    }

    /** The columns of the part that is the table. */
    public Columns columns() {
        return part.columns();
    }

    /**
     * The part of a sheet that is one of several tables: beside one another by their columns, one under another by what the first
     * cells of rows say.
     *
     * @param startsAt the text of the first cell of the row that the table begins with; empty where that is the first row
     * @param endsBefore that of the row before which it ends; empty where it ends with the sheet
     */
    public record Part(Columns columns, String startsAt, String endsBefore) implements Serializable {

        public static final Part WHOLE = new Part(Columns.ALL, "", "");

        /** These columns from the first row to the last. */
        public static Part of(Columns columns) {
            return new Part(columns, "", "");
        }

        /** The same columns, from one row to before another. */
        public Part rows(String from, String before) {
            return new Part(columns, from, before);
        }
    }

    /** Which sheet of a workbook. */
    public sealed interface Sheet extends Serializable {

        /** How it is asked for; empty where there is no other. */
        Optional<String> named();

        /** The only one that is not hidden. */
        record Only() implements Sheet {
            @Override
            public Optional<String> named() {
                return Optional.empty();
            }
        }

        record ByName(String name) implements Sheet {
            @Override
            public Optional<String> named() {
                return Optional.of(name);
            }
        }

        /** The one at a place, from 1; hidden ones count. */
        record Numbered(int number) implements Sheet {
            public Numbered {
                if (number < 1) {
                    throw new IllegalArgumentException("sheet is " + number);
                }
            }

            @Override
            public Optional<String> named() {
                return Optional.of(Integer.toString(number));
            }
        }
    }

    /**
     * Columns of a sheet that stand beside one another; others are not the table's.
     *
     * @param first from 0
     * @param last included
     */
    public record Columns(int first, int last) implements Serializable {

        /** No sheet has more. */
        public static final int MOST = 16_384;

        public static final Columns ALL = new Columns(0, MOST - 1);

        public Columns {
            if (first < 0 || last < first || last >= MOST) {
                throw new IllegalArgumentException("columns are " + first + " to " + last);
            }
        }

        public boolean has(int column) {
            return first <= column && column <= last;
        }
    }

    /** What the cells of a merged range of records hold that are not its first. */
    public enum Merged {
        /** Unknown, so their rows are unreadable. */
        REFUSED,
        /** The value of the first. */
        REPEATED
    }

    /**
     * Where the columns' names come from.
     *
     * @param skipRows how many rows before the header are passed over
     * @param headerRows how many rows the header has; 0 means that there is none
     * @param byPosition whether columns are found by their position
     */
    public record Layout(int skipRows, int headerRows, boolean byPosition) implements Serializable {
        public Layout {
            if (skipRows < 0 || headerRows < 0) {
                throw new IllegalArgumentException("skipRows is " + skipRows + ", headerRows is " + headerRows);
            }
            if (headerRows == 0 && !byPosition) {
                throw new IllegalArgumentException("Without a header, columns are found by their position.");
            }
        }
    }
}
