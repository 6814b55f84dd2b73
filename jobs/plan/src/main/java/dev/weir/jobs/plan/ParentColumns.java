package dev.weir.jobs.plan;

import dev.weir.contracts.Column;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlFacts;
import java.util.List;

/** Which of its parent's columns a joined predicate names, as {@code parent.<column>}. */
public final class ParentColumns {

    /** What a predicate calls the parent's row. */
    public static final String PARENT = "parent";

    private ParentColumns() {}

    /** The columns, in the parent's order. */
    public static List<String> of(SqlFacts predicate, Table parent) {
        return parent.columns().stream()
                .map(Column::name)
                .filter(column -> predicate.mentions().stream().anyMatch(mention -> isOf(mention, column)))
                .toList();
    }

    private static boolean isOf(List<String> mention, String column) {
        return mention.size() > 1
                && mention.get(0).equalsIgnoreCase(PARENT)
                && mention.get(1).equalsIgnoreCase(column);
    }
}
