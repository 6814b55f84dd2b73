package dev.weir.jobs.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import java.util.Locale;

/**
 * What becomes of a column's values.
 *
 * @param column its name
 * @param mask the mask
 * @param domain the product and the column's category: within it equal values have equal pseudonyms
 * @param chosenBy who says so
 */
public record ColumnMask(String column, Mask mask, PseudonymDomain domain, ChosenBy chosenBy) {

    public ColumnMask {
        requireNonNull(column, "column");
        requireNonNull(mask, "mask");
        requireNonNull(domain, "domain");
        requireNonNull(chosenBy, "chosenBy");
    }

    /** The mask with the key that it needs: to be done where the rows are. */
    public MaskRecipe recipe(WorkspaceKey key) {
        return MaskRecipe.of(mask, key, domain);
    }

    /** The column's category, in law. */
    public String category() {
        return domain.category();
    }

    /** Whether the value comes through as it is. */
    public boolean keeps() {
        return mask.method() == MaskMethod.KEEP;
    }

    /** Whether equal values stay equal, and different ones different. */
    public boolean keepsApart() {
        return keeps() || mask.method() == MaskMethod.PSEUDONYMISE;
    }

    /** Whether the column is not released at all. */
    public boolean drops() {
        return mask.method() == MaskMethod.DROP;
    }

    /** Whether both make the same of the same value, so that masked values can be compared. */
    public boolean matches(ColumnMask other) {
        return keeps() ? other.keeps() : keepsApart() && mask.equals(other.mask) && domain.equals(other.domain);
    }

    /** Who chose a mask. */
    public enum ChosenBy {
        /** {@code weirMask} on the column. */
        CONTRACT,
        /** The category's default for the product's audience. */
        LAW;

        /** The name as people see it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
