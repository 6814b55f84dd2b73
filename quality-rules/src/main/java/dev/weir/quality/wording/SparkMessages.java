package dev.weir.quality.wording;

import dev.weir.contracts.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** The message of Spark's analyser for a piece of SQL, in one sentence. */
public final class SparkMessages {

    private static final String UNKNOWN_COLUMN = "UNRESOLVED_COLUMN.WITH_SUGGESTION";
    private static final String UNKNOWN_FUNCTION = "UNRESOLVED_ROUTINE";

    private static final String SUBQUERY = "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.";

    private static final String TYPES = "DATATYPE_MISMATCH.";
    private static final String MISMATCH = "due to data type mismatch: ";
    private static final Pattern NESTED = Pattern.compile("\\b(ARRAY|MAP|STRUCT)<");
    private static final String OF_PARTS = "take values of one type: an element of an array or map, as in"
            + " element_at(a, 1) or m['key'], or a field of a struct, as in s.name";

    private record Subquery(String why, String remedy) {}

    /** By the end of Spark's class of error. Its own words show its plan of the query, and not the query. */
    private static final Map<String, Subquery> SUBQUERIES = Map.of(
            "ACCESSING_OUTER_QUERY_COLUMN_IS_NOT_ALLOWED",
            new Subquery(
                    "a sub-query names a column of the outer row under a LIMIT, OFFSET, UNION, INTERSECT, EXCEPT or the like,"
                            + " where Spark cannot compute it",
                    "leave a LIMIT of 1 or more out under EXISTS, and write FALSE for EXISTS over LIMIT 0; take max(…) or min(…)"
                            + " for one value; or join with a sub-query that names no outer column"),
            "MUST_AGGREGATE_CORRELATED_SCALAR_SUBQUERY",
            new Subquery(
                    "a sub-query that stands for one value and depends on the outer row may give several rows",
                    "take one of them, with max(…) or min(…), or write a join"),
            "UNSUPPORTED_IN_EXISTS_SUBQUERY",
            new Subquery(
                    "IN or EXISTS over a sub-query stands where Spark takes none, as in ORDER BY",
                    "compute it as a column of a sub-query in FROM, and use that column"),
            "UNSUPPORTED_CORRELATED_SCALAR_SUBQUERY",
            new Subquery(
                    "a sub-query that depends on the outer row stands where Spark takes none, as in ORDER BY",
                    "compute it as a column of a sub-query in FROM, and use that column"));

    private static final Subquery OTHER_SUBQUERY = new Subquery(
            "a sub-query uses a column of the outer row in a way that Spark cannot compute",
            "compare the outer column with a column in the sub-query's WHERE, or write a join");

    private SparkMessages() {}

    /** What is wrong, without Spark's code and without the SQL that Spark repeats. */
    public static String why(AnalysisException e) {
        if (is(e, UNKNOWN_COLUMN)) {
            return "there is no column " + parameters(e).getOrDefault("objectName", "of that name");
        }
        if (is(e, UNKNOWN_FUNCTION)) {
            return "there is no function " + parameters(e).getOrDefault("routineName", "of that name");
        }
        Optional<Subquery> subquery = subquery(e);
        if (subquery.isPresent()) {
            return subquery.get().why();
        }
        Optional<String> types = types(e);
        if (types.isPresent()) {
            return types.get();
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "").strip();
        int end = indexOfAny(message, "\n", "; line ", "(line ", ";\n");
        String first = message.substring(message.startsWith("[") ? message.indexOf(']') + 1 : 0, end)
                .strip();
        return first.isEmpty() ? "Spark does not accept it" : lowerFirst(first.replaceAll("\\.+$", ""));
    }

    /** What to write instead: the nearest of the columns where one is misspelt, else other advice. */
    public static String remedy(AnalysisException e, List<String> columns, String otherwise) {
        if (!is(e, UNKNOWN_COLUMN)) {
            return subquery(e)
                    .map(Subquery::remedy)
                    .or(() -> types(e).filter(NESTED.asPredicate()).map(types -> OF_PARTS))
                    .orElse(otherwise);
        }
        String misspelt = parameters(e).getOrDefault("objectName", "").replace("`", "");
        return NearestName.remedy(misspelt, columns, otherwise);
    }

    private static Optional<Subquery> subquery(AnalysisException e) {
        String error = Objects.requireNonNullElse(e.getErrorClass(), "");
        return error.startsWith(SUBQUERY)
                ? Optional.of(SUBQUERIES.getOrDefault(error.substring(SUBQUERY.length()), OTHER_SUBQUERY))
                : Optional.empty();
    }

    /** Types that do not fit, without the expression as Spark has rewritten it. */
    private static Optional<String> types(AnalysisException e) {
        String left = parameters(e).get("left");
        String right = parameters(e).get("right");
        String error = Objects.requireNonNullElse(e.getErrorClass(), "");
        if (!error.startsWith(TYPES)) {
            return Optional.empty();
        } else if (left != null && right != null) {
            return Optional.of("values of " + plain(left) + " and " + plain(right)
                    + " cannot be compared or computed with one another");
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        int at = message.indexOf(MISMATCH);
        return at < 0
                ? Optional.empty()
                : Optional.of("types do not fit: "
                        + plain(message.substring(
                                        at + MISMATCH.length(), indexOfAny(message, ".;", "; line ", ";\n", ".\n")))
                                .replaceAll("\\.+$", ""));
    }

    private static String plain(String types) {
        return types.replace("\"", "").strip();
    }

    private static boolean is(AnalysisException e, String errorClass) {
        return errorClass.equals(e.getErrorClass());
    }

    private static Map<String, String> parameters(AnalysisException e) {
        @Nullable Map<String, String> parameters = e.getMessageParameters();
        return parameters == null ? Map.of() : parameters;
    }

    private static int indexOfAny(String text, String... ends) {
        int first = text.length();
        for (String end : ends) {
            int at = text.indexOf(end);
            first = at >= 0 && at < first ? at : first;
        }
        return first;
    }

    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
