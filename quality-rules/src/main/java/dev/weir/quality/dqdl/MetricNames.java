package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.dqdl.model.DeequMetricMapping;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.HistogramMetric;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.Rule;
import dev.weir.quality.sql.CountQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * What was measured under DQDL's names, such as {@code Column.age.Mean} or {@code Column.age.Mean (where: sex = 'f')}. Of a
 * masked column nothing but numbers of rows and of different values, and with {@code where} only where enough rows stand behind them.
 */
record MetricNames(DqdlCheck check, CheckMeasurements evidence) {

    /**
     * What may be said and kept of a masked column: numbers of rows and of different values, and shares of them. Any other measure is
     * judged, and neither said nor kept: a least value is a row's, and a mean, a spread or a correlation over rows that were chosen
     * well is one, too.
     */
    private static final Set<String> COUNTS = Set.of(
            "Size",
            "Completeness",
            "Uniqueness",
            "UniqueValueRatio",
            "Distinctness",
            "CountDistinct",
            "Histogram",
            "Histogram.bins",
            "Compliance",
            "ZerosCount",
            "ColumnCount");

    /** The name of a leaf's one measure. */
    String first(CheckTree.Measured leaf) {
        return leaf.names().isEmpty() ? "" : name(leaf.names().get(0), leaf.rule());
    }

    Map<String, Double> of(CheckTree.Measured leaf) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (DeequMetricMapping mapping : leaf.names()) {
            for (Analyzer<?, Metric<?>> analyzer : leaf.analyzers()) {
                Metric<?> metric = evidence.metrics().get(analyzer);
                if (metric != null && isMeant(mapping, metric) && maySay(mapping.deequName(), leaf, analyzer)) {
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

    /** Whether a measure may be kept and said. Two rules that differ in a few rows tell what is in these. */
    boolean maySay(String metric, CheckTree.Measured leaf, Analyzer<?, Metric<?>> analyzer) {
        if (!check.looksIntoMasked()) {
            return true;
        } else if (isCount(leaf)) {
            OptionalDouble counted = Optional.ofNullable(evidence.metrics().get(analyzer))
                    .map(MetricNames::value)
                    .orElse(OptionalDouble.empty());
            return counted.isPresent() && (counted.getAsDouble() == 0 || areEnough((long) counted.getAsDouble()));
        }
        return COUNTS.contains(metric) && !isOfFew(leaf);
    }

    /** The same of what Deequ measured under its own name. */
    boolean maySay(Metric<?> metric, CheckTree.Measured leaf) {
        return leaf.analyzers().stream()
                .filter(analyzer -> metric.equals(evidence.metrics().get(analyzer)))
                .allMatch(analyzer -> maySay(metric.name(), leaf, analyzer));
    }

    /** Whether nothing is kept of a leaf's measure this time, since too few rows are looked at, or left out. */
    boolean isOfFew(CheckTree.Measured leaf) {
        String where = leaf.rule().getWhereClause();
        return check.looksIntoMasked()
                && where != null
                && !areEnough(evidence.counts().getOrDefault(where, 0L));
    }

    /** Whether these are many of the table's rows, and the others are many, too. */
    private boolean areEnough(long rows) {
        return rows >= Rule.Dqdl.ROWS_TO_TELL_OF
                && (rows == evidence.rows() || evidence.rows() - rows >= Rule.Dqdl.ROWS_TO_TELL_OF);
    }

    /** Whether of a masked column nothing is ever kept of the leaf's measure. */
    static boolean isNeverKept(CheckTree.Measured leaf) {
        return !isCount(leaf) && leaf.names().stream().anyMatch(name -> !COUNTS.contains(name.deequName()));
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
