package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazon.deequ.dqdl.EvaluateDataQuality;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.testing.Torture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Comparisons of two tables; Deequ's {@code EvaluateDataQuality} is the oracle. */
@ExtendWith(InterpretedQueries.class)
class CrossTableIT {

    private static final List<String> BOUNDS = List.of("= 1.0", ">= 0.5", "< 0.9", "between 0.2 and 3", "> 1.0");

    static List<Arguments> tables() {
        return Torture.drawn(
                List.of(arguments(0, 4, 1), arguments(5, 0, 2), arguments(30, 12, 3), arguments(12, 30, 4)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void saysWhatDeequSays(int size, int otherSize, long seed) {
        Dataset<Row> rows = new GeneratedTables(seed).table(SparkFixture.spark(), size);
        Dataset<Row> others = new GeneratedTables(seed + 100).table(SparkFixture.spark(), otherSize);
        List<String> texts = new ArrayList<>();
        for (String bound : BOUNDS) {
            for (String rule : List.of(
                    "RowCountMatch \"others\"",
                    "SchemaMatch \"others\"",
                    "ReferentialIntegrity \"n\" \"others.n\"",
                    "ReferentialIntegrity \"word,flag\" \"others.{word,flag}\"",
                    "AggregateMatch \"sum(n)\" \"sum(others.n)\"",
                    "AggregateMatch \"avg(amount)\" \"avg(others.n)\"",
                    "AggregateMatch \"sum(n)\" \"avg(n)\"",
                    "DatasetMatch \"others\" \"id\" \"n\"",
                    "DatasetMatch \"others\" \"id\" \"flag,word\"",
                    "DatasetMatch \"others\" \"n\" \"flag\"")) {
                texts.add(rule + " " + bound);
            }
        }
        List<String> drawn = Torture.drawn(texts);
        Map<String, String> deequ = AnsiScope.outside(SparkFixture.spark(), () -> deequ(drawn, rows, others));

        List<Verdict> verdicts = verdicts(drawn, rows, others);

        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.answer() == Answer.PASSED ? "Passed" : "Failed")
                        .as(verdict.rule().id() + ": " + verdict.explanation())
                        .isEqualTo(deequ.get(verdict.rule().id())));
    }

    private static Map<String, String> deequ(List<String> texts, Dataset<Row> rows, Dataset<Row> others) {
        Map<String, String> outcomes = new HashMap<>();
        for (Row row : EvaluateDataQuality.process(
                        rows,
                        "Rules = [" + String.join(",\n", texts) + "]",
                        ScalaCollections.map(Map.of("others", others)))
                .select("Rule", "Outcome")
                .collectAsList()) {
            outcomes.put(row.getString(0), row.getString(1));
        }
        return outcomes;
    }

    @Test
    void pairsTheColumnsThatTheRulePairs() {
        Dataset<Row> rows = SparkFixture.spark().sql("SELECT 1 AS id, 'x' AS a, 'y' AS b");
        Dataset<Row> others = SparkFixture.spark().sql("SELECT 1 AS id, 'y' AS c, 'x' AS d");
        DqdlCheck check = DqdlCompiler.compile(
                        List.of(Rules.dqdl("DatasetMatch \"others\" \"id\" \"a->d,b->c\" = 1.0")),
                        Tables.table(List.of("id"), "id", "a", "b"),
                        rows)
                .get(0);
        assertThat(DqdlVerdicts.of(List.of(check), Optional.empty(), looks(rows, others), MetricHistory.NONE))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.answer()).isEqualTo(Answer.PASSED));
    }

    /** The others' measures can be compared with what they were, as the own ones. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RowCountMatch \"others\" <= max(last(2)) * 2          | Dataset.others.RowCountMatch",
                "AggregateMatch \"sum(id)\" \"sum(others.id)\" >= last() | Column.id.AggregateMatch",
                "SchemaMatch \"others\" >= min(last(2)) - 1            | Dataset.others.SchemaMatch",
                "DatasetMatch \"others\" \"id\" \"a->a\" >= min(last(2)) - 1 | Dataset.others.DatasetMatch",
                "ReferentialIntegrity \"id\" \"others.id\" >= median(last(2)) | Column.others.ReferentialIntegrity"
            })
    void comparesWithThePastWhatIsComparedWithAnotherTable(String rule, String prefix) {
        Dataset<Row> rows = SparkFixture.spark().sql("SELECT 1 AS id, 'x' AS a");
        Dataset<Row> others = SparkFixture.spark().sql("SELECT 1 AS id, 'x' AS a");
        List<DqdlCheck> checks =
                DqdlCompiler.compile(List.of(Rules.dqdl(rule)), Tables.table(List.of("id"), "id", "a"), rows);
        List<String> asked = new ArrayList<>();

        List<Verdict> fewer = DqdlVerdicts.of(checks, Optional.empty(), looks(rows, others), (any, metric, most) -> {
            asked.add(metric);
            return new MetricHistory.Past(List.of(), 0);
        });
        List<Verdict> passed =
                DqdlVerdicts.of(checks, Optional.empty(), looks(rows, others), (any, metric, most) -> past(most, 1.0));
        List<Verdict> failed = DqdlVerdicts.of(
                checks,
                Optional.empty(),
                looks(rows, others),
                (any, metric, most) -> past(most, rule.contains("<=") ? 0.1 : 9.0));

        assertThat(fewer.get(0).subject()).isEqualTo(Verdict.Subject.NOTHING);
        assertThat(asked)
                .singleElement()
                .satisfies(metric -> assertThat(fewer.get(0).metrics()).containsKey(metric));
        assertThat(asked.get(0)).startsWith(prefix);
        assertThat(passed.get(0).answer()).as(passed.toString()).isEqualTo(Answer.PASSED);
        assertThat(failed.get(0).answer()).as(failed.toString()).isEqualTo(Answer.FAILED);
        assertThat(failed.get(0).explanation()).contains(", which is ");
    }

    /** Its mark is the share of the rows, as of every rule with a threshold. */
    @Test
    void aQueryOfRowsCountsThem() {
        Dataset<Row> rows = SparkFixture.spark().sql("SELECT id FROM range(10)");
        List<DqdlCheck> checks = DqdlDifferentialIT.compile(
                List.of("CustomSql \"select * from primary where id < 5\" with threshold > 0.7"), rows);

        assertThat(DqdlVerdicts.of(checks, Optional.empty(), () -> rows, MetricHistory.NONE))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.answer()).isEqualTo(Answer.FAILED);
                    assertThat(verdict.rows().evaluated()).isEqualTo(10);
                    assertThat(verdict.rows().failed()).isEqualTo(5);
                });
    }

    @Test
    void addsNumbersUpBeyondWhatOneHolds() {
        Dataset<Row> rows = SparkFixture.spark().range(20).selectExpr("900000000000000000 + id AS id", "'x' AS a");
        DqdlCheck check = DqdlCompiler.compile(
                        List.of(Rules.dqdl("AggregateMatch \"sum(id)\" \"sum(others.id)\" = 1.0")),
                        Tables.table(List.of("id"), "id", "a"),
                        rows)
                .get(0);
        assertThat(DqdlVerdicts.of(List.of(check), Optional.empty(), looks(rows, rows), MetricHistory.NONE))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.answer()).isEqualTo(Answer.PASSED));
    }

    private static MetricHistory.Past past(int most, double value) {
        return new MetricHistory.Past(Collections.nCopies(most, value), 0);
    }

    @Test
    void comparesWithPastValuesOnceThereAreEnough() {
        Dataset<Row> rows = new GeneratedTables(1).table(SparkFixture.spark(), 4);
        List<DqdlCheck> checks = DqdlDifferentialIT.compile(
                List.of("RowCount between avg(last(2)) * 0.8 and avg(last(2)) * 1.2", "RowCount > last()"), rows);
        MetricHistory two = (rule, metric, most) -> new MetricHistory.Past(
                metric.equals("Dataset.*.RowCount") ? List.of(5.0, 5.0).subList(0, Math.min(2, most)) : List.of(), 0);
        MetricHistory one = (rule, metric, most) -> new MetricHistory.Past(List.of(4.5), 1);

        assertThat(DqdlVerdicts.of(checks, Optional.empty(), () -> rows, two))
                .extracting(Verdict::answer)
                .containsExactly(Answer.FAILED, Answer.FAILED);
        List<Verdict> fewer = DqdlVerdicts.of(checks, Optional.empty(), () -> rows, one);
        assertThat(fewer).extracting(Verdict::answer).containsExactly(Answer.PASSED, Answer.FAILED);
        assertThat(fewer.get(0).explanation())
                .contains(
                        "2 releases",
                        "one has measured it. 1 release measured another part of the table, such as the whole, and does not count");
        assertThat(fewer).allSatisfy(verdict -> assertThat(verdict.metrics()).containsEntry("Dataset.*.RowCount", 4.0));
    }

    @Test
    void honoursThresholdsAsTheReferenceHasThem() {
        Dataset<Row> rows = SparkFixture.spark()
                .sql("SELECT * FROM VALUES (1, 'a'), (2, 'b'), (3, CAST(NULL AS STRING)), (CAST(NULL AS INT), 'c')"
                        + " AS t(n, word)");
        List<String> passing = List.of(
                "ColumnValues \"n\" > 1 with threshold = 0.5",
                "ColumnValues \"n\" >= 1 with threshold = 0.75",
                "ColumnValues \"n\" < 3 with threshold = 0.5",
                "ColumnValues \"n\" <= 1 with threshold = 0.25",
                "ColumnValues \"n\" = 2 with threshold = 0.25",
                "ColumnValues \"n\" != 2 with threshold = 0.75",
                "ColumnValues \"n\" between 1 and 3 with threshold = 0.25",
                "ColumnValues \"n\" not between 1 and 3 with threshold = 0.5",
                "ColumnValues \"n\" in [1, NULL] with threshold = 0.5",
                "ColumnValues \"word\" in [\"a\", \"b\"] with threshold = 0.5",
                "ColumnValues \"word\" matches \"[ab]\" with threshold = 0.5",
                "ColumnValues \"word\" in [\"a\", \"b\"] where \"n < 3\" with threshold = 1.0");
        List<DqdlCheck> checks = DqdlCompiler.compile(
                passing.stream().map(Rules::dqdl).toList(), Tables.table(List.of("n"), "n", "word"), rows);
        assertThat(DqdlVerdicts.overRows(checks, rows))
                .allSatisfy(verdict -> assertThat(verdict.answer())
                        .as(verdict.rule().id() + ": " + verdict.explanation())
                        .isEqualTo(Answer.PASSED));
    }

    private static List<Verdict> verdicts(List<String> texts, Dataset<Row> rows, Dataset<Row> others) {
        return DqdlVerdicts.of(
                DqdlDifferentialIT.compile(texts, rows), Optional.empty(), looks(rows, others), MetricHistory.NONE);
    }

    private static CheckTables looks(Dataset<Row> rows, Dataset<Row> others) {
        return new CheckTables() {
            @Override
            public Dataset<Row> rows() {
                return rows;
            }

            @Override
            public List<String> others() {
                return List.of("others");
            }

            @Override
            public Dataset<Row> other(String name) {
                return others;
            }
        };
    }
}
