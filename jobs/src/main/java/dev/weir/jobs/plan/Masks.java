package dev.weir.jobs.plan;

import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask.ChosenBy;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.MaskFit;
import dev.weir.privacy.law.Stage;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.PseudonymDomain;
import java.util.ArrayList;
import java.util.List;

/** The mask of each column, from the contract or from the law. */
final class Masks {

    private final LawPack law;
    private final Product product;
    private final Problems problems;

    Masks(LawPack law, Product product, Problems problems) {
        this.law = law;
        this.product = product;
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
        MaskFit.check(mask, column, table, category, Stage.of(product.audience()), problems);
        boolean chosen = column.meaning().mask().isPresent();
        return new ColumnMask(
                column.name(),
                mask,
                new PseudonymDomain(product.id(), category.code()),
                chosen ? ChosenBy.CONTRACT : ChosenBy.LAW,
                chosen ? List.of() : category.standing().articles());
    }
}
