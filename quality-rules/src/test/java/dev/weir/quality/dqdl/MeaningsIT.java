package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Verdict;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Deequ means by NULL, NaN and a text of a type, as docs/language/dqdl-and-drift.md has it where the types are listed. */
class MeaningsIT {

    private static final List<String> COLUMNS = List.of("word", "r", "code");

    private final SparkSession spark = SparkFixture.spark();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // NULL is one of the values
                "DistinctValuesCount \"word\" = 3 | PASSED",
                "DistinctValuesCount \"word\" = 2 where \"word IS NOT NULL\" | PASSED",
                // a lenient cast makes 2 of 2.5; NULL and x are of no type
                "ColumnDataType \"code\" = \"INTEGER\" where \"code = '2.5'\" | PASSED",
                "ColumnDataType \"code\" = \"INTEGER\" where \"code = ' 8'\" | PASSED",
                "ColumnDataType \"code\" = \"INTEGER\" where \"code = 'x'\" | FAILED",
                "ColumnDataType \"code\" = \"INTEGER\" where \"code IS NULL\" | FAILED",
                // one NaN makes the mean NaN
                "Mean \"r\" > 0 | FAILED",
                "Mean \"r\" >= 0 | FAILED",
                "Mean \"r\" < 1000 | FAILED",
                "Mean \"r\" <= 1000 | FAILED",
                "Mean \"r\" = 1 | FAILED",
                "Mean \"r\" between 0 and 1000 | FAILED",
                "Mean \"r\" != 1 | PASSED",
                "Mean \"r\" not between 0 and 1000 | FAILED",
                "Sum \"r\" > 0 | FAILED",
                "StandardDeviation \"r\" >= 0.1 | FAILED",
                "Mean \"r\" = 1.5 where \"NOT isnan(r)\" | PASSED",
            })
    void isDeequs(String check, String answer) {
        Dataset<Row> rows = spark.sql("SELECT * FROM VALUES ('a', 1D, '2.5'), ('b', 2D, ' 8'),"
                + " ('a', double('NaN'), 'x'), (NULL, NULL, NULL) AS t(word, r, code)");
        Verdict verdict = DqdlVerdicts.overRows(
                        DqdlCompiler.compile(List.of(Rules.dqdl(check)), Tables.table(COLUMNS, "word"), rows), rows)
                .get(0);
        assertThat(verdict.answer() + " " + verdict.explanation())
                .as(check)
                .startsWith(answer.toLowerCase(java.util.Locale.ROOT));
    }

    /** Where Weir says something else than Deequ: the whole text matches, keys have no NULL, no row is nothing to judge. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ColumnValues \"s\" matches \"A:B:not B\" where \"s IN ('A', 'B', 'not B')\" | PASSED",
                "ColumnValues \"s\" matches \"A:B:not B\" where \"s = 'ABSURD'\" | FAILED",
                "ColumnValues \"s\" matches \"[A-Z]+\" where \"s LIKE 'A%' AND length(s) = 2\" | FAILED",
                "ColumnValues \"s\" matches \"[a-z]*\" where \"s = ''\" | PASSED",
                "ColumnValues \"s\" matches \"a'b\\\\d\" where \"s = 'ABSURD'\" | FAILED",
                "ColumnValues \"s\" not matches \"[0-9]*\" where \"s IN ('A', 'ABSURD')\" | PASSED",
                "ColumnValues \"s\" not matches \".*\" where \"s = ' '\" | FAILED",
                "ColumnValues \"s\" not matches \"A:B\" where \"s = 'ABSURD'\" | PASSED",
                "ColumnValues \"s\" matches \"A:B\" where \"s IN ('A', 'ABSURD')\" with threshold > 0.4 | PASSED",
                "ColumnValues \"s\" matches \"A:B\" where \"s IN ('A', 'ABSURD')\" with threshold > 0.5 | FAILED",
                "ColumnValues \"s\" matches \".*\" where \"s IS NULL\" | FAILED",
                "ColumnValues \"s\" not matches \"A\" where \"s IS NULL\" | FAILED",
                "IsPrimaryKey \"id\" \"s\" | FAILED",
                "IsPrimaryKey \"id\" \"s\" where \"s IS NOT NULL\" | PASSED",
                "IsComplete \"s\" where \"id = 99\" | NOTHING",
                "Completeness \"s\" >= 1 where \"id = 99\" | NOTHING",
                "ColumnValues \"id\" > 0 where \"id = 99\" | NOTHING",
                "ColumnValues \"id\" in [1, 2] where \"id = 99\" | NOTHING",
                "ColumnLength \"s\" < 5 where \"id = 99\" | NOTHING",
                "ColumnLength \"s\" < 5 where \"s IS NULL\" | FAILED",
                "IsUnique \"id\" where \"id = 99\" | NOTHING",
                "IsPrimaryKey \"id\" where \"id = 99\" | NOTHING",
                "Uniqueness \"id\" > 0.9 where \"id = 99\" | NOTHING",
                "Mean \"id\" > 0 where \"id = 99\" | FAILED",
            })
    void isWeirsOwn(String check, String answer) {
        Dataset<Row> rows =
                spark.sql("SELECT * FROM VALUES (1, 'A'), (2, 'B'), (3, 'not B'), (4, 'ABSURD'), (5, 'A\\n'),"
                        + " (6, ''), (7, ' '), (8, NULL) AS t(id, s)");
        Verdict verdict = DqdlVerdicts.overRows(
                        DqdlCompiler.compile(
                                List.of(Rules.dqdl(check.replace("A:B", "A|B").replace("B:not", "B|not"))),
                                Tables.table(List.of("id", "s"), "id"),
                                rows),
                        rows)
                .get(0);
        String said = verdict.subject() == Verdict.Subject.NOTHING
                ? "NOTHING"
                : verdict.answer().name();
        assertThat(said).as(check + ": " + verdict.explanation()).isEqualTo(answer);
    }
}
