package dev.weir.jobs.plan;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask.ChosenBy;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
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
                masks.add(of(column));
            } catch (ProblemsException e) {
                e.problems().forEach(problems::add);
            }
        }
        return masks;
    }

    private ColumnMask of(Column column) {
        Category category = law.categoryOf(column);
        Mask mask = law.maskOf(column, product.audience());
        if (mask.method() == MaskMethod.PSEUDONYMISE && !column.type().match(new HasCanonicalText())) {
            throw ProblemsException.of(
                    Code.INVALID_MASK,
                    column.place(),
                    "Column '" + column.name() + "' of type " + column.type().display() + " is pseudonymised",
                    "equal values of that type need not have equal text, so their pseudonyms could not be joined",
                    "give it another type, or write weirMask: drop");
        }
        return new ColumnMask(
                column.name(),
                mask,
                new PseudonymDomain(product.id(), category.code()),
                column.meaning().mask().isPresent() ? ChosenBy.CONTRACT : ChosenBy.LAW);
    }

    /** Whether equal values of a type have one text. */
    private static final class HasCanonicalText implements DataType.Cases<Boolean> {
        @Override
        public Boolean text(DataType.Text type) {
            return true;
        }

        @Override
        public Boolean integer(DataType.Int64 type) {
            return true;
        }

        @Override
        public Boolean decimal(DataType.Decimal type) {
            return true;
        }

        @Override
        public Boolean number(DataType.Real type) {
            return false;
        }

        @Override
        public Boolean bool(DataType.Bool type) {
            return true;
        }

        @Override
        public Boolean date(DataType.Date type) {
            return true;
        }

        @Override
        public Boolean timestamp(DataType.Timestamp type) {
            return true;
        }

        @Override
        public Boolean time(DataType.Time type) {
            return true;
        }

        @Override
        public Boolean array(DataType.Array type) {
            return false;
        }

        @Override
        public Boolean object(DataType.Structure type) {
            return false;
        }
    }
}
