package dev.weir.contracts;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One thing that must hold.
 *
 * @param id unique in the product, such as {@code stops-after-it-starts} or {@code encounters.encounter_id.required}
 * @param table the table it is about
 * @param check what must hold
 * @param severity what a failure does
 * @param standing who stands behind it
 * @param terms when it is in force, and how much it bears
 * @param place where it is written
 */
public record Rule(
        String id, String table, Check check, Severity severity, Standing standing, Terms terms, Place place) {
    /** A rule that is always in force and bears no failing row. */
    public Rule(String id, String table, Check check, Severity severity, Standing standing, Place place) {
        this(id, table, check, severity, standing, Terms.ALWAYS, place);
    }

    /** Whether a row that breaks it is not released. */
    public boolean takesRowsOut() {
        return severity == Severity.QUARANTINE || check instanceof TextCast;
    }

    /**
     * When a rule is in force, and how much it bears.
     *
     * @param from the first day, in the workspace's time zone; since ever when empty
     * @param until the last day, in the workspace's time zone; for ever when empty
     * @param threshold the share of rows, above 0 and up to 1, that has to pass; every row when empty
     * @param tags words to find it by
     */
    public record Terms(
            Optional<LocalDate> from, Optional<LocalDate> until, OptionalDouble threshold, List<String> tags) {

        /** In force on every day, for every row. */
        public static final Terms ALWAYS =
                new Terms(Optional.empty(), Optional.empty(), OptionalDouble.empty(), List.of());

        public Terms {
            tags = List.copyOf(tags);
            if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
                throw new IllegalArgumentException(
                        "A rule cannot end on " + until.get() + " and begin on " + from.get());
            }
            if (threshold.isPresent() && !(threshold.getAsDouble() > 0 && threshold.getAsDouble() <= 1)) {
                throw new IllegalArgumentException("A share of " + threshold.getAsDouble() + " cannot pass");
            }
        }

        /** Whether the rule is in force on a day. */
        public boolean inForce(LocalDate day) {
            return from.map(first -> !day.isBefore(first)).orElse(true)
                    && until.map(last -> !day.isAfter(last)).orElse(true);
        }

        /** Whether enough rows pass; none of none is enough. */
        public boolean tolerates(long failed, long evaluated) {
            return failed == 0
                    || (threshold.isPresent()
                            && BigDecimal.valueOf(evaluated - failed)
                                            .compareTo(BigDecimal.valueOf(threshold.getAsDouble())
                                                    .multiply(BigDecimal.valueOf(evaluated)))
                                    >= 0);
        }
    }

    /** Whether a person wrote the rule, or a field of the contract states it. */
    public enum Author {
        STEWARD,
        CONTRACT
    }

    /** Who stands behind a rule, and why. */
    public record Standing(Author author, Dimension dimension, String owner, String because) {}

    /** What must hold. */
    public sealed interface Check {
        /** Calls the case that fits. */
        default <R> R match(
                Function<Row, R> row,
                Function<Dqdl, R> table,
                Function<Key, R> key,
                Function<Reference, R> reference,
                Function<SourceColumns, R> columns,
                Function<Depends, R> depends,
                Function<Drift, R> drift,
                Function<Freshness, R> freshness,
                Function<ReadableShare, R> readable,
                Function<NotEmpty, R> notEmpty,
                Function<NoneLeftOut, R> noneLeftOut,
                Function<TextCast, R> cast) {
            if (this instanceof Row check) {
                return row.apply(check);
            } else if (this instanceof Dqdl check) {
                return table.apply(check);
            } else if (this instanceof Key check) {
                return key.apply(check);
            } else if (this instanceof Reference check) {
                return reference.apply(check);
            } else if (this instanceof SourceColumns check) {
                return columns.apply(check);
            } else if (this instanceof Depends check) {
                return depends.apply(check);
            } else if (this instanceof Drift check) {
                return drift.apply(check);
            } else if (this instanceof Freshness check) {
                return freshness.apply(check);
            } else if (this instanceof ReadableShare check) {
                return readable.apply(check);
            } else if (this instanceof NotEmpty check) {
                return notEmpty.apply(check);
            } else if (this instanceof NoneLeftOut check) {
                return noneLeftOut.apply(check);
            }
            return cast.apply((TextCast) this);
        }

        /** The columns that a row which breaks it is shown by first. */
        default List<String> columns() {
            return List.of();
        }
    }

    /** What is asked of a source's files; {@link Rule#table} is {@code contract-id.table}. */
    public sealed interface OfSource extends Check {}

    /**
     * A predicate of Spark SQL on each row, on the values before masking. NULL passes, as in SQL's CHECK.
     *
     * @param predicate over the table's columns, and {@code parent.column} of those of the joined parent
     * @param where which rows it is about: those for which this is true; every row when empty
     * @param columns those to blame
     * @param join the declared relationship whose parent row the predicate may use; NULLs where there is no parent
     */
    public record Row(String predicate, Optional<String> where, List<String> columns, Optional<Reference> join)
            implements Check {

        private static final Pattern PRESENCE = Pattern.compile("(?i)\\s*(`[^`]+`|\\w+)\\s+IS\\s+NOT\\s+NULL\\s*");

        public Row {
            columns = List.copyOf(columns);
        }

        /** A predicate on every row. */
        public Row(String predicate, List<String> columns, Optional<Reference> join) {
            this(predicate, Optional.empty(), columns, join);
        }

        /** A predicate over the row alone. */
        public Row(String predicate, List<String> columns) {
            this(predicate, columns, Optional.empty());
        }

        /** Whether it asks for nothing but values of columns, whatever they are. */
        public boolean asksForPresence() {
            return PRESENCE.matcher(predicate).matches();
        }

        /**
         * The whole of it as one predicate. With {@code where} it is NULL on the rows that the rule is not about, and on no
         * other. Each part stands on lines of its own, which end a comment.
         */
        public String sql() {
            return where.map(rows -> "CASE WHEN (\n" + rows + "\n) THEN (\n" + predicate + "\n) IS NOT FALSE END")
                    .orElse(predicate);
        }
    }

    /** Which rows a table check sees. */
    public enum Of {
        /** What would be released. */
        RELEASED,
        /** All that the transformation made. */
        PRODUCED
    }

    /**
     * One DQDL rule, with Deequ's exact meaning.
     *
     * @param metric of a contract whose number its query gives, such as {@code invalidValues}; empty where there is none
     */
    public record Dqdl(String rule, Of of, String metric) implements Check {

        /** A rule that a person wrote as DQDL. */
        public Dqdl(String rule, Of of) {
            this(rule, of, "");
        }

        /** So many rows stand behind what is said of a masked column with {@code where}, and behind what such a rule leaves out. */
        public static final int ROWS_TO_TELL_OF = 20;
    }

    /** How a key treats NULL. */
    public enum Nulls {
        /** A primary key: NULL in any of its columns fails. */
        FAIL,
        /** {@code unique}: rows with a NULL in it pass. */
        PASS
    }

    /** Which of the rows that share a key stays. */
    public enum End {
        FIRST,
        LAST
    }

    /** Of rows that share a key the one at an end of an order stays; none where several stand there together. */
    public record Keep(End end, String by) {}

    /**
     * No two rows share the values of these columns.
     *
     * @param where among which rows: those for which this is true; all when empty
     * @param keep which of them stays all the same; none when empty
     */
    public record Key(List<String> columns, Nulls nulls, Optional<String> where, Optional<Keep> keep) implements Check {
        public Key {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("A key needs a column");
            }
        }

        /** A key among all rows of which no row that shares it stays. */
        public Key(List<String> columns, Nulls nulls) {
            this(columns, nulls, Optional.empty(), Optional.empty());
        }

        /** The same key with another row that stays. */
        public Key keeping(Optional<Keep> other) {
            return new Key(columns, nulls, where, other);
        }
    }

    /** The row's parent got in; passes when any of the columns is NULL. */
    public record Reference(List<String> columns, String parent, List<String> parentColumns) implements Check {
        public Reference {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    /** How the columns of a source's files may differ from its contract. */
    public enum Difference {
        MISSING,
        NEW,
        REORDERED
    }

    /**
     * The files of a source's table have the contract's columns. With severity quarantine the records of a file that lacks a
     * column are unreadable, each.
     */
    public record SourceColumns(Difference difference) implements OfSource {}

    /**
     * Rows that are equal in some columns are equal in another: a functional dependency. Where they are not, those that
     * differ from the value that most of them have fail, or all of them where no value has the most. NULL in {@code on}
     * makes no group; NULL in {@code column} passes and has no vote.
     *
     * @param on the columns that decide
     * @param column the column that follows from them, and is to blame
     */
    public record Depends(List<String> on, String column) implements Check {
        public Depends {
            on = List.copyOf(on);
            if (on.isEmpty() || on.contains(column)) {
                throw new IllegalArgumentException("'" + column + "' cannot depend on " + on);
            }
        }

        @Override
        public List<String> columns() {
            return Stream.concat(on.stream(), Stream.of(column)).toList();
        }
    }

    /** How far a table has moved from the releases before it. */
    public enum Measure {
        POPULATION_STABILITY_INDEX(true),
        KOLMOGOROV_SMIRNOV(true),
        JENSEN_SHANNON(true),
        WASSERSTEIN(true),
        /** Its value is the test's p-value: small where the two differ. */
        CHI_SQUARE(true),
        /** The difference between the shares of NULL. */
        NULL_RATE(true),
        /** The relative change of the number of different values. */
        CARDINALITY(true),
        /** The share of rows whose value was not there before. */
        NEW_CATEGORIES(true),
        /** The share of the rows before whose value is not there any more. */
        LOST_CATEGORIES(true),
        /** How unusual the number of rows is, in standard deviations of what was forecast. */
        ROW_COUNT(false);

        private final boolean ofColumn;

        Measure(boolean ofColumn) {
            this.ofColumn = ofColumn;
        }

        /** Whether it is about one column; otherwise about the table. */
        public boolean isOfColumn() {
            return ofColumn;
        }

        /** The name as people write it, such as {@code null-rate}. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** What the number of rows of a day depends on: releases of days of the same kind are compared. */
    public enum Season {
        /** Mondays with Mondays. */
        WEEKDAY,
        /** The last days of months with one another, whatever their weekday. */
        MONTH_END,
        /** Public holidays with one another, as the calendar of the law pack has them, and the days that are worked for them. */
        HOLIDAYS;

        /** The name as people write it, such as {@code month-end}. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** The published releases that a drift rule compares with. */
    public sealed interface Baseline {
        /** The one before. */
        record LastRelease() implements Baseline {}

        /** One of them, by number. */
        record Release(long number) implements Baseline {}

        /** The last ones together; as many as there are. */
        record Window(int releases) implements Baseline {
            public Window {
                if (releases < 1) {
                    throw new IllegalArgumentException("A window of " + releases + " releases is empty");
                }
            }
        }
    }

    /** What a measured value may be. */
    public record Bound(Side side, double value) {
        /** On which side of the bound a value is right. */
        public enum Side {
            AT_MOST,
            AT_LEAST
        }

        public Bound {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A bound of " + value + " binds nothing");
            }
        }

        /** Whether a value keeps it; NaN does not. */
        public boolean holds(double measured) {
            return side == Side.AT_MOST ? measured <= value : measured >= value;
        }
    }

    /**
     * A table is as it was in the releases before, by a measure; the first release passes. With a bound and an alarm it
     * fails where the value breaks both.
     *
     * @param column what is measured; empty for a measure of the table
     * @param seasons which days are alike, for {@link Measure#ROW_COUNT}, each once
     * @param bound which values are right, by what people hold for much
     * @param alarm once in how many releases of an unchanged distribution the drift rules of the product that have one may
     *     fail, all together; what a value may be follows from that
     */
    public record Drift(
            Measure measure,
            Optional<String> column,
            Baseline against,
            List<Season> seasons,
            Optional<Bound> bound,
            OptionalInt alarm)
            implements Check {

        /** The most standard deviations that a number of rows can be off: what is farther is less probable than a double holds. */
        public static final double MOST_DEVIATIONS = 37;

        public Drift {
            seasons = seasons.stream().sorted().distinct().toList();
            if (bound.isEmpty() && alarm.isEmpty()) {
                throw new IllegalArgumentException("A drift without bound and alarm says nothing");
            }
            if (alarm.isPresent() && (alarm.getAsInt() < 2 || !measure.isOfColumn())) {
                throw new IllegalArgumentException(
                        "An alarm of " + measure + " once in " + alarm.getAsInt() + " releases");
            }
            if (column.isPresent() != measure.isOfColumn()) {
                throw new IllegalArgumentException(
                        measure + (column.isPresent() ? " is of no column" : " needs a column"));
            }
        }

        /** By a bound alone. */
        public Drift(Measure measure, Optional<String> column, Baseline against, List<Season> seasons, Bound bound) {
            this(measure, column, against, seasons, Optional.of(bound), OptionalInt.empty());
        }
    }

    /**
     * The latest value of a date or timestamp column is not older than this when the run starts. NULLs do not count; a
     * table without a value fails, an empty table passes.
     */
    public record Freshness(String column, Duration atMost) implements Check {
        public Freshness {
            if (atMost.isNegative()) {
                throw new IllegalArgumentException("Nothing is younger than " + atMost);
            }
        }
    }

    /**
     * Enough records of a source's table could be read: the share that the rule's threshold asks for. Unreadable records go
     * to quarantine whatever the answer; without any record it passes, and has judged nothing.
     */
    public record ReadableShare() implements OfSource {}

    /** The table has a row when the run is done, be it one that was there before. */
    public record NotEmpty() implements Check {}

    /** No row that the table's query makes is left out by its load without an effect on the table. */
    public record NoneLeftOut() implements Check {}

    /**
     * Every text that the table's query casts for a column is NULL or a value of its type, as the readers of sources have
     * it. A row with another text has no value there: it goes out whatever the severity, and breaks no other rule about that
     * column.
     */
    public record TextCast(String column) implements Check {
        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }
}
