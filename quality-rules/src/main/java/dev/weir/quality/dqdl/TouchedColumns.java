package dev.weir.quality.dqdl;

import dev.weir.contracts.Code;
import dev.weir.contracts.Nearest;
import dev.weir.quality.wording.Analysed;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import scala.collection.JavaConverters;
import software.amazon.glue.dqdl.model.DQRule;

/** Which columns a DQDL rule looks into. */
final class TouchedColumns {

    private static final String COLUMN_PARAMETER = "TargetColumn";

    private final Dataset<Row> rows;

    TouchedColumns(Dataset<Row> rows) {
        this.rows = rows;
    }

    /**
     * The columns, in the table's order.
     *
     * @throws DqdlRefusal when one is not there, or the where clause does not resolve
     */
    List<String> of(DQRule rule) throws DqdlRefusal {
        Set<String> names = new LinkedHashSet<>();
        collect(rule, names);
        return Arrays.stream(rows.columns()).filter(names::contains).toList();
    }

    private void collect(DQRule rule, Set<String> names) throws DqdlRefusal {
        switch (rule.getRuleType()) {
            case "Composite" -> {
                for (DQRule nested : rule.getNestedRules()) {
                    collect(nested, names);
                }
            }
            // its SQL may look anywhere
            case "CustomSql" -> names.addAll(List.of(rows.columns()));
            case "ColumnExists" -> {}
            default -> {
                for (Map.Entry<String, String> parameter : rule.getParameters().entrySet()) {
                    if (parameter.getKey().startsWith(COLUMN_PARAMETER)) {
                        names.add(resolve(parameter.getValue()));
                    }
                }
                String where = rule.getWhereClause();
                if (where != null) {
                    names.addAll(columnsOf(where));
                }
            }
        }
    }

    private String resolve(String written) throws DqdlRefusal {
        for (String column : rows.columns()) {
            if (StateMetrics.isOf(written, column)) {
                return column;
            }
        }
        throw new DqdlRefusal(
                Code.UNKNOWN_NAME,
                "there is no column '" + written + "'",
                Nearest.remedy(written.replace("`", ""), List.of(rows.columns()), "name a column of the table"));
    }

    private Set<String> columnsOf(String where) throws DqdlRefusal {
        try {
            Set<String> names = new LinkedHashSet<>();
            if (Analysed.where(rows, where).queryExecution().analyzed() instanceof Filter filter) {
                AttributeSet references = filter.condition().references();
                for (Attribute attribute : JavaConverters.asJavaIterable(references)) {
                    names.add(attribute.name());
                }
            }
            return names;
        } catch (AnalysisException e) {
            throw DqdlRefusal.of(e, rows, "write a Spark SQL condition over the table's columns");
        }
    }
}
