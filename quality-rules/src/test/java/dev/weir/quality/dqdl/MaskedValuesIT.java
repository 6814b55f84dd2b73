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
import org.junit.jupiter.api.Test;
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
                "ColumnCorrelation \"n\" \"m\" >= last()",
                "RowCount >= last() where \"n > 50\"",
                "Completeness \"n\" >= last()",
                "DistinctValuesCount \"n\" >= last()",
                "CustomSql \"select count(*) from primary where n > 50\" >= last()"
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
                                    assertThat(problem.why()).contains("keep only what its released values show");
                                    assertThat(problem.remedy()).contains("Completeness");
                                }));
        compiled(rule, rows, Set.of("word_of_another_table"));
    }

    /** What any reader counts in the released rows can be said and remembered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Completeness \"n\" >= last()",
                "Completeness \"n\" >= last() where \"m > 50\"",
                "DistinctValuesCount \"n\" >= last()",
                "Uniqueness \"n\" >= last() where \"m > 50\"",
                "RowCount >= last() where \"m > 50\"",
                "CustomSql \"select count(*) from primary where m > 50\" >= last()"
            })
    void keepsWhatTheMaskShows(String text) {
        Dataset<Row> rows = SparkFixture.spark().range(100).selectExpr("id AS n", "id AS m");
        DqdlCheck check = compiled(text, rows, new UnseenColumns(Set.of("n"), Set.of("n"), Set.of("n")));
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

    /** NULL stays NULL under a mask that makes different values equal. */
    @Test
    void aMaskThatShowsPresenceAloneShowsNoNumberOfValues() {
        Dataset<Row> rows = SparkFixture.spark().range(100).selectExpr("id AS n");
        UnseenColumns bins = new UnseenColumns(Set.of("n"), Set.of("n"), Set.of());

        assertThat(verdict(compiled("Completeness \"n\" > 0", rows, bins), rows).metrics())
                .hasSize(1);
        assertThat(verdict(compiled("DistinctValuesCount \"n\" > 0", rows, bins), rows)
                        .metrics())
                .isEmpty();
        assertThat(verdict(compiled("IsPrimaryKey \"n\"", rows, bins), rows).explanation())
                .doesNotContainPattern("[0-9]");
    }

    /** Columns have other names in a query that gives them such; one that looks into another place of the rows sees them all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from primary as t(a, b) where a > 5",
                "select count(*) from primary t(a, b) where a > 5",
                "select count(*) from (table primary) as t(a, b) where a > 5",
                "select count(*) from primary where exists (select 1 from primary as t(a, b) where a > 5)",
                "select count(distinct `N`) from primary"
            })
    void saysNoNumberOfAQueryThatMayNameAMaskedColumnOtherwise(String query) {
        Dataset<Row> rows = SparkFixture.spark().range(100).selectExpr("id AS n", "id AS m");

        Verdict verdict = verdict(compiled("CustomSql \"" + query + "\" > 5", rows, Set.of("n")), rows);
        assertThat(verdict.metrics()).isEmpty();
        assertThat(verdict.explanation()).contains(" as asked");
    }

    @Test
    void theConditionOfAQueryDecidesWhetherItsShareMayBeSaid() {
        Dataset<Row> rows = SparkFixture.spark().range(100).selectExpr("id AS n", "id AS m");
        String query = "CustomSql \"select * from primary where %s > 49\" with threshold > 0.1";

        assertThat(verdict(compiled(query.formatted("m"), rows, Set.of("n")), rows)
                        .rows())
                .isEqualTo(new Verdict.JudgedRows(100, 50));
        assertThat(verdict(compiled(query.formatted("n"), rows, Set.of("n")), rows)
                        .rows())
                .isEqualTo(Verdict.JudgedRows.NONE);
    }

    /** Two releases of which one has no such row differ in one person. */
    @Test
    void doesNotSayThatAConditionOnMaskedValuesSelectsNoRow() {
        Dataset<Row> rows = SparkFixture.spark().range(100).selectExpr("id AS n", "id AS m");
        for (String where : List.of("n > 200", "n > 50")) {
            Verdict verdict = verdict(compiled("IsComplete \"m\" where \"" + where + "\"", rows, Set.of("n")), rows);
            assertThat(verdict.subject()).isEqualTo(Verdict.Subject.SOMETHING);
            assertThat(verdict.explanation()).contains("as asked").doesNotContain("selects none");
        }
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
        return compiled(text, rows, new UnseenColumns(masked, Set.of(), Set.of()));
    }

    private static DqdlCheck compiled(String text, Dataset<Row> rows, UnseenColumns unseen) {
        return DqdlCompiler.compile(List.of(Rules.dqdl(text)), Tables.table(List.of(), rows.columns()), rows, unseen)
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
