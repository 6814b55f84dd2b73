package dev.weir.jobs.plan;

import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of a column's values.
 *
 * @param column its name
 * @param mask what the run does to them
 * @param domain the product and the column's category: within it equal values have equal pseudonyms
 * @param chosenBy contract or law
 * @param articles where the law demands it; none where the contract does
 * @param models that are asked too who stands in a text
 * @param before what another product's release had done to them already; empty where they were clear
 */
public record ColumnMask(
        String column,
        Mask mask,
        PseudonymDomain domain,
        ChosenBy chosenBy,
        List<String> articles,
        List<NameModel> models,
        Optional<Before> before) {

    /** What becomes of clear values. */
    public ColumnMask(
            String column,
            Mask mask,
            PseudonymDomain domain,
            ChosenBy chosenBy,
            List<String> articles,
            List<NameModel> models) {
        this(column, mask, domain, chosenBy, articles, models, Optional.empty());
    }

    public ColumnMask {
        articles = List.copyOf(articles);
        models = List.copyOf(models);
    }

    /**
     * What another product's release had done to values before this product read them.
     *
     * @param product the other product's id
     * @param mask of its column
     * @param domain within it equal values have equal pseudonyms
     */
    public record Before(String product, Mask mask, PseudonymDomain domain) {}

    /** What the released values have been through: what was done to them before, where the run adds nothing. */
    public Mask released() {
        return mask.keeps() ? before.map(Before::mask).orElse(mask) : mask;
    }

    /** The product whose release had the released values masked; empty where this product's run masks them, or none does. */
    public Optional<String> maskedBy() {
        return mask.keeps() ? before.map(Before::product) : Optional.empty();
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
    public boolean isInjective() {
        return mask.isInjective();
    }

    /**
     * Whether a masked value shows which values are equal and which differ: only then may a release count them one by one, since its
     * readers can. Of any other mask the counts would tell more than the rows: whose value is the rarest one, in a load of one row.
     */
    public boolean showsEquality() {
        return mask.preserved() == Mask.Preserved.EQUALITY;
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
        return isInjective() && unnamed().equals(other.unnamed()) && keyed().equals(other.keyed());
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

    /** Contract or law, with the articles of the law. */
    public String reason() {
        if (mask.keeps() && before.isPresent()) {
            return "masked already: " + before.get().mask().display() + " by "
                    + before.get().product();
        }
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
