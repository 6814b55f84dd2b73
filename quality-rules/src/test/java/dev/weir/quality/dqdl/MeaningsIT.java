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

/** What Deequ means by NULL, NaN and a text of a type, as docs/language.md has it where the types are listed. */
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
}
