package dev.weir.quality.dqdl.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.OtherTable;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DqdlGrammarTest {

    private final DqdlGrammar grammar = new DqdlGrammar();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ColumnValues "a" > 1                         | NUMBER   | GREATER
        ColumnValues "a" >= -1.5                     | NUMBER   | GREATER_OR_EQUAL
        ColumnValues "a" < 1                         | NUMBER   | LESS
        ColumnValues "a" <= 1                        | NUMBER   | LESS_OR_EQUAL
        ColumnValues "a" = 1                         | NUMBER   | EQUAL
        ColumnValues "a" != 1                        | NUMBER   | NOT_EQUAL
        ColumnValues "a" = NULL                      | NUMBER   | EQUAL
        ColumnValues "a" between 1 and 2             | NUMBER   | BETWEEN
        ColumnValues "a" not between 1 and 2         | NUMBER   | NOT_BETWEEN
        ColumnValues "a" in [1, NULL]                | NUMBER   | IN
        ColumnValues "a" not in [1, 2]               | NUMBER   | NOT_IN
        ColumnValues "a" = "b"                       | TEXT     | EQUAL
        ColumnValues "a" != EMPTY                    | TEXT     | NOT_EQUAL
        ColumnValues "a" in ["b", NULL, EMPTY]       | TEXT     | IN
        ColumnValues "a" not in ["b"]                | TEXT     | NOT_IN
        ColumnValues "a" matches "[a-z]"             | TEXT     | MATCHES
        ColumnValues "a" not matches "[a-z]"         | TEXT     | NOT_MATCHES
        ColumnValues "a" > "2026-01-01"              | DATE     | GREATER
        ColumnValues "a" <= (now() - 3 days)         | DATE     | LESS_OR_EQUAL
        ColumnValues "a" not in ["2026-01-01", NULL] | DATE     | NOT_IN
        DataFreshness "a" < 3 days                   | DURATION | LESS
        DataFreshness "a" not in [3 days, 2 hours]   | DURATION | NOT_IN
        FileSize > 3 MB                              | SIZE     | GREATER
        """)
    void knowsEachConditionByItsKindAndComparison(String text, Kind kind, Operator operator)
            throws DqdlSyntaxException {
        DqdlCondition condition = leaf(text).condition().orElseThrow();
        assertThat(condition.kind()).isEqualTo(kind);
        assertThat(condition.operator()).isEqualTo(operator);
        assertThat(text).endsWith(condition.text());
    }

    @Test
    void keepsOperandsAsTheyAreMeant() throws DqdlSyntaxException {
        assertThat(leaf("RowCount between avg(last(10)) * 0.8 and (3 - -1)")
                        .condition()
                        .orElseThrow()
                        .operands())
                .containsExactly(
                        new DqdlCondition.Calculated(
                                new DqdlCondition.Call(
                                        "avg",
                                        List.of(new DqdlCondition.Call(
                                                "last", List.of(new DqdlCondition.Literal(10))))),
                                '*',
                                new DqdlCondition.Literal(0.8)),
                        new DqdlCondition.Calculated(new DqdlCondition.Literal(3), '-', new DqdlCondition.Literal(-1)));
        assertThat(leaf("ColumnValues \"a\" in [\"张三\", NULL, whitespaces_only]")
                        .condition()
                        .orElseThrow()
                        .operands())
                .containsExactly(
                        new DqdlCondition.Text("张三"),
                        new DqdlCondition.Null(),
                        new DqdlCondition.Keyword("WHITESPACES_ONLY"));
    }

    @Test
    void knowsWhatStandsWhereInTheText() throws DqdlSyntaxException {
        Leaf leaf = leaf(
                "ColumnDataType \"𠮷野\" = \"DATE\"\n  where \"n > 1\" with format = \"yyyy-MM\" with threshold > 0.9");
        assertThat(leaf.name()).isEqualTo(new Word("ColumnDataType", 1, 1));
        assertThat(leaf.columns()).containsExactly(new Word("𠮷野", 1, 16));
        assertThat(leaf.where()).contains(new Word("n > 1", 2, 9));
        assertThat(leaf.tags()).containsEntry("format", new Word("yyyy-MM", 2, 17));
        assertThat(leaf.threshold().orElseThrow().text()).isEqualTo("> 0.9");
        assertThat(leaf.condition().orElseThrow().text()).isEqualTo("= \"DATE\"");
    }

    @Test
    void joinsPartsAsTheyAreJoined() throws DqdlSyntaxException {
        DqdlFacts facts = grammar.rule("(IsComplete \"a\") and ((RowCount > 1) or (IsUnique \"b\"))");
        assertThat(facts).isInstanceOf(DqdlFacts.Combined.class);
        assertThat(((DqdlFacts.Combined) facts).operator()).isEqualTo(DqdlFacts.Operator.AND);
        assertThat(((DqdlFacts.Combined) facts).parts().get(1)).isInstanceOf(DqdlFacts.Combined.class);
        assertThat(facts.leaves())
                .extracting(Leaf::text)
                .containsExactly("IsComplete \"a\"", "RowCount > 1", "IsUnique \"b\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ReferentialIntegrity "a,b" "raw.x.people.{c, d}" = 1.0     | a,b | raw.x.people | c,d
        ReferentialIntegrity "a" "people.c" = 1.0                  | a   | people       | c
        RowCountMatch "molecules.compounds@3" > 0.9                |     | molecules.compounds@3 |
        SchemaMatch "people" = 1.0                                 |     | people       |
        AggregateMatch "sum(a)" "avg(raw.x.people.c)" > 0.9        | a   | raw.x.people | c
        DatasetMatch "people" "a->c,b" "d->e" > 0.9                | a,b,d | people     | c,b,e
        """)
    void knowsOtherTablesAndTheirColumns(
            String text,
            @org.jspecify.annotations.Nullable String own,
            String table,
            @org.jspecify.annotations.Nullable String columns)
            throws DqdlSyntaxException {
        Leaf leaf = leaf(text);
        assertThat(leaf.columns().stream().map(Word::text).toList())
                .isEqualTo(own == null ? List.of() : List.of(own.split(",")));
        OtherTable other = assertThat(leaf.others()).singleElement().actual();
        assertThat(other.table().text()).isEqualTo(table);
        assertThat(other.columns()).isEqualTo(columns == null ? List.of() : List.of(columns.split(",")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Completeness "a > 0.5                 | 1 | 14 | quote opened here
        IsComplete "a", IsComplete "b"        | 1 | 15 | second rule
        Completeness "a" > > 1                | 1 | 20 | '>' cannot stand here
        RowCount >                            | 1 | 11 | ends too early
        (RowCount > 1                         | 1 | 14 | ends too early
        RowCount > 1)                         | 1 | 13 | ')' cannot stand here
        RowCount ~ 1                          | 1 | 10 | '~'
        ColumnValues "a" in $values           | 1 | 21 | variable
        RowCount > 1 with x > 3               | 1 | 21 | '='
        Rules = [ RowCount > 1 ]              | 1 | 1  | 'Rules'
        """)
    void saysWhereARuleBreaks(String text, int line, int column, String word) {
        DqdlSyntaxException e = catchThrowableOfType(DqdlSyntaxException.class, () -> grammar.rule(text));
        assertThat(e.line()).isEqualTo(line);
        assertThat(e).hasMessageContaining(word);
        assertThat(e.column()).isEqualTo(column);
    }

    private Leaf leaf(String text) throws DqdlSyntaxException {
        return (Leaf) grammar.rule(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        (            | RowCount > 1   | )
        (            | RowCount > 1   |
        RowCount > ( | 1              | )
        RowCount > abs( | 1           | )
        ''           | RowCount > 1   | ' and RowCount > 1'
        ''           | (RowCount > 1) | ' or (RowCount > 1)'
        RowCount >   | 1              | ' + 1'
        RowCount >   | 1              | ' * -1'
        """)
    void nothingIsTooDeepToBeAnsweredAtOnce(String before, String middle, String behind) {
        String first = before.startsWith("RowCount") ? "RowCount > " : "";
        String each =
                before.substring(first.isEmpty() ? 0 : first.strip().length()).strip();
        for (int n : new int[] {20, 2_000, 12_000}) {
            String rule = first + each.repeat(n) + middle + (behind == null ? "" : behind.repeat(n));
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                DqdlSyntaxException refusal = catchThrowableOfType(DqdlSyntaxException.class, () -> grammar.rule(rule));
                if (n > 20) {
                    assertThat(refusal).as(rule.substring(0, 40)).isNotNull();
                } else if (behind != null) {
                    assertThat(refusal).as(rule).isNull();
                }
            });
        }
    }
}
