package dev.weir.catalogue.page;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row's values as a run's report shows them, by the columns that its rule blames. Public because the template asks for them. */
public final class BlamedValues {

    private static final int LONGEST = 60;

    private final Map<String, List<ReleasedColumn>> columns;

    /** @param columns the released columns of each table, dropped ones included */
    BlamedValues(Map<String, List<ReleasedColumn>> columns) {
        this.columns = columns;
    }

    /** Of a row that breaks the rule. */
    public Map<String, String> of(FailingRow row, Rule rule) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : rule.check().columns()) {
            values.put(column, value(row, column, rule.table()));
        }
        return values;
    }

    private String value(FailingRow row, String column, String table) {
        String value = row.values().get(column);
        if (value != null) {
            return value.codePointCount(0, value.length()) <= LONGEST
                    ? value
                    : value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "…";
        }
        boolean dropped = columns.getOrDefault(table, List.of()).stream()
                .anyMatch(released ->
                        released.name().equals(column) && released.mask().drops());
        return dropped ? "(not shown: its mask drops it)" : "NULL";
    }
}
