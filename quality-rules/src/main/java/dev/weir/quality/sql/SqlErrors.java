package dev.weir.quality.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.quality.evaluation.RowFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;

/**
 * Errors of user-written SQL, found when it was computed. Spark's messages hold values of rows, so only its
 * class of error is passed on, in words.
 */
public final class SqlErrors {

    /** By the beginning of Spark's class of error; the first that fits. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("DIVIDE_BY_ZERO", "a division by zero");
        WORDS.put("INTERVAL_DIVIDED_BY_ZERO", "a division by zero");
        WORDS.put("ARITHMETIC_OVERFLOW", "a number that its type cannot hold");
        WORDS.put("BINARY_ARITHMETIC_OVERFLOW", "a number that its type cannot hold");
        WORDS.put("CAST_OVERFLOW", "a number that its type cannot hold");
        WORDS.put("NUMERIC_VALUE_OUT_OF_RANGE", "a number that its type cannot hold");
        WORDS.put("DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION", "a number that its type cannot hold");
        WORDS.put("INTERVAL_ARITHMETIC_OVERFLOW", "an interval that its type cannot hold");
        WORDS.put("DATETIME_OVERFLOW", "a day or time that its type cannot hold");
        WORDS.put("INVALID_ARRAY_INDEX", "an index outside its array");
        WORDS.put("INVALID_INDEX_OF_ZERO", "an index of zero, where the first is 1");
        WORDS.put("MAP_KEY_DOES_NOT_EXIST", "a key that its map does not have");
        WORDS.put("DUPLICATED_MAP_KEY", "a key that stands twice in a map");
        WORDS.put("NULL_MAP_KEY", "a key of a map that is NULL");
        WORDS.put("CAST_INVALID_INPUT", "a text that is no value of its type");
        WORDS.put("CANNOT_PARSE", "a text that is no value of its type");
        WORDS.put("INVALID_PARAMETER_VALUE", "an argument that the function does not take");
        WORDS.put("INCONSISTENT_BEHAVIOR_CROSS_VERSION", "a pattern of dates, or a day, that Spark no longer takes");
        WORDS.put("SCALAR_SUBQUERY_TOO_MANY_ROWS", "a sub-query that gives more than one row");
        WORDS.put("COLLECTION_SIZE_LIMIT_EXCEEDED", "a collection that would be too large");
        WORDS.put("MAPS_COMPARED", "maps that are compared, which Spark cannot");
        WORDS.put("TOO_LARGE", "a text or a list of more than 10,000,000 parts");
        WORDS.put("OUT_OF_DOMAIN", "a value that a function is not defined for");
        WORDS.put("JSON_INVALID", "a text that is no JSON, or that has a key twice in one object");
        WORDS.put("HOST_INVALID", "a URL with a host that cannot be read, as one with an underscore");
        WORDS.put("ZONE_AMBIGUOUS", "a time zone with a name that stands for several, as CST does");
        WORDS.put("NO_DOUBLE", "a number beside a DOUBLE that its type cannot hold");
        WORDS.put("TIME_SKIPPED", "a local time that clocks skip in its zone");
        WORDS.put("INVALID_URL", "a text that is no URL");
        WORDS.put("REGEX_TOO_MANY_STEPS", "a regular expression that takes too many steps on a value");
        WORDS.put("REGEX_TOO_DEEP", "a regular expression that repeats a group too often on a value");
        WORDS.put("REGEX_INVALID_REPLACEMENT", "a replacement that does not fit its regular expression");
        WORDS.put("REGEX_INVALID_LIKE", "a pattern of LIKE with an escape before nothing special");
        WORDS.put("REGEX_INVALID", "a regular expression that is none");
        WORDS.put("USER_RAISED_EXCEPTION", "an error that it raises itself");
    }

    private SqlErrors() {}

    /** Errors that Spark has not named yet, those of files and of functions alike: only where it was thrown tells whose one is. */
    private static final String UNNAMED = "_LEGACY";

    /** What Spark's functions call: it may throw however far below them. */
    private static final List<String> BELOW_FUNCTIONS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "scala.",
            "org.apache.datasketches.",
            "com.fasterxml.jackson.");

    /** Where Spark makes the errors of its functions, and others. */
    private static final String ERRORS = "org.apache.spark.sql.errors.";

    /** Where Spark's functions stand, and the code that it generates for them. */
    private static final List<String> OF_FUNCTIONS =
            List.of("org.apache.spark.sql.catalyst.", "org.apache.spark.unsafe.types.");

    private static final String REGEX_REMEDY =
            "write the pattern so that each character fits one part of it alone: [^,]*, in place of .*, and no repeat"
                    + " inside a repeat";
    private static final Pattern CORRELATION = Pattern.compile("corr\\s*\\(", Pattern.CASE_INSENSITIVE);
    private static final String CORRELATION_REMEDY =
            "write covar_pop(x, y) / nullif(stddev_pop(x) * stddev_pop(y), 0), which is NULL there";
    private static final String REMEDY = "say what such a row is to give, with CASE WHEN, nullif or try_divide";

    /**
     * An error.
     *
     * @param words what it is, without any value
     * @param remedy what to write in its place
     * @param spot where in the SQL
     */
    public record Found(String words, String remedy, SqlSpot spot) {}

    /** The error of user-written SQL behind a failure, where there is one. */
    public static Optional<Found> behind(Throwable failure) {
        Optional<Found> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PatternSyntaxException) {
                found = Optional.of(new Found("a regular expression that is none", REMEDY, SqlSpot.UNKNOWN));
            } else if (cause instanceof SparkThrowable spark && isOfSql(spark, cause)) {
                found = Optional.of(found(spark.getErrorClass(), spot(spark)));
            } else if (found.isEmpty() && isOfAFunction(cause)) {
                String words = cause instanceof JsonProcessingException
                        ? "a text that is no JSON"
                        : "a value that its type cannot hold";
                found = Optional.of(new Found(words, REMEDY, SqlSpot.UNKNOWN));
            }
        }
        return found;
    }

    /** Spark divides by the deviation in {@code corr} itself: no CASE around it keeps that from happening. */
    private static Found found(String error, SqlSpot spot) {
        boolean isCorrelation = error.startsWith("DIVIDE_BY_ZERO")
                && CORRELATION.matcher(spot.text()).lookingAt();
        return isCorrelation
                ? new Found("a correlation with what has one value alone", CORRELATION_REMEDY, spot)
                : new Found(words(error), remedy(error), spot);
    }

    /** What kind of error a failure of an analysis is, in words. */
    static String words(Throwable failure) {
        return behind(failure)
                .map(Found::words)
                .orElseGet(() -> failure instanceof SparkThrowable spark && spark.getErrorClass() != null
                        ? words(spark.getErrorClass())
                        : "what Spark cannot compute (" + failure.getClass().getSimpleName() + ")");
    }

    /** Whether a function has thrown it: some let errors of Java's own through, of numbers, days, formats, ciphers and many more. */
    private static boolean isOfAFunction(Throwable failure) {
        boolean isNamed = failure instanceof SparkThrowable || failure instanceof InterruptedException;
        boolean isOfARow = isNamed ? RowFailure.isOne(failure) : failure instanceof Exception;
        return isOfARow
                && Stream.of(failure.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith(ERRORS))
                        .filter(name -> BELOW_FUNCTIONS.stream().noneMatch(name::startsWith))
                        .findFirst()
                        .filter(name -> OF_FUNCTIONS.stream().anyMatch(name::startsWith))
                        .isPresent();
    }

    private static boolean isOfSql(SparkThrowable spark, Throwable failure) {
        String error = spark.getErrorClass();
        return error != null
                && !error.startsWith("INTERNAL_ERROR")
                && (spot(spark).isKnown()
                        || isOfAFunction(failure)
                        || isDataException(spark)
                        || WORDS.keySet().stream().anyMatch(error::startsWith));
    }

    /** By the class of SQLSTATE, as ISO 9075 has it. */
    private static boolean isDataException(SparkThrowable spark) {
        String state = spark.getSqlState();
        return state != null && state.startsWith("22");
    }

    private static SqlSpot spot(SparkThrowable spark) {
        QueryContext[] contexts = spark.getQueryContext();
        return contexts == null || contexts.length == 0 ? SqlSpot.UNKNOWN : SqlSpot.of(contexts[0]);
    }

    private static String remedy(String error) {
        if (error.startsWith("NO_DOUBLE")) {
            return SqlReview.DOUBLES_REMEDY;
        }
        if (error.startsWith("MAPS_COMPARED")) {
            return "take one of its values, or 'to_json' of it";
        }
        return error.startsWith("REGEX_TOO_") ? REGEX_REMEDY : REMEDY;
    }

    private static String words(String error) {
        if (error.startsWith(UNNAMED)) {
            return "a value that the function does not take";
        }
        return WORDS.entrySet().stream()
                .filter(known -> error.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> "Spark's error "
                        + error.toLowerCase(Locale.ROOT).replace('_', ' ').replace(".", ", "));
    }
}
