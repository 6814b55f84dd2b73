package dev.weir.quality.suggest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Forms of text: those with a name, and the shape that all values of a column share. Neither holds a value. */
final class TextPatterns {

    /**
     * A form that is known by name.
     *
     * @param predicate in SQL, with {@code %s} for the column
     * @param words what it is
     */
    record Named(String id, String predicate, String words) {
        String of(ProfiledColumn field) {
            return predicate.formatted(field.sql());
        }
    }

    /** The more particular first: of several that fit, the first is proposed. */
    static final List<Named> NAMED = List.of(
            new Named("is-a-resident-id", "is_resident_id(%s)", "a resident identity number (GB 11643)"),
            new Named("is-a-mobile", "is_mobile_cn(%s)", "a mainland mobile number"),
            new Named("is-a-uuid", "%s RLIKE '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'", "a UUID"),
            new Named("is-an-email", "%s RLIKE '^[^@ ]+@[^@ ]+[.][^@ ]+$'", "an e-mail address"),
            new Named("is-a-day", "%s RLIKE '^[0-9]{4}-[01][0-9]-[0-3][0-9]$'", "a day as yyyy-MM-dd"),
            new Named(
                    "is-an-icd-10-code",
                    "%s RLIKE '^[A-Z][0-9][0-9A-Z]([.][0-9A-Z]{1,4})?$'",
                    "of the form of an ICD-10 code"),
            new Named("is-a-loinc-code", "%s RLIKE '^[0-9]{1,5}-[0-9]$'", "of the form of a LOINC code"),
            new Named("is-digits", "%s RLIKE '^[0-9]+$'", "digits alone"));

    /** At most so many signs have a shape worth keeping. */
    private static final int LONGEST = 40;

    private TextPatterns() {}

    /** SQL for a value's shape: {@code A} for a capital letter, {@code a} for a small one, {@code 9} for a digit, {@code L} for any other letter. */
    static String sql(ProfiledColumn field) {
        String shape = field.sql();
        for (List<String> step : Arrays.asList(
                List.of("[0-9]", "9"), List.of("[A-Z]", "A"), List.of("[a-z]", "a"), List.of("[^ -~]", "L"))) {
            shape = "regexp_replace(" + shape + ", '" + step.get(0) + "', '" + step.get(1) + "')";
        }
        return shape;
    }

    /** The expression that every text of that shape matches; empty for a shape without meaning, or one that would hold a text. */
    static Optional<String> expression(String shape) {
        if (shape.isEmpty() || shape.length() > LONGEST || !shape.matches("[Aa9 ./:_-]+") || !shape.contains("9")) {
            return Optional.empty();
        }
        StringBuilder expression = new StringBuilder("^");
        for (int i = 0; i < shape.length(); ) {
            int end = i;
            while (end < shape.length() && shape.charAt(end) == shape.charAt(i)) {
                end++;
            }
            expression.append(
                    switch (shape.charAt(i)) {
                        case 'A' -> "[A-Z]";
                        case 'a' -> "[a-z]";
                        case '9' -> "[0-9]";
                        default -> "[" + shape.charAt(i) + "]";
                    });
            if (end - i > 1) {
                expression.append('{').append(end - i).append('}');
            }
            i = end;
        }
        return Optional.of(expression.append('$').toString());
    }
}
