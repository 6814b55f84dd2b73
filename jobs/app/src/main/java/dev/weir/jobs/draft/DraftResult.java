package dev.weir.jobs.draft;

import java.util.List;
import java.util.Optional;

/**
 * What was drafted and written.
 *
 * @param product its id
 * @param tables in the order of the files
 * @param read how many files they are made of; a workbook of several sheets is one
 * @param files that were written, from the workspace's root
 * @param leftOut files and tables that were not drafted
 * @param unreadable how many records of the tables cannot be read
 */
public record DraftResult(
        String product,
        List<DraftedTable> tables,
        int read,
        List<String> files,
        List<LeftOut> leftOut,
        long unreadable) {

    /** Begins a note that a person has to look at. */
    public static final String DOUBT = "? ";

    public DraftResult {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A table, in the product and in its source.
     *
     * @param of what it is made of, such as {@code 3 files}
     * @param files how many; 0 where it is a table of a database
     * @param records in them
     * @param key of it
     * @param columns of it
     * @param notes on values that fail, and on keys
     */
    public record DraftedTable(
            String name,
            String of,
            int files,
            long records,
            Optional<String> key,
            List<DraftedColumn> columns,
            List<String> notes) {
        public DraftedTable {
            columns = List.copyOf(columns);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A column: its category in law, how sure that is, and why.
     *
     * @param fate what becomes of its values
     * @param how what its mask does, in words; of a dropped column what keeps it without showing true dates or places of
     *     people: the option, and what is lost then; empty for others
     * @param values how many rows have one
     */
    public record DraftedColumn(
            String name, String category, String sure, String because, Fate fate, String how, long values) {}

    /** What becomes of a column's values. */
    public enum Fate {
        KEPT,
        MASKED,
        /** Kept, but for the identifiers that are found in its texts. */
        SEARCHED,
        DROPPED
    }

    /** A file that was not drafted, and why. */
    public record LeftOut(String file, String why) {}
}
