package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One thing that must hold.
 *
 * @param id unique in the product, such as {@code stops-after-it-starts} or {@code encounters.encounter_id.required}
 * @param table the table it is about
 * @param check what must hold
 * @param severity what a failure does
 * @param standing who stands behind it
 * @param place where it is written
 */
public record Rule(String id, String table, Check check, Severity severity, Standing standing, Place place) {

    public Rule {
        requireNonNull(id, "id");
        requireNonNull(table, "table");
        requireNonNull(check, "check");
        requireNonNull(severity, "severity");
        requireNonNull(standing, "standing");
        requireNonNull(place, "place");
    }

    /** The same rule with another severity: what an {@code override} does. */
    public Rule withSeverity(Severity other) {
        return new Rule(id, table, check, other, standing, place);
    }

    /** Whether a person wrote the rule, or a field of the contract states it. */
    public enum Author {
        STEWARD,
        CONTRACT
    }

    /** Who stands behind a rule, and why. */
    public record Standing(Author author, Dimension dimension, String owner, String because) {
        public Standing {
            requireNonNull(author, "author");
            requireNonNull(dimension, "dimension");
            requireNonNull(owner, "owner");
            requireNonNull(because, "because");
        }
    }

    /** What must hold. */
    public sealed interface Check {
        /** Calls the case that fits. */
        <R> R match(Cases<R> cases);

        /** One method per kind. */
        interface Cases<R> {
            R row(Row check);

            R table(Dqdl check);

            R key(Key check);

            R reference(Reference check);

            R columns(SourceColumns check);
        }
    }

    /**
     * A predicate of Spark SQL on each row, on the values before masking. NULL passes, as in SQL's CHECK.
     *
     * @param predicate over the table's columns
     * @param columns those to blame
     */
    public record Row(String predicate, List<String> columns) implements Check {
        public Row {
            requireNonNull(predicate, "predicate");
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.row(this);
        }
    }

    /** Which rows a table check sees. */
    public enum Of {
        /** What would be released. */
        RELEASED,
        /** All that the transformation made. */
        PRODUCED
    }

    /** One DQDL rule, with Deequ's exact meaning. */
    public record Dqdl(String rule, Of of) implements Check {
        public Dqdl {
            requireNonNull(rule, "rule");
            requireNonNull(of, "of");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.table(this);
        }
    }

    /** What a key says of NULL. */
    public enum Nulls {
        /** A primary key: NULL in any of its columns fails. */
        FAIL,
        /** {@code unique}: rows with a NULL in it pass. */
        PASS
    }

    /** No two rows share the values of these columns. */
    public record Key(List<String> columns, Nulls nulls) implements Check {
        public Key {
            columns = List.copyOf(columns);
            requireNonNull(nulls, "nulls");
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("A key needs a column");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.key(this);
        }
    }

    /** The row's parent got in; passes when any of the columns is NULL. */
    public record Reference(List<String> columns, String parent, List<String> parentColumns) implements Check {
        public Reference {
            columns = List.copyOf(columns);
            requireNonNull(parent, "parent");
            parentColumns = List.copyOf(parentColumns);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reference(this);
        }
    }

    /** How the columns of a source's files may differ from its contract. */
    public enum Difference {
        MISSING,
        NEW,
        REORDERED
    }

    /**
     * The files of a source's table have the contract's columns; {@link Rule#table} is {@code contract-id.table}. With
     * severity quarantine the records of a file that lacks a column are unreadable, each.
     */
    public record SourceColumns(Difference difference) implements Check {
        public SourceColumns {
            requireNonNull(difference, "difference");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.columns(this);
        }
    }
}
