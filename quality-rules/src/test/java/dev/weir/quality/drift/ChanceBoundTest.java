package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.quality.state.FrequencyState;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Laws of chance against tables, and against every outcome where they can be listed. */
class ChanceBoundTest {

    private final ChanceBound once = new ChanceBound(0.01);

    @Test
    void anIndexOfLargeClassesFollowsChiSquare() {
        CategoryCounts classes = categories(Map.of("a", 50_000L, "b", 30_000L, "c", 20_000L));

        // scipy.stats.chi2.ppf(0.99, 2) is 9.21034037
        assertThat(once.populationStabilityIndex(classes, 100_000, 100_000)).isCloseTo(9.21034037 * 2e-5, within(1e-8));
        assertThat(once.jensenShannon(classes, 100_000, 100_000))
                .isCloseTo(Math.sqrt(9.21034037 * 2e-5 / (8 * Math.log(2))), within(1e-6));
        assertThat(once.populationStabilityIndex(categories(Map.of("a", 9L)), 9, 9))
                .isZero();
    }

    @Test
    void fewRowsInAClassAreAllowedFor() {
        CategoryCounts classes = categories(Map.of("a", 490L, "b", 10L));

        // scipy.stats.chi2.ppf(0.99, 1) is 6.63489660; ten rows are expected of b
        assertThat(once.populationStabilityIndex(classes, 500, 500))
                .isCloseTo(6.63489660 * 0.004 * (1 + 6.63489660 / 60), within(1e-8));
    }

    @Property
    void differencesOfSharesAreThoseOfTheHypergeometricLaw(
            @ForAll @IntRange(min = 1, max = 40) int before,
            @ForAll @IntRange(min = 1, max = 40) int now,
            @ForAll @IntRange(max = 80) int wanted,
            @ForAll @IntRange(min = 2, max = 500) int releases) {
        int some = Math.min(wanted, before + now);
        double bound = new ChanceBound(1.0 / releases).shares(some, before, now);

        BigInteger beyond = BigInteger.ZERO;
        BigInteger asFar = BigInteger.ZERO;
        BigInteger all = BigInteger.ZERO;
        for (int here = Math.max(0, some - before); here <= Math.min(some, now); here++) {
            BigInteger ways = choose(now, here).multiply(choose(before, some - here));
            double difference = Math.abs((double) here / now - (double) (some - here) / before);
            all = all.add(ways);
            beyond = difference > bound + 1e-12 ? beyond.add(ways) : beyond;
            asFar = difference > bound - 1e-12 ? asFar.add(ways) : asFar;
        }

        assertThat(beyond.doubleValue() / all.doubleValue()).isLessThanOrEqualTo(1.0 / releases + 1e-12);
        // and it is the least such bound
        assertThat(asFar.doubleValue() / all.doubleValue()).isGreaterThan(1.0 / releases - 1e-12);
    }

    @Test
    void differencesOfSharesOfManyRowsAreThoseOfTheNormalLaw() {
        // scipy.stats.norm.ppf(0.995) is 2.5758293
        assertThat(once.shares(200_000_000L, 1_000_000_000L, 1_000_000_000L))
                .isCloseTo(2.5758293 * Math.sqrt(0.1 * 0.9 * 2e-9), within(1e-7));
        assertThat(once.shares(0, 10, 10)).isZero();
        assertThat(once.shares(20, 10, 10)).isZero();
    }

    @Test
    void distancesFollowDvoretzkyKieferAndWolfowitz() {
        assertThat(once.kolmogorovSmirnov(500, 500))
                .isCloseTo(Math.sqrt((1 + Math.log(100)) / 2 * 0.004), within(1e-12));
        assertThat(once.kolmogorovSmirnov(1, 1)).isEqualTo(1);
    }

    @Test
    void aValueOfManyRowsIsNotNewByChance() {
        // one of 20 rows in both, and others: half of 2^-19 that they are all here
        assertThat(once.unseen(new double[] {20, 400, 580}, 500, 500)).isLessThan(20.0 / 500);
        // a hundred that occur twice: a quarter of them are new, give or take nine of the fifty rows
        double[] pairs = new double[100];
        Arrays.fill(pairs, 2);
        assertThat(once.unseen(pairs, 100, 100) * 50).isBetween(32.0, 40.0);
        assertThat(once.unseen(pairs, 0, 200)).isZero();
    }

    @Test
    void numbersOfDifferentValuesMoveWhereValuesAreRare() {
        assertThat(once.different(new double[] {400, 300, 300}, 500, 500)).isZero();
        double[] rare = new double[100];
        Arrays.fill(rare, 1);
        // +1 or -1 each: a sum of a hundred signs, within 2.6 deviations of ten 99 times out of 100
        assertThat(once.different(rare, 50, 50)).isBetween(26.0, 33.0);
        assertThat(once.estimatedCardinality(1e9, 0, true))
                .isCloseTo(2.5758293 * 0.045962 * Math.sqrt(2), within(1e-4));
        assertThat(once.estimatedCardinality(1e9, 1, false)).isCloseTo(1, within(1e-3));
    }

    @Test
    void aLevelIsAProbability() {
        assertThatThrownBy(() -> new ChanceBound(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChanceBound(1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CategoryCounts categories(Map<String, Long> counts) {
        return CategoryCounts.of(FrequencyState.of(counts), FrequencyState.of(counts));
    }

    private static BigInteger choose(int all, int some) {
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < some; i++) {
            ways = ways.multiply(BigInteger.valueOf(all - i)).divide(BigInteger.valueOf(i + 1));
        }
        return some < 0 || some > all ? BigInteger.ZERO : ways;
    }
}
