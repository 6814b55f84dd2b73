package dev.weir.jobs.engine.lineage;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.TableLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Column lineage of a query by what Spark's analysis has made of it: every column is bound, and neither has a filter been folded
 * away nor a column been pruned, as the optimiser does. Nothing is read.
 */
public final class QueryLineage {

    private QueryLineage() {}

    /**
     * From each column of a query, and from its rows, to the columns of its inputs. A node of the plan that is not known here is named in
     * {@link TableLineage#untraced}; nothing is refused.
     *
     * @param table the name of what the query makes
     * @param analysed the query's plan, not yet optimised; WITH parts may stand in it
     * @param inputs the name of an input, for the part of the plan where it begins; what lies below is not looked at
     */
    public static TableLineage of(String table, LogicalPlan analysed, Function<LogicalPlan, Optional<String>> inputs) {
        PlanTrace trace = new PlanTrace(inputs);
        Scope columns = trace.plan(analysed);
        List<ColumnLineage> lineage = new ArrayList<>();
        for (Attribute attribute : list(analysed.output())) {
            lineage.add(new ColumnLineage(attribute.name(), List.copyOf(trace.edges(attribute, columns))));
        }
        return new TableLineage(table, lineage, List.copyOf(trace.rows()), List.copyOf(trace.untraced()));
    }
}
