package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.quality.dqdl.parse.DqdlGrammar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ExactConditionTest {

    @Property
    void aShareIsComparedAsCounts(
            @ForAll @LongRange(min = 1, max = 9_007_199_254_740_993L) long whole,
            @ForAll @LongRange(min = 0, max = 9_007_199_254_740_993L) long any,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000_000_000L) long digits,
            @ForAll @IntRange(min = 0, max = 18) int scale) {
        long part = any % (whole + 1);
        BigDecimal bound = BigDecimal.valueOf(digits, scale);
        int order = BigInteger.valueOf(part)
                .multiply(BigInteger.TEN.pow(scale))
                .compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(digits)));

        assertThat(holds(Operator.LESS, bound, part, whole)).isEqualTo(order < 0);
        assertThat(holds(Operator.LESS_OR_EQUAL, bound, part, whole)).isEqualTo(order <= 0);
        assertThat(holds(Operator.GREATER, bound, part, whole)).isEqualTo(order > 0);
        assertThat(holds(Operator.GREATER_OR_EQUAL, bound, part, whole)).isEqualTo(order >= 0);
        assertThat(holds(Operator.EQUAL, bound, part, whole)).isEqualTo(order == 0);
        assertThat(holds(Operator.NOT_EQUAL, bound, part, whole)).isEqualTo(order != 0);
    }

    @Property
    void aQuotientIsComparedAsItsCounts(
            @ForAll @IntRange(min = 1, max = 1 << 26) int whole,
            @ForAll @IntRange(min = 0, max = 1 << 26) int any,
            @ForAll @IntRange(min = 14, max = 25) int digits,
            @ForAll RoundingMode rounding) {
        int part = any % (whole + 1);
        BigDecimal share = BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), new MathContext(60));
        if (rounding != RoundingMode.UNNECESSARY) {
            BigDecimal bound = share.setScale(digits, rounding);
            for (Operator operator : List.of(Operator.LESS, Operator.GREATER, Operator.EQUAL)) {
                assertThat(new ExactCondition(operator, List.of(bound)).holds(part / (double) whole))
                        .as("%d of %d %s %s", part, whole, operator, bound)
                        .isEqualTo(holds(operator, bound, part, whole));
            }
        }
    }

    @Property
    void hundredthsOfRowsAreNoneBeside(@ForAll @IntRange(min = 0, max = 100) int percent) {
        BigDecimal bound = BigDecimal.valueOf(percent, 2);
        for (long rows = 100; rows <= 100_000_000_000_000L; rows *= 10) {
            long part = rows / 100 * percent;
            assertThat(holds(Operator.EQUAL, bound, part, rows)).isTrue();
            assertThat(holds(Operator.GREATER, bound, part + 1, rows)).isTrue();
            assertThat(holds(Operator.LESS, bound, part - 1, rows)).isTrue();
            assertThat(new ExactCondition(Operator.EQUAL, List.of(bound)).holds(part / (double) rows))
                    .isTrue();
        }
    }

    @Test
    void calculatesItsBounds() throws DqdlSyntaxException {
        assertThat(condition("Uniqueness \"a\" >= 0.1 + 0.2").holds(3, 10)).isTrue();
        assertThat(condition("Uniqueness \"a\" >= 0.1 + 0.2").holds(0.3)).isTrue();
        assertThat(condition("Uniqueness \"a\" = 1 / 3").holds(1, 3)).isTrue();
        assertThat(condition("Uniqueness \"a\" = 1 / 3").holds(1 / 3.0)).isTrue();
        assertThat(condition("Uniqueness \"a\" between 1 / 3 and 1").holds(1, 3))
                .isFalse();
        assertThat(condition("Uniqueness \"a\" = 0.3333333333333333").holds(1, 3))
                .isFalse();
        assertThat(condition("Completeness \"a\" >= 0.66666666666666667").holds(2 / 3.0))
                .isFalse();
        assertThat(condition("Completeness \"a\" >= 0.66666666666666666").holds(2 / 3.0))
                .isTrue();
        assertThat(condition("Uniqueness \"a\" < 0.1 * 3").holds(29, 100)).isTrue();
        assertThat(condition("Uniqueness \"a\" < 0.29").holds(29, 100)).isFalse();
    }

    private static boolean holds(Operator operator, BigDecimal bound, long part, long whole) {
        return new ExactCondition(operator, List.of(bound)).holds(part, whole);
    }

    private static ExactCondition condition(String rule) throws DqdlSyntaxException {
        return new DqdlGrammar()
                .rule(rule)
                .leaves()
                .get(0)
                .condition()
                .flatMap(ExactCondition::of)
                .orElseThrow();
    }
}
