package dev.weir.jobs.spark.sink;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.mask.PseudonymRecipe;
import dev.weir.privacy.mask.Pseudonymiser;
import dev.weir.privacy.mask.Redaction;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A mask that puts text in place of a value that is not NULL. It travels to the tasks with its key; its
 * {@link #toString} shows none of it. For one thread at a time.
 */
abstract class ValueMask implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The text for the value at a position, which is not NULL. */
    abstract UTF8String apply(SpecializedGetters values, int ordinal);

    /**
     * The mask for values of a type; empty when values stay as they are.
     *
     * @throws IllegalArgumentException when the type has no form to make a pseudonym of
     */
    static Optional<ValueMask> of(ColumnMask mask, DataType type) {
        return mask.match(new ColumnMask.Cases<>() {
            @Override
            public Optional<ValueMask> keep(ColumnMask.Keep keep) {
                return Optional.empty();
            }

            @Override
            public Optional<ValueMask> drop(ColumnMask.Drop drop) {
                return Optional.empty();
            }

            @Override
            public Optional<ValueMask> redact(ColumnMask.Redact redact) {
                return Optional.of(new Constant(Redaction.constant(redact.category())));
            }

            @Override
            public Optional<ValueMask> pseudonymise(ColumnMask.Pseudonymise pseudonymise) {
                return Optional.of(new Pseudonym(pseudonymise.recipe(), type));
            }
        });
    }

    /** Names the mask only. */
    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    private static final class Constant extends ValueMask {

        private static final long serialVersionUID = 1L;

        private final byte[] text;

        Constant(byte[] text) {
            this.text = text;
        }

        @Override
        UTF8String apply(SpecializedGetters values, int ordinal) {
            return UTF8String.fromBytes(text);
        }
    }

    private static final class Pseudonym extends ValueMask {

        private static final long serialVersionUID = 1L;

        private final PseudonymRecipe recipe;
        private final DataType type;
        private final TextForm form;
        private transient @Nullable Pseudonymiser pseudonymiser;

        Pseudonym(PseudonymRecipe recipe, DataType type) {
            this.recipe = requireNonNull(recipe, "recipe");
            this.type = type;
            this.form = TextForm.of(type);
        }

        @Override
        UTF8String apply(SpecializedGetters values, int ordinal) {
            Pseudonymiser open = pseudonymiser;
            if (open == null) {
                open = recipe.open();
                pseudonymiser = open;
            }
            if (form != TextForm.TEXT) {
                return UTF8String.fromBytes(open.pseudonymise(form.bytes(values, ordinal, type)));
            }
            UTF8String text = values.getUTF8String(ordinal);
            if (text.getBaseObject() instanceof byte[] bytes) {
                int offset = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
                return UTF8String.fromBytes(open.pseudonymise(bytes, offset, text.numBytes()));
            }
            return UTF8String.fromBytes(open.pseudonymise(text.getBytes()));
        }
    }
}
