package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Verdict;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DqdlCompilerIT {

    private final Dataset<Row> rows = new GeneratedTables(1).table(SparkFixture.spark(), 4);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        IsComplete                                              | INVALID_RULE | IsComplete
        IsComplete "n", IsComplete "x"                          | INVALID_RULE | second rule
        Completness "n" > 0.5                                   | INVALID_RULE | Completness
        Completeness "word" > 0.5 where "wrd = 1"               | INVALID_RULE | no column `wrd`
        Completeness "word" > 0.5 where "word ="                | INVALID_SQL  | syntax error
        IsComplete "wrd"                                        | UNKNOWN_NAME | no column 'wrd'
        (RowCount > 1) and (IsUnique "wrd")                     | UNKNOWN_NAME | write 'word'
        Mean "word" > 1                                         | TYPE_MISMATCH | word
        ColumnDataType "word" = "STRING"                        | UNSUPPORTED  | STRING
        CustomSql "select word from primary where n > 1"        | UNSUPPORTED  | plain filter
        CustomSql "select p.* from primary p join primary q"    | UNSUPPORTED  | plain filter
        CustomSql "select * from primary where n > (select 1)"  | UNSUPPORTED  | plain filter
        CustomSql "select * from primary where m > 1"           | INVALID_RULE | no column
        CustomSql "select * form primary"                       | INVALID_SQL  | syntax error
        """)
    void refusesWithItsPlaceWhatCannotBeAnswered(String text, Code code, String word) {
        ProblemsException e =
                catchThrowableOfType(ProblemsException.class, () -> DqdlDifferentialIT.compile(List.of(text), rows));

        Problem problem = assertThat(e.problems()).singleElement().actual();
        assertThat(problem.place()).isEqualTo(Rules.PLACE);
        assertThat(problem.toString()).contains(word);
        assertThat(problem.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exists (select max(n) from primary q where q.n = primary.n) | aggregate without GROUP BY",
                "not (n in (select n from primary) and n = 1) | value of IN",
            })
    void refusesAQueryWithASubQueryThatSparkAnswersWrongly(String condition, String word) {
        DqdlCheck check = DqdlDifferentialIT.compile(
                        List.of("CustomSql \"select count(*) from primary where " + condition + "\" = 0"), rows)
                .get(0);
        Problems problems = new Problems();
        DqdlCompiler.reviewQueries(check, SparkFixture.spark(), rows.schema(), Map.of(), problems);

        Problem problem = assertThat(catchThrowableOfType(ProblemsException.class, problems::throwIfAny)
                        .problems())
                .singleElement()
                .actual();
        assertThat(problem.toString()).contains(word);
        assertThat(problem.code()).isEqualTo(Code.INVALID_SQL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count(*), max(n) | gives 2 columns, and one number is compared",
                "n, n + 1 AS more | gives 2 columns",
                "max(word) | gives STRING, and a number is compared",
                "max(day) | gives DATE",
                "count(*) from primary where n = (select q.n from primary q where q.word = primary.word) union all select 1 | may give several rows",
                "max(n) > 1 | ",
                "max(x) | ",
            })
    void aQueryGivesOneNumber(String given, @Nullable String why) {
        DqdlCheck check = DqdlDifferentialIT.compile(
                        List.of("CustomSql \"select " + given + " from primary\" = 1"), rows)
                .get(0);
        Problems problems = new Problems();
        DqdlCompiler.reviewQueries(check, SparkFixture.spark(), rows.schema(), Map.of(), problems);

        if (why == null) {
            assertThat(problems.list()).isEmpty();
            return;
        }
        Problem problem = assertThat(problems.list()).singleElement().actual();
        assertThat(problem.code()).isEqualTo(Code.INVALID_RULE);
        assertThat(problem.why()).contains(why);
        assertThat(problem.remedy()).contains("max(");
    }

    @Test
    void aQueryOfSeveralRowsSaysSo() {
        List<DqdlCheck> checks = DqdlDifferentialIT.compile(List.of("CustomSql \"select n from primary\" = 1"), rows);

        assertThat(DqdlVerdicts.overRows(checks, rows).get(0).explanation())
                .contains("could not be computed: its query gives more than one row")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RowCount > 0                                     | STATES |
        RowCount > 0 where "n > 1"                       | STATES | n
        IsComplete "N"                                   | STATES | n
        Completeness "word" > 0.5 where "flag"           | STATES | word, flag
        ColumnValues "x" >= 0                            | STATES | x
        ColumnValues "x" between 0 and 1                 | STATES | x
        ColumnValues "word" matches "a.*"                | STATES | word
        ColumnLength "word" < 5                          | STATES | word
        ColumnLength "word" in [1, 2]                    | STATES | word
        (Mean "n" > 1) or (Sum "x" > 1)                  | STATES | n, x
        (Mean "n" > 1) or (IsUnique "id")                | STAGED | id, n
        ColumnExists "missing"                           | STATES |
        Variance "x" > 1                                 | STATES | x
        Range "x" > 1                                    | STATES | x
        ZerosCount "x" > 1                               | STATES | x
        Skewness "x" > 1                                 | STAGED | x
        IsPrimaryKey "word" "id"                         | STAGED | id, word
        IsUnique "word" "id"                             | STAGED | id, word
        ColumnNamesMatchPattern "[a-z]+"                 | STATES |
        DataFreshness "at" < 3 days                      | STATES | at
        ColumnDataType "code" = "DATE" with format = "yyyy-MM-dd" with threshold > 0.1 | STATES | code
        CustomSql "select id from primary where n > 1"   | STATES | id, n, x, amount, word, code, day, at, flag, nothing
        CustomSql "select count(*) from primary" > 1     | STAGED | id, n, x, amount, word, code, day, at, flag, nothing
        """)
    void knowsWhatACheckTakes(
            String text, CheckRequirements answerable, @org.jspecify.annotations.Nullable String columns) {
        DqdlCheck check = DqdlDifferentialIT.compile(List.of(text), rows).get(0);

        assertThat(check.answerable()).isEqualTo(answerable);
        assertThat(String.join(", ", check.columns())).isEqualTo(columns == null ? "" : columns);
    }

    @Test
    void tellsTheMeasureAndWhatWasAskedButNoValueOfARow() {
        List<DqdlCheck> checks = DqdlDifferentialIT.compile(
                List.of("RowCount > 10", "ColumnValues \"id\" > 2", "Completeness \"nothing\" = 0.0"), rows);

        assertThat(DqdlVerdicts.overRows(checks, rows))
                .extracting(Verdict::explanation)
                .containsExactly(
                        "RowCount is 4; asked: > 10",
                        "Minimum of id is not as asked, Completeness of id is 1; asked: > 2",
                        "Completeness of nothing is 0; asked: = 0.0");
    }

    @Test
    void leavesNoViewBehind() {
        List<DqdlCheck> checks =
                DqdlDifferentialIT.compile(List.of("CustomSql \"select count(*) from primary\" = 4"), rows);

        assertThat(DqdlVerdicts.overRows(checks, rows))
                .extracting(Verdict::holds)
                .containsExactly(false);
        assertThat(rows.sparkSession().catalog().tableExists("primary")).isFalse();
    }
}
