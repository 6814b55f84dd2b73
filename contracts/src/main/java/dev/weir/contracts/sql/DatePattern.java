package dev.weir.contracts.sql;

import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;

/** Whether a text is a pattern of dates and times for Spark 3.5, which is that of {@code java.time} without some letters. */
final class DatePattern {

    private static final String WEEKS = "YWwuec";
    private static final String UNKNOWN = "BnNp";
    private static final String WRITTEN_ONLY = "AEFqQ";
    private static final List<String> TOO_LONG =
            List.of("GGGGG", "MMMMM", "LLLLL", "EEEEE", "QQQQQ", "qqqqq", "yyyyyyyyyyy");

    private static final String QUOTE = "'";

    private DatePattern() {}

    /** What a pattern is for. */
    enum Use {
        READING,
        WRITING
    }

    /** Why it is none; empty when it is one. */
    static Optional<String> fault(String pattern, Use use) {
        String[] parts = (pattern + " ").split(QUOTE, -1);
        if (pattern.contains(QUOTE + QUOTE) || parts.length % 2 == 0) {
            return Optional.empty(); // Spark reads such quotes in a way of its own
        }
        for (int i = 0; i < parts.length; i += 2) {
            Optional<String> fault = letters(parts[i], use);
            if (fault.isPresent()) {
                return fault;
            }
        }
        try {
            new DateTimeFormatterBuilder().appendPattern(pattern);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> letters(String part, Use use) {
        for (int i = 0; i < part.length(); i++) {
            char letter = part.charAt(i);
            if (WEEKS.indexOf(letter) >= 0) {
                return Optional.of("Spark has no '" + letter + "', which counts by weeks");
            }
            if (UNKNOWN.indexOf(letter) >= 0) {
                return Optional.of("Spark has no '" + letter + "' in patterns");
            }
            if (use == Use.READING && WRITTEN_ONLY.indexOf(letter) >= 0) {
                return Optional.of("Spark writes '" + letter + "', and does not read it");
            }
        }
        return TOO_LONG.stream().filter(part::contains).findFirst().map(found -> "Spark does not take '" + found + "'");
    }
}
