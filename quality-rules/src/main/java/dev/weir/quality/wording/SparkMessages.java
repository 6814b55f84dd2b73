package dev.weir.quality.wording;

import dev.weir.contracts.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** The message of Spark's analyser for a piece of SQL, in one sentence. */
public final class SparkMessages {

    private static final String UNKNOWN_COLUMN = "UNRESOLVED_COLUMN.WITH_SUGGESTION";
    private static final String UNKNOWN_FUNCTION = "UNRESOLVED_ROUTINE";

    private SparkMessages() {}

    /** What is wrong, without Spark's code and without the SQL that Spark repeats. */
    public static String why(AnalysisException e) {
        if (is(e, UNKNOWN_COLUMN)) {
            return "there is no column " + parameters(e).getOrDefault("objectName", "of that name");
        }
        if (is(e, UNKNOWN_FUNCTION)) {
            return "there is no function " + parameters(e).getOrDefault("routineName", "of that name");
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
            return otherwise;
        }
        String misspelt = parameters(e).getOrDefault("objectName", "").replace("`", "");
        return NearestName.remedy(misspelt, columns, otherwise);
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
