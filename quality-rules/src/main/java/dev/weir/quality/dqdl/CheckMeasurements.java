package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.Metric;
import dev.weir.quality.evaluation.ScalaCollections;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What was measured for some checks.
 *
 * @param metrics by the measure
 * @param counts rows by the text of a condition
 * @param notEvaluated by the text of a condition, rows on which it could not be evaluated
 * @param exact by the measure, where it is a number of which all digits are known
 * @param rows of the table
 */
record CheckMeasurements(
        Map<Analyzer<?, Metric<?>>, Metric<?>> metrics,
        Map<String, Long> counts,
        Map<String, Long> notEvaluated,
        Map<Analyzer<?, Metric<?>>, BigDecimal> exact,
        long rows) {

    AnalyzerContext context() {
        return new AnalyzerContext(ScalaCollections.map(metrics));
    }
}
