package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.release.Verdict;
import dev.weir.quality.state.TableState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Answers DQDL checks. */
public final class DqdlVerdicts {

    private static final String PRIMARY = "primary";

    private DqdlVerdicts() {}

    /**
     * Answers checks by looking at the rows: Deequ computes every metric that any of them needs once, those that a scan
     * gives in one scan and those that a grouping gives in one job for each grouping; {@code ColumnDataType} and {@code
     * DataFreshness} take a query each.
     *
     * @param checks all of one table
     * @param rows of that table; read more than once, so it should lie somewhere
     * @return one verdict each, in the order of the checks; {@link Verdict.Answer#ERROR} where a metric is missing
     */
    public static List<Verdict> overRows(List<DqdlCheck> checks, Dataset<Row> rows) {
        return verdicts(checks, new Findings(measure(analyzers(checks), rows), Optional.of(rows)));
    }

    /**
     * Answers checks out of what the writing pass measured, without a look at the data.
     *
     * @param checks all of one table; each {@link Answerable#STATES}
     * @param state of the rows that the checks are about, measured by a request with {@link DqdlCheck#addTo every
     *     check's} needs
     * @return one verdict each, in the order of the checks; {@link Verdict.Answer#ERROR} where something was not measured
     */
    public static List<Verdict> fromStates(List<DqdlCheck> checks, TableState state) {
        StateMetrics states = new StateMetrics(state);
        Map<Analyzer<?, Metric<?>>, Metric<?>> metrics = new LinkedHashMap<>();
        for (Analyzer<?, Metric<?>> analyzer : analyzers(checks)) {
            states.metric(analyzer).ifPresent(metric -> metrics.put(analyzer, metric));
        }
        return verdicts(checks, new Findings(new AnalyzerContext(ScalaCollections.map(metrics)), Optional.empty()));
    }

    private static AnalyzerContext measure(Set<Analyzer<?, Metric<?>>> analyzers, Dataset<Row> rows) {
        if (analyzers.isEmpty()) {
            return new AnalyzerContext(ScalaCollections.map(Map.of()));
        }
        if (analyzers.stream().noneMatch(CustomSql.class::isInstance)) {
            return run(analyzers, rows);
        }
        rows.createOrReplaceTempView(PRIMARY);
        try {
            return run(analyzers, rows);
        } finally {
            rows.sparkSession().catalog().dropTempView(PRIMARY);
        }
    }

    private static AnalyzerContext run(Set<Analyzer<?, Metric<?>>> analyzers, Dataset<Row> rows) {
        return AnalysisRunner.onData(rows)
                .addAnalyzers(ScalaCollections.seq(List.copyOf(analyzers)))
                .run();
    }

    private static Set<Analyzer<?, Metric<?>>> analyzers(List<DqdlCheck> checks) {
        Set<Analyzer<?, Metric<?>>> analyzers = new LinkedHashSet<>();
        for (DqdlCheck check : checks) {
            for (CheckTree leaf : check.leaves()) {
                if (leaf instanceof CheckTree.Measured measured) {
                    analyzers.addAll(measured.analyzers());
                }
            }
        }
        return analyzers;
    }

    private static List<Verdict> verdicts(List<DqdlCheck> checks, Findings findings) {
        List<Verdict> verdicts = new ArrayList<>(checks.size());
        for (DqdlCheck check : checks) {
            Finding finding = check.tree().match(findings);
            verdicts.add(new Verdict(check.rule(), finding.answer(), 0, 0, finding.sentence()));
        }
        return List.copyOf(verdicts);
    }
}
