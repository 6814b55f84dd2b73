package dev.weir.jobs.engine.history;

import dev.weir.contracts.profile.ColumnProfile;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.profile.RoundedCount;
import dev.weir.contracts.profile.TableProfile;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.Mask;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.TableSummary;
import dev.weir.quality.state.QuantileState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a release shows of what was measured. A profile goes where catalogues go, so counts are round, and values and ranks are
 * shown only of columns that the law pack would give to the public as they are. Everything else is left out.
 */
public final class ShownProfile {

    /** More values than a reader takes in at a glance. */
    private static final int MOST_VALUES = 10;

    private static final List<Double> RANKS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

    private final LawPack law;
    private final Optional<ReleaseProfile> published;

    /**
     * For a product.
     *
     * @param published what the release before shows: what is nearly the same is said in the same numbers
     */
    public ShownProfile(LawPack law, Optional<ReleaseProfile> published) {
        this.law = law;
        this.published = published;
    }

    /** Of what a run has measured of its tables. */
    public ReleaseProfile of(Plan plan, Map<String, TableSummary> measured) {
        return new ReleaseProfile(plan.tables().stream()
                .flatMap(table ->
                        Optional.ofNullable(measured.get(table.name())).map(summary -> of(table, summary)).stream())
                .toList());
    }

    private TableProfile of(TablePlan table, TableSummary measured) {
        Optional<TableProfile> before = published.flatMap(profile -> profile.table(table.name()));
        return new TableProfile(
                table.name(),
                table.load().isWhole() ? TableProfile.Extent.TABLE : TableProfile.Extent.LOAD,
                RoundedCount.of(measured.rows(), before.map(TableProfile::rows)),
                measured.columns().entrySet().stream()
                        .map(column -> of(
                                table.mask(column.getKey()),
                                column.getValue(),
                                before.flatMap(profile -> profile.column(column.getKey()))))
                        .toList());
    }

    private ColumnProfile of(ColumnMask mask, ColumnSummary measured, Optional<ColumnProfile> before) {
        boolean shown = isPublic(mask);
        return new ColumnProfile(
                mask.column(),
                mask.keepsPresence()
                        ? Optional.of(RoundedCount.of(
                                measured.rows() - measured.nonNull(), before.flatMap(ColumnProfile::missing)))
                        : Optional.empty(),
                distinct(measured.values().distinct(), before.flatMap(ColumnProfile::distinct)),
                shown ? values(measured, before) : List.of(),
                shown ? quantiles(measured, before) : List.of());
    }

    /** Whether the law pack lets everybody see the values of such a column, and nothing was done to these. */
    private boolean isPublic(ColumnMask mask) {
        return mask.keeps()
                && mask.before().isEmpty()
                && law.category(mask.category())
                        .flatMap(category -> category.mask(Destination.PUBLIC).mask())
                        .filter(Mask::keeps)
                        .isPresent();
    }

    private static Optional<RoundedCount> distinct(OptionalDouble counted, Optional<RoundedCount> before) {
        return counted.isPresent()
                ? Optional.of(RoundedCount.of(Math.round(counted.getAsDouble()), before))
                : Optional.empty();
    }

    /** The frequent ones. Where one value alone is rare, the next goes as well, or the others would tell how rare it is. */
    private static List<ColumnProfile.ValueCount> values(ColumnSummary measured, Optional<ColumnProfile> before) {
        Map<String, Long> counted = measured.values()
                .frequencies()
                .filter(counts -> !counts.overflowed())
                .<Map<String, Long>>map(counts -> counts.counts())
                .orElse(Map.of());
        List<Map.Entry<String, Long>> frequent = counted.entrySet().stream()
                .filter(value -> value.getValue() >= RoundedCount.STEP)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        boolean oneIsRare = counted.size() - frequent.size() == 1;
        return frequent.stream()
                .limit(oneIsRare ? Math.max(0, frequent.size() - 1) : frequent.size())
                .map(value -> new ColumnProfile.ValueCount(
                        value.getKey(),
                        RoundedCount.of(value.getValue(), before.flatMap(column -> column.rows(value.getKey())))))
                // by what is shown: the order of equal ones would tell which has a row more
                .sorted(Comparator.comparingLong(
                                (ColumnProfile.ValueCount value) -> value.rows().count())
                        .reversed()
                        .thenComparing(ColumnProfile.ValueCount::value))
                .limit(MOST_VALUES)
                .toList();
    }

    /** Ranks with enough rows on both sides, in steps of about a twentieth of the range. */
    private static List<ColumnProfile.Quantile> quantiles(ColumnSummary measured, Optional<ColumnProfile> before) {
        Optional<QuantileState> numbers = measured.quantiles().filter(state -> state.count() > 0);
        if (numbers.isEmpty()) {
            return List.of();
        }
        QuantileState state = numbers.get();
        double step = step(state.quantile(0.95) - state.quantile(0.05));
        return RANKS.stream()
                .filter(rank -> Math.min(rank, 1 - rank) * state.count() >= RoundedCount.STEP)
                .flatMap(rank -> quantile(rank, state.quantile(rank), step, before))
                .toList();
    }

    private static Stream<ColumnProfile.Quantile> quantile(
            double rank, double exact, double step, Optional<ColumnProfile> before) {
        double rounded = step > 0 ? Math.rint(exact / step) * step : exact;
        double shown = before.stream()
                .flatMap(column -> column.quantiles().stream())
                .filter(earlier -> earlier.rank() == rank && Math.abs(earlier.value() - exact) < step)
                .map(ColumnProfile.Quantile::value)
                .findFirst()
                .orElse(rounded);
        return Double.isFinite(shown) ? Stream.of(new ColumnProfile.Quantile(rank, shown)) : Stream.empty();
    }

    /** One, two or five of a power of ten, about a twentieth of the range; 0 where nearly all rows have one number. */
    private static double step(double range) {
        if (!(range > 0) || !Double.isFinite(range)) {
            return 0;
        }
        double power = Math.pow(10, Math.floor(Math.log10(range / 20)));
        double times = range / 20 / power;
        return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    }
}
