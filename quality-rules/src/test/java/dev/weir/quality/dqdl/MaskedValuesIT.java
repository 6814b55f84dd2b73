package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.TableState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of masked columns, and whether a rule can be compared with it. */
@ExtendWith(InterpretedQueries.class)
class MaskedValuesIT {

    /** A rule that can never be judged would pass for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Range \"n\" >= last()",
                "Range \"n\" <= avg(last(2)) + 1",
                "RowCount > 0 and Range \"n\" <= max(last(3)) * 2",
                "CustomSql \"select max(n) from primary\" <= avg(last(2)) + 1",
                "CustomSql \"select max(score) from `others`\" <= last()",
                "AggregateMatch \"sum(n)\" \"sum(others.n)\" >= last()"
            })
    void refusesToCompareWithPastValuesThatNoReleaseKeeps(String rule) {
        Dataset<Row> rows = SparkFixture.spark().sql("SELECT 1 AS n, 'a' AS word");
        assertThatThrownBy(() -> compiled(rule, rows, Set.of("n", "raw.others.*")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(Code.INVALID_RULE);
                                    assertThat(problem.why()).contains("no release keeps the value of a row");
                                    assertThat(problem.remedy()).contains("count(*)");
                                }));
        compiled(rule, rows, Set.of("word_of_another_table"));
    }

    /** A number of rows is no row's value, and can be remembered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CustomSql \"select count(*) from primary where n > 1\" >= last()",
                "RowCount >= last() where \"n > 1\"",
                "Mean \"n\" >= last()"
            })
    void keepsNumbersOfRowsOfAMaskedTable(String text) {
        Dataset<Row> rows = SparkFixture.spark().range(20).selectExpr("id AS n", "'a' AS word");
        DqdlCheck check = compiled(text, rows, Set.of("n"));
        TableState state = state(check, rows);

        List<Double> remembered =
                List.copyOf(DqdlVerdicts.of(List.of(check), Optional.of(state), () -> rows, MetricHistory.NONE)
                        .get(0)
                        .metrics()
                        .values());
        assertThat(remembered).hasSize(1);
        assertThat(DqdlVerdicts.of(
                        List.of(check),
                        Optional.of(state),
                        () -> rows,
                        (rule, metric, most) -> new MetricHistory.Past(List.of(remembered.get(0) + 1), 0)))
                .extracting(Verdict::answer)
                .containsExactly(Answer.FAILED);
    }

    @Test
    void saysThatFewValuesOfAMaskedColumnAreNotKept() {
        Dataset<Row> rows = SparkFixture.spark().range(19).selectExpr("id AS n", "'a' AS word");
        DqdlCheck check = compiled("Mean \"n\" >= last()", rows, Set.of("n"));

        Verdict verdict = DqdlVerdicts.of(
                        List.of(check), Optional.of(state(check, rows)), () -> rows, MetricHistory.NONE)
                .get(0);
        assertThat(verdict.metrics()).isEmpty();
        assertThat(verdict.explanation()).endsWith("; of fewer than 20 values of a masked column none is kept");
    }

    /** Of two people a range is what lies between them; two sums that differ in one person tell that person's value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Range \"n\" > 5",
                "Sum \"n\" > 5 where \"n > 2\"",
                "Mean \"n\" > 5 where \"n > 2\"",
                "StandardDeviation \"n\" > 50 where \"n > 2\"",
                "CustomSql \"select count(*) from (select explode(sequence(1, int(n))) from primary)\" = 0"
            })
    void saysNothingThatTellsAValue(String text) {
        Dataset<Row> rows = SparkFixture.spark().range(30).selectExpr("id * 1000 AS n", "'a' AS word");
        DqdlCheck masked = compiled(text, rows, Set.of("n"));
        DqdlCheck clear = compiled(text, rows, Set.of());

        Verdict told = verdict(clear, rows);
        Verdict kept = verdict(masked, rows);
        assertThat(kept.answer()).isEqualTo(told.answer());
        assertThat(kept.metrics()).isEmpty();
        assertThat(kept.explanation()).contains(" as asked");
        if (!text.startsWith("CustomSql") && !text.contains("Sum") && !text.contains("Mean")) {
            assertThat(told.explanation()).doesNotContain(" as asked");
        }
    }

    /** Two releases that differ in one person: what lies between their sums is nobody's value. */
    @ParameterizedTest
    @ValueSource(strings = {"Mean \"n\" > 0", "Sum \"n\" > 0"})
    void whatLiesBetweenTwoReleasesIsNoValue(String text) {
        int close = 0;
        int apart = 0;
        for (int victim = 0; victim < 12; victim++) {
            long value = 13_000_000_000L + 517_171_717L * victim;
            Dataset<Row> before = SparkFixture.spark()
                    .range(100)
                    .selectExpr("13000000000 + (id * 48271 % 65537) * 90000 AS n", "'a' AS word");
            Dataset<Row> after = before.union(SparkFixture.spark().sql("SELECT " + value + "L AS n, 'a' AS word"));
            double told = sum(text, after, Set.of("n"), 101) - sum(text, before, Set.of("n"), 100);
            double exact = sum(text, after, Set.of(), 101) - sum(text, before, Set.of(), 100);
            assertThat(exact).isCloseTo((double) value, within(1_000.0));
            close += Math.abs(told - value) < 500_000_000 ? 1 : 0;
            apart += Math.abs(told - value) > 1_000_000_000 ? 1 : 0;
            assertThat(sum(text, after, Set.of("n"), 101) / sum(text, after, Set.of(), 101))
                    .isCloseTo(1, within(0.01));
        }
        assertThat(close).isLessThan(4);
        assertThat(apart).isGreaterThan(6);
    }

    /** What a release tells of the sum of its rows. */
    private static double sum(String text, Dataset<Row> rows, Set<String> masked, int count) {
        Verdict verdict = verdict(compiled(text, rows, masked), rows);
        assertThat(verdict.explanation()).contains(masked.isEmpty() ? " is " : " is about ");
        double told = verdict.metrics().values().iterator().next();
        return text.startsWith("Mean") ? told * count : told;
    }

    private static Verdict verdict(DqdlCheck check, Dataset<Row> rows) {
        return DqdlVerdicts.of(List.of(check), Optional.of(state(check, rows)), () -> rows, MetricHistory.NONE)
                .get(0);
    }

    private static DqdlCheck compiled(String text, Dataset<Row> rows, Set<String> masked) {
        return DqdlCompiler.compile(List.of(Rules.dqdl(text)), Tables.table(List.of(), "n", "word"), rows, masked)
                .get(0);
    }

    private static TableState state(DqdlCheck check, Dataset<Row> rows) {
        RowCollector collector = new RowCollector(rows.schema(), check.addTo(MetricRequest.countsOnly()));
        for (InternalRow row : rows.queryExecution().executedPlan().executeCollect()) {
            collector.add(row);
        }
        return collector.state();
    }
}
