package dev.weir.jobs.engine.mask;

import dev.weir.privacy.mask.DateShift;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.validate.PartialDate;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * By how many days the dates of a row are moved, by whose row it is. The days of the last subject are remembered, for
 * the row's other dates and for the rows after it. It travels to the tasks with its key. For one thread at a time.
 */
public final class SubjectShift implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final byte[] EVERYONE = DateShift.EVERYONE.getBytes(StandardCharsets.UTF_8);

    /** Where no column has the person: all rows are moved alike. */
    private static final int NOWHERE = -1;

    private final MaskRecipe recipe;
    private final int ordinal;
    private final DataType type;
    private final TextForm form;
    private transient @Nullable DateShift open;
    private transient byte @Nullable [] last;
    private transient int lastDays;

    /**
     * @param ordinal where the subject is in a row
     * @param type the subject's
     * @throws IllegalArgumentException when the type has no form in which equal subjects are written alike
     */
    public SubjectShift(MaskRecipe recipe, int ordinal, DataType type) {
        this.recipe = recipe;
        this.ordinal = ordinal;
        this.type = type;
        this.form = TextForm.of(recipe.mask(), type);
    }

    /** One that moves the dates of all rows alike. */
    public static SubjectShift ofAll(MaskRecipe recipe) {
        return new SubjectShift(recipe, NOWHERE, DataTypes.StringType);
    }

    /** Whether a row's person is known, or does not matter. */
    boolean isKnown(SpecializedGetters row) {
        return ordinal == NOWHERE || !row.isNullAt(ordinal);
    }

    /** The days for a row whose person is known. */
    int days(SpecializedGetters row) {
        if (ordinal == NOWHERE) {
            return days(EVERYONE, 0, EVERYONE.length);
        }
        if (form != TextForm.TEXT) {
            byte[] subject = form.bytes(row, ordinal, type);
            return days(subject, 0, subject.length);
        }
        return days(row.getUTF8String(ordinal));
    }

    int days(UTF8String subject) {
        if (subject.getBaseObject() instanceof byte[] bytes) {
            return days(bytes, (int) (subject.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), subject.numBytes());
        }
        byte[] bytes = subject.getBytes();
        return days(bytes, 0, bytes.length);
    }

    private int days(byte[] subject, int offset, int length) {
        byte[] known = last;
        if (known == null || !Arrays.equals(known, 0, known.length, subject, offset, offset + length)) {
            DateShift shift = open;
            if (shift == null) {
                shift = recipe.openShift();
                open = shift;
            }
            lastDays = shift.days(subject, offset, length);
            last = Arrays.copyOfRange(subject, offset, offset + length);
        }
        return lastDays;
    }

    /** A text moved by days: other text than a date becomes the category's code. */
    UTF8String text(UTF8String date, int days) {
        return PartialDate.moved(date.toString().strip(), days)
                .map(UTF8String::fromString)
                .orElseGet(() -> UTF8String.fromBytes(Redaction.constant(recipe.category())));
    }

    /** Names the mask only. */
    @Override
    public String toString() {
        return recipe.mask().method().word();
    }

    /** Whether a date or a moment of that day is moved at all. */
    public static boolean moves(long day) {
        return !Scale.isEndOfTime(day);
    }

    /** What a day is in a type's own measure. */
    enum Scale {
        DAYS,
        MICROSECONDS,
        /** Text of ISO 8601, with as much of the date as is known. */
        TEXT;

        private static final long MICROS_PER_DAY = 86_400_000_000L;
        private static final long SECOND_YEAR = LocalDate.of(2, 1, 1).toEpochDay();
        private static final long LAST_YEAR = LocalDate.of(9999, 1, 1).toEpochDay();

        static Scale of(DataType type) {
            if (type instanceof DateType) {
                return DAYS;
            } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
                return MICROSECONDS;
            } else if (type instanceof StringType) {
                return TEXT;
            }
            throw new IllegalArgumentException("A value of type " + type.simpleString() + " is no date to be shifted");
        }

        /** 9999-12-31 and 0001-01-01 stand for no end and no day, and few readers could read what lies beyond. */
        private static boolean isEndOfTime(long day) {
            return day >= LAST_YEAR || day < SECOND_YEAR;
        }

        int day(int day, int days) {
            if (this != DAYS) {
                throw new IllegalStateException("A moment is no day");
            }
            return isEndOfTime(day) ? day : Math.addExact(day, days);
        }

        long micros(long micros, int days) {
            if (this != MICROSECONDS) {
                throw new IllegalStateException("A day is no moment");
            }
            return isEndOfTime(Math.floorDiv(micros, MICROS_PER_DAY))
                    ? micros
                    : Math.addExact(micros, days * MICROS_PER_DAY);
        }
    }
}
