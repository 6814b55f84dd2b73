package dev.weir.quality.regex;

import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;

/** What a regular expression cannot do on a row's value, as an error of Spark's kind: it names its place and no value. */
public final class RegexFailure extends RuntimeException implements SparkThrowable {

    private static final long serialVersionUID = 1L;

    /** What goes wrong; the names are classes of error. */
    public enum Kind {
        /** It looks at the value's characters too often. */
        REGEX_TOO_MANY_STEPS,
        /** It goes deeper into the value than any stack. */
        REGEX_TOO_DEEP,
        /** It is none. */
        REGEX_INVALID,
        /** A pattern of {@code LIKE} has an escape that escapes nothing. */
        REGEX_INVALID_LIKE,
        /** A replacement names a group that is not there, or ends in a stray sign. */
        REGEX_INVALID_REPLACEMENT
    }

    private final Kind kind;
    private final SQLQueryContext place;

    RegexFailure(Kind kind, SQLQueryContext place) {
        super(kind.name());
        this.kind = kind;
        this.place = place;
    }

    @Override
    public String getErrorClass() {
        return kind.name();
    }

    /** An invalid regular expression, as ISO 9075 has it among the data exceptions. */
    @Override
    public String getSqlState() {
        return "2201B";
    }

    @Override
    public QueryContext[] getQueryContext() {
        return place.isValid() ? new QueryContext[] {place} : new QueryContext[0];
    }
}
