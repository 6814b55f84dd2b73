package dev.weir.privacy.validate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as text by ISO 8601-1:2019, 4.3 and 5.2, with as much of them as is known: {@code 2024}, {@code 2024-03},
 * {@code 2024-03-05}, {@code 2024-03-05T08:30}. Studies write them so (CDISC SDTM, variables {@code --DTC}).
 */
public final class PartialDate {

    private static final Pattern FORM = Pattern.compile(
            "([12][0-9]{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])"
                    + "([T ](?:[01][0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?");

    private PartialDate() {}

    /** Whether a text is one. */
    public static boolean is(String text) {
        return moved(text, 0).isPresent();
    }

    /** The day of a text that has one, since 1970-01-01. */
    public static OptionalInt day(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches() && form.group(3) != null) {
            try {
                return OptionalInt.of(
                        (int) LocalDate.of(number(form.group(1)), number(form.group(2)), number(form.group(3)))
                                .toEpochDay());
            } catch (DateTimeException e) {
                return OptionalInt.empty(); // such as the 30th of February
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The date by so many days later, with as much of it as the text has. A month becomes the one that begins within the days to
     * which its own are moved; where none does, which only February can meet, it becomes the one that they lie in. A year likewise.
     * So of two dates of which one is over before the other begins, none gets behind the other.
     *
     * @return empty where the text is none
     */
    public static Optional<String> moved(String text, int days) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate moved = LocalDate.of(number(form.group(1)), number(form.group(2)), number(form.group(3)))
                    .plusDays(days);
            LocalDate before = moved.minusDays(1);
            if (form.group(2) == null) {
                return Optional.of(String.valueOf(before.getYear() + 1));
            } else if (form.group(3) == null) {
                YearMonth begun = YearMonth.from(before).plusMonths(1);
                boolean isWithin = !begun.atDay(1)
                        .isAfter(moved.plusDays(YearMonth.parse(text).lengthOfMonth()));
                return Optional.of((isWithin ? begun : YearMonth.from(moved)).toString());
            }
            return Optional.of(form.group(4) == null ? moved.toString() : moved + form.group(4));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as the 30th of February
        }
    }

    /** What is not known counts as the first. */
    private static int number(@Nullable String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
