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
import dev.weir.privacy.mask.kind.Keep;
import dev.weir.privacy.mask.kind.Pseudonymise;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The mask of each column, from the contract or from the law. */
final class MaskPlanner {

    private final LawPack law;
    private final Product product;
    private final List<NameModel> models;
    private final ReadColumns read;
    private final Problems problems;

    /**
     * @param models that are asked too who stands in a text
     * @param read what the product has of other products' releases
     */
    MaskPlanner(LawPack law, Product product, List<NameModel> models, ReadColumns read, Problems problems) {
        this.law = law;
        this.product = product;
        this.models = List.copyOf(models);
        this.read = read;
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
        Mask asked = law.maskOf(column, product.audience());
        boolean chosen = column.meaning().mask().isPresent();
        Optional<Product> narrower = read.narrower(table);
        Optional<ColumnMask.Before> before = read.before(table, column);
        Mask mask = before.map(done -> onTop(column, done, asked, narrower.isPresent()))
                .orElse(asked);
        MaskFit.check(mask, column, table, category, Destination.of(product.audience()), problems);
        ColumnMask made = new ColumnMask(
                column.name(),
                mask,
                new PseudonymDomain(product.id(), category.code()),
                chosen ? ChosenBy.CONTRACT : ChosenBy.LAW,
                chosen ? List.of() : category.standing().articles(),
                models,
                before);
        if (chosen && (product.audience() == Product.Audience.PUBLIC || narrower.isPresent())) {
            requireFloor(made.released(), column, category, narrower);
        }
        return made;
    }

    /**
     * What is to be done to values that a release has masked. Where that mask tells no more than the one that is asked for, it
     * has been done. A pseudonym that more people may see than those of the release is another one, so that no person of
     * the one can be found in the other.
     *
     * @param wider whether more people may see them here than there
     */
    private Mask onTop(Column column, ColumnMask.Before before, Mask asked, boolean wider) {
        boolean done = before.mask().isAtLeastAsCoarseAs(asked) && !(wider && asked.isKeyed());
        boolean stated = column.meaning().mask().isPresent();
        if (asked.keeps() || (done && !stated)) {
            return new Keep();
        }
        if (asked.isConstant()
                || (asked.isKeyed() && !asked.shifts())
                || (asked.shifts() && before.mask().shifts())) {
            return asked;
        }
        throw ProblemsException.of(
                Code.INVALID_MASK,
                column.place(),
                "Column '" + column.name() + "' gets the mask '" + asked.display() + "'"
                        + (stated ? "" : ", by the law"),
                "'" + before.product() + "' releases it with the mask '"
                        + before.mask().display() + "' on it, and of what is masked this one makes no value",
                stated
                        ? "leave weirMask out, or write keep, pseudonymise, redact, nullify or drop"
                        : "write weirMask: drop, nullify, redact or pseudonymise");
    }

    /**
     * What everybody may read, or more people than those of the release that it is of, tells no more of a value than the law's mask
     * of it would there, or in a copy that leaves the house, or only which values are equal. Some categories, such as sex, may
     * leave the house as they are.
     *
     * @param narrower whose release fewer people may see; empty where it is of none
     */
    private void requireFloor(Mask mask, Column column, Category category, Optional<Product> narrower) {
        Optional<Mask> ofLaw = category.mask(Destination.of(product.audience())).mask();
        Optional<Mask> ofCopies = category.mask(Destination.EXPORT).mask();
        boolean isAsCoarse =
                Stream.of(ofLaw, ofCopies).flatMap(Optional::stream).anyMatch(mask::isAtLeastAsCoarseAs);
        if (!isAsCoarse && !mask.leavesNothing() && !isKeyed(mask)) {
            problems.add(
                    Code.INVALID_MASK,
                    column.place(),
                    "Column '" + column.name() + "' of category " + category.code() + " has the mask '" + mask.display()
                            + "', in "
                            + narrower.map(other -> "a product whose audience is " + word(product) + ", and "
                                            + word(other) + " that of '" + other.id()
                                            + "', whose release its table is made of")
                                    .orElse("a product for everybody"),
                    ofLaw.map(law -> "the law pack has '" + law.display() + "' for it there")
                                    .orElse("the law pack lets none of it out there")
                            + ", and this mask tells more, or cannot be compared with it",
                    "leave weirMask out, pseudonymise or drop the column, or write another audience");
        }
    }

    private static String word(Product product) {
        return product.audience().name().toLowerCase(Locale.ROOT);
    }

    private static boolean isKeyed(Mask mask) {
        return mask.isAtLeastAsCoarseAs(Pseudonymise.PLAIN)
                || (mask.isKeyed() && !mask.shifts() && mask.sharedDomain().isEmpty());
    }
}
