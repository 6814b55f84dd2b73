package dev.weir.privacy.gate;

import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.mask.Mask;
import java.util.Optional;

/** Which column of a released table has a row's person. */
public final class Subjects {

    private final Product product;

    public Subjects(Product product) {
        this.product = product;
    }

    /** The column; empty where the contract names none, or the release has left nothing of it that tells people apart. */
    public Optional<ReleasedColumn> of(ReleasedTable table) {
        return product.table(table.name())
                .map(Table::keys)
                .flatMap(Table.Keys::subject)
                .flatMap(name -> table.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst())
                .filter(column -> Mask.of(column).filter(Mask::identifiesPerson).isPresent());
    }

    /** Whether equal values of both columns are one person: they are of one category, and masked alike. */
    public static boolean alike(ReleasedColumn one, ReleasedColumn other) {
        return one.category().equals(other.category())
                && one.mask().method().equals(other.mask().method());
    }
}
