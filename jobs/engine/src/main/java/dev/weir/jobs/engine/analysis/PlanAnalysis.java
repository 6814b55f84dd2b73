package dev.weir.jobs.engine.analysis;

import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.engine.conform.Conform;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.ParentColumns;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TableKeys;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.RowPredicates;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.dqdl.DqdlCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's whole analysis of every query and every rule of a plan. It needs the columns that contracts state, and reads
 * nothing: so a run finds what is wrong with them before the first byte of a source, and everything at once.
 */
public final class PlanAnalysis {

    private final SparkSession spark;
    private final Plan plan;
    private final PlanSchemas schemas;
    private final Problems problems = new Problems();
    private final List<Reproducibility.Because> unsteady = new ArrayList<>();
    private int rules;

    private PlanAnalysis(WeirSession session, Plan plan) {
        this.spark = session.spark();
        this.plan = plan;
        this.schemas = PlanSchemas.of(session, plan);
    }

    /**
     * What was analysed.
     *
     * @param queries one for each table
     * @param rules those with SQL or DQDL in them, in force or not
     * @param reproducibility whether the queries give the same rows on every machine
     */
    public record Analysed(int queries, int rules, Reproducibility reproducibility) {}

    /**
     * Analyses a plan.
     *
     * @param session that sees the releases which checks look into
     * @throws ProblemsException with everything that stands against a query or a rule
     */
    public static Analysed of(WeirSession session, Plan plan) {
        PlanAnalysis analysis = new PlanAnalysis(session, plan);
        plan.tables().forEach(analysis::table);
        analysis.problems.throwIfAny();
        return new Analysed(plan.tables().size(), analysis.rules, new Reproducibility(List.copyOf(analysis.unsteady)));
    }

    private void table(TablePlan table) {
        noting(() -> query(table));
        Dataset<Row> rows = none(PlanSchemas.clear(table.table()));
        List<Rule> alone = new ArrayList<>();
        Map<String, List<Rule>> joined = new LinkedHashMap<>();
        List<RulePlan> checks = new ArrayList<>();
        for (RulePlan planned : table.rules()) {
            Rule rule = planned.rule();
            if (rule.check() instanceof Rule.Row row) {
                row.join()
                        .map(reference -> joined.computeIfAbsent(reference.parent(), parent -> new ArrayList<>()))
                        .orElse(alone)
                        .add(rule);
            } else if (rule.check() instanceof Rule.Dqdl) {
                checks.add(planned);
            } else if (rule.check() instanceof Rule.Key key) {
                key.where().map(where -> asRow(rule, where)).ifPresent(alone::add);
            }
        }
        rules += alone.size() + checks.size();
        noting(() -> RowPredicates.failing(alone, rows));
        joined.forEach((parent, predicates) -> {
            rules += predicates.size();
            noting(() -> RowPredicates.failing(predicates, withParent(table, parent)));
        });
        checks(table, checks, rows);
    }

    /** The condition that selects a rule's rows is analysed as those of row rules are. */
    private static Rule asRow(Rule rule, String where) {
        return new Rule(
                rule.id(),
                rule.table(),
                new Rule.Row(where, List.of()),
                rule.severity(),
                rule.standing(),
                rule.terms(),
                rule.place());
    }

    private void query(TablePlan table) {
        Map<String, Dataset<Row>> inputs = schemas.withoutRows(spark, table);
        Conform conform = new Conform(spark);
        conform.rows(table, inputs);
        unsteady.addAll(conform.unsteady(table, inputs, new TableKeys(plan)));
    }

    private Dataset<Row> withParent(TablePlan table, String parent) {
        return none(PlanSchemas.clear(table.table())
                .add(ParentColumns.PARENT, PlanSchemas.clear(plan.table(parent).table())));
    }

    private void checks(TablePlan table, List<RulePlan> checks, Dataset<Row> rows) {
        Optional<List<DqdlCheck>> together = together(table, checks, rows);
        for (int i = 0; i < checks.size(); i++) {
            RulePlan planned = checks.get(i);
            Optional<DqdlCheck> known =
                    together.isPresent() ? Optional.of(together.get().get(i)) : Optional.empty();
            noting(() -> queries(
                    table,
                    planned,
                    known.orElseGet(
                            () -> compiled(table, List.of(planned), rows).get(0))));
        }
    }

    /** All checks in one go; empty where one of them is not sound, and each is to be asked by itself. */
    private Optional<List<DqdlCheck>> together(TablePlan table, List<RulePlan> checks, Dataset<Row> rows) {
        try {
            return Optional.of(compiled(table, checks, rows));
        } catch (ProblemsException found) {
            return Optional.empty();
        }
    }

    private List<DqdlCheck> compiled(TablePlan table, List<RulePlan> checks, Dataset<Row> rows) {
        return DqdlCompiler.compile(
                checks.stream().map(RulePlan::rule).toList(), table.table(), rows, plan.unseenBy(table));
    }

    private void queries(TablePlan table, RulePlan planned, DqdlCheck check) {
        Map<String, StructType> others = new LinkedHashMap<>();
        planned.others().forEach(input -> others.put(input.written(), schemas.looked(input, planned.answer())));
        DqdlCompiler.reviewQueries(check, spark, PlanSchemas.judged(table, planned.answer()), others, problems);
    }

    private Dataset<Row> none(StructType columns) {
        return PlanSchemas.withoutRows(spark, columns);
    }

    private void noting(Runnable step) {
        try {
            step.run();
        } catch (ProblemsException found) {
            found.problems().forEach(problems::add);
        }
    }
}
