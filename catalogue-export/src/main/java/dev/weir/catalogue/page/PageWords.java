package dev.weir.catalogue.page;

import dev.weir.catalogue.ProfileWords;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.text.InstantText;
import dev.weir.contracts.text.NumberText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers and moments as pages show them. Public because the templates call it, by the name {@code words}. */
public final class PageWords {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    PageWords() {}

    public String minute(Instant moment) {
        return InstantText.of(moment);
    }

    public String second(Instant moment) {
        return SECOND.format(moment);
    }

    /** {@code 1,234}. */
    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With one decimal. */
    public String tenth(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    public String percent(long some, long all) {
        return NumberText.percent(some, all);
    }

    public String score(OptionalDouble points) {
        return Score.words(points);
    }

    public String points(double points) {
        return Score.words(points);
    }

    /** Points that a score has lost: a little is never nothing. */
    public String lost(double points) {
        return BigDecimal.valueOf(points).setScale(2, RoundingMode.UP).toPlainString();
    }

    /** What is shown of a column's values, in short phrases. */
    public List<String> profile(ReleaseProfile profile, String table, String column) {
        return profile.table(table)
                .flatMap(shown -> shown.column(column).map(values -> ProfileWords.of(shown, values)))
                .orElse(List.of());
    }

    /** A metric in six digits. */
    public String metric(OptionalDouble value) {
        if (value.isEmpty()) {
            return "–";
        }
        double number = value.getAsDouble();
        return Double.isFinite(number)
                ? new BigDecimal(number, new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(number);
    }
}
