package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.dqdl.PastValues;
import dev.weir.quality.dqdl.parse.DqdlGrammar;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastResolverTest {

    /** Newest first. Percentiles and deviation: numpy.percentile and numpy.std of [2, 9, 4, 7]. */
    private static final List<Double> PAST = List.of(2.0, 9.0, 4.0, 7.0);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        last()                                | 2    | 1
        last(1)                               | 2    | 1
        avg(last(4))                          | 5.5  | 4
        avg(last(2))                          | 5.5  | 2
        avg(last(3))                          | 5    | 3
        sum(last(3))                          | 15   | 3
        min(last(4))                          | 2    | 4
        max(last(3))                          | 9    | 3
        median(last(4))                       | 5.5  | 4
        median(last(3))                       | 4    | 3
        std(last(4))                          | 2.692582403567252 | 4
        index(last(4), 0)                     | 2    | 4
        index(last(4), 3)                     | 7    | 4
        percentile(last(4), 0)                | 2    | 4
        percentile(last(4), 25)               | 3.5  | 4
        percentile(last(4), 90)               | 8.4  | 4
        percentile(last(4), 100)              | 9    | 4
        abs(last() - 9)                       | 7    | 1
        avg(last(4)) * 2 + 1                  | 12   | 4
        1 + 2 * 3                             | 9    | 0
        10 / 4 - 1                            | 1.5  | 0
        (avg(last(2)) - max(last(4))) / 2     | -1.75 | 4
        """)
    void computesWhatDqdlsReferenceSays(String expression, double value, int needed) throws DqdlSyntaxException {
        DqdlCondition condition = condition("RowCount > " + expression);
        assertThat(PastValues.fault(condition)).isEmpty();
        assertThat(PastValues.needed(condition)).isEqualTo(needed);
        assertThat(new PastResolver(PAST).operands(condition))
                .singleElement()
                .satisfies(found -> assertThat(found).isCloseTo(value, within(1e-12)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        last(2)                  | several numbers
        last(0)                  | whole number from 1
        last(1.5)                | whole number from 1
        last(1001)               | whole number from 1
        last(1, 2)               | whole number from 1
        avg(3)                   | only last(n)
        avg(last(2), 3)          | takes last(n)
        avg(last(0))             | whole number from 1
        index(last(3), 3)        | has the place 2
        index(last(3))           | counted from 0
        index(last(3), -1)       | counted from 0
        percentile(last(3), 101) | from 0 to 100
        abs(last(2))             | several numbers
        mode(last(3))            | no function mode()
        avg(last(2)) + last(2)   | several numbers
        1 + NULL                 | NULL is no number
        """)
    void saysWhatMakesNoSense(String expression, String word) throws DqdlSyntaxException {
        assertThat(PastValues.fault(condition("RowCount > " + expression)))
                .hasValueSatisfying(fault -> assertThat(fault).contains(word));
    }

    private static DqdlCondition condition(String rule) throws DqdlSyntaxException {
        return ((Leaf) new DqdlGrammar().rule(rule)).condition().orElseThrow();
    }
}
