package dev.weir.contracts.read.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.Sample;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DqdlReaderTest {

    private static final Place PLACE = new Place("quality-rules/a.yaml", 3, 12);

    private static final Table TABLE = new Table(
            "stays",
            "",
            List.of(
                    column("id", new DataType.Text()),
                    column("n", new DataType.Int64()),
                    column("amount", new DataType.Decimal(12, 2)),
                    column("x", new DataType.Real()),
                    column("flag", new DataType.Bool()),
                    column("day", new DataType.Date(Optional.empty())),
                    column("at", new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty())),
                    column("codes", new DataType.Array(new DataType.Text()))),
            new Table.Keys(List.of("id"), List.of(), Optional.empty()),
            new Table.Files(Optional.empty()),
            PLACE);

    private final Problems problems = new Problems();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RowCount > 0",
                "RowCount > last(1)",
                "ColumnExists \"nothing\"",
                "IsComplete \"ID\"",
                "IsComplete \"`n`\" where \"x > 1\"",
                "Mean \"amount\" between 1 and 2",
                "ColumnLength \"id\" = 3",
                "ColumnValues \"n\" in [1, NULL]",
                "ColumnValues \"id\" in [\"a\", \"b\"] with threshold > 0.5",
                "ColumnValues \"flag\" = \"true\"",
                "ColumnValues \"n\" = \"7\"",
                "ColumnDataType \"id\" = \"DATE\" with format = \"yyyy-MM-dd\"",
                "ColumnDataType \"n\" = \"decimal(10,2)\"",
                "ColumnDataType \"n\" = \"DECIMAL(1,0)\"",
                "ColumnDataType \"n\" = \"DECIMAL(38,38)\"",
                "ColumnNamesMatchPattern \"[a-z]+\"",
                "IsUnique \"id\" \"n\"",
                "CustomSql \"select * from primary where n > 1\"",
                "CustomSql \"select n, id from primary where n > 1\" with threshold > 0.5",
                "CustomSql \"select count(*) from primary\" > 3",
                "RowCountMatch \"raw.x.patients\" >= 1",
                "ReferentialIntegrity \"id,n\" \"patients.{a,b}\" = 1",
                "AggregateMatch \"sum(n)\" \"avg(patients.k)\" = 1",
                "DatasetMatch \"patients\" \"id->k\" \"n->m\" = 1",
                "(RowCount > 1) and (IsComplete \"n\")",
            })
    void takesWhatCanBeAnswered(String rule) {
        assertThat(read(rule)).as(problems.list().toString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RowCnt > 1                                             | INVALID_RULE  | 12 | write 'RowCount'
        DetectAnomalies "RowCount"                             | UNSUPPORTED   | 12 | Deequ does not evaluate it
        RowCount "n" > 1                                       | INVALID_RULE  | 12 | takes nothing
        IsComplete                                             | INVALID_RULE  | 12 | takes a column
        ColumnCorrelation "n" > 0.1                            | INVALID_RULE  | 12 | two columns
        ReferentialIntegrity "id,n" "patients.k" = 1           | INVALID_RULE  | 12 | wrong parameters
        AggregateMatch "max(n)" "sum(patients.k)" = 1          | INVALID_RULE  | 12 | sum
        IsComplete "idd"                                       | UNKNOWN_NAME  | 23 | write 'id'
        AggregateMatch "sum(m)" "sum(patients.k)" = 1          | UNKNOWN_NAME  | 27 | no such column
        Mean "id" > 1                                          | TYPE_MISMATCH | 17 | needs a number
        ColumnLength "n" > 1                                   | TYPE_MISMATCH | 25 | needs a text
        IsComplete "codes"                                     | TYPE_MISMATCH | 23 | plain value
        ColumnValues "id" > 3                                  | TYPE_MISMATCH | 12 | compared with numbers
        ColumnValues "n" = "a"                                 | TYPE_MISMATCH | 12 | no value of it
        ColumnValues "flag" = "yes"                            | TYPE_MISMATCH | 12 | no value of it
        ColumnValues "n" > NULL                                | TYPE_MISMATCH | 12 | more or less than NULL
        ColumnValues "n" between 1 and NULL                    | TYPE_MISMATCH | 12 | plain numbers
        ColumnValues "n" > last(3)                             | UNSUPPORTED   | 12 | no single measure
        ColumnDataType "id" = "STRING"                         | TYPE_MISMATCH | 12 | Deequ knows
        ColumnDataType "id" = "DECIMAL(10,12)"                 | TYPE_MISMATCH | 12 | Deequ knows
        ColumnDataType "id" = "DECIMAL(10,11)"                 | TYPE_MISMATCH | 12 | Deequ knows
        ColumnDataType "id" = "DECIMAL(39,0)"                  | TYPE_MISMATCH | 12 | Deequ knows
        ColumnDataType "id" = "DECIMAL(0,0)"                   | TYPE_MISMATCH | 12 | Deequ knows
        ColumnDataType "day" = "INTEGER"                       | TYPE_MISMATCH | 12 | ever a INTEGER
        ColumnDataType "id" in ["DATE"]                        | TYPE_MISMATCH | 12 | '!='
        RowCount                                               | INVALID_RULE  | 12 | no condition
        IsComplete "n" > 1                                     | INVALID_RULE  | 12 | by itself
        RowCount = "a"                                         | INVALID_RULE  | 12 | compared with a number
        RowCount > NULL                                        | INVALID_RULE  | 12 | NULL is no number
        RowCount > last(3)                                     | INVALID_RULE  | 12 | several numbers
        RowCount > last(0)                                     | INVALID_RULE  | 12 | whole number from 1
        ColumnCount > 1 where "n > 1"                          | INVALID_RULE  | 34 | DQDL has none for it
        IsComplete "n" where "m > 1"                           | UNKNOWN_NAME  | 33 | no such column
        IsComplete "n" where "n !! 1"                          | INVALID_SQL   | 36 | unexpected
        IsComplete "n" where "n > now()"                       | INVALID_SQL   | 38 | now()
        IsComplete "n" where "n > max(n)"                      | INVALID_RULE  | 33 | more than the row
        RowCount > 1 with threshold > 0.5                      | INVALID_RULE  | 12 | share of rows
        CustomSql "select count(*) from primary" > 1 with threshold > 0.5 | INVALID_RULE | 12 | share of rows
        ColumnValues "n" in [1, 2] with threshold > last(2)    | INVALID_RULE  | 12 | compared with numbers
        RowCount > 1 with colour = 2                           | INVALID_RULE  | 25 | nothing honours it
        ColumnDataType "id" = "DATE" with format = "yy"        | INVALID_RULE  | 41 | Deequ knows
        ColumnNamesMatchPattern "["                            | INVALID_RULE  | 36 | regular expression
        CustomSql "select id from primary join patients"       | UNSUPPORTED   | 22 | plain filter
        CustomSql "select * from primary where n in (select n from patients)" | UNSUPPORTED | 22 | SELECT count(*) FROM primary
        CustomSql "select id from primary join patients"       | UNSUPPORTED   | 22 | SELECT count(*) FROM primary
        CustomSql "select * from patients"                     | UNSUPPORTED   | 22 | SELECT count(*) FROM primary
        CustomSql "select n from primary where n > 1"          | UNSUPPORTED   | 22 | select * or the table's key
        CustomSql "delete"                                     | INVALID_SQL   | 23 | SELECT is missing
        Rules = [ RowCount > 1 ]                               | INVALID_RULE  | 12 | no DQDL rule
        Rules = [ IsUnique "a\\" ]                             | INVALID_RULE  | 12 | ends in a backslash
        """)
    void tellsWhatCannotBeAnsweredWhereItStands(String rule, Code code, int column, String word) {
        assertThat(read(rule)).isFalse();
        Problem problem = assertThat(problems.list()).singleElement().actual();
        assertThat(problem.toString()).contains(word);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.place()).isEqualTo(new Place("quality-rules/a.yaml", 3, column));
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        assertThat(read("(IsComplete \"m\") and (RowCount > last(3))")).isFalse();
        assertThat(problems.list())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(Code.UNKNOWN_NAME, Code.INVALID_RULE);
    }

    private boolean read(String rule) {
        ReadContext reading = new ReadContext(
                new WorkspaceFiles(Path.of("."), Map.of(), Sample.LANGUAGES.personal(), problems),
                problems,
                Sample.LANGUAGES);
        YamlScalar scalar =
                new YamlScalar(rule, YamlScalar.Sort.TEXT, PLACE, new YamlScalar.Inside(3, 12, YamlScalar.Lines.KEPT));
        return new DqdlReader(TABLE, reading).read(scalar).isPresent();
    }

    private static Column column(String name, DataType type) {
        return new Column(
                name,
                type,
                Column.Presence.OPTIONAL,
                new Column.Meaning("", Optional.of("NONE"), Optional.empty(), Optional.empty()),
                new Column.Origin(name, List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                PLACE);
    }
}
