package dev.weir.jobs.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.sql.SqlPolicy;
import dev.weir.contracts.sql.UserSql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate with Spark's grammar in it: what people meet at {@code validate}. */
class SqlGateTest {

    private final SqlPolicy gate = new SqlPolicy(new SparkSqlGrammar());

    private static UserSql written(String sql) {
        return new UserSql(sql, "the predicate", (line, column) -> new Place("a.sql", line, column));
    }

    private List<Problem> problems(String expression) {
        return gate.expression(written(expression)).problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a = '${env:SECRET}' | 1 | 6",
                "a = b -- ${env:SECRET} | 1 | 10",
                "a = b /* ${spark.x} */ | 1 | 10",
                "${env:SECRET} = a | 1 | 1",
                "`${x}` = a | 1 | 2",
                "a RLIKE '^x${2}' | 1 | 12",
            })
    void thereAreNoVariables(String sql, int line, int column) {
        SqlPolicy.Outcome read = gate.expression(written(sql));
        assertThat(read.facts()).isEmpty();
        assertThat(read.right()).isEmpty();
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_SQL);
            assertThat(problem.place()).isEqualTo(new Place("a.sql", line, column));
            assertThat(problem.what()).isEqualTo("the predicate contains '${'");
        });
        assertThat(gate.query(written("SELECT 1 AS one,\n'${env:SECRET}' AS x FROM t"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place()).isEqualTo(new Place("a.sql", 2, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = '$\\\\{x}'", "a RLIKE '[$]{2}'", "a = '{x}'", "a = '$'"})
    void otherDollarsAreFine(String sql) {
        assertThat(problems(sql)).isEmpty();
    }

    @Test
    void aLongTextIsRefusedBeforeItIsRead() {
        assertThat(problems("a IN (" + "'0123456789',".repeat(10_000) + "'x')"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).isEqualTo("the most for one piece of SQL is 100000"));
        assertThat(problems("a IN (" + "'0123456789',".repeat(7_000) + "'x')")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "lenght(s) > 3 | the predicate calls lenght() | write 'length'",
                "is_residentid(s) | the predicate calls is_residentid() | write 'is_resident_id'",
                "system.builtin.length(s) > 3 | the predicate calls system.builtin.length() | call a built-in function",
                "zzzzzzz(s) | the predicate calls zzzzzzz() | call a built-in function of Spark SQL, or one of Weir's",
                "IDENTIFIER('a') = 1 | the predicate calls identifier() | ",
                "try_reflect('java.lang.System', 'exit', 1) | the predicate calls try_reflect() | ",
            })
    void unknownFunctionsHaveTheirNearestName(String sql, String what, String remedy) {
        assertThat(problems(sql)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.UNKNOWN_NAME);
            assertThat(problem.what()).isEqualTo(what);
            if (remedy != null) {
                assertThat(problem.remedy()).startsWith(remedy);
            }
        });
    }

    @Test
    void lateralViewsAndTableFunctionsAreCallsToo() {
        assertThat(gate.query(written("SELECT c FROM t LATERAL VIEW explod(a) x AS c"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).isEqualTo("write 'explode'"));
        assertThat(gate.query(written("SELECT * FROM rangee(3)")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).isEqualTo("write 'range'"));
        assertThat(gate.query(written("SELECT * FROM table_changes_by_path('/etc', 0)"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains("does not declare"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "length() = 1 | the predicate calls length() with 0 arguments | the function takes 1 argument",
                "substring(s) = 1 | the predicate calls substring() with 1 argument | the function takes 2 to 3 arguments",
                "coalesce() = 1 | the predicate calls coalesce() with 0 arguments | the function takes at least 1 argument",
                "a > 1 AND greatest(a) = 1 | the predicate calls greatest() with 1 argument |"
                        + " the function takes at least 2 arguments",
                "nfkc(a, b) = 'x' | the predicate calls nfkc() with 2 arguments | the function takes 1 argument",
            })
    void numbersOfArgumentsAreChecked(String sql, String what, String why) {
        assertThat(problems(sql)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_SQL);
            assertThat(problem.what()).isEqualTo(what);
            assertThat(problem.why()).isEqualTo(why);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rand() > 0.5",
                "rand(7) > 0.5",
                "uuid() = a",
                "shuffle(a) = a",
                "aes_encrypt(a, b) = c",
                "aes_encrypt(a, b, 'GCM', 'DEFAULT') = c",
                "a > now()",
                "a > NOW()",
                "a > `now`()",
                "a > current_date",
                "a > current_date()",
                "a > curdate()",
                "a > CURRENT_TIMESTAMP",
                "a > localtimestamp()",
                "a > unix_timestamp()",
                "a = current_timezone()",
                "a = current_user",
                "a = user()",
                "a = current_user()",
                "a = current_catalog()",
                "a = current_database()",
                "a = current_schema()",
                "a = version()",
                "a = input_file_name()",
                "a = input_file_block_start()",
                "a = spark_partition_id()",
                "a = monotonically_increasing_id()",
                "reflect('java.lang.System', 'getenv', 'SECRET') = a",
                "java_method('java.lang.System', 'getenv', 'SECRET') = a",
                "raise_error(a)",
                "assert_true(a)",
                "a > DATE 'today'",
                "a > TIMESTAMP ' Now '",
                "a > TIMESTAMP_NTZ 'yesterday'",
                "a > timestamp 'tomorrow Asia/Shanghai'",
                "a > CAST('now' AS TIMESTAMP)",
                "a > try_cast('today' AS DATE)",
                "a > to_date('today')",
                "a > date('today')",
                "a > to_timestamp('now')",
                "forall(xs, x -> x > now())",
            })
    void whatDiffersFromRunToRunOrReachesOutsideIsRefused(String sql) {
        assertThat(problems(sql))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.INVALID_SQL));
        assertThat(gate.query(written("SELECT CASE WHEN " + sql + " THEN 1 END AS x FROM t"))
                        .problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "current_user", "current_date", "user.name"})
    void aColumnThatIsCalledLikeAFunctionIsReadInBackQuotes(String word) {
        assertThat(problems("a = " + word))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).endsWith("stands in `back quotes`"));
        assertThat(problems("a = `" + word.replace(".", "`.`") + "`")).isEmpty();
    }

    @Test
    void whatIsRefusedInOneFormSaysTheOther() {
        assertThat(problems("a > unix_timestamp()")).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("the predicate calls unix_timestamp() with 0 arguments");
            assertThat(problem.remedy()).isEqualTo("call it with 1 to 2 arguments");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix_timestamp(a) > 3",
                "unix_timestamp(a, 'yyyy-MM-dd') > 3",
                "aes_encrypt(a, b, 'GCM', 'DEFAULT', c) = d",
                "a > DATE '2026-01-01'",
                "a > DATE 'epoch'",
                "a = 'now'",
                "a = 'today'",
                "EXTRACT(YEAR FROM a) > 2000",
                "TRIM(BOTH 'x' FROM a) = ''",
                "TRIM(a) = ''",
                "POSITION('x' IN a) > 0",
                "POSITION('x', a) > 0",
                "SUBSTRING(a FROM 1 FOR 2) = 'x'",
                "SUBSTR(a, 1) = 'x'",
                "OVERLAY(a PLACING 'x' FROM 1) = 'x'",
                "CAST(a AS INT) > 1",
                "TIMESTAMPADD(DAY, 1, a) > b",
                "DATEADD(DAY, 1, a) > b",
                "dateadd(a, 1) > b",
                "DATEDIFF(DAY, a, b) > 1",
                "datediff(a, b) > 1",
                "struct(a, b AS c) = d",
                "named_struct('x', a) = b",
                "if(a, b, c) > 1",
                "nvl2(a, b, c) > 1",
                "transform(a, x -> x + 1) = b",
                "aggregate(a, 0, (x, y) -> x + y) > 1",
                "aggregate(a, 0, (x, y) -> x + y, z -> z) > 1",
                "left(a, 1) = 'x'",
                "`+`(a, b) > 1",
                "INTERVAL '1' DAY < a",
                "INTERVAL 1 DAY < a",
                "a LIKE ANY ('x%', 'y_')",
            })
    void whatSparkTakesIsFine(String sql) {
        assertThat(problems(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*), count(DISTINCT a), sum(a) FILTER (WHERE b > 1), first(a IGNORE NULLS), any_value(a),"
                        + " percentile_cont(0.5) WITHIN GROUP (ORDER BY a), max_by(a, b), last_value(a, true) FROM t",
                "SELECT lag(a) OVER (ORDER BY b), lead(a, 1, 0) OVER w, ntile(4) OVER w FROM t WINDOW w AS (ORDER BY c)",
                "SELECT * FROM t LATERAL VIEW OUTER posexplode(a) x AS p, c",
                "SELECT * FROM range(1, 10)",
                "SELECT * FROM explode(array(1, 2))",
                "SELECT struct(*), hash(*), concat(t.*) FROM t",
                "SELECT a FROM t GROUP BY ROLLUP (a) HAVING grouping(a) = 0 AND grouping_id() = 0",
                "SELECT window(ts, '1 day'), session_window(ts, '5 minutes') FROM t",
            })
    void queriesOfManyRowsAreFine(String sql) {
        assertThat(gate.query(written(sql)).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "s RLIKE '^abc(' | the pattern '^abc(' | it is no regular expression: Unclosed group near its character 6",
                "s NOT REGEXP '[a' | the pattern '[a' | ",
                "s RLIKE '^' '(' | the pattern '^(' | ",
                "regexp_like(s, '(') | the pattern '(' | ",
                "rlike(s, '(') | the pattern '(' | ",
                "regexp_count(s, '(') > 1 | the pattern '(' | ",
                "regexp_instr(s, '(') > 1 | the pattern '(' | ",
                "regexp_substr(s, '(') = s | the pattern '(' | ",
                "regexp_replace(s, '(', '') = s | the pattern '(' | ",
                "split(s, '(') = s | the pattern '(' | ",
                "str_to_map(s, '(') = s | the pattern '(' | ",
                "regexp_extract(s, 'a', 1) = 'a' | the pattern 'a', and asks for its group 1 | it has no group",
                "regexp_extract(s, 'a') = 'a' | the pattern 'a', and asks for its group 1 | it has no group",
                "regexp_extract_all(s, '(a)', 2) = s | the pattern '(a)', and asks for its group 2 | it has 1 group",
                "regexp_replace(s, '(a)', '$2') = s | the replacement '$2' | it cannot be filled in: No group 2",
                "regexp_replace(s, 'a', '$') = s | the replacement '$' | ",
                "s LIKE 'a\\\\b' | the pattern 'a\\b' of LIKE | ",
                "s LIKE 'a\\\\\\\\' | ^^ | ",
                "s LIKE 'a!' ESCAPE '!' | the pattern 'a!' of LIKE | ",
                "s LIKE 'a!b' ESCAPE '!' | the pattern 'a!b' of LIKE | ",
                "s LIKE 'a' ESCAPE '!!' | ESCAPE '!!' | it is not one character",
                "s ILIKE ANY ('a', 'a\\\\b') | the pattern 'a\\b' of LIKE | ",
                "date_format(d, 'YYYY-MM-dd') = s | the date pattern 'YYYY-MM-dd' | Spark has no 'Y', which counts by weeks",
                "to_date(s, 'yyyy-MM-ddd') = d | the date pattern 'yyyy-MM-ddd' | ",
                "to_timestamp(s, 'EEE yyyy') = d | the date pattern 'EEE yyyy' | Spark writes 'E', and does not read it",
                "from_unixtime(n, 'foo') = s | the date pattern 'foo' | ",
                "to_timestamp(s, 'yyyy-MM-dd') = d | the date pattern 'yyyy-MM-dd' | ",
                "to_timestamp(s, 'yyyy-MM-dd hh:mm') = d | the date pattern 'yyyy-MM-dd hh:mm' | ",
                "to_date(s, 'yyyy-mm-dd') = d | the date pattern 'yyyy-mm-dd' | ",
                "to_date(s, 'yyyy-MM') = d | the date pattern 'yyyy-MM' | ",
                "to_date(s, 'dd/MM/yy') = d | the date pattern 'dd/MM/yy' | its years have two digits, and 68 is 1968 as well as 2068",
                "unix_timestamp(s, 'yyyy-MM-dd HH:mm z') = n | the date pattern 'yyyy-MM-dd HH:mm z' | ",
                "to_timestamp(s, 'yyyy-MM-dd HH:mm zzzz') = d | the date pattern 'yyyy-MM-dd HH:mm zzzz' | ",
            })
    void constantPatternsAreTried(String sql, String what, String why) {
        if (what.isEmpty()) {
            assertThat(problems(sql)).isEmpty();
            return;
        }
        assertThat(problems(sql)).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("the predicate has " + what);
            if (why != null) {
                assertThat(problem.why()).isEqualTo(why);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s RLIKE '^[a-z]+$'",
                "s RLIKE t",
                "s RLIKE concat('(', t)",
                "split(s, '') = t",
                "regexp_extract(s, 'a', 0) = 'a'",
                "regexp_extract(s, '(a)(?:b)(c)', 2) = 'a'",
                "regexp_extract(s, 'a', n) = 'a'",
                "regexp_replace(s, '(?x)(a) # all', '$1\\\\$') = s",
                "s LIKE 'a\\%b\\_c'",
                "s LIKE 'a!!b' ESCAPE '!'",
                "date_format(d, 'EEE, dd MMM yyyy HH:mm:ss.SSSXXX') = s",
                "date_format(d, \"yyyy-MM-dd'T'HH:mm\") = s",
                "to_timestamp(s, 'dd.MM.yyyy [HH:mm]') = d",
            })
    void goodPatternsAreFine(String sql) {
        assertThat(problems(sql)).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceAndEachAtItsPlace() {
        assertThat(problems("lenght(a) > 1\n  AND b > now()\n  AND c RLIKE '('"))
                .extracting(problem -> problem.place().line())
                .containsExactly(1, 2, 3);
    }
}
