package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask.Outcome;
import dev.weir.privacy.mask.text.Reversal;
import dev.weir.privacy.mask.text.TextMask;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A mask with all that a task needs to do it: made where the workspace's key is, sent where the rows are. Its key is
 * derived for the method, the pseudonym domain and the category, so that no two of them can be compared, and does not
 * show in {@link #toString}.
 *
 * @param mask what becomes of the values
 * @param category the code in law
 * @param key for masks that need one; the others do not touch it
 * @param values what a pseudonym is made of
 * @param models that are asked too who stands in a text
 */
public record MaskRecipe(Mask mask, String category, DerivedKey key, Values values, List<NameModel> models)
        implements Serializable {

    /** What values are, to a pseudonym. */
    public enum Values {
        /** By people: each is brought into its category's form. */
        WRITTEN,
        /** Pseudonyms, and codes where there was no form: those stay. */
        PSEUDONYMS,
        /** Texts whose letters and digits have no category's form, such as ciphertexts. */
        OPAQUE
    }

    public MaskRecipe {
        requireNonNull(mask, "mask");
        requireNonNull(category, "category");
        requireNonNull(key, "key");
        requireNonNull(values, "values");
        models = List.copyOf(models);
    }

    /** Where no model is asked. */
    public MaskRecipe(Mask mask, String category, DerivedKey key, Values values) {
        this(mask, category, key, values, List.of());
    }

    /**
     * The recipe for a column.
     *
     * @param domain the product's own pseudonym domain; a mask that names one to share is keyed for that, and only for others
     *     that name it too
     */
    public static MaskRecipe of(Mask mask, WorkspaceKey key, PseudonymDomain domain) {
        String name = mask.sharedDomain().map(shared -> "shared/" + shared).orElse(domain.name());
        String purpose = mask.shifts()
                ? "weir/shift/" + name
                : "weir/" + mask.method().word() + "/" + name + "/" + domain.category();
        return new MaskRecipe(mask, domain.category(), key.derive(purpose), Values.WRITTEN);
    }

    /** The same recipe for values that a mask has made. */
    public MaskRecipe on(Mask before) {
        return new MaskRecipe(mask, category, key, before.made(), models);
    }

    /** The same recipe, where models are asked too who stands in a text. */
    public MaskRecipe asking(List<NameModel> others) {
        return new MaskRecipe(mask, category, key, values, others);
    }

    private Object writeReplace() {
        MaskChoice written = mask.written();
        return new Written(
                written.method(),
                new LinkedHashMap<>(written.parameters()),
                category,
                key,
                values,
                new ArrayList<>(models));
    }

    /** How it travels: the mask as people write it. */
    private record Written(
            String method,
            LinkedHashMap<String, String> parameters,
            String category,
            DerivedKey key,
            Values values,
            ArrayList<NameModel> models)
            implements Serializable {
        private Object readResolve() {
            return new MaskRecipe(
                    Mask.parse(new MaskChoice(method, parameters), Place.of("mask")), category, key, values, models);
        }
    }

    /** Keeps the values as they are. */
    public boolean keeps() {
        return mask.keeps();
    }

    /** Leaves the column out. */
    public boolean drops() {
        return mask.outcome() == Outcome.NONE;
    }

    /**
     * The mask for one thread. One that is not Weir's own is held to the contract of {@link TextMask}.
     *
     * @throws IllegalStateException when it does not make text of text
     */
    public TextMask open() {
        return MaskMethods.owner(mask.method())
                .<TextMask>map(owner -> CheckedMask.open(this, owner))
                .orElseGet(() -> mask.open(this));
    }

    /**
     * What undoes the mask, for one thread.
     *
     * @throws IllegalStateException when it cannot be undone
     */
    public Reversal openInverse() {
        return mask.openInverse(this);
    }

    /** @throws IllegalStateException when the mask does not shift */
    public DateShift openShift() {
        return mask.openShift(this);
    }
}
