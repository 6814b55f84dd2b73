package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.quality.state.FrequencyState;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures are SciPy 1.17.1's, on the counts in the test: r before, c now, p = r/sum(r), q = c/sum(c). */
class CategoryCountsTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final CategoryCounts MIXED =
            of(Map.of("a", 120L, "b", 80L, "c", 40L, "d", 10L), Map.of("a", 90L, "b", 100L, "c", 30L, "d", 30L));
    private static final CategoryCounts UNSEEN =
            of(Map.of("a", 500L, "b", 300L, "c", 200L), Map.of("a", 480L, "b", 310L, "d", 210L));

    @Test
    void populationStabilityIndexIsTheSymmetricDivergence() {
        // scipy.special.rel_entr(p, q).sum() + scipy.special.rel_entr(q, p).sum()
        assertThat(MIXED.populationStabilityIndex()).isCloseTo(0.15176959879087049, EXACT);
    }

    @Test
    void populationStabilityIndexTakesAnUnseenCategoryForALittleShare() {
        // the same, with p and q where they are not zero, and half a row, 0.0005, where they are
        assertThat(UNSEEN.populationStabilityIndex())
                .isCloseTo(
                        0.02 * Math.log(500.0 / 480)
                                + 0.01 * Math.log(310.0 / 300)
                                + 0.1995 * Math.log(200 / 0.5)
                                + 0.2095 * Math.log(210 / 0.5),
                        EXACT);
    }

    @Test
    void jensenShannonIsTheDistanceToBaseTwo() {
        // scipy.spatial.distance.jensenshannon(p, q, base=2)
        assertThat(MIXED.jensenShannon()).isCloseTo(0.1630417502430853, EXACT);
        assertThat(UNSEEN.jensenShannon()).isCloseTo(0.4529970789032417, EXACT);
    }

    /** 3 of 10 were N, and 10 of 15 are: too few rows to say so, and no 0 either. */
    @Test
    void oneClassOfTwoThatDifferIsNothingToCompare() {
        CategoryCounts two = new CategoryCounts(new double[] {3, 7}, new double[] {10, 5});
        CategoryCounts constant = new CategoryCounts(new double[] {1, 299}, new double[] {0, 300});

        assertThat(two.pooled(10).isOneOfMany()).isTrue();
        assertThat(constant.pooled(10).isOneOfMany()).isFalse();
    }

    @Test
    void chiSquareIsTheProbabilityOfTheTableOfBoth() {
        // scipy.stats.chi2_contingency([r, c], correction=False).pvalue
        assertThat(MIXED.chiSquare()).isCloseTo(0.00045331265212888907, EXACT);
        assertThat(UNSEEN.chiSquare()).isCloseTo(1.1352473401754028e-88, within(1e-96));
        assertThat(of(Map.of("a", 5000L, "b", 3000L, "c", 2000L), Map.of("a", 5050L, "b", 2980L, "c", 1970L))
                        .chiSquare())
                .isCloseTo(0.7624845359322387, EXACT);
    }

    @Test
    void newAndLostCategoriesAreSharesOfTheRows() {
        assertThat(UNSEEN.newShare()).isCloseTo(0.21, EXACT);
        assertThat(UNSEEN.newValues()).isEqualTo(1);
        assertThat(UNSEEN.lostShare()).isCloseTo(0.2, EXACT);
        assertThat(UNSEEN.lostValues()).isEqualTo(1);
        assertThat(MIXED.newShare()).isZero();
        assertThat(MIXED.lostShare()).isZero();
    }

    @Test
    void aSideWithoutRowsIsTheGreatestDriftAndTwoAreNone() {
        CategoryCounts gone = of(Map.of("a", 10L), Map.of());
        assertThat(gone.jensenShannon()).isEqualTo(1);
        assertThat(gone.chiSquare()).isZero();
        assertThat(gone.populationStabilityIndex()).isInfinite();
        assertThat(gone.lostShare()).isEqualTo(1);
        assertThat(gone.newShare()).isZero();

        CategoryCounts come = of(Map.of(), Map.of("a", 10L));
        assertThat(come.jensenShannon()).isEqualTo(1);
        assertThat(come.chiSquare()).isZero();
        assertThat(come.newShare()).isEqualTo(1);

        CategoryCounts none = of(Map.of(), Map.of());
        assertThat(none.jensenShannon()).isZero();
        assertThat(none.chiSquare()).isEqualTo(1);
        assertThat(none.populationStabilityIndex()).isZero();
        assertThat(none.newShare()).isZero();
        assertThat(none.lostShare()).isZero();
    }

    @Test
    void oneCategoryDoesNotDrift() {
        CategoryCounts one = of(Map.of("a", 10L), Map.of("a", 900L));
        assertThat(one.populationStabilityIndex()).isZero();
        assertThat(one.jensenShannon()).isZero();
        assertThat(one.chiSquare()).isEqualTo(1);
    }

    @Test
    void rareCategoriesAreOneClass() {
        CategoryCounts many = of(
                Map.of("a", 100L, "b", 60L, "c", 30L, "d", 4L, "e", 3L, "f", 3L),
                Map.of("a", 110L, "b", 50L, "c", 32L, "d", 3L, "g", 5L));

        // d 7, e 3, f 3, g 5 of both sides, so fewer than five on each; together 18, which are nine on each
        assertThat(many.pooled(10).size()).isEqualTo(4);
        assertThat(many.pooled(10).chiSquare())
                .isCloseTo(
                        of(
                                        Map.of("a", 100L, "b", 60L, "c", 30L, "d", 10L),
                                        Map.of("a", 110L, "b", 50L, "c", 32L, "d", 8L))
                                .chiSquare(),
                        EXACT);
        assertThat(many.pooled(3).size()).isEqualTo(3);
        assertThat(many.pooled(2).size()).isEqualTo(2);
        assertThat(many.pooled(2).lostShare()).isZero();
    }

    @Test
    void aLeftOverThatIsRareGoesWithTheRarestClass() {
        CategoryCounts dirt = of(Map.of("a", 100L, "b", 60L, "x", 1L), Map.of("a", 100L, "b", 60L, "y", 1L));

        assertThat(dirt.pooled(8).size()).isEqualTo(2);
        assertThat(dirt.pooled(8).populationStabilityIndex()).isZero();
        assertThat(dirt.pooled(8).isOneOfMany()).isFalse();
    }

    @Test
    void valuesThatAreAllRareLeaveNothingToCompare() {
        assertThat(of(Map.of("a", 2L, "b", 2L), Map.of("a", 1L, "c", 3L))
                        .pooled(2)
                        .isOneOfMany())
                .isTrue();
        assertThat(of(Map.of("a", 2L), Map.of("a", 1L)).pooled(2).isOneOfMany()).isFalse();
        assertThat(of(Map.of("a", 2L, "b", 2L), Map.of()).pooled(2).isOneOfMany())
                .isFalse();
        assertThat(of(Map.of("a", 2L, "b", 2L), Map.of()).pooled(2).populationStabilityIndex())
                .isInfinite();
    }

    @Property
    void poolingKeepsTheRowsAndLeavesNoRareClass(
            @ForAll("counts") Map<String, Long> one,
            @ForAll("counts") Map<String, Long> other,
            @ForAll @IntRange(min = 2, max = 8) int most) {
        CategoryCounts pooled = of(one, other).pooled(most);

        assertThat(pooled.before())
                .isEqualTo(one.values().stream().mapToDouble(Long::doubleValue).sum());
        assertThat(pooled.now())
                .isEqualTo(
                        other.values().stream().mapToDouble(Long::doubleValue).sum());
        assertThat(pooled.size()).isBetween(one.isEmpty() && other.isEmpty() ? 0 : 1, most);
        assertThat(pooled.jensenShannon()).isLessThanOrEqualTo(of(one, other).jensenShannon() + 1e-9);
    }

    @Test
    void countsThatHaveOverflowedHaveNoCategories() {
        FrequencyState some = FrequencyState.of(Map.of("a", 1L));
        assertThatThrownBy(() -> CategoryCounts.of(some, FrequencyState.ofTooMany()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CategoryCounts.of(FrequencyState.ofTooMany(), some))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void measuresAreTheSameInBothDirections(
            @ForAll("counts") Map<String, Long> one, @ForAll("counts") Map<String, Long> other) {
        CategoryCounts there = of(one, other);
        CategoryCounts back = of(other, one);

        if (one.isEmpty() == other.isEmpty()) {
            assertThat(there.populationStabilityIndex()).isCloseTo(back.populationStabilityIndex(), within(1e-9));
            assertThat(there.pooled(4).populationStabilityIndex())
                    .isCloseTo(back.pooled(4).populationStabilityIndex(), within(1e-9));
        }
        assertThat(there.jensenShannon()).isCloseTo(back.jensenShannon(), within(1e-9));
        assertThat(there.chiSquare()).isCloseTo(back.chiSquare(), within(1e-9));
        assertThat(there.newShare()).isEqualTo(back.lostShare());
        assertThat(there.newValues()).isEqualTo(back.lostValues());
    }

    @Property
    void sameSharesDoNotDriftWhateverTheSize(
            @ForAll("counts") Map<String, Long> counts, @ForAll @IntRange(min = 1, max = 50) int times) {
        Map<String, Long> more = new TreeMap<>();
        counts.forEach((name, rows) -> more.put(name, rows * times));
        CategoryCounts same = of(counts, more);

        assertThat(same.populationStabilityIndex()).isCloseTo(0, within(1e-12));
        assertThat(same.jensenShannon()).isCloseTo(0, within(1e-7));
        assertThat(same.chiSquare()).isCloseTo(1, within(1e-9));
        assertThat(same.newShare()).isZero();
    }

    @Property
    void valuesStayInTheirRange(@ForAll("counts") Map<String, Long> one, @ForAll("counts") Map<String, Long> other) {
        CategoryCounts categories = of(one, other);

        assertThat(categories.populationStabilityIndex()).isGreaterThanOrEqualTo(0);
        assertThat(Double.isInfinite(categories.populationStabilityIndex()))
                .isEqualTo(one.isEmpty() != other.isEmpty());
        assertThat(categories.jensenShannon()).isBetween(0.0, 1.0);
        assertThat(categories.chiSquare()).isBetween(0.0, 1.0);
        assertThat(categories.newShare()).isBetween(0.0, 1.0);
    }

    @Property
    void moreRowsInOneOfTwoCategoriesAreMoreDrift(@ForAll @IntRange(min = 1, max = 400) int moved) {
        Map<String, Long> reference = Map.of("a", 500L, "b", 500L);
        CategoryCounts less = of(reference, Map.of("a", 500L + moved, "b", 500L - moved));
        CategoryCounts more = of(reference, Map.of("a", 500L + moved + 50, "b", 500L - moved - 50));

        assertThat(more.populationStabilityIndex()).isGreaterThan(less.populationStabilityIndex());
        assertThat(more.jensenShannon()).isGreaterThan(less.jensenShannon());
        assertThat(more.chiSquare()).isLessThan(less.chiSquare());
    }

    @Provide
    Arbitrary<Map<String, Long>> counts() {
        return Arbitraries.maps(
                        Arbitraries.of("a", "b", "c", "d", "e", "f"),
                        Arbitraries.longs().between(1, 5000))
                .ofMaxSize(6);
    }

    private static CategoryCounts of(Map<String, Long> reference, Map<String, Long> current) {
        return CategoryCounts.of(FrequencyState.of(reference), FrequencyState.of(current));
    }
}
