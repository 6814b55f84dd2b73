package dev.weir.jobs.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import java.util.List;
import java.util.Locale;

/**
 * What becomes of a column's values.
 *
 * @param column its name
 * @param mask the mask
 * @param domain the product and the column's category: within it equal values have equal pseudonyms
 * @param chosenBy who says so
 * @param articles where the law says so; none where the contract does
 * @param models that are asked too who stands in a text
 */
public record ColumnMask(
        String column,
        Mask mask,
        PseudonymDomain domain,
        ChosenBy chosenBy,
        List<String> articles,
        List<NameModel> models) {

    public ColumnMask {
        requireNonNull(column, "column");
        requireNonNull(mask, "mask");
        requireNonNull(domain, "domain");
        requireNonNull(chosenBy, "chosenBy");
        articles = List.copyOf(articles);
        models = List.copyOf(models);
    }

    /** The mask with the key that it needs: to be done where the rows are. */
    public MaskRecipe recipe(WorkspaceKey key) {
        return MaskRecipe.of(mask, key, domain).asking(models);
    }

    /** The column's category, in law. */
    public String category() {
        return domain.category();
    }

    /** Whether the value comes through as it is. */
    public boolean keeps() {
        return mask.keeps();
    }

    /** Whether equal values stay equal, and different ones different. */
    public boolean keepsApart() {
        return mask.keepsApart();
    }

    /** Whether a value is there after the mask exactly where one was before. */
    public boolean keepsPresence() {
        return !leavesNothing() && !mask.shifts();
    }

    /** Whether nothing of the values is released. */
    public boolean leavesNothing() {
        return mask.leavesNothing();
    }

    /** Whether the column is not released at all. */
    public boolean drops() {
        return mask.outcome() == Mask.Outcome.NONE;
    }

    /** Whether both make the same of the same value, so that masked values can be compared. */
    public boolean matches(ColumnMask other) {
        if (keeps() || other.keeps()) {
            return keeps() && other.keeps();
        }
        return keepsApart() && unnamed().equals(other.unnamed()) && keyed().equals(other.keyed());
    }

    /** The mask without the name of its pseudonym domain. */
    private Mask unnamed() {
        return mask.withoutSharedDomain();
    }

    /** The pseudonym domain that the mask is keyed for: the one it names, else the product's own. */
    private PseudonymDomain keyed() {
        return mask.sharedDomain()
                .map(shared -> new PseudonymDomain(shared, domain.category()))
                .orElse(domain);
    }

    /** Who says so, with the articles of the law. */
    public String reason() {
        return articles.isEmpty() ? "by " + chosenBy : "by " + chosenBy + ": " + String.join(", ", articles);
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
