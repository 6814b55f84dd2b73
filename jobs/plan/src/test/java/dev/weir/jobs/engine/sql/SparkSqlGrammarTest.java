package dev.weir.jobs.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.contracts.sql.SqlCall;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlFacts.Shape;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSqlGrammarTest {

    private final SparkSqlGrammar grammar = new SparkSqlGrammar();

    @Test
    void tellsTablesColumnsAndFunctionsInTheirOrder() throws SqlSyntaxException {
        SqlFacts facts = grammar.query("""
            -- a comment
            SELECT e.Id AS encounter_id, upper(trim(e.`Odd name`)) AS odd, datediff(raw.encounters.STOP, START) days,
                   extract(YEAR FROM e.START) y, current_date AS today
            FROM raw.encounters e
            WHERE e.Id <> '' AND address.city = 'x';
            """);
        assertThat(facts.tables()).containsExactly("raw.encounters");
        assertThat(facts.columns()).containsExactly("Id", "Odd name", "STOP", "START", "address");
        assertThat(facts.calls())
                .extracting(SqlCall::name)
                .containsExactly("upper", "trim", "datediff", "extract", "current_date");
        assertThat(facts.shape()).isEqualTo(Shape.ROW_WISE);
    }

    @Test
    void namesOfWithAreNoTablesWhereTheyAreInScope() throws SqlSyntaxException {
        SqlFacts facts = grammar.query("""
            WITH recent AS (SELECT * FROM recent WHERE d > DATE '2020-01-01'), two AS (SELECT * FROM Recent)
            SELECT * FROM two JOIN `raw-x`.b USING (id) WHERE id IN (SELECT id FROM raw.c) AND EXISTS (SELECT 1 FROM two)
            UNION ALL SELECT * FROM raw.d\
            """);
        assertThat(facts.tables()).containsExactly("recent", "raw-x.b", "raw.c", "raw.d");
        assertThat(facts.shape()).isEqualTo(Shape.GENERAL);
    }

    /** Spark reads {@code 'Can''t'} as Cant, where ISO SQL has a quote. */
    @Test
    void twoQuotesWithinATextAreRefused() throws SqlSyntaxException {
        for (String sql : List.of("s = 'Can''t'", "s = ''''", "s = \"a\"\"b\"")) {
            assertThatThrownBy(() -> grammar.expression(sql))
                    .as(sql)
                    .isInstanceOf(SqlSyntaxException.class)
                    .hasMessageContaining("a backslash and a quote");
        }
        for (String sql : List.of("s = 'Can\\'t'", "s = ''", "s = 'a' 'b'", "concat('', 'b')")) {
            assertThat(grammar.expression(sql).shape()).as(sql).isEqualTo(Shape.ROW_WISE);
        }
    }

    @Test
    void anExpressionNamesTheColumnsToBlame() throws SqlSyntaxException {
        SqlFacts facts = grammar.expression("stopped_at >= started_at AND exists(codes, c -> c.code = other)");
        assertThat(facts.columns()).containsExactly("stopped_at", "started_at", "codes", "other");
        assertThat(facts.shape()).isEqualTo(Shape.ROW_WISE);
        assertThat(grammar.expression("a > (SELECT max(b) FROM t)").shape()).isEqualTo(Shape.GENERAL);
        assertThat(grammar.expression("sum(a) > 1").shape()).isEqualTo(Shape.GENERAL);
    }

    @Test
    void tellsColumnsWithAllTheirParts() throws SqlSyntaxException {
        SqlFacts facts = grammar.expression("year(started_at) >= parent.`birth year` AND address.city <> 'x'");
        assertThat(facts.mentions())
                .containsExactly(List.of("started_at"), List.of("parent", "birth year"), List.of("address", "city"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM raw.t",
                "SELECT a, CASE WHEN b > 0 THEN 'x' END FROM raw.t AS t WHERE a RLIKE 'x' OR b BETWEEN 1 AND 2",
                "SELECT ALL transform(xs, x -> x + 1) AS xs FROM raw.t t WHERE a IN (1, 2)",
            })
    void oneRowFromOneRowIsRowWise(String sql) throws SqlSyntaxException {
        assertThat(grammar.query(sql).shape()).isEqualTo(Shape.ROW_WISE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 AS one",
                "SELECT DISTINCT a FROM t",
                "SELECT count(*) FROM t",
                "SELECT first(a) FROM t",
                "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t",
                "SELECT a FROM t GROUP BY a",
                "SELECT a FROM t HAVING a > 1",
                "SELECT a FROM t ORDER BY a",
                "SELECT a FROM t LIMIT 3",
                "SELECT a FROM t, u",
                "SELECT a FROM t JOIN t AS u ON t.a = u.a",
                "SELECT a FROM (SELECT a FROM t)",
                "SELECT a FROM t WHERE a IN (SELECT a FROM t)",
                "SELECT row_number() OVER (PARTITION BY a ORDER BY b) FROM t",
                "SELECT lower(a) OVER w FROM t WINDOW w AS (PARTITION BY a)",
                "SELECT explode(a) FROM t",
                "SELECT c FROM t LATERAL VIEW explode(a) x AS c",
                "SELECT a FROM t UNION SELECT a FROM t",
                "SELECT a FROM t EXCEPT SELECT a FROM t",
                "SELECT * FROM t PIVOT (sum(a) FOR b IN (1, 2))",
                "WITH t AS (SELECT * FROM u) SELECT * FROM t",
                "FROM t SELECT a",
                "TABLE t",
                "VALUES (1), (2)",
                "SELECT * FROM range(3)",
            })
    void everythingElseIsGeneral(String sql) throws SqlSyntaxException {
        assertThat(grammar.query(sql).shape()).isEqualTo(Shape.GENERAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT a FORM raw.t | 1 | 15 | 'raw' cannot stand here",
                "SELECT a FROM raw.t WHERE a > | 1 | 30 | The SQL ends too early",
                "SELECT 'a FROM raw.t | 1 | 8 | A quote opened here with ' is never closed",
                "SELECT a /* FROM raw.t | 1 | 23 | A comment opened with /* is never closed",
                "SELECT a FROM raw.t WHERE a ＜ 5 | 1 | 29 | '＜' cannot stand here: write <, not its full-width",
                "DROP TABLE raw.t | 1 | 1 | This is not a SELECT",
                "INSERT INTO a SELECT * FROM b | 1 | 1 | This is not a SELECT",
                "SELECT 1; SELECT 2 | 1 | 11 | 'SELECT' cannot stand here",
                "SELECT * FROM my-source.t | 1 | 15 | A name with '-' in it stands in `back quotes`",
                "SELECT * FROM t TABLESAMPLE (5 ROWS) | 1 | 17 | TABLESAMPLE takes other rows each time",
                "SELECT TRANSFORM(a) USING 'cat' FROM t | 1 | 1 | A transformation runs no scripts",
                "FROM t SELECT TRANSFORM(a) USING 'cat' AS a | 1 | 8 | A transformation runs no scripts",
                "SELECT a FROM (FROM t MAP a USING 'cat' AS a) | 1 | 23 | A transformation runs no scripts",
                "WITH x AS (FROM t REDUCE a USING 'cat' AS a) SELECT a FROM x | 1 | 19 | A transformation runs no scripts",
                "SELECT * FROM IDENTIFIER('t') | 1 | 15 | A table is named here by an expression",
                "SELECT * FROM t VERSION AS OF 1 | 1 | 17 | A transformation reads its inputs as they are now",
            })
    void tellsWhereAndWhatInOneSentence(String sql, int line, int column, String sentence) {
        SqlSyntaxException error = catchThrowableOfType(SqlSyntaxException.class, () -> grammar.query(sql));
        assertThat(error).isNotNull();
        assertThat(error.getMessage()).startsWith(sentence).doesNotContain("\n");
        assertThat(error.line()).isEqualTo(line);
        assertThat(error.column()).isEqualTo(column);
    }

    @Test
    void countsLinesWithinTheSql() {
        SqlSyntaxException error =
                catchThrowableOfType(SqlSyntaxException.class, () -> grammar.query("SELECT a\nFROM t\n  WHERE a > )"));
        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a > 1 AS big", "a >", "a > 1 b c", ""})
    void refusesWhatIsNotOneExpression(String sql) {
        assertThat(catchThrowableOfType(SqlSyntaxException.class, () -> grammar.expression(sql)))
                .isNotNull();
    }

    @Test
    void knowsThePlainColumnsThatAQueryGives() throws SqlSyntaxException {
        assertThat(columns("SELECT * FROM primary WHERE n > 1")).containsExactly("*");
        assertThat(columns("SELECT p.* FROM primary p")).containsExactly("*");
        assertThat(columns("select p.id, `order no` from primary p")).containsExactly("id", "order no");
        assertThat(columns("SELECT upper(word) FROM primary")).isEmpty();
        assertThat(columns("SELECT id AS n FROM primary")).isEmpty();
        assertThat(columns("SELECT 1 FROM a UNION SELECT 2 FROM b")).isEmpty();
    }

    private List<String> columns(String query) throws SqlSyntaxException {
        return grammar.query(query).output().columns();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "SELECT CAST(a AS INT) AS b, a FROM t ; b<-a",
                "SELECT 1 + try_cast(upper(t.a) AS decimal(4, 1)) `B c` FROM t ; B c<-?",
                "SELECT to_date(t.a, 'yyyy') AS b, to_timestamp(c) AS d FROM t ; b<-a d<-c",
                "SELECT struct(CAST(a AS DATE) AS x) AS b FROM t ; b<-a",
                "SELECT transform(s, a -> CAST(a AS INT)) AS b FROM t ; b<-?",
                "SELECT CAST(a || 'x' AS INT) AS b, CAST(CAST(a AS STRING) AS INT) AS c FROM t ; b<-? c<-?",
                "SELECT CAST(a AS STRING) AS b, CAST('5' AS INT) AS c, CAST(1 + a AS INT) AS d FROM t ; ",
                "SELECT CAST((CAST(a AS INT)) AS DOUBLE) AS b, CAST(-a AS INT) AS c FROM t ; b<-a",
                "SELECT int(a) AS b FROM t WHERE CAST(a AS INT) > 1 ; ",
            })
    void castsOfWhatMayBeTextAreToldByTheirColumn(String query, @Nullable String casts) throws SqlSyntaxException {
        assertThat(grammar.query(query).output().casts().stream()
                        .map(cast -> cast.output() + "<-" + cast.operand().orElse("?"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(casts == null ? "" : casts);
    }

    // --- calls -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "upper(a) | upper PLAIN [EXPRESSION]",
                "a + `Upper`( b , 1, 'x' 'y') | upper PLAIN [EXPRESSION, NUMBER 1, TEXT xy]",
                "count(*) | count PLAIN [STAR]",
                "count(t.*) | count PLAIN [STAR]",
                "count(DISTINCT a, b) | count PLAIN [EXPRESSION, EXPRESSION]",
                "mask(a, digitChar => 'd') | mask PLAIN [EXPRESSION, EXPRESSION]",
                "system.builtin.now() | system.builtin.now PLAIN []",
                "left(a, 2) | left PLAIN [EXPRESSION, NUMBER 2]",
                "a RLIKE 'b\\\\d' | rlike OWN_WORDS [EXPRESSION, TEXT b\\d]",
                "a NOT REGEXP r'b\\d' | rlike OWN_WORDS [EXPRESSION, TEXT b\\d]",
                "a LIKE 'x!%' ESCAPE '!' | like OWN_WORDS [EXPRESSION, TEXT x!%, TEXT !]",
                "a ILIKE b | ilike OWN_WORDS [EXPRESSION, EXPRESSION]",
                "DATE 'today' > d | date OWN_WORDS [TEXT today]",
                "CAST('now' AS TIMESTAMP) | cast OWN_WORDS [EXPRESSION], timestamp OWN_WORDS [TEXT now]",
                "EXTRACT(YEAR FROM d) | extract OWN_WORDS [EXPRESSION]",
                "current_date | current_date OWN_WORDS []",
                "current_date() | current_date PLAIN []",
                "forall(xs, x -> length(x) > 1) | forall PLAIN [EXPRESSION, EXPRESSION], length PLAIN [EXPRESSION]",
                "a IS NULL AND b BETWEEN 1 AND 2 | ^^",
            })
    void tellsWhatIsCalledWithWhat(String expression, String calls) throws SqlSyntaxException {
        assertThat(grammar.expression(expression).calls().stream()
                        .map(call -> call.name() + " " + call.form() + " "
                                + call.arguments().stream()
                                        .map(argument -> (argument.kind() + " " + argument.text()).strip())
                                        .toList())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(calls);
    }

    @Test
    void aCallHasItsPlace() throws SqlSyntaxException {
        SqlCall call = grammar.query("SELECT a,\n  lower( b )\nFROM t").calls().get(0);
        assertThat(call.line()).isEqualTo(2);
        assertThat(call.column()).isEqualTo(3);
    }

    // --- depth -----------------------------------------------------------------------------------------------------

    /** What grows with n: a piece before, the middle, a piece behind. */
    private enum Growing {
        BRACKETS("(", "a", ")"),
        CALLS("abs(", "a", ")"),
        CASES("CASE WHEN a THEN ", "a", " END"),
        CASES_BEHIND("CASE WHEN ", "a", " THEN a END"),
        CASES_WITH_A_COLUMN_CALLED_END("CASE WHEN end THEN ", "a", " END"),
        NOTS("NOT ", "a", ""),
        BANGS("!", "a", ""),
        SIGNS("- ", "1", ""),
        TILDES("~", "a", ""),
        NOTS_AND_BRACKETS("NOT (", "a", ")"),
        LAMBDAS("forall(x, y -> ", "a", ")"),
        BARE_LAMBDAS("y -> ", "a", ""),
        SUBQUERIES("a IN (SELECT a FROM t WHERE ", "a", ")"),
        SCALAR_SUBQUERIES("(SELECT ", "a", ")"),
        SUBSCRIPTS("a[", "1", "]"),
        TYPES("CAST(a AS ARRAY<", "INT", ">"),
        UNCLOSED("(", "a", ""),
        UNOPENED("", "a", ")"),
        COMMENTS("/* ", "a", " */ "),
        HALF_COMMENTS("/* ", "a", "");

        private final String before;
        private final String middle;
        private final String behind;

        Growing(String before, String middle, String behind) {
            this.before = before;
            this.middle = middle;
            this.behind = behind;
        }

        String of(int n) {
            String text = this == TYPES
                    ? "CAST(a AS " + "ARRAY<".repeat(n) + middle + ">".repeat(n) + ")"
                    : before.repeat(n) + middle + behind.repeat(n);
            return this == COMMENTS ? before.repeat(n) + behind.repeat(n) + middle : text;
        }
    }

    @ParameterizedTest
    @EnumSource(Growing.class)
    void nothingIsTooDeepToBeAnsweredAtOnce(Growing growing) {
        for (int n : new int[] {18, 95, 300, 2_000, 12_000}) {
            String sql = growing.of(n);
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                SqlSyntaxException refusal =
                        catchThrowableOfType(SqlSyntaxException.class, () -> grammar.expression(sql));
                if (n > 100) {
                    assertThat(refusal).as(growing + " " + n).isNotNull();
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Growing.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNCLOSED", "UNOPENED", "HALF_COMMENTS", "COMMENTS"})
    void twentyLevelsAreFine(Growing growing) {
        assertThat(catchThrowableOfType(SqlSyntaxException.class, () -> grammar.expression(growing.of(20))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" AND a = 1", " OR a = 1"})
    void chainsOfAndAreNoDepth(String link) throws SqlSyntaxException {
        assertThat(grammar.expression("a = 1" + link.repeat(9_000)).columns()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {" + a", " || a", " = a", " * 2", ".a", "[1]"})
    void otherChainsHaveAnEnd(String link) throws SqlSyntaxException {
        assertThat(grammar.expression("a" + link.repeat(400)).columns()).containsExactly("a");
        assertThat(catchThrowableOfType(SqlSyntaxException.class, () -> grammar.expression("a" + link.repeat(10_000))))
                .hasMessageStartingWith("More than 500 operators stand in one row");
    }

    @Test
    void aThousandUnionsHaveAnEnd() {
        assertThat(catchThrowableOfType(
                        SqlSyntaxException.class,
                        () -> grammar.query("SELECT a FROM t" + " UNION ALL SELECT a FROM t".repeat(3_000))))
                .hasMessageStartingWith("More than 500 operators stand in one row");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :x",
                "a = ?",
                "IDENTIFIER('now')() > a",
                "IDENTIFIER(:x)(a)",
            })
    void refusesParametersAndNamesMadeOfTexts(String sql) {
        assertThat(catchThrowableOfType(SqlSyntaxException.class, () -> grammar.expression(sql)))
                .isNotNull();
    }
}
