package dev.weir.jobs.plan;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Table;
import java.util.List;

/** The columns whose values are looked at for what they should not hold. */
final class Watched {

    /** Free text is known to hold anything: whoever keeps it as it is has said so. */
    private static final String FREE_TEXT = "TEXT";

    private Watched() {}

    /** Of a table: its text that comes through as it is. */
    static List<String> of(Table table, List<ColumnMask> masks) {
        return masks.stream()
                .filter(ColumnMask::keeps)
                .filter(mask -> !mask.category().equals(FREE_TEXT))
                .map(ColumnMask::column)
                .filter(column -> table.column(column).orElseThrow().type() instanceof DataType.Text)
                .toList();
    }
}
