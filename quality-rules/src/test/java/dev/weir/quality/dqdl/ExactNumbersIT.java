package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.TableState;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole numbers and decimals are compared by all their digits, out of the states of the pass as by a look at the rows. */
@ExtendWith(InterpretedQueries.class)
class ExactNumbersIT {

    private static final String COLUMNS = "AS t(i, d, w)";

    private final SparkSession spark = SparkFixture.spark();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "ColumnValues \"i\" <= 9007199254740992 | FAILED",
                "ColumnValues \"i\" <= 9007199254740993 | PASSED",
                "ColumnValues \"i\" < 9007199254740993 | FAILED",
                "ColumnValues \"i\" < 9007199254740993.5 | PASSED",
                "ColumnValues \"i\" < 9007199254740993 where \"i < 9007199254740993\" | PASSED",
                "ColumnValues \"i\" > 0.999999999999999999999999 | PASSED",
                "ColumnValues \"i\" = 9007199254740992 where \"i > 2\" | FAILED",
                "ColumnValues \"i\" = 9007199254740993 where \"i > 2\" | PASSED",
                "ColumnValues \"i\" <= 9007199254740992 with threshold > 0.9 | FAILED",
                "ColumnValues \"i\" <= 9007199254740992 with threshold > 0.6 | PASSED",
                "ColumnValues \"i\" < 3 with threshold > 0.6666666666666666 | PASSED",
                "ColumnValues \"i\" < 3 with threshold = 0.6666666666666666 | FAILED",
                "ColumnValues \"i\" < 3 with threshold = 2 / 3 | PASSED",
                "Completeness \"i\" >= 0.1 + 0.2 + 0.7 | PASSED",
                "ColumnValues \"i\" in [1,2,9007199254740992] | FAILED",
                "ColumnValues \"i\" in [1,2,9007199254740993] | PASSED",
                "ColumnValues \"i\" in [1,2,NULL,9007199254740993] | PASSED",
                "ColumnValues \"i\" in [1,2,9007199254740992] with threshold > 0.9 | FAILED",
                "ColumnValues \"i\" != 9007199254740992 | PASSED",
                "ColumnValues \"i\" != 9007199254740993 | FAILED",
                "ColumnValues \"i\" not in [9007199254740992, 7.5, 99999999999999999999] | PASSED",
                "ColumnValues \"i\" not in [9007199254740993] | FAILED",
                "ColumnValues \"i\" between 0 and 9007199254740994 | PASSED",
                "ColumnValues \"i\" between 0 and 9007199254740993 | FAILED",
                "ColumnValues \"i\" between 0 and 9007199254740993.1 | PASSED",
                "ColumnValues \"i\" between -99999999999999999999999 and 99999999999999999999999 | PASSED",
                "ColumnValues \"i\" not between 2 and 9007199254740993 | PASSED",
                "ColumnValues \"i\" not between 2 and 9007199254740994 | FAILED",
                "ColumnValues \"i\" in [7.5] | FAILED",
                "Sum \"i\" = 9007199254740995 | FAILED",
                "Sum \"i\" = 9007199254740996 | PASSED",
                "Sum \"i\" = 9007199254740993 + 3 | PASSED",
                "Range \"i\" = 9007199254740991 | FAILED",
                "Range \"i\" = 9007199254740992 | PASSED",
                "CustomSql \"select max(i) from primary\" <= 9007199254740992 | FAILED",
                "CustomSql \"select max(i) from primary\" = 9007199254740993 | PASSED",
                "CustomSql \"select max(d) from primary\" = 0.3 | FAILED",
                "ColumnValues \"d\" <= 0.3 | FAILED",
                "ColumnValues \"d\" <= 0.30000000000000000001 | PASSED",
                "ColumnValues \"d\" <= 0.300000000000000000019 | PASSED",
                "ColumnValues \"d\" in [0.1, 0.2, 0.3] | FAILED",
                "ColumnValues \"d\" in [0.1, 0.2, 0.30000000000000000001] | PASSED",
                "ColumnValues \"d\" < 99999999999999999999999999999999999999999 | PASSED",
                "ColumnValues \"d\" between -99999999999 and 0.30000000000000000001 | FAILED",
                "Sum \"d\" <= 0.6 | FAILED",
                "Sum \"d\" = 0.60000000000000000001 | PASSED",
                "ColumnValues \"w\" <= 99999999999999999999999999999999999.99 | PASSED",
                "ColumnValues \"w\" < 99999999999999999999999999999999999.99 | FAILED",
                "ColumnValues \"w\" between 0.001 and 99999999999999999999999999999999999.991 | PASSED",
                "ColumnValues \"w\" not in [99999999999999999999999999999999999.991] | PASSED",
                "(ColumnValues \"i\" <= 9007199254740992) and (RowCount > 1) | FAILED",
            })
    void comparesAllDigits(String rule, Answer answer) {
        Dataset<Row> rows = rows();
        List<DqdlCheck> checks = checks(rule, rows);

        assertThat(DqdlVerdicts.overRows(checks, rows))
                .as("by a look: %s", rule)
                .allMatch(verdict -> verdict.answer() == answer);
        assertThat(DqdlVerdicts.of(checks, Optional.of(state(checks, rows)), () -> rows, MetricHistory.NONE))
                .as("by the pass: %s", rule)
                .extracting(Verdict::answer)
                .containsExactly(answer);
    }

    @Test
    void showsAllDigitsThatDecide() {
        Dataset<Row> rows = rows();
        assertThat(DqdlVerdicts.overRows(checks("Sum \"d\" <= 0.6", rows), rows)
                        .get(0)
                        .explanation())
                .isEqualTo("Sum of d is 0.60000000000000000001; asked: <= 0.6");
        assertThat(DqdlVerdicts.overRows(checks("Sum \"i\" = 9007199254740995", rows), rows)
                        .get(0)
                        .explanation())
                .isEqualTo("Sum of i is 9007199254740996; asked: = 9007199254740995");
    }

    @ParameterizedTest
    @CsvSource({"=, FAILED", "<, FAILED", ">, PASSED", "!=, PASSED"})
    void comparesSumsOfTwoTables(String operator, Answer answer) {
        Dataset<Row> rows = rows();
        Dataset<Row> others = spark.sql("SELECT * FROM VALUES (9007199254740995L) AS t(i)");
        List<DqdlCheck> checks = checks("AggregateMatch \"sum(i)\" \"sum(other.i)\" " + operator + " 1.0", rows);
        CheckTables looks = new CheckTables() {
            @Override
            public Dataset<Row> rows() {
                return rows;
            }

            @Override
            public Dataset<Row> other(String name) {
                return others;
            }
        };
        assertThat(DqdlVerdicts.of(checks, Optional.empty(), looks, MetricHistory.NONE))
                .extracting(Verdict::answer)
                .containsExactly(answer);
    }

    private Dataset<Row> rows() {
        return spark.sql("SELECT i, CAST(d AS DECIMAL(30, 20)) AS d, CAST(w AS DECIMAL(38, 2)) AS w FROM VALUES"
                + " (9007199254740993L, 0.30000000000000000001BD, 99999999999999999999999999999999999.99BD),"
                + " (1L, 0.1BD, 1BD), (2L, 0.2BD, 2BD) " + COLUMNS);
    }

    private static List<DqdlCheck> checks(String rule, Dataset<Row> rows) {
        return DqdlCompiler.compile(List.of(Rules.dqdl(rule)), Tables.table(List.of("i"), "i", "d", "w"), rows);
    }

    private static TableState state(List<DqdlCheck> checks, Dataset<Row> rows) {
        MetricRequest request = MetricRequest.countsOnly();
        for (DqdlCheck check : checks) {
            request = check.addTo(request);
        }
        RowCollector collector = new RowCollector(rows.schema(), request);
        for (InternalRow row : rows.queryExecution().executedPlan().executeCollect()) {
            collector.add(row);
        }
        return collector.state();
    }
}
