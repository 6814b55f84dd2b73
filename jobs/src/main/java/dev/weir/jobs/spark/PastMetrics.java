package dev.weir.jobs.spark;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.release.ReleaseLog;
import dev.weir.quality.dqdl.MetricHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the releases of a product that baselines learn from measured, out of their manifests. Each is read once, and only
 * when asked for.
 */
final class PastMetrics implements MetricHistory {

    private static final String ROW_COUNT = "Dataset.*.RowCount";
    /** What the names of these metrics do not tell apart: queries, and columns that are compared with those of another table. */
    private static final Pattern OF_ONE_RULE = Pattern.compile(".*(CustomSQL.*|Match|ReferentialIntegrity)");

    private final ReleaseLog log;
    private final String product;
    private final Map<Long, Manifest> read = new HashMap<>();
    private final Predicate<ReleasedTable> isComparable;

    /** @param isComparable whether a past release's table was loaded as it is now: a day is compared with days */
    PastMetrics(ReleaseLog log, String product, Predicate<ReleasedTable> isComparable) {
        this.log = log;
        this.product = product;
        this.isComparable = isComparable;
    }

    @Override
    public Past last(Rule rule, String metric, int most) {
        List<Double> values = new ArrayList<>();
        int otherwise = 0;
        List<Long> numbers = Baselines.of(log, product);
        for (int i = numbers.size() - 1; i >= 0 && values.size() < most; i--) {
            Manifest manifest = read.computeIfAbsent(numbers.get(i), number -> log.read(product, number));
            OptionalDouble value = value(manifest, rule, metric);
            if (value.isEmpty()) {
                continue;
            }
            boolean alike = manifest.tables().stream()
                    .filter(table -> table.name().equals(rule.table()))
                    .allMatch(isComparable);
            if (alike) {
                values.add(value.getAsDouble());
            } else {
                otherwise++;
            }
        }
        return new Past(values, otherwise);
    }

    /** What any rule of the same table measured by that name; what the name does not tell apart only of the same rule. */
    private static OptionalDouble value(Manifest manifest, Rule rule, String metric) {
        for (Verdict verdict : manifest.record().verdicts()) {
            Double value = verdict.metrics().get(metric);
            if (value != null
                    && isOfSameRows(verdict.rule(), rule)
                    && (!OF_ONE_RULE.matcher(metric).matches()
                            || verdict.rule().id().equals(rule.id()))) {
                return OptionalDouble.of(value);
            }
        }
        boolean released = rule.check() instanceof Rule.Dqdl check && check.of() == Rule.Of.RELEASED;
        return metric.equals(ROW_COUNT) && released
                ? manifest.tables().stream()
                        .filter(table -> table.name().equals(rule.table()))
                        .filter(table -> table.load().base().isEmpty())
                        .mapToDouble(table -> table.rows())
                        .findFirst()
                : OptionalDouble.empty();
    }

    private static boolean isOfSameRows(Rule past, Rule now) {
        return past.table().equals(now.table())
                && past.check() instanceof Rule.Dqdl was
                && now.check() instanceof Rule.Dqdl is
                && was.of() == is.of();
    }
}
