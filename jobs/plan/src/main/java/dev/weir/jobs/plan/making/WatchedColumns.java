package dev.weir.jobs.plan.making;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.privacy.mask.Mask;
import java.util.List;

/** The columns whose values are looked at for what they should not hold. */
final class WatchedColumns {

    /** Free text is known to hold anything: a contract that keeps it as it is has declared that. */
    private static final String FREE_TEXT = "TEXT";

    /** A number that tells a person by itself has so many digits: a mobile has. */
    private static final int FEWEST_DIGITS = 11;

    private WatchedColumns() {}

    /** Of a table: what comes through as it is, or may, and can hold a text or a long number. */
    static List<String> of(Table table, List<ColumnMask> masks) {
        return masks.stream()
                .filter(WatchedColumns::mayKeep)
                .map(ColumnMask::column)
                .filter(column -> mayTell(table.column(column).orElseThrow().type()))
                .toList();
    }

    /**
     * Masks without a key leave parts of values, and may leave some as they are. Redacted text may hold what detection missed.
     */
    private static boolean mayKeep(ColumnMask mask) {
        if (mask.keeps() || mask.mask().searches()) {
            return !mask.category().equals(FREE_TEXT);
        }
        return mask.mask().preserved() == Mask.Preserved.PARTS && !mask.mask().isKeyed();
    }

    private static boolean mayTell(DataType type) {
        if (type instanceof DataType.Array array) {
            return mayTell(array.element());
        } else if (type instanceof DataType.Structure structure) {
            return structure.fields().stream().anyMatch(field -> mayTell(field.type()));
        } else if (type instanceof DataType.Decimal decimal) {
            return decimal.precision() - decimal.scale() >= FEWEST_DIGITS;
        }
        return type instanceof DataType.Text || type instanceof DataType.Int64 || type instanceof DataType.Real;
    }
}
