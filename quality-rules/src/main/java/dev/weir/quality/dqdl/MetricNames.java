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
import java.util.Set;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * What was measured under DQDL's names, such as {@code Column.age.Mean} or {@code Column.age.Mean (where: sex = 'f')}. Of a
 * masked column nothing that is a row's value, and its mean and spread only where enough values stand behind them.
 */
record MetricNames(DqdlCheck check, CheckMeasurements evidence) {

    /** Of one row, or revealed by two releases that differ in one row. */
    private static final Set<String> ROW_VALUES = Set.of("Minimum", "Maximum", "Range", "CustomSQL");

    private static final Set<String> MOMENTS =
            Set.of("Mean", "Sum", "StandardDeviation", "Variance", "Skewness", "Kurtosis", "InterquartileRange");

    /** So many values stand behind a mean that is kept. */
    static final int ENOUGH = 20;

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
                    value.ifPresent(number ->
                            named.put(name(mapping, leaf.rule()), blurred(mapping.deequName(), analyzer, number)));
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

    /**
     * Whether a measure may be kept and said. With {@code where} two rules that differ in one row tell its value, so of a masked
     * column no moments are then.
     */
    boolean maySay(String metric, CheckTree.Measured leaf, Analyzer<?, Metric<?>> analyzer) {
        if (!check.looksIntoMasked()) {
            return true;
        }
        boolean isMoment = MOMENTS.contains(metric);
        return !isRowValue(metric, leaf)
                && !(isMoment && (leaf.rule().getWhereClause() != null || !isEnough(analyzer)));
    }

    /** Whether a measure is said and kept less exactly than it is known. */
    boolean isBlurred(String metric) {
        return check.looksIntoMasked() && MOMENTS.contains(metric);
    }

    /**
     * A measure as it is said and kept. Two releases that differ in one row would tell its value by their sums, so of a masked
     * column each moment is shown in steps of twice its n-th part, or once: the sums then differ by about a mean value, whatever
     * is in the row.
     */
    private double blurred(String metric, Analyzer<?, Metric<?>> analyzer, double value) {
        double step = 2 * Math.abs(value) / evidence.values().getOrDefault(analyzer, 1L);
        if (!isBlurred(metric) || !(step > 0)) {
            return value;
        }
        double power = Math.scalb(1.0, Math.getExponent(step));
        return Math.rint(value / power) * power;
    }

    /** The same of what Deequ measured under its own name. */
    double blurred(Metric<?> metric, CheckTree.Measured leaf, double value) {
        return leaf.analyzers().stream()
                .filter(analyzer -> metric.equals(evidence.metrics().get(analyzer)))
                .findFirst()
                .map(analyzer -> blurred(metric.name(), analyzer, value))
                .orElse(value);
    }

    /** The same of what Deequ measured under its own name. */
    boolean maySay(Metric<?> metric, CheckTree.Measured leaf) {
        return leaf.analyzers().stream()
                .filter(analyzer -> metric.equals(evidence.metrics().get(analyzer)))
                .allMatch(analyzer -> maySay(metric.name(), leaf, analyzer));
    }

    private boolean isEnough(Analyzer<?, Metric<?>> analyzer) {
        return evidence.values().getOrDefault(analyzer, 0L) >= ENOUGH;
    }

    /** Whether nothing is kept of a leaf's measure this time, since too few values stand behind it. */
    boolean isOfFew(CheckTree.Measured leaf) {
        return check.looksIntoMasked()
                && leaf.names().stream().anyMatch(name -> MOMENTS.contains(name.deequName()))
                && leaf.analyzers().stream().noneMatch(this::isEnough);
    }

    /** Whether of a masked column nothing is ever kept of the leaf's measure. */
    static boolean isNeverKept(CheckTree.Measured leaf) {
        boolean ofPart = leaf.rule().getWhereClause() != null;
        return leaf.names().stream()
                .anyMatch(name -> isRowValue(name.deequName(), leaf) || (ofPart && MOMENTS.contains(name.deequName())));
    }

    private static boolean isRowValue(String metric, CheckTree.Measured leaf) {
        return ROW_VALUES.contains(metric) && !isCount(leaf);
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
        return mapping.entity() + "." + mapping.instance() + "." + mapping.name() + where(rule);
    }

    static String where(DQRule rule) {
        return rule.getWhereClause() == null ? "" : " (where: " + rule.getWhereClause() + ")";
    }
}
