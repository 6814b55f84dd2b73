package dev.weir.contracts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** {@code weirLoad}: what the rows that a run makes become of the rows that the table had in the last release. */
public sealed interface Load {

    /** What a table's load is when its contract does not say. */
    static Load usual() {
        return new Replace();
    }

    /** Calls the case that fits. */
    default <R> R match(
            Function<Replace, R> replace,
            Function<Append, R> append,
            Function<Incremental, R> incremental,
            Function<Merge, R> merge) {
        if (this instanceof Replace load) {
            return replace.apply(load);
        } else if (this instanceof Append load) {
            return append.apply(load);
        } else if (this instanceof Incremental load) {
            return incremental.apply(load);
        }
        return merge.apply((Merge) this);
    }

    /** The mode as it is written, such as {@code append}. */
    String mode();

    /** {@code contract-id.table} of the source whose new files alone are read; empty where files are read again. */
    default Optional<String> newFilesOf() {
        return Optional.empty();
    }

    /** Columns that the mode adds after those of the contract; none for most. */
    default List<String> added() {
        return List.of();
    }

    /** Whether every run makes the whole table, so that no earlier release has a part in it. */
    default boolean isWhole() {
        return false;
    }

    /** The rows that the run makes are the table. */
    record Replace() implements Load {
        @Override
        public String mode() {
            return "replace";
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    }

    /**
     * The rows that the run makes take the place of the table's rows of one interval.
     *
     * @param interval the column with the time of a row: a date or a timestamp
     */
    record Append(String interval) implements Load {
        @Override
        public String mode() {
            return "append";
        }
    }

    /**
     * The rows of source files that the table was not made of yet are added.
     *
     * @param source {@code contract-id.table} whose files these are
     */
    record Incremental(String source) implements Load {
        @Override
        public String mode() {
            return "incremental";
        }

        @Override
        public Optional<String> newFilesOf() {
            return Optional.of(source);
        }
    }

    /**
     * Each row takes the place of the one with the same primary key, unless that comes later in order.
     *
     * @param order the column that orders two rows with one key
     * @param deletes the column that is true where the row with that key goes
     * @param history what is kept of rows that were followed by later ones
     * @param source {@code contract-id.table} whose new files alone are read; all are read when empty
     */
    record Merge(String order, Optional<String> deletes, History history, Optional<String> source) implements Load {

        /** The column with the order from which a row holds, under {@link History#TYPE_2}. */
        public static final String VALID_FROM = "valid_from";

        /** The column with the order up to which a row holds, itself not included; NULL while it holds. */
        public static final String VALID_TO = "valid_to";

        @Override
        public String mode() {
            return "merge";
        }

        @Override
        public Optional<String> newFilesOf() {
            return source;
        }

        @Override
        public List<String> added() {
            return history == History.TYPE_2 ? List.of(VALID_FROM, VALID_TO) : List.of();
        }
    }

    /** What a merge keeps of rows that were followed by later ones. */
    enum History {
        /** Nothing: one row for each key. */
        LATEST,
        /** All of them, each with the time for which it held (type 2 of Kimball's slowly changing dimensions). */
        TYPE_2;

        /** The name as it is written, such as {@code type-2}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
