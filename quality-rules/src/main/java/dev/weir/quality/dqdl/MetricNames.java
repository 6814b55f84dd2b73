package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.dqdl.model.DeequMetricMapping;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.HistogramMetric;
import com.amazon.deequ.metrics.Metric;
import dev.weir.quality.EnoughRows;
import dev.weir.quality.sql.CountQuery;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Whether a measure may be kept and said. */
    boolean maySay(String metric, CheckTree.Measured leaf, Analyzer<?, Metric<?>> analyzer) {
        if (!check.looksIntoMasked()) {
            return true;
        }
        OptionalDouble measured = Optional.ofNullable(evidence.metrics().get(analyzer))
                .map(MetricNames::value)
                .orElse(OptionalDouble.empty());
        if (isCount(leaf)) {
            return isEnough(measured, 1, evidence.rows());
        } else if (!COUNTS.contains(metric) || isOfFew(leaf)) {
            return false;
        }
        long about = about(leaf);
        return switch (metric) {
            case "Compliance" -> isEnough(measured, about, about);
            case "ZerosCount" -> isEnough(measured, 1, about);
            default -> true; // of all values alike, whatever they are
        };
    }

    private static boolean isEnough(OptionalDouble measured, long unit, long all) {
        return measured.isPresent() && EnoughRows.arePart(Math.round(measured.getAsDouble() * unit), all);
    }

    /** The same of a share of rows. */
    boolean maySay(CheckTree.Counted leaf, long right, long about) {
        return !check.looksIntoMasked()
                || ((leaf.where().isEmpty() || EnoughRows.are(about, evidence.rows()))
                        && EnoughRows.arePart(right, about));
    }

    /** The same of what Deequ measured under its own name. */
    boolean maySay(Metric<?> metric, CheckTree.Measured leaf) {
        List<Analyzer<?, Metric<?>>> analyzers = leaf.analyzers().stream()
                .filter(analyzer -> metric.equals(evidence.metrics().get(analyzer)))
                .toList();
        return !check.looksIntoMasked()
                || (!analyzers.isEmpty()
                        && analyzers.stream().allMatch(analyzer -> maySay(metric.name(), leaf, analyzer)));
    }

    /** Whether nothing is kept of a leaf's measure this time, since too few rows are looked at, or left out. */
    boolean isOfFew(CheckTree.Measured leaf) {
        return check.looksIntoMasked()
                && leaf.rule().getWhereClause() != null
                && !EnoughRows.are(about(leaf), evidence.rows());
    }

    private long about(CheckTree.Measured leaf) {
        String where = leaf.rule().getWhereClause();
        return where == null ? evidence.rows() : evidence.counts().getOrDefault(where, 0L);
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
