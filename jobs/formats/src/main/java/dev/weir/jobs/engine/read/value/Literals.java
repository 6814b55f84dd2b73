package dev.weir.jobs.engine.read.value;

import dev.weir.contracts.text.TimeTexts;
import dev.weir.jobs.engine.read.value.ValueType.Flag;
import dev.weir.jobs.engine.read.value.ValueType.Real.NotFinite;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which texts are values of which type, in the plainest way. The byte readers answer the usual forms faster and ask
 * here about all others, so this class is what the types mean. Every method answers null for what is not a value.
 */
public final class Literals {
    /** No number that means anything is longer, and arithmetic on longer ones takes quadratic time. */
    private static final int MAX_NUMBER = 1_000;

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?([0-9]++))?");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]+(?:\\.0*)?");
    private static final Pattern ZERO = Pattern.compile("[+-]?[0.]++(?:[eE].*+)?");
    private static final Pattern ISO_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final String CLOCK = "([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)";
    private static final Pattern ISO_TIME = Pattern.compile(CLOCK);
    private static final Pattern ISO_DATE_TIME =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]" + CLOCK + "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?");
    private static final Pattern TRUE = Pattern.compile("true", Pattern.CASE_INSENSITIVE);
    private static final Pattern FALSE = Pattern.compile("false", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    private Literals() {}

    static @Nullable Long whole(String text, long min, long max) {
        if (text.length() > MAX_NUMBER || !WHOLE.matcher(text).matches()) {
            return null;
        }
        BigInteger value = new BigInteger(text);
        boolean within = value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0;
        return within ? (Long) value.longValueExact() : null;
    }

    /** A number with all of its digits. */
    public static @Nullable BigDecimal number(String text) {
        Matcher number = NUMBER.matcher(text);
        if (text.length() > MAX_NUMBER || !number.matches()) {
            return null;
        }
        String exponent = number.group(1);
        return exponent != null && exponent.length() > 3 ? null : new BigDecimal(text);
    }

    static @Nullable BigDecimal exact(String text, int precision, int scale) {
        BigDecimal value = number(text);
        if (value == null) {
            return null;
        }
        if (value.signum() != 0 && value.stripTrailingZeros().scale() > scale) {
            return null;
        }
        BigDecimal fitted = value.setScale(scale, RoundingMode.DOWN);
        return fitted.precision() <= precision || fitted.signum() == 0 ? fitted : null;
    }

    static @Nullable Double real(String text, NotFinite notFinite) {
        if (notFinite == NotFinite.ALLOWED
                && List.of("NaN", "Infinity", "-Infinity").contains(text)) {
            return Double.valueOf(text);
        }
        if (text.length() > MAX_NUMBER || !NUMBER.matcher(text).matches()) {
            return null;
        }
        Double value = Double.valueOf(text);
        boolean isLost =
                value.isInfinite() || (value == 0 && !ZERO.matcher(text).matches()) || isAnotherWhole(text, value);
        return isLost ? null : value;
    }

    /** The program that wrote a fraction has rounded it; a whole number counts or numbers something, and another one is wrong. */
    private static boolean isAnotherWhole(String text, double value) {
        return WHOLE_NUMBER.matcher(text).matches() && new BigDecimal(value).compareTo(new BigDecimal(text)) != 0;
    }

    static @Nullable LocalDate day(String text, @Nullable TimeTexts format) {
        try {
            if (format == null && !ISO_DAY.matcher(text).matches()) {
                return null;
            }
            LocalDate day = format == null ? LocalDate.parse(text) : format.day(text);
            return day.getYear() >= 1 && day.getYear() <= 9999 ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A point in time as microseconds since 1970-01-01T00:00Z. */
    static @Nullable Long instant(String text, @Nullable TimeTexts format, @Nullable ZoneId defaultZone) {
        try {
            TimeTexts.Moment moment = format == null ? isoMoment(text) : format.moment(text);
            if (moment == null) {
                return null;
            }
            ZoneId zone = moment.zone().orElse(defaultZone);
            List<ZoneOffset> offsets =
                    zone == null ? List.of() : zone.getRules().getValidOffsets(moment.local());
            return offsets.isEmpty() ? null : micros(moment.local(), offsets.get(0));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Date and time as microseconds since 1970-01-01T00:00 on the same clock. */
    static @Nullable Long wallClock(String text, @Nullable TimeTexts format) {
        try {
            TimeTexts.Moment moment = format == null ? isoMoment(text) : format.moment(text);
            return moment == null || moment.zone().isPresent() ? null : micros(moment.local(), ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A time of day in its canonical form. */
    static @Nullable String timeOfDay(String text, @Nullable TimeTexts format) {
        try {
            if (format == null && !ISO_TIME.matcher(text).matches()) {
                return null;
            }
            return timeOfDay(format == null ? LocalTime.parse(text) : format.time(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The same of a time that is known. */
    static @Nullable String timeOfDay(LocalTime time) {
        int nanos = time.get(ChronoField.NANO_OF_SECOND);
        return nanos % 1_000 != 0 ? null : time.format(nanos == 0 ? SECONDS : MICROSECONDS);
    }

    static @Nullable Boolean flag(String text, Flag type) {
        if (type.equals(Flag.WORDS)) {
            return TRUE.matcher(text).matches()
                    ? Boolean.TRUE
                    : FALSE.matcher(text).matches() ? Boolean.FALSE : null;
        }
        return text.equals(type.whenTrue()) ? Boolean.TRUE : text.equals(type.whenFalse()) ? Boolean.FALSE : null;
    }

    private static @Nullable Long micros(LocalDateTime local, ZoneOffset offset) {
        if (local.get(ChronoField.NANO_OF_SECOND) % 1_000 != 0 || local.getYear() < 1 || local.getYear() > 9999) {
            return null;
        }
        return local.toEpochSecond(offset) * 1_000_000 + local.get(ChronoField.NANO_OF_SECOND) / 1_000;
    }

    private static TimeTexts.@Nullable Moment isoMoment(String text) {
        Matcher parts = ISO_DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        LocalDateTime local = LocalDateTime.of(LocalDate.parse(parts.group(1)), LocalTime.parse(parts.group(2)));
        return new TimeTexts.Moment(local, Optional.ofNullable(parts.group(3)).map(ZoneOffset::of));
    }
}
