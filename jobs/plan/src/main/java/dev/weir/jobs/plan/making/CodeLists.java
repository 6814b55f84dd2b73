package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * References from a column about persons to a public code list, whose category is another. They join only where both values
 * are released as they are; what the contract leaves open, the law decides.
 */
record CodeLists(Product product, Map<String, List<ColumnMask>> masks, Problems problems) {
    void check() {
        for (Table table : product.tables()) {
            for (Table.Reference reference : table.keys().references()) {
                for (int i = 0; i < reference.columns().size(); i++) {
                    Optional<ColumnMask> child =
                            mask(table.name(), reference.columns().get(i));
                    Optional<ColumnMask> key =
                            mask(reference.parent(), reference.parentColumns().get(i));
                    if (child.isPresent()
                            && key.isPresent()
                            && !child.get().category().equals(key.get().category())
                            && !(child.get().keeps() && key.get().keeps())) {
                        masked(table, reference, child.get().keeps() ? key.get() : child.get());
                    }
                }
            }
        }
    }

    private Optional<ColumnMask> mask(String table, String column) {
        return masks.getOrDefault(table, List.of()).stream()
                .filter(mask -> mask.column().equals(column))
                .findFirst();
    }

    private void masked(Table table, Table.Reference reference, ColumnMask mask) {
        problems.add(
                Code.INVALID_MASK,
                table.column(mask.column()).map(Column::place).orElse(reference.place()),
                "Column '" + mask.column() + "' is masked (" + mask.mask().display() + ", " + mask.reason()
                        + "), and is part of a reference to the code list '" + reference.parent() + "'",
                "codes join only where both are released as they are",
                "write weirMask: keep if the codes may go, or take the relationship out");
    }
}
