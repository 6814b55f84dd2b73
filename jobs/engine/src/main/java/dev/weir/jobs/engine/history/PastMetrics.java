package dev.weir.jobs.engine.history;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.scope.EarlierLoads;
import dev.weir.quality.dqdl.MetricHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the releases of a product that baselines learn from measured, out of their manifests. Each is read once, and only
 * when asked for.
 */
public final class PastMetrics implements MetricHistory {

    private static final String ROW_COUNT = "Dataset.*.RowCount";
    /** What the names of these metrics do not tell apart: queries, and columns that are compared with those of another table. */
    private static final Pattern OF_ONE_RULE = Pattern.compile("(?s).*(CustomSQL.*|Match|ReferentialIntegrity)");

    private final Baselines baselines;
    private final EarlierLoads loads;
    private final Map<Long, Manifest> read = new HashMap<>();

    public PastMetrics(Baselines baselines, EarlierLoads loads) {
        this.baselines = baselines;
        this.loads = loads;
    }

    @Override
    public Past last(Rule rule, String metric, int most) {
        List<Double> values = new ArrayList<>();
        Set<List<Instant>> intervals = new HashSet<>();
        loads.interval(rule.table()).map(TableLoad.Span::bounds).ifPresent(intervals::add);
        int otherwise = 0;
        List<Long> numbers = baselines.numbers();
        for (int i = numbers.size() - 1; i >= 0 && values.size() < most; i--) {
            Manifest manifest = read.computeIfAbsent(numbers.get(i), this::manifest);
            if (manifest.history().compactionOf().isPresent()) { // the release that it compacts is among them
                continue;
            }
            Optional<ReleasedTable> table = manifest.table(rule.table());
            OptionalDouble value = value(manifest, rule, metric);
            // an interval counts once, as it was made last
            boolean isAgain = table.flatMap(released -> released.load().interval())
                    .filter(interval -> !intervals.add(interval.bounds()))
                    .isPresent();
            if (value.isPresent() && !isAgain) {
                if (table.filter(released -> !loads.isComparable(released)).isPresent()) {
                    otherwise++;
                } else {
                    values.add(value.getAsDouble());
                }
            }
        }
        return new Past(values, otherwise);
    }

    private Manifest manifest(long number) {
        return baselines.log().read(baselines.product(), number);
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
                ? manifest.table(rule.table()).stream()
                        .filter(table -> table.load().base().isEmpty())
                        .mapToDouble(ReleasedTable::rows)
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
