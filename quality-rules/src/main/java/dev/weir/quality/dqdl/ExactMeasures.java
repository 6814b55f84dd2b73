package dev.weir.quality.dqdl;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.Range;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.metrics.Metric;
import dev.weir.quality.ColumnsByName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StructField;

/** Least and greatest values, their distances and sums by all their digits, by a look at the rows. */
final class ExactMeasures {

    private ExactMeasures() {}

    /**
     * All in one scan, which is left out where there is nothing to look for.
     *
     * @return those of whole-number and decimal columns that have a value; no sum of more than 38 digits
     */
    static Map<Analyzer<?, Metric<?>>, BigDecimal> over(
            Collection<Analyzer<?, Metric<?>>> analyzers, Dataset<Row> rows) {
        Map<Analyzer<?, Metric<?>>, Integer> places = new LinkedHashMap<>();
        List<Column> asked = new ArrayList<>();
        for (Analyzer<?, Metric<?>> analyzer : analyzers) {
            values(analyzer, rows).ifPresent(values -> {
                places.put(analyzer, asked.size());
                asked.addAll(values);
            });
        }
        if (asked.isEmpty()) {
            return Map.of();
        }
        Column[] columns = asked.toArray(Column[]::new);
        Row found = rows.agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length))
                .head();
        Map<Analyzer<?, Metric<?>>, BigDecimal> exact = new LinkedHashMap<>();
        places.forEach((analyzer, place) -> {
            if (!found.isNullAt(place)) {
                BigDecimal number = found.getDecimal(place);
                exact.put(
                        analyzer,
                        (Analyzer<?, ?>) analyzer instanceof Range
                                ? number.subtract(found.getDecimal(place + 1))
                                : number);
            }
        });
        return exact;
    }

    private static Optional<List<Column>> values(Analyzer<?, ?> analyzer, Dataset<Row> rows) {
        String written = StateNeeds.columnOf(analyzer);
        Optional<StructField> field = Arrays.stream(rows.schema().fields())
                .filter(column -> written != null && StateNeeds.isOf(written, column.name()))
                .filter(column -> column.dataType() instanceof IntegralType || column.dataType() instanceof DecimalType)
                .findFirst();
        return field.flatMap(found -> {
            int scale = found.dataType() instanceof DecimalType decimal ? decimal.scale() : 0;
            Column wide = ColumnsByName.column(found.name()).cast(new DecimalType(DecimalType.MAX_PRECISION(), scale));
            Column value = StateNeeds.where(analyzer)
                    .map(where -> when(where.column(), wide))
                    .orElse(wide);
            if (analyzer instanceof Minimum) {
                return Optional.of(List.of(min(value)));
            } else if (analyzer instanceof Maximum) {
                return Optional.of(List.of(max(value)));
            } else if (analyzer instanceof Range) {
                return Optional.of(List.of(max(value), min(value)));
            }
            return analyzer instanceof Sum ? Optional.of(List.of(sum(value))) : Optional.empty();
        });
    }
}
