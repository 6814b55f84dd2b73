package dev.weir.jobs.release.clean;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a product's releases are kept: the longest {@code retention} that its contracts promise under {@code
 * slaProperties}; for ever where one of them declares none.
 *
 * @param period empty for ever
 */
public record Retention(Optional<Period> period) {

    private static final Pattern LEVEL = Pattern.compile("(?i)retention = ([0-9]{1,5}) ([a-z]+)");

    /**
     * What a product's contracts say today.
     *
     * @throws ProblemsException with {@link Code#INVALID_VALUE} when one is written in another way
     */
    public static Retention of(Product product) {
        Optional<Period> longest = Optional.of(Period.ZERO);
        LocalDate day = LocalDate.EPOCH;
        for (Contract contract : product.contracts()) {
            Optional<Period> own = of(contract);
            longest = own.isEmpty() || longest.isEmpty()
                    ? Optional.empty()
                    : day.plus(own.get()).isAfter(day.plus(longest.get())) ? own : longest;
        }
        return new Retention(longest.filter(period -> !period.isZero()));
    }

    private static Optional<Period> of(Contract contract) {
        for (String level : contract.terms().serviceLevels()) {
            if (level.toLowerCase(Locale.ROOT).startsWith("retention =")) {
                return Optional.of(parse(contract, level));
            }
        }
        return Optional.empty();
    }

    private static Period parse(Contract contract, String level) {
        Matcher words = LEVEL.matcher(level);
        int count = words.matches() ? Integer.parseInt(words.group(1)) : 0;
        Period period = switch (words.matches() ? words.group(2).toLowerCase(Locale.ROOT) : "") {
            case "d", "day", "days" -> Period.ofDays(count);
            case "m", "month", "months" -> Period.ofMonths(count);
            case "y", "yr", "year", "years" -> Period.ofYears(count);
            default -> Period.ZERO;
        };
        if (period.isZero()) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of(contract.file().path()),
                    "The retention of contract '" + contract.id() + "' is '" + level + "'",
                    "it has to be a whole number of days, months or years",
                    "Write for example { property: retention, value: 3, unit: y }.");
        }
        return period;
    }

    /** The last day, in UTC, on which a release is kept for its age alone; empty for ever. */
    public Optional<LocalDate> until(Instant released) {
        return period.map(LocalDate.ofInstant(released, ZoneOffset.UTC)::plus);
    }
}
