package dev.weir.quality.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Exact sums and means, against BigDecimal, over any order and division into parts. */
class ExactAccumulatorTest {

    /** Doubles by their bits: all magnitudes, subnormals, extremes; many that cancel. */
    @Provide
    Arbitrary<List<Double>> doubles() {
        Arbitrary<Double> any =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> near = Arbitraries.doubles().between(-1e6, 1e6);
        Arbitrary<Double> edges = Arbitraries.of(
                0.0,
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                -Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                1e308,
                -1e308,
                1e16,
                1.0,
                -1e16,
                0.1,
                0.5,
                0x1p53,
                0x1p-53,
                Math.nextDown(Double.MIN_NORMAL));
        return Arbitraries.oneOf(any, near, edges).list().ofMaxSize(60);
    }

    @Property(tries = 3000)
    void isTheSumAndTheMeanOfBigDecimal(@ForAll("doubles") List<Double> values, @ForAll Random random) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
        }
        for (int parts : new int[] {1, 2, 7}) {
            List<Double> shuffled = new ArrayList<>(values);
            Collections.shuffle(shuffled, random);
            ExactAccumulator all = inParts(shuffled, parts);
            if (values.isEmpty()) {
                assertThat(all.sum()).isNull();
                assertThat(all.mean()).isNull();
            } else {
                assertThat(all.sum()).isEqualTo(rounded(sum, 1));
                assertThat(all.mean()).isEqualTo(rounded(sum, values.size()));
            }
        }
    }

    private static ExactAccumulator inParts(List<Double> values, int parts) {
        ExactAccumulator all = new ExactAccumulator();
        for (int part = 0; part < parts; part++) {
            ExactAccumulator one = new ExactAccumulator();
            for (int i = part; i < values.size(); i += parts) {
                one.add(values.get(i));
            }
            all.add(ExactAccumulator.of(one.bytes()));
        }
        return all;
    }

    /** The nearest double of a quotient, ties to even, found by comparing the two that are next to it. */
    private static double rounded(BigDecimal sum, long divisor) {
        BigDecimal by = BigDecimal.valueOf(divisor);
        double near = sum.divide(by, new java.math.MathContext(60)).doubleValue();
        double best = near;
        for (double candidate : new double[] {Math.nextDown(near), Math.nextUp(near)}) {
            if (Double.isFinite(candidate) && Double.isFinite(best)) {
                int closer = distance(sum, by, candidate).compareTo(distance(sum, by, best));
                boolean even = (Double.doubleToLongBits(candidate) & 1) == 0;
                best = closer < 0 || (closer == 0 && even) ? candidate : best;
            }
        }
        return best;
    }

    private static BigDecimal distance(BigDecimal sum, BigDecimal by, double candidate) {
        return sum.subtract(new BigDecimal(candidate).multiply(by)).abs();
    }

    @Property(tries = 1000)
    void addsAllBitsOfIntegers(@ForAll List<Long> values) {
        ExactAccumulator all = new ExactAccumulator();
        BigInteger sum = BigInteger.ZERO;
        for (long value : values) {
            all.add(value);
            sum = sum.add(BigInteger.valueOf(value));
        }
        if (!values.isEmpty()) {
            assertThat(all.sum()).isEqualTo(sum.doubleValue());
            assertThat(all.mean()).isEqualTo(rounded(new BigDecimal(sum), values.size()));
        }
    }

    private static ExactAccumulator of(double... values) {
        ExactAccumulator sum = new ExactAccumulator();
        for (double value : values) {
            sum.add(value);
        }
        return sum;
    }

    @Test
    void whatIsNoNumberDecidesAsIeeeHasIt() {
        double more = Double.POSITIVE_INFINITY;
        double less = Double.NEGATIVE_INFINITY;
        assertThat(of(1, Double.NaN, 2).sum()).isNaN();
        assertThat(of(1, more).sum()).isEqualTo(more);
        assertThat(of(less, 1).mean()).isEqualTo(less);
        assertThat(of(more, less).sum()).isNaN();
        assertThat(of(more, more).mean()).isEqualTo(more);
        assertThat(of(Double.MAX_VALUE, Double.MAX_VALUE).sum()).isEqualTo(more);
        assertThat(of(Double.MAX_VALUE, Double.MAX_VALUE).mean()).isEqualTo(Double.MAX_VALUE);
        assertThat(of(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE).sum())
                .isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void roundsOnce() {
        assertThat(of(1e16, 1, -1e16).sum()).isEqualTo(1);
        assertThat(of(0.1, 0.2, 0.3, -0.3, -0.2, -0.1).sum()).isZero();
        assertThat(of(1, 0x1p-53).sum()).isEqualTo(1);
        assertThat(of(1, 0x1p-53, Double.MIN_VALUE).sum()).isEqualTo(1 + 0x1p-52);
        assertThat(of(Double.MIN_VALUE, 0, 0).mean()).isZero();
        assertThat(of(Double.MIN_VALUE, Double.MIN_VALUE, 0).mean()).isEqualTo(Double.MIN_VALUE);
        assertThat(of(-0.0).sum()).isEqualTo(0.0);
        double[] many = new double[3000];
        java.util.Arrays.fill(many, 0.1);
        assertThat(of(many).sum())
                .isEqualTo(new BigDecimal(many[0])
                        .multiply(BigDecimal.valueOf(3000))
                        .doubleValue());
        assertThat(of(many).mean()).isEqualTo(0.1);
    }
}
