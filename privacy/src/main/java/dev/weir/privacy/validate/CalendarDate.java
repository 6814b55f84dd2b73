package dev.weir.privacy.validate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as people and systems write them: {@code 2024-02-29}, {@code 2024/2/29}, {@code 2024.2.29}, {@code 2024年2月29日},
 * with a time of day after them or not, and {@code 20240229}. Years are 1800 to 2099 (from 1900 without separators).
 */
public final class CalendarDate {

    private static final int LONGEST = 40;

    private static final Pattern FORM = Pattern.compile("((?:18|19|20)\\d{2})[-/.年](0?[1-9]|1[0-2])[-/.月]"
            + "(0?[1-9]|[12]\\d|3[01])日?(?:[ T]\\d{2}:\\d{2}(?::\\d{2})?.*)?"
            + "|((?:19|20)\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");

    private CalendarDate() {}

    /** Whether the text is a day that exists; nothing is trimmed. */
    public static boolean isValid(String text) {
        return parse(text).isPresent();
    }

    /** The day, where the text is one that exists. */
    public static Optional<LocalDate> parse(String text) {
        if (text.length() < 8 || text.length() > LONGEST || text.charAt(0) > '2' || text.charAt(0) < '1') {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int first = form.group(1) == null ? 4 : 1;
        try {
            return Optional.of(LocalDate.of(number(form, first), number(form, first + 1), number(form, first + 2)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }
}
