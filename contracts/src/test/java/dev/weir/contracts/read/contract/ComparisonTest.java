package dev.weir.contracts.read.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlReader;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ODCS says a metric must be, as DQDL says it. */
final class ComparisonTest {

    private static YamlMap check(String written) {
        return (YamlMap)
                YamlReader.read("{ " + written + " }", "a.yaml", new Problems()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mustBe: 5                    | = 5
            mustNotBe: 5                 | != 5
            mustBeGreaterThan: 5         | > 5
            mustBeGreaterOrEqualTo: 5    | >= 5
            mustBeLessThan: 5            | < 5
            mustBeLessOrEqualTo: 5       | <= 5
            mustBeBetween: [1, 9]        | between 0 and 10
            mustNotBeBetween: [1, 9]     | not between 0 and 10
            mustBe: 5.5                  |
            mustBeBetween: [1]           |
            mustBeBetween: [1, 2, 3]     |
            mustBeBetween: [1.5, 9]      |
            mustBeBetween: [1, 9.5]      |
            metric: rowCount             |
            """)
    void aWholeNumberIsComparedAndARangeHasBothItsEnds(String written, String dqdl) {
        assertThat(Comparison.of(check(written)).orElse(null)).isEqualTo(dqdl);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mustBe: 5.50                 | M = 5.50
            mustNotBe: 1e3               | M != 1000
            mustBeLessOrEqualTo: -1      | M <= -1
            mustBeBetween: [1.5, 9]      | (M >= 1.5) and (M <= 9)
            mustNotBeBetween: [1.5, 9]   | (M < 1.5) or (M > 9)
            mustBeBetween: [1]           |
            mustNotBeBetween: [1, 2, 3]  |
            mustBe: many                 |
            """)
    void anyNumberIsCompared(String written, String dqdl) {
        assertThat(Comparison.dqdl("M", check(written)).orElse(null)).isEqualTo(dqdl);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mustBe: 0                    | = 1
            mustNotBe: 100               | != 0
            mustBeGreaterThan: 5         | < 0.95
            mustBeGreaterOrEqualTo: 5    | <= 0.95
            mustBeLessThan: 5            | > 0.95
            mustBeLessOrEqualTo: 12.5    | >= 0.875
            mustBeBetween: [1, 9]        |
            """)
    void whatIsLeftOfAPercentageIsComparedTheOtherWayRound(String written, String dqdl) {
        assertThat(Comparison.ofComplement(check(written)).orElse(null)).isEqualTo(dqdl);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mustBeLessOrEqualTo: 0       | 1
            mustBeLessOrEqualTo: 2.5     | 0.975
            mustBeLessOrEqualTo: 99.5    | 0.005
            mustBeLessOrEqualTo: 100     |
            mustBeLessOrEqualTo: -0.1    |
            mustBeLessThan: 5            |
            """)
    void atMostAPercentageIsAShareThatHasToPass(String written, Double share) {
        assertThat(Comparison.passing(check(written)))
                .isEqualTo(share == null ? OptionalDouble.empty() : OptionalDouble.of(share));
    }
}
