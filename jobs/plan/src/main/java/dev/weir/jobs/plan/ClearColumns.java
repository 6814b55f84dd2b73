package dev.weir.jobs.plan;

import java.util.List;

/**
 * Clear columns of a table's produced rows that are kept until the run ends, in encrypted files, for rules whose answer a
 * mask takes away from the staged rows. Empty for most tables.
 *
 * @param columns in the table's order; none where rules ask of all produced rows and look into no column
 * @param rules the rules that need them, in the product's order
 */
public record ClearColumns(List<String> columns, List<String> rules) {

    /** Nothing is kept. */
    static final ClearColumns NOTHING = new ClearColumns(List.of(), List.of());

    public ClearColumns {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    /** Whether anything is kept. */
    public boolean isKept() {
        return !rules.isEmpty();
    }

    /** Whether all these columns are kept. */
    public boolean has(List<String> wanted) {
        return isKept() && columns.containsAll(wanted);
    }
}
