package dev.weir.jobs.engine.mask;

import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.text.TextMask;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A mask at work on the values of one column, none of which is NULL. It travels to the tasks with its key; its
 * {@link #toString} shows none of it. For one thread at a time.
 */
public abstract class ValueMask implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String word;

    private ValueMask(MaskRecipe recipe) {
        this(recipe.mask().method().word());
    }

    /** @param word how people call what it does */
    ValueMask(String word) {
        this.word = word;
    }

    /** Whether what is left of a value is the value itself. */
    boolean leavesItself() {
        return false;
    }

    /**
     * The mask for a column; empty when its values stay as they are, or are left out.
     *
     * @param subject whose rows they are; empty for masks that do not ask
     * @throws IllegalArgumentException when the type has no form for the mask to work on
     */
    public static Optional<ValueMask> of(MaskRecipe recipe, DataType type, Optional<SubjectShift> subject) {
        return switch (recipe.mask().outcome()) {
            case NONE, SAME -> Optional.empty();
            case NULL -> Optional.of(new Nothing(recipe));
            case MOVED ->
                Optional.of(new Moved(
                        recipe,
                        SubjectShift.Scale.of(type),
                        subject.orElseThrow(
                                () -> new IllegalArgumentException("A shift needs to know whose the dates are"))));
            case TEXT -> Optional.of(new Text(recipe, type));
        };
    }

    /** Whether nothing is left of a value in this row. */
    abstract boolean takes(SpecializedGetters values);

    /** The text for the value at a position. */
    UTF8String text(SpecializedGetters values, int ordinal) {
        throw noSuchForm();
    }

    /** The day for the value at a position, of which something is left. */
    int day(SpecializedGetters values, int ordinal) {
        throw noSuchForm();
    }

    /** The microsecond for the value at a position, of which something is left. */
    long micros(SpecializedGetters values, int ordinal) {
        throw noSuchForm();
    }

    private IllegalStateException noSuchForm() {
        return new IllegalStateException("The mask " + word + " gives no value of that type");
    }

    /** Names the mask only. */
    @Override
    public String toString() {
        return word;
    }

    private static final class Nothing extends ValueMask {

        private static final long serialVersionUID = 1L;

        Nothing(MaskRecipe recipe) {
            super(recipe);
        }

        @Override
        boolean takes(SpecializedGetters values) {
            return true;
        }
    }

    private static final class Moved extends ValueMask {

        private static final long serialVersionUID = 1L;

        private final SubjectShift.Scale scale;
        private final SubjectShift subject;

        Moved(MaskRecipe recipe, SubjectShift.Scale scale, SubjectShift subject) {
            super(recipe);
            this.scale = scale;
            this.subject = subject;
        }

        @Override
        boolean takes(SpecializedGetters values) {
            return !subject.isKnown(values);
        }

        @Override
        UTF8String text(SpecializedGetters values, int ordinal) {
            return subject.text(values.getUTF8String(ordinal), subject.days(values));
        }

        @Override
        int day(SpecializedGetters values, int ordinal) {
            return scale.day(values.getInt(ordinal), subject.days(values));
        }

        @Override
        long micros(SpecializedGetters values, int ordinal) {
            return scale.micros(values.getLong(ordinal), subject.days(values));
        }
    }

    private static final class Text extends ValueMask {

        private static final long serialVersionUID = 1L;

        private final MaskRecipe recipe;
        private final DataType type;
        private final TextForm form;
        private transient @Nullable TextMask open;

        Text(MaskRecipe recipe, DataType type) {
            super(recipe);
            this.recipe = recipe;
            this.type = type;
            this.form = TextForm.of(recipe.mask(), type);
        }

        @Override
        boolean takes(SpecializedGetters values) {
            return false;
        }

        @Override
        UTF8String text(SpecializedGetters values, int ordinal) {
            TextMask mask = open;
            if (mask == null) {
                mask = recipe.open();
                open = mask;
            }
            if (form != TextForm.TEXT) {
                return UTF8String.fromBytes(mask.mask(form.bytes(values, ordinal, type)));
            }
            UTF8String text = values.getUTF8String(ordinal);
            if (text.getBaseObject() instanceof byte[] bytes) {
                int offset = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
                return UTF8String.fromBytes(mask.mask(bytes, offset, text.numBytes()));
            }
            return UTF8String.fromBytes(mask.mask(text.getBytes()));
        }
    }
}
