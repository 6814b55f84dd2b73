package dev.weir.jobs.engine.read.value;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.text.TimeTexts;
import java.io.Serializable;
import java.time.LocalTime;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Times of day that files with types of their own hold as texts. Compiled plans call it; public for them only. */
public final class StoredTime implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final long NANOS_OF_DAY = 86_400_000_000_000L;

    private final ValueType.TimeOfDay type;
    private transient @Nullable TimeTexts format;

    public StoredTime(ValueType.TimeOfDay type) {
        this.type = requireNonNull(type, "type");
    }

    /** The canonical form of a text; the empty text where it is no time of the form. */
    public static UTF8String canonical(Object form, UTF8String text) {
        StoredTime time = (StoredTime) form;
        boolean iso = time.type.pattern().text().equals(ValueType.ISO);
        if (iso && text.numBytes() == 8 && IsoTime.secondOfDay(text.getBytes(), 0) != IsoTime.UNUSUAL) {
            return text;
        }
        String canonical = Literals.timeOfDay(text.toString(), iso ? null : time.format());
        return canonical == null ? UTF8String.EMPTY_UTF8 : UTF8String.fromString(canonical);
    }

    /**
     * The canonical form of a time that is stored as a number from midnight on; the empty text where it is none of a day, or has
     * digits beyond microseconds.
     *
     * @param nanosOfUnit an {@link Integer}
     */
    public static UTF8String ofUnits(Object nanosOfUnit, long units) {
        long unit = (Integer) nanosOfUnit;
        if (units < 0 || units >= NANOS_OF_DAY / unit) {
            return UTF8String.EMPTY_UTF8;
        }
        String canonical = Literals.timeOfDay(LocalTime.ofNanoOfDay(units * unit));
        return canonical == null ? UTF8String.EMPTY_UTF8 : UTF8String.fromString(canonical);
    }

    /** Nanoseconds as whole microseconds, the earlier one where they are none. */
    public static long micros(Object form, long nanos) {
        return Math.floorDiv(nanos, 1_000);
    }

    private TimeTexts format() {
        TimeTexts known = format;
        if (known == null) {
            known = new TimeTexts(type.pattern());
            format = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredTime time && type.equals(time.type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return type.toString();
    }
}
