package dev.weir.contracts.diff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a table's rows.
 *
 * @param by how rows were compared
 * @param key the columns that say which row is which; empty where rows have no key
 * @param counts how many rows
 * @param columns in how many of the changed rows a column changed, by name, most first; those that never did are not in it
 * @param uncompared columns of both releases whose types have no common one, so that no value was compared
 * @param examples some of the rows that changed, as they were released
 * @param note why rows were compared as they were, where it is not plain
 */
public record RowsDiff(
        By by,
        List<String> key,
        Counts counts,
        Map<String, Long> columns,
        List<String> uncompared,
        List<Example> examples,
        Optional<String> note) {

    public RowsDiff {
        key = List.copyOf(key);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        uncompared = List.copyOf(uncompared);
        examples = List.copyOf(examples);
    }

    /** Rows of equal content hashes: they were not compared. */
    public static RowsDiff same(long rows) {
        return plain(By.CONTENT_HASH, new Counts(rows, rows, 0, 0, 0));
    }

    /** Rows of a table that is new. */
    public static RowsDiff added(long rows) {
        return plain(By.MANIFEST, new Counts(0, rows, rows, 0, 0));
    }

    /** Rows of a table that is gone. */
    public static RowsDiff removed(long rows) {
        return plain(By.MANIFEST, new Counts(rows, 0, 0, rows, 0));
    }

    private static RowsDiff plain(By by, Counts counts) {
        return new RowsDiff(by, List.of(), counts, Map.of(), List.of(), List.of(), Optional.empty());
    }

    /** Whether nothing changed, as far as rows could be compared. */
    public boolean isSame() {
        return counts.added() == 0 && counts.removed() == 0 && counts.changed() == 0;
    }

    /** How rows are compared. */
    public enum By {
        /** The content hashes are equal: so are the rows. */
        CONTENT_HASH,
        /** The table is in one release only. */
        MANIFEST,
        /** A row is the same row when its key is. */
        KEY,
        /** A row is another row when anything in it is another. */
        ROW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How many rows.
     *
     * @param before in the earlier release
     * @param after in the later one
     * @param added that are in the later one only
     * @param removed that are in the earlier one only
     * @param changed that are in both, with other values
     */
    public record Counts(long before, long after, long added, long removed, long changed) {
        public Counts {
            if (before < 0 || after < 0 || added < 0 || removed < 0 || changed < 0) {
                throw new IllegalArgumentException("A negative count of rows");
            }
            if (before + added - removed != after) {
                throw new IllegalArgumentException(
                        before + " rows, " + added + " added and " + removed + " removed are not " + after);
            }
        }

        /** Rows that are as they were. */
        public long same() {
            return before - removed - changed;
        }
    }

    /**
     * A row that changed.
     *
     * @param kind what became of it
     * @param key its key's values, by column; of a row without key all its values
     * @param changes the values that are others, by column; empty unless it was changed
     */
    public record Example(Kind kind, Map<String, Optional<String>> key, List<Change> changes) {
        public Example {
            key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
            changes = List.copyOf(changes);
        }
    }

    /** What became of a row. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A value that is another; empty for NULL.
     *
     * @param column its name
     */
    public record Change(String column, Optional<String> before, Optional<String> after) {}
}
