package dev.weir.contracts.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a release's table came about from what was there before.
 *
 * @param mode of its contract, such as {@code append}
 * @param base the number of the release whose rows it goes on from; empty when the run made the whole table
 * @param order the column by which rows of a merge are compared; empty where none are
 * @param interval whose rows the run made anew; empty when it was not about one
 * @param change how its rows differ from those of the base
 * @param deletes where the keys that went are remembered, in a merged table whose rows can go
 * @param files where a load reads new files alone: those that the table is made of
 */
public record TableLoad(
        String mode,
        OptionalLong base,
        Optional<String> order,
        Optional<Span> interval,
        Change change,
        Optional<ReleasedTable.Version> deletes,
        NewFiles files) {

    /** The mode of a table that every run makes whole. */
    public static final String REPLACE = "replace";

    /**
     * The files of a load that reads each once.
     *
     * @param madeOf every file that the table was ever made of, by path
     * @param replaced paths of files that newer releases than the base were made of, and whose rows this one has not, or has as
     *     the files are now
     */
    public record NewFiles(List<SourceCount.SourceFile> madeOf, List<String> replaced) {

        public static final NewFiles NONE = new NewFiles(List.of(), List.of());

        public NewFiles {
            madeOf = List.copyOf(madeOf);
            replaced = List.copyOf(replaced);
        }

        /** The same of a release that replaces nothing. */
        public NewFiles kept() {
            return new NewFiles(madeOf, List.of());
        }
    }

    /**
     * How a table's rows differ from those of its base.
     *
     * @param added rows that the base does not have; all of them without a base
     * @param removed rows of the base that are gone; none without a base
     */
    public record Change(long added, long removed) {

        public static final Change NONE = new Change(0, 0);

        public Change {
            if (added < 0 || removed < 0) {
                throw new IllegalArgumentException("Rows added " + added + ", removed " + removed);
            }
        }
    }

    /** Every file that the table was ever made of, by path; none where files are read again. */
    public List<SourceCount.SourceFile> madeOf() {
        return files.madeOf();
    }

    /** Paths of files whose rows of then it has not. */
    public List<String> replaced() {
        return files.replaced();
    }

    /** Of a table that was made whole and holds so many rows. */
    public static TableLoad whole(long rows) {
        return new TableLoad(
                REPLACE,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                new TableLoad.Change(rows, 0),
                Optional.empty(),
                NewFiles.NONE);
    }

    /**
     * An interval.
     *
     * @param from its first moment
     * @param to the first moment after it
     * @param shown as people write it, such as {@code 2026-11-19}
     */
    public record Span(Instant from, Instant to, String shown) {
        /** Its first moment and the first after it: what it is, however people write it. */
        public List<Instant> bounds() {
            return List.of(from, to);
        }
    }

    /** For people: {@code append of 2026-11-19 to release 3: 120 rows added, 100 removed}. */
    public String words() {
        String what = mode
                + interval.map(span -> " of " + span.shown()).orElse("")
                + (files.replaced().isEmpty() ? "" : ", with '" + String.join("', '", files.replaced()) + "' replaced");
        if (base.isEmpty()) {
            return mode.equals(REPLACE) ? "the whole table" : what + ", the whole table";
        }
        return what + " on top of release " + base.getAsLong() + ": " + rows(change.added()) + " added, "
                + rows(change.removed()) + " removed";
    }

    private static String rows(long count) {
        return String.format(java.util.Locale.ROOT, "%,d row%s", count, count == 1 ? "" : "s");
    }
}
