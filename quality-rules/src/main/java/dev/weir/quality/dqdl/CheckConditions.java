package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.sql.SqlAnalysis;
import dev.weir.quality.sql.SqlFault;
import dev.weir.quality.sql.SqlRefusal;
import dev.weir.quality.sql.SqlReview;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;

/** Reviews the conditions on rows that a DQDL rule writes, and those that Deequ makes of its values. */
final class CheckConditions {

    private final Dataset<Row> rows;
    private final Dataset<Row> seen;
    private final SqlAnalysis analysis;

    CheckConditions(Dataset<Row> rows) {
        this.rows = rows;
        this.seen = DeequName.beside(rows);
        this.analysis = new SqlAnalysis(rows.sparkSession());
    }

    /** Adds a problem for each thing that is refused in one of them. */
    void review(DqdlFacts parsed, DqdlCheck check, Problems problems) throws DqdlRefusal {
        List<String> conditions = List.copyOf(conditions(parsed, check));
        if (conditions.isEmpty()) {
            return;
        }
        try {
            LogicalPlan analysed =
                    analysis.select(seen, conditions).queryExecution().analyzed();
            if (!(analysed instanceof Project project)) {
                throw new IllegalStateException("The conditions of rule '"
                        + check.rule().id() + "' are no projection, but " + analysed.nodeName());
            }
            ScalaCollections.list(project.projectList())
                    .forEach(named -> SqlReview.of(List.of((Expression) named))
                            .forEach(fault -> add(check.rule(), fault, problems)));
        } catch (SqlRefusal refusal) {
            throw new DqdlRefusal(
                    refusal.isSyntax() ? Code.INVALID_SQL : Code.INVALID_RULE,
                    refusal.why(),
                    refusal.remedy(List.of(rows.columns()), "give values of the column's type"));
        }
    }

    private static Set<String> conditions(DqdlFacts parsed, DqdlCheck check) {
        Set<String> conditions = new LinkedHashSet<>();
        parsed.leaves().forEach(leaf -> leaf.where().ifPresent(where -> conditions.add(where.text())));
        for (CheckTree leaf : check.leaves()) {
            if (leaf instanceof CheckTree.Measured measured) {
                for (Analyzer<?, ?> analyzer : measured.analyzers()) {
                    if (analyzer instanceof Compliance compliance) {
                        conditions.add(compliance.predicate());
                    }
                }
            } else if (leaf instanceof CheckTree.Counted counted) {
                counted.written().ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    static void add(Rule rule, SqlFault fault, Problems problems) {
        problems.add(
                Code.INVALID_SQL,
                rule.place(),
                "The check of rule '" + rule.id() + "' " + fault.what(),
                fault.why(),
                fault.remedy());
    }
}
