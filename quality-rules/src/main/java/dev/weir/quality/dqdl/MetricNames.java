package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.dqdl.model.DeequMetricMapping;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.HistogramMetric;
import com.amazon.deequ.metrics.Metric;
import dev.weir.quality.sql.CountQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * What was measured under DQDL's names, such as {@code Column.age.Mean} or {@code Column.age.Mean (where: sex = 'f')}. Of a
 * masked column nothing but what {@linkplain ShownMetrics the released values show}.
 */
record MetricNames(DqdlCheck check, CheckMeasurements evidence) {

    /** The name of a leaf's one measure. */
    String first(CheckTree.Measured leaf) {
        return leaf.names().isEmpty() ? "" : name(leaf.names().get(0), leaf.rule());
    }

    Map<String, Double> of(CheckTree.Measured leaf) {
        Map<String, Double> named = new LinkedHashMap<>();
        if (!check.maySay(leaf.rule())) {
            return named;
        }
        for (DeequMetricMapping mapping : leaf.names()) {
            for (Analyzer<?, Metric<?>> analyzer : leaf.analyzers()) {
                Metric<?> metric = evidence.metrics().get(analyzer);
                if (metric != null && isMeant(mapping, metric)) {
                    OptionalDouble value = value(metric);
                    value.ifPresent(number -> named.put(name(mapping, leaf.rule()), number));
                }
            }
        }
        return named;
    }

    private static boolean isMeant(DeequMetricMapping mapping, Metric<?> metric) {
        if (mapping.deequName().equals("Histogram.bins")) {
            return metric instanceof HistogramMetric;
        }
        boolean ofColumn = metric.name().equals("Completeness");
        return metric.name().equals(mapping.deequName())
                && (!ofColumn || metric.instance().equals(mapping.instance()));
    }

    /** Whether it asks for a number of rows, in a query of its own. */
    static boolean isCount(CheckTree.Measured leaf) {
        return leaf.analyzers().stream()
                .allMatch(analyzer ->
                        (Analyzer<?, ?>) analyzer instanceof CustomSql query && CountQuery.is(query.expression()));
    }

    private static OptionalDouble value(Metric<?> metric) {
        if (metric.value().isFailure()) {
            return OptionalDouble.empty();
        } else if (metric instanceof HistogramMetric histogram) {
            return OptionalDouble.of((double) histogram.value().get().numberOfBins());
        }
        double value =
                metric instanceof DoubleMetric number ? (Double) number.value().get() : Double.NaN;
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static String name(DeequMetricMapping mapping, DQRule rule) {
        return DeequName.spelt(mapping.entity() + "." + mapping.instance() + "." + mapping.name()) + where(rule);
    }

    static String where(DQRule rule) {
        return rule.getWhereClause() == null ? "" : " (where: " + rule.getWhereClause() + ")";
    }
}
