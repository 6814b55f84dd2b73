package dev.weir.contracts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of a source or of a product.
 *
 * @param name its name in the contract
 * @param description what a row is; empty when the contract gives none
 * @param columns in the contract's order, at least one
 * @param keys what identifies a row, and what it refers to
 * @param making how its rows come about
 * @param place where the contract states it
 */
public record Table(String name, String description, List<Column> columns, Keys keys, Making making, Place place) {

    public Table {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Table '" + name + "' has no columns");
        }
    }

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** Where a column is written; where the table is, if that has none of the name. */
    public Place placeOf(String columnName) {
        return column(columnName).map(Column::place).orElse(place);
    }

    /** The names of its columns, in their order. */
    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * What identifies a row.
     *
     * @param primary the primary key's columns in their positions; empty when there is none
     * @param references what other tables' keys it holds
     * @param subject {@code weirSubject}: the column with the person of a row
     * @param isSubjectUnknown whether the contract says that no column has the person
     * @param minors {@code weirMinors}: what becomes of rows of people under 14
     */
    public record Keys(
            List<String> primary,
            List<Reference> references,
            Optional<String> subject,
            boolean isSubjectUnknown,
            Minors minors) {

        /** What {@code weirSubject} says where no column has the person of a row. */
        public static final String UNKNOWN_SUBJECT = "unknown";

        public Keys {
            primary = List.copyOf(primary);
            references = List.copyOf(references);
        }

        /** Keys of a table that keeps the rows of minors. */
        public Keys(List<String> primary, List<Reference> references, Optional<String> subject) {
            this(primary, references, subject, false, Minors.KEEP);
        }
    }

    /** What becomes of rows of people under 14 (PIPL 31). */
    public enum Minors {
        /** They are released as others are. */
        KEEP,
        /** They are not released. */
        DROP
    }

    /**
     * A reference to another table of the same product.
     *
     * @param columns of this table
     * @param parent the other table's name
     * @param parentColumns its columns, as many
     * @param place where it is stated
     */
    public record Reference(List<String> columns, String parent, List<String> parentColumns, Place place) {
        public Reference {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
            if (columns.isEmpty() || columns.size() != parentColumns.size()) {
                throw new IllegalArgumentException(
                        "Reference to '" + parent + "' pairs " + columns + " with " + parentColumns);
            }
        }
    }

    /** How a table's rows come about. */
    public sealed interface Making {
        /** Calls the case that fits. */
        default <R> R match(Function<Files, R> files, Function<Query, R> query) {
            if (this instanceof Files way) {
                return files.apply(way);
            }
            return query.apply((Query) this);
        }

        /** What the rows become of those that the table had before. */
        default Load load() {
            return Load.usual();
        }
    }

    /**
     * A source's table lies in files.
     *
     * @param pattern {@code physicalName}: the file pattern below the server's location; the location itself when empty
     * @param readable the share of records, above 0 and up to 1, that has to be readable for a release
     * @param without {@code weirEmpty}: what an interval is for which no file is there
     */
    public record Files(Optional<String> pattern, double readable, Without without) implements Making {

        /** What an interval without a file is. */
        public enum Without {
            /** A delivery that failed. */
            FAULT,
            /** An interval in which nothing happened. */
            EMPTY
        }

        /** The share where the contract declares none. */
        public static final double USUALLY_READABLE = 0.95;

        public Files {
            if (!(readable > 0 && readable <= 1)) {
                throw new IllegalArgumentException("A share of " + readable + " cannot be readable");
            }
        }

        /** Files of which the usual share has to be readable. */
        public Files(Optional<String> pattern) {
            this(pattern, USUALLY_READABLE, Without.FAULT);
        }
    }

    /**
     * A product's table comes from one query. Column-wise {@code transformLogic} is read into such a query as well.
     *
     * @param sql Spark SQL, one SELECT
     * @param inputs the tables it reads, as written: {@code contract-id.table}, or {@code contract-id}
     * @param place the file it stands in
     * @param load {@code weirLoad}: what the rows become of those that the table had before
     */
    public record Query(String sql, List<String> inputs, Place place, Load load) implements Making {
        public Query {
            inputs = List.copyOf(inputs);
        }

        /** A query whose rows are the table. */
        public Query(String sql, List<String> inputs, Place place) {
            this(sql, inputs, place, Load.usual());
        }

        public Query loadedBy(Load other) {
            return new Query(sql, inputs, place, other);
        }

        /**
         * Where an input is named first; the query's own place where its text is not a file of its own, or names it otherwise.
         *
         * @param input as written
         */
        public Place placeOf(String input) {
            Matcher named = Pattern.compile(
                            "\\b(?:FROM|JOIN)\\s+(" + Pattern.quote(input) + ")(?![\\w.])", Pattern.CASE_INSENSITIVE)
                    .matcher(sql);
            if (!place.file().endsWith(".sql") || !named.find()) {
                return place;
            }
            int at = named.start(1);
            int line = 1
                    + (int) sql.substring(0, at).chars().filter(c -> c == '\n').count();
            return new Place(place.file(), line, at - sql.lastIndexOf('\n', at));
        }
    }
}
