package dev.weir.quality.dqdl;

import dev.weir.contracts.Code;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.contracts.text.NearestName;
import dev.weir.quality.wording.CheckedAnalysis;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import scala.collection.JavaConverters;

/** Which columns a DQDL rule looks into. */
record TouchedColumns(Dataset<Row> rows) {

    /**
     * The columns, in the table's order.
     *
     * @throws DqdlRefusal when one is not there, or the where clause does not resolve
     */
    List<String> of(DqdlFacts facts) throws DqdlRefusal {
        Set<String> names = new LinkedHashSet<>();
        for (Leaf leaf : facts.leaves()) {
            collect(leaf, names);
        }
        return Arrays.stream(rows.columns()).filter(names::contains).toList();
    }

    private void collect(Leaf leaf, Set<String> names) throws DqdlRefusal {
        RuleType type = leaf.type()
                .orElseThrow(() -> new DqdlRefusal(
                        Code.INVALID_RULE,
                        "there is no rule " + leaf.name().text(),
                        NearestName.remedy(leaf.name().text(), RuleType.names(), "see DQDL's reference")));
        if (type == RuleType.CUSTOM_SQL
                || (type == RuleType.DUPLICATE_ROW_COUNT && leaf.parameters().isEmpty())) {
            names.addAll(List.of(rows.columns())); // its SQL may look anywhere
        } else if (type != RuleType.COLUMN_EXISTS) {
            for (Word column : leaf.columns()) {
                names.add(resolve(column.text()));
            }
        }
        if (leaf.where().isPresent()) {
            names.addAll(columnsOf(leaf.where().get().text()));
        }
    }

    private String resolve(String written) throws DqdlRefusal {
        List<String> columns = List.of(rows.columns());
        return WrittenColumn.among(columns, written)
                .orElseThrow(() -> new DqdlRefusal(
                        Code.UNKNOWN_NAME,
                        "there is no column '" + written + "'",
                        NearestName.remedy(WrittenColumn.plain(written), columns, "name a column of the table")));
    }

    private Set<String> columnsOf(String where) throws DqdlRefusal {
        try {
            Set<String> names = new LinkedHashSet<>();
            if (CheckedAnalysis.where(rows, where).queryExecution().analyzed() instanceof Filter filter) {
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
