package dev.weir.jobs.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The person of a table's rows that another table knows.
 *
 * @param name of the column in the product's table
 * @param column that has the person, in the last table
 * @param by the table's own column by which rows of the first other table are found
 * @param steps from table to table
 * @param missing rows whose person is not found
 */
record LookedUpPerson(String name, DraftColumn column, String by, List<Step> steps, long missing) {

    LookedUpPerson {
        steps = List.copyOf(steps);
    }

    /**
     * One table on the way.
     *
     * @param key its column by which rows are found
     * @param value the column that is taken
     */
    record Step(DraftTable table, String key, String value) {}

    /** The table that has it. */
    DraftTable of() {
        return steps.get(steps.size() - 1).table();
    }

    /** What was drafted of it in a table. */
    DraftResult.DraftedColumn drafted(ColumnMeanings meanings, DraftTable table) {
        DraftResult.DraftedColumn there =
                column.drafted(meanings.defaultMask(column.meaning().category()), of());
        return new DraftResult.DraftedColumn(
                name, there.category(), there.sure(), because(), there.fate(), there.how(), table.readable() - missing);
    }

    /** Where it comes from: a clause. */
    String because() {
        Step first = steps.get(0);
        return "found by " + by + " in " + first.table().name()
                + steps.stream()
                        .skip(1)
                        .map(step -> ", and by its " + step.key() + " in "
                                + step.table().name())
                        .collect(Collectors.joining())
                + ", so that days of one person move alike in all tables";
    }

    /** Rows that find none: the end of a clause. */
    String inWords(DraftTable table) {
        if (missing == 0) {
            return because();
        }
        String found = missing == 1 ? "; 1 row finds none" : "; " + DraftText.count(missing, "row") + " find none";
        return because() + found + (table.hasMovedDates() ? ", and no moved date of such a row is released" : "");
    }

    /** The query of a table with it. */
    String query(DraftTable table) {
        List<String> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add("t." + column.name()));
        String found = "p" + steps.size() + "." + column.name();
        columns.add(name.equals(column.name()) ? found : found + " AS " + name);
        StringBuilder sql = new StringBuilder("SELECT " + String.join(",\n       ", columns) + "\nFROM "
                + table.contract() + "." + table.name() + " t\n");
        String from = "t." + by;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String alias = "p" + (i + 1);
            sql.append("""
                    LEFT JOIN (
                      SELECT %2$s, max(%3$s) AS %3$s
                      FROM %1$s.%4$s
                      GROUP BY %2$s
                      HAVING min(%3$s) = max(%3$s)
                    ) %5$s ON %5$s.%2$s = %6$s
                    """.formatted(
                            step.table().contract(),
                            step.key(),
                            step.value(),
                            step.table().name(),
                            alias,
                            from));
            from = alias + "." + step.value();
        }
        return sql.toString();
    }
}
