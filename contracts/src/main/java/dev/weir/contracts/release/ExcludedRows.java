package dev.weir.contracts.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows that a table's query made and its load does not release: why, and how many.
 *
 * @param outside the interval that the run is about
 * @param superseded by a row of the same run with the same key, which is later or, of two that are equal in order, was chosen
 * @param late since the table has a later row with their key
 * @param deleted since a later deletion of their key is remembered
 * @param deletions rows that say that their key goes; they have had their effect
 */
public record ExcludedRows(long outside, long superseded, long late, long deleted, long deletions) {

    /** No row is left out. */
    public static final ExcludedRows NONE = new ExcludedRows(0, 0, 0, 0, 0);

    public ExcludedRows {
        if (outside < 0 || superseded < 0 || late < 0 || deleted < 0 || deletions < 0) {
            throw new IllegalArgumentException(
                    "Rows left out: " + outside + ", " + superseded + ", " + late + ", " + deleted + ", " + deletions);
        }
    }

    public static ExcludedRows outside(long rows) {
        return new ExcludedRows(rows, 0, 0, 0, 0);
    }

    public long rows() {
        return outside + superseded + late + deleted + deletions;
    }

    /** Those that had no effect on the table. */
    public long withoutEffect() {
        return rows() - deletions;
    }

    public ExcludedRows plus(ExcludedRows other) {
        return new ExcludedRows(
                outside + other.outside,
                superseded + other.superseded,
                late + other.late,
                deleted + other.deleted,
                deletions + other.deletions);
    }

    /** Such as {@code 48 outside the interval}; empty where none is left out. */
    public String words() {
        List<String> words = new ArrayList<>();
        add(words, outside, "outside the interval");
        add(words, superseded, "superseded within the run");
        add(words, late, "later in the table");
        add(words, deleted, "deleted before");
        add(words, deletions, deletions == 1 ? "deletion" : "deletions");
        return String.join(", ", words);
    }

    private static void add(List<String> words, long rows, String why) {
        if (rows > 0) {
            words.add(String.format(Locale.ROOT, "%,d %s", rows, why));
        }
    }
}
