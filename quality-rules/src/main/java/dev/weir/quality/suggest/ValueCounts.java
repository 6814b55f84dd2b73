package dev.weir.quality.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The values of columns of few values, counted in one job. */
final class ValueCounts {

    private static final int COLUMNS = 40;

    private ValueCounts() {}

    /** By column, each value with its rows, the most frequent first. */
    static Map<String, Map<String, Long>> of(Dataset<Row> learning, List<ProfiledColumn> fields) {
        List<ProfiledColumn> asked = fields.subList(0, Math.min(COLUMNS, fields.size()));
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        if (asked.isEmpty()) {
            return counts;
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            pairs.add("'" + i + "', cast(" + asked.get(i).sql() + " AS string)");
        }
        List<Row> rows = learning.selectExpr(
                        "stack(" + asked.size() + ", " + String.join(", ", pairs) + ") AS (field, value)")
                .where("value IS NOT NULL")
                .groupBy("field", "value")
                .count()
                .orderBy(functions.col("count").desc(), functions.col("value"))
                .collectAsList();
        for (Row row : rows) {
            String name = asked.get(Integer.parseInt(row.getString(0))).name();
            counts.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(row.getString(1), row.getLong(2));
        }
        return counts;
    }
}
