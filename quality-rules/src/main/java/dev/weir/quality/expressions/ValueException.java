package dev.weir.quality.expressions;

import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;

/** What an expression cannot compute of a row's values, as an error of Spark's kind: it names its place and no value. */
public final class ValueException extends RuntimeException implements SparkThrowable {

    private static final long serialVersionUID = 1L;

    /** What goes wrong: a class of error, and its SQLSTATE of ISO 9075. */
    public enum Kind {
        /** A regular expression looks at the value's characters too often. */
        REGEX_TOO_MANY_STEPS("2201B"),
        /** A regular expression goes deeper into the value than any stack. */
        REGEX_TOO_DEEP("2201B"),
        /** A regular expression is none. */
        REGEX_INVALID("2201B"),
        /** A pattern of {@code LIKE} has an escape that escapes nothing. */
        REGEX_INVALID_LIKE("22025"),
        /** A replacement names a group that is not there, or ends in a stray sign. */
        REGEX_INVALID_REPLACEMENT("2201B"),
        /** A text is no JSON. */
        JSON_INVALID("22032"),
        /** A URL names a host that is none for Java, with an underscore or letters of other scripts. */
        HOST_INVALID("22023"),
        /** A name of a time zone stands for several. */
        ZONE_AMBIGUOUS("22009"),
        /** Clocks of a zone skip a local time. */
        TIME_SKIPPED("22008"),
        /** A number that is compared with doubles is none. */
        NO_DOUBLE("22003"),
        /** Maps are compared, for which Spark has no order and no equality. */
        MAPS_COMPARED("42846"),
        /** A function makes a text or a list of more parts than memory may be there for. */
        TOO_LARGE("22000"),
        /** A function is not defined for a value. */
        OUT_OF_DOMAIN("22023"),
        /** A number is none, or too large for its type; as Spark calls it. */
        CAST_OVERFLOW("22003"),
        /** A day is too far away for its type; as Spark calls it. */
        DATETIME_OVERFLOW("22008");

        private final String sqlState;

        Kind(String sqlState) {
            this.sqlState = sqlState;
        }
    }

    private final Kind kind;
    private final SQLQueryContext place;

    ValueException(Kind kind, SQLQueryContext place) {
        super(kind.name());
        this.kind = kind;
        this.place = place;
    }

    @Override
    public String getErrorClass() {
        return kind.name();
    }

    @Override
    public String getSqlState() {
        return kind.sqlState;
    }

    @Override
    public QueryContext[] getQueryContext() {
        return place.isValid() ? new QueryContext[] {place} : new QueryContext[0];
    }
}
