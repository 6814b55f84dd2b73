package dev.weir.quality.dqdl;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.release.Verdict;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.evaluation.TruthTable;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.quality.state.TableState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/** Answers DQDL checks. */
public final class DqdlVerdicts {

    private static final String PRIMARY = "primary";
    private static final long HOLDS = 1;
    private static final long NOT_EVALUATED = 2;

    private DqdlVerdicts() {}

    /**
     * Answers checks by looking at the rows: Deequ computes every metric that any of them needs once, those that a scan
     * gives in one scan and those that a grouping gives in one job for each grouping.
     *
     * @param checks all of one table
     * @param rows of that table; read more than once, so it should lie somewhere
     * @return one verdict each, in the order of the checks; {@link Verdict.Answer#ERROR} where a metric is missing
     */
    public static List<Verdict> overRows(List<DqdlCheck> checks, Dataset<Row> rows) {
        return of(checks, Optional.empty(), () -> rows, MetricHistory.NONE);
    }

    /**
     * Answers checks out of what the writing pass measured, without a look at the data.
     *
     * @param checks all of one table; each {@link CheckRequirements#STATES}
     * @param state of the rows that the checks are about, measured by a request with {@link DqdlCheck#addTo every
     *     check's} needs
     * @return one verdict each, in the order of the checks; {@link Verdict.Answer#ERROR} where something was not measured
     */
    public static List<Verdict> fromStates(List<DqdlCheck> checks, TableState state) {
        CheckMeasurements evidence = evidence(checks, new StateMetrics(state), state.rows());
        CheckTables none = () -> {
            throw new IllegalStateException("A check needs a look at the rows");
        };
        return verdicts(checks, evidence, new TableMatches(Optional.of(state), none), MetricHistory.NONE);
    }

    /**
     * Answers checks out of what the writing pass measured, and what that does not tell by looking at the rows.
     *
     * @param checks all of one table
     * @param state of the rows that the checks are about; empty when there is none
     * @param looks the same rows, and other tables
     * @param history what was measured before
     * @return one verdict each, in the order of the checks; {@link Verdict.Answer#ERROR} where a metric is missing
     */
    public static List<Verdict> of(
            List<DqdlCheck> checks, Optional<TableState> state, CheckTables looks, MetricHistory history) {
        TableMatches matches = new TableMatches(state, looks);
        CheckMeasurements known = state.isPresent()
                ? evidence(checks, new StateMetrics(state.get()), state.get().rows())
                : new CheckMeasurements(Map.of(), Map.of(), Map.of(), Map.of(), 0);
        Set<Analyzer<?, Metric<?>>> missing = analyzers(checks);
        missing.removeAll(known.metrics().keySet());
        Map<String, Column> uncounted = counted(checks);
        uncounted.keySet().removeAll(known.counts().keySet());
        if (missing.isEmpty() && uncounted.isEmpty()) {
            return verdicts(checks, known, matches, history);
        }
        // Deequ takes a condition that cannot be evaluated for NULL, and leaves the row out
        Map<String, Column> asked = new LinkedHashMap<>(uncounted);
        missing.forEach(
                analyzer -> StateNeeds.where(analyzer).ifPresent(where -> asked.put(where.text(), where.column())));
        Dataset<Row> seen = looks.rows();
        Map<Analyzer<?, Metric<?>>, Metric<?>> metrics = new LinkedHashMap<>(known.metrics());
        Map<String, Long> counts = new LinkedHashMap<>(known.counts());
        Map<String, Long> notEvaluated = new LinkedHashMap<>(known.notEvaluated());
        long total = known.rows();
        if (!asked.isEmpty() || state.isEmpty()) {
            total = countInto(counts, notEvaluated, asked, seen);
        }
        for (Analyzer<?, Metric<?>> analyzer : List.copyOf(missing)) {
            long unknown = StateNeeds.where(analyzer)
                    .map(where -> notEvaluated.getOrDefault(where.text(), 0L))
                    .orElse(0L);
            if (unknown > 0) {
                metrics.put(analyzer, analyzer.toFailureMetric(new NotEvaluatedException(unknown)));
                missing.remove(analyzer);
            }
        }
        Map<Analyzer<?, Metric<?>>, BigDecimal> exact = new LinkedHashMap<>(known.exact());
        measure(missing, seen, looks, metrics, exact);
        return verdicts(checks, new CheckMeasurements(metrics, counts, notEvaluated, exact, total), matches, history);
    }

    private static CheckMeasurements evidence(List<DqdlCheck> checks, StateMetrics states, long rows) {
        Map<Analyzer<?, Metric<?>>, Metric<?>> metrics = new LinkedHashMap<>();
        Map<Analyzer<?, Metric<?>>, BigDecimal> exact = new LinkedHashMap<>();
        for (Analyzer<?, Metric<?>> analyzer : analyzers(checks)) {
            states.metric(analyzer).ifPresent(metric -> metrics.put(analyzer, metric));
            states.exact(analyzer).ifPresent(number -> exact.put(analyzer, number));
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, Long> notEvaluated = new LinkedHashMap<>();
        counted(checks).forEach((text, column) -> {
            CheckTree.Condition condition = new CheckTree.Condition(text, column);
            states.rows(condition).ifPresent(found -> counts.put(text, found));
            notEvaluated.put(text, states.notEvaluated(condition));
        });
        return new CheckMeasurements(metrics, counts, notEvaluated, exact, rows);
    }

    /** All at once; returns the number of rows. */
    private static long countInto(
            Map<String, Long> counts,
            Map<String, Long> notEvaluated,
            Map<String, Column> conditions,
            Dataset<Row> rows) {
        List<Column> sums = new ArrayList<>();
        conditions.values().forEach(condition -> {
            Column answer = TruthTable.of(condition, HOLDS, 0, 0, NOT_EVALUATED);
            sums.add(count(when(answer.equalTo(HOLDS), lit(1))));
            sums.add(count(when(answer.equalTo(NOT_EVALUATED), lit(1))));
        });
        Row found = rows.agg(count(lit(1)), sums.toArray(new Column[0])).head();
        int next = 1;
        for (String text : conditions.keySet()) {
            counts.put(text, found.getLong(next++));
            notEvaluated.put(text, found.getLong(next++));
        }
        return found.getLong(0);
    }

    private static void measure(
            Set<Analyzer<?, Metric<?>>> analyzers,
            Dataset<Row> rows,
            CheckTables looks,
            Map<Analyzer<?, Metric<?>>, Metric<?>> metrics,
            Map<Analyzer<?, Metric<?>>, BigDecimal> exact) {
        Set<Analyzer<?, Metric<?>>> queries = new LinkedHashSet<>(analyzers);
        queries.removeIf(analyzer -> !((Analyzer<?, ?>) analyzer instanceof CustomSql));
        Set<Analyzer<?, Metric<?>>> measures = new LinkedHashSet<>(analyzers);
        measures.removeAll(queries);
        StateMetrics.ofColumns(measures, rows.columns().length).forEach((analyzer, metric) -> {
            metrics.put(analyzer, metric);
            measures.remove(analyzer);
        });
        if (!measures.isEmpty()) {
            AnsiScope.outside(rows.sparkSession(), () -> {
                metrics.putAll(run(measures, DeequName.beside(rows)));
                exact.putAll(ExactMeasures.over(measures, rows));
                return metrics;
            });
        }
        if (queries.isEmpty()) {
            return;
        }
        List<String> views = new ArrayList<>();
        try {
            view(PRIMARY, rows, views);
            looks.others().forEach(name -> view(name, looks.other(name), views));
            for (Analyzer<?, Metric<?>> query : queries) {
                QueryAnswer answer = QueryAnswer.of((CustomSql) (Analyzer<?, ?>) query, rows.sparkSession());
                metrics.put(query, answer.metric());
                answer.exact().ifPresent(number -> exact.put(query, number));
            }
        } finally {
            views.forEach(name -> rows.sparkSession().catalog().dropTempView(name));
        }
    }

    private static void view(String name, Dataset<Row> rows, List<String> views) {
        rows.createOrReplaceTempView("`" + name + "`");
        views.add(name);
    }

    private static Map<Analyzer<?, Metric<?>>, Metric<?>> run(
            Set<Analyzer<?, Metric<?>>> analyzers, Dataset<Row> rows) {
        return JavaConverters.mapAsJavaMap(AnalysisRunner.onData(rows)
                .addAnalyzers(ScalaCollections.seq(List.copyOf(analyzers)))
                .run()
                .metricMap());
    }

    private static Set<Analyzer<?, Metric<?>>> analyzers(List<DqdlCheck> checks) {
        return checks.stream().flatMap(DqdlCheck::analyzers).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<String, Column> counted(List<DqdlCheck> checks) {
        Map<String, Column> conditions = new LinkedHashMap<>();
        for (DqdlCheck check : checks) {
            for (CheckTree leaf : check.leaves()) {
                if (leaf instanceof CheckTree.Counted counted) {
                    conditions.put(counted.right().text(), counted.right().column());
                    counted.where().ifPresent(where -> conditions.put(where.text(), where.column()));
                }
            }
            // of no row there may be nothing to judge
            check.analyzers()
                    .forEach(analyzer -> StateNeeds.where(analyzer)
                            .ifPresent(where -> conditions.put(where.text(), where.column())));
        }
        return conditions;
    }

    private static List<Verdict> verdicts(
            List<DqdlCheck> checks, CheckMeasurements evidence, TableMatches matches, MetricHistory history) {
        return checks.stream()
                .map(check -> check.tree()
                        .judgedBy(new Findings(check, evidence, matches, history))
                        .verdict(check.rule()))
                .toList();
    }
}
