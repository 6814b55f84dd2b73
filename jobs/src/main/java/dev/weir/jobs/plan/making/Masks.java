package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.ColumnMask.ChosenBy;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.MaskFit;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.kind.Pseudonymise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The mask of each column, from the contract or from the law. */
final class Masks {

    private final LawPack law;
    private final Product product;
    private final List<NameModel> models;
    private final Problems problems;

    /** @param models that are asked too who stands in a text */
    Masks(LawPack law, Product product, List<NameModel> models, Problems problems) {
        this.law = law;
        this.product = product;
        this.models = List.copyOf(models);
        this.problems = problems;
    }

    List<ColumnMask> of(Table table) {
        List<ColumnMask> masks = new ArrayList<>();
        for (Column column : table.columns()) {
            try {
                masks.add(of(table, column));
            } catch (ProblemsException e) {
                e.problems().forEach(problems::add);
            }
        }
        return masks;
    }

    private ColumnMask of(Table table, Column column) {
        Category category = law.categoryOf(column);
        Mask mask = law.maskOf(column, product.audience());
        MaskFit.check(mask, column, table, category, Destination.of(product.audience()), problems);
        boolean chosen = column.meaning().mask().isPresent();
        if (chosen && product.audience() == Product.Audience.PUBLIC) {
            requireFloor(mask, column, category);
        }
        return new ColumnMask(
                column.name(),
                mask,
                new PseudonymDomain(product.id(), category.code()),
                chosen ? ChosenBy.CONTRACT : ChosenBy.LAW,
                chosen ? List.of() : category.standing().articles(),
                models);
    }

    /**
     * What everybody may read tells no more of a value than the law's mask of it would there, or in a copy that leaves the house,
     * or only which values are equal. Some categories, such as sex, may leave the house as they are.
     */
    private void requireFloor(Mask mask, Column column, Category category) {
        Optional<Mask> ofLaw =
                category.mask(Destination.of(Product.Audience.PUBLIC)).mask();
        Optional<Mask> ofCopies = category.mask(Destination.EXPORT).mask();
        boolean isAsCoarse =
                Stream.of(ofLaw, ofCopies).flatMap(Optional::stream).anyMatch(mask::isAtLeastAsCoarseAs);
        if (!isAsCoarse && !mask.leavesNothing() && !isKeyed(mask)) {
            problems.add(
                    Code.INVALID_MASK,
                    column.place(),
                    "Column '" + column.name() + "' of category " + category.code() + " has the mask '" + mask.display()
                            + "', in a product for everybody",
                    ofLaw.map(law -> "the law pack has '" + law.display() + "' for it there")
                                    .orElse("the law pack lets none of it out there")
                            + ", and this mask tells more, or cannot be compared with it",
                    "leave weirMask out, pseudonymise or drop the column, or write another audience");
        }
    }

    private static boolean isKeyed(Mask mask) {
        return mask.isAtLeastAsCoarseAs(Pseudonymise.PLAIN)
                || (mask.isKeyed() && !mask.shifts() && mask.sharedDomain().isEmpty());
    }
}
