package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.TableState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                "AggregateMatch \"sum(n)\" \"sum(others.n)\" >= last()",
                "Mean \"n\" >= last()",
                "StandardDeviation \"n\" < avg(last(5)) + 1",
                "ColumnCorrelation \"n\" \"m\" >= last()"
            })
    void refusesToCompareWithPastValuesThatNoReleaseKeeps(String rule) {
        Dataset<Row> rows = SparkFixture.spark().sql("SELECT 1 AS n, 2 AS m, 'a' AS word");
        assertThatThrownBy(() -> compiled(rule, rows, Set.of("n", "word", "raw.others.*")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(Code.INVALID_RULE);
                                    assertThat(problem.why()).contains("releases keep numbers of rows alone");
                                    assertThat(problem.remedy()).contains("count(*)");
                                }));
        compiled(rule, rows, Set.of("word_of_another_table"));
    }

    /** A number of rows is no row's value, and can be remembered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CustomSql \"select count(*) from primary where n > 50\" >= last()",
                "RowCount >= last() where \"n > 50\"",
                "Completeness \"n\" >= last()",
                "DistinctValuesCount \"n\" >= last()"
            })
    void keepsNumbersOfRowsOfAMaskedTable(String text) {
        Dataset<Row> rows = SparkFixture.spark().range(100).selectExpr("id AS n", "'a' AS word");
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

    @ParameterizedTest
    @ValueSource(strings = {"n < 19", "n <> 7", "n >= 81"})
    void saysThatNothingIsKeptOfFewRows(String where) {
        Dataset<Row> rows = SparkFixture.spark().range(100).selectExpr("id AS n", "'a' AS word");
        DqdlCheck check = compiled("RowCount >= last() where \"" + where + "\"", rows, Set.of("n"));

        Verdict verdict = verdict(check, rows);
        assertThat(verdict.metrics()).isEmpty();
        assertThat(verdict.explanation())
                .endsWith("; of a masked column nothing is kept where fewer than 20 rows are looked at, or left out");
    }

    /**
     * Of two people a range is what lies between them; two sums that differ in one person tell that person's value; of three people
     * chosen well a correlation tells one's, and of one person a length is that person's.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Range \"n\" > 5",
                "Sum \"n\" > 5 where \"n > 2\"",
                "Mean \"n\" > 5 where \"n > 2\"",
                "StandardDeviation \"n\" > 50 where \"n > 2\"",
                "Sum \"n\" > 0",
                "Mean \"n\" > 0",
                "StandardDeviation \"n\" > 0",
                "Entropy \"n\" > 0",
                "ColumnCorrelation \"n\" \"m\" > 0.5 where \"n < 3000\"",
                "ColumnCorrelation \"n\" \"m\" > 0.5",
                "ColumnLength \"word\" = 1 where \"n = 2000\"",
                "RowCount = 1 where \"n = 2000\"",
                "Completeness \"n\" = 1 where \"n <> 2000\"",
                "CustomSql \"select count(*) from primary where n = 2000\" = 1",
                "CustomSql \"select count(*) from (select explode(sequence(1, int(n))) from primary)\" = 0"
            })
    void saysNothingThatTellsAValue(String text) {
        Dataset<Row> rows = SparkFixture.spark().range(30).selectExpr("id * 1000 AS n", "id * id AS m", "'a' AS word");
        DqdlCheck masked = compiled(text, rows, Set.of("n", "word"));
        DqdlCheck clear = compiled(text, rows, Set.of());

        Verdict told = verdict(clear, rows);
        Verdict kept = verdict(masked, rows);
        assertThat(kept.answer()).isEqualTo(told.answer());
        assertThat(kept.metrics()).isEmpty();
        assertThat(kept.explanation()).contains(" as asked");
    }

    static Stream<Arguments> ofOnePersonOrAllButOne() {
        List<String> rules = List.of(
                "RowCount > 0",
                "Completeness \"n\" > 0",
                "IsComplete \"n\"",
                "Mean \"n\" > 0",
                "Sum \"n\" > 0",
                "StandardDeviation \"n\" > 0",
                "Variance \"n\" > 0",
                "Range \"n\" > 0",
                "ZerosCount \"n\" > 0",
                "ColumnLength \"word\" = 1",
                "ColumnValues \"n\" > 5",
                "ColumnValues \"n\" in [5]",
                "ColumnValues \"n\" > 5 with threshold > 0.1",
                "ColumnValues \"word\" matches \"b\"",
                "ColumnDataType \"word\" = \"INTEGER\" with threshold > 0.1",
                "DataFreshness \"day\" < 3 days",
                "Uniqueness \"n\" > 0",
                "IsUnique \"n\"",
                "IsPrimaryKey \"n\"",
                "UniqueValueRatio \"n\" > 0",
                "DistinctValuesCount \"n\" > 0",
                "Entropy \"n\" > 0",
                "DuplicateRowCount \"n\" < 5",
                "Skewness \"n\" > 0",
                "Kurtosis \"n\" > 0",
                "InterquartileRange \"n\" > 0",
                "ColumnCorrelation \"n\" \"m\" > 0.5");
        assertThat(rules.stream().map(rule -> rule.split(" ")[0]))
                .as("every type that takes 'where'")
                .containsAll(Arrays.stream(RuleType.values())
                        .filter(RuleType::allowsWhere)
                        .map(RuleType::toString)
                        .toList());
        return rules.stream()
                .flatMap(rule -> Stream.of("n = 2000", "n <> 2000")
                        .map(where -> rule.contains(" with threshold")
                                ? rule.replace(" with threshold", " where \"" + where + "\" with threshold")
                                : rule + " where \"" + where + "\""))
                .map(Arguments::of);
    }

    /** Whatever the rule's type: the verdict is said, and no number. */
    @ParameterizedTest
    @MethodSource("ofOnePersonOrAllButOne")
    void saysNoNumberOfOnePerson(String text) {
        Dataset<Row> rows = SparkFixture.spark()
                .range(30)
                .selectExpr("id * 1000 AS n", "id * id AS m", "'a' AS word", "DATE '2020-01-01' AS day");
        DqdlCheck masked = compiled(text, rows, Set.of("n", "word", "day"));

        Verdict verdict = verdict(masked, rows);
        assertThat(verdict.answer())
                .isEqualTo(verdict(compiled(text, rows, Set.of()), rows).answer());
        assertThat(verdict.metrics()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(Verdict.JudgedRows.NONE);
        // the rule's own numbers are known
        String said = verdict.explanation().replaceAll("; asked: .*| where n \\S+ 2000", "");
        assertThat(said).doesNotContainPattern("[0-9]");
    }

    /** Without 'where', a condition on the values of a masked column selects as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ColumnValues \"n\" in [2000] with threshold > 0.01",
                "ColumnValues \"n\" != 2000 with threshold > 0.1",
                "ColumnValues \"word\" matches \"x2\"",
                "ZerosCount \"n\" < 5",
                "CustomSql \"select * from primary where n <> 2000\" with threshold > 0.1"
            })
    void saysNoShareOfAFewRows(String text) {
        Dataset<Row> rows = SparkFixture.spark().range(30).selectExpr("id * 1000 AS n", "concat('x', id) AS word");

        Verdict verdict = verdict(compiled(text, rows, Set.of("n", "word")), rows);
        assertThat(verdict.metrics()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(Verdict.JudgedRows.NONE);
        assertThat(verdict.explanation()).contains(" as asked");
    }

    private static Verdict verdict(DqdlCheck check, Dataset<Row> rows) {
        return DqdlVerdicts.of(List.of(check), Optional.of(state(check, rows)), () -> rows, MetricHistory.NONE)
                .get(0);
    }

    private static DqdlCheck compiled(String text, Dataset<Row> rows, Set<String> masked) {
        return DqdlCompiler.compile(List.of(Rules.dqdl(text)), Tables.table(List.of(), rows.columns()), rows, masked)
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
