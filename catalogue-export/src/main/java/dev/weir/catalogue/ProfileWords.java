package dev.weir.catalogue;

import dev.weir.contracts.profile.ColumnProfile;
import dev.weir.contracts.profile.RoundedCount;
import dev.weir.contracts.profile.TableProfile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is shown of a column's values, in words. Public because templates call it. */
public final class ProfileWords {

    private ProfileWords() {}

    /** Short phrases, such as {@code about 12 % missing}; none where a table has too few rows to say anything. */
    public static List<String> of(TableProfile table, ColumnProfile column) {
        List<String> words = new ArrayList<>();
        if (table.rows().isFew()) {
            return words;
        }
        column.missing().ifPresent(missing -> words.add(missing(missing, table.rows())));
        column.distinct().ifPresent(distinct -> words.add(distinct.words() + " different"));
        if (!column.values().isEmpty()) {
            words.add("often "
                    + column.values().stream()
                            .map(value -> value.value() + " (" + share(value.rows(), table.rows()) + ")")
                            .collect(Collectors.joining(", ")));
        } else if (!column.quantiles().isEmpty()) {
            words.add(column.quantiles().stream()
                    .map(quantile -> percent(quantile.rank()) + " up to " + number(quantile.value()))
                    .collect(Collectors.joining(", ")));
        }
        return words;
    }

    /** What a reader should know before anything else: that more than a tenth of the rows have no value. */
    public static Optional<String> oftenMissing(TableProfile table, ColumnProfile column) {
        return column.missing()
                .filter(missing -> !table.rows().isFew()
                        && 10 * missing.count() > table.rows().count())
                .map(missing -> missing(missing, table.rows()));
    }

    private static String missing(RoundedCount missing, RoundedCount rows) {
        return (missing.isFew() ? missing.words() : share(missing, rows)) + " missing";
    }

    /** Both are rounded, so no share is above all. */
    private static String share(RoundedCount some, RoundedCount all) {
        return "about " + percent(Math.min(1, (double) some.count() / all.count()));
    }

    private static String percent(double share) {
        return share > 0 && share < 0.01 ? "1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String number(double value) {
        return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
