package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What an explanation says by its numbers is what its verdict says. */
class ExplanationTest {

    private static final Pattern SHARE =
            Pattern.compile("a share of (\\S+) passes, (and|but) (\\S+) (is enough|has to)");

    @Provide
    Arbitrary<Long> rows() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, 200), Arbitraries.longs().between(1, 5_000_000_000L));
    }

    /** Thresholds beside the share of rows that pass: some rows more or fewer, and as people write them. */
    @Property(tries = 3_000)
    void aThresholdIsToldAsItIsJudged(
            @ForAll("rows") long evaluated,
            @ForAll @LongRange(min = 1, max = 5_000_000_000L) long some,
            @ForAll @IntRange(min = -2, max = 2) int beside,
            @ForAll @IntRange(min = 2, max = 12) int decimals) {
        long failed = 1 + some % evaluated;
        double near = (double) (evaluated - failed + beside) / evaluated;
        double threshold = BigDecimal.valueOf(near)
                .setScale(decimals, java.math.RoundingMode.HALF_EVEN)
                .doubleValue();
        if (threshold <= 0 || threshold > 1) {
            return;
        }
        Verdict verdict = RowVerdict.of(rule(threshold), evaluated, failed, "Broken by some");
        assertToldAsJudged(verdict);
    }

    private static void assertToldAsJudged(Verdict verdict) {
        Matcher told = SHARE.matcher(verdict.explanation());
        assertThat(told.find()).as(verdict.explanation()).isTrue();
        boolean enough = new BigDecimal(told.group(1)).compareTo(new BigDecimal(told.group(3))) >= 0;
        assertThat(told.group(4).equals("is enough")).as(verdict.explanation()).isEqualTo(enough);
        assertThat(verdict.answer()).as(verdict.explanation()).isEqualTo(enough ? Answer.PASSED : Answer.FAILED);
    }

    /** Half a row in five thousand million is no difference between two doubles. */
    @Test
    void aShareThatHasTheDoubleOfItsThresholdIsToldAsItIsJudged() {
        long evaluated = 4_999_999_999_999_999L;
        double threshold = (double) (evaluated - 2) / evaluated;
        for (long failed = 1; failed < 5; failed++) {
            Verdict verdict = RowVerdict.of(rule(threshold), evaluated, failed, "Broken by some");
            assertToldAsJudged(verdict);
        }
    }

    /** 0.07 times 100 is more than 7 for a computer. */
    @Test
    void whatPassesExactlyPasses() {
        for (int percent = 1; percent < 100; percent++) {
            double threshold = BigDecimal.valueOf(percent, 2).doubleValue();
            assertThat(RowVerdict.of(rule(threshold), 100, 100 - percent, "x").answer())
                    .as("%d of 100", percent)
                    .isEqualTo(Answer.PASSED);
        }
    }

    @Property(tries = 2_000)
    void anAgeIsToldAsItIsJudged(
            @ForAll @LongRange(min = 0, max = 40_000_000_000_000L) long bound,
            @ForAll @LongRange(min = -90_000_000L, max = 90_000_000L) long more,
            @ForAll @IntRange(min = 0, max = 6) int zeros) {
        long whole = bound - bound % (long) Math.pow(10, zeros * 2);
        Duration atMost = Duration.ofNanos(whole * 1000);
        Duration age = Duration.ofNanos(Math.max(0, whole + more) * 1000);
        Verdict verdict = FreshnessVerdictTest.judge(atMost, age);
        boolean fresh = age.compareTo(atMost) <= 0;
        assertThat(verdict.answer()).isEqualTo(fresh ? Answer.PASSED : Answer.FAILED);
        String[] words = verdict.explanation()
                .replace("The latest 'at' is ", "")
                .split(fresh ? " old, not more than " : " old, more than ", -1);
        assertThat(words).hasSize(2);
        assertThat(duration(words[1])).isEqualTo(atMost);
        assertThat(duration(words[0]).compareTo(atMost) > 0)
                .as(verdict.explanation())
                .isEqualTo(!fresh);
    }

    private static Duration duration(String words) {
        Duration duration = Duration.ZERO;
        Matcher part = Pattern.compile("(\\d+) (d|h|min|s|µs)").matcher(words);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            duration = duration.plus(
                    switch (part.group(2)) {
                        case "d" -> Duration.ofDays(count);
                        case "h" -> Duration.ofHours(count);
                        case "min" -> Duration.ofMinutes(count);
                        case "s" -> Duration.ofSeconds(count);
                        default -> Duration.ofNanos(count * 1000);
                    });
        }
        return duration;
    }

    private static Rule rule(double threshold) {
        Rule plain = Rules.of("rule", new Rule.Row("a > 0", List.of("a")), Severity.BLOCK);
        return new Rule(
                plain.id(),
                plain.table(),
                plain.check(),
                plain.severity(),
                plain.standing(),
                new Rule.Terms(Optional.empty(), Optional.empty(), OptionalDouble.of(threshold), List.of()),
                plain.place());
    }
}
