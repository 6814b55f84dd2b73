package dev.weir.jobs.engine.read.value;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.text.TimeTexts;
import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Times of day that files with types of their own hold as texts. Compiled plans call it; public for them only. */
public final class StoredTime implements Serializable {
    private static final long serialVersionUID = 1L;

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
