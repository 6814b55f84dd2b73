package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowPredicatesIT {

    private final Dataset<Row> stays = SparkFixture.spark()
            .sql(
                    "SELECT *, CAST(started_at AS TIMESTAMP) AS moment, CAST(id AS DECIMAL(10, 2)) AS price, id > 1 AS known,"
                            + " array(ward) AS wards FROM VALUES (1, 'a', DATE'2026-01-02', DATE'2026-01-01'),"
                            + " (2, 'b', NULL, DATE'2026-01-01'), (3, NULL, DATE'2026-01-01', DATE'2026-01-01')"
                            + " AS t(id, ward, stopped_at, started_at)");

    @Test
    void failsOnlyWhereThePredicateIsFalse() {
        List<Column> failing = RowPredicates.failing(
                List.of(
                        rule("stopped_at >= started_at"),
                        rule("ward = 'b'"),
                        rule("CASE WHEN id > 5 THEN FALSE END"),
                        rule("id < 3")),
                stays);

        List<Row> rows = stays.select(failing.toArray(new Column[0])).collectAsList();

        assertThat(rows).extracting(row -> row.getBoolean(0)).containsExactly(false, false, false);
        assertThat(rows).extracting(row -> row.getBoolean(1)).containsExactly(true, false, false);
        assertThat(rows).extracting(row -> row.getBoolean(2)).containsExactly(false, false, false);
        assertThat(rows).extracting(row -> row.getBoolean(3)).containsExactly(false, false, true);
    }

    @Test
    void tellsEveryProblemAtOnceWithItsPlaceAndTheNearestName() {
        ProblemsException e = problems("stoped_at >= started_at", "id >", "is_resident(ward)");

        assertThat(e.problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.place()).isEqualTo(Rules.PLACE));
        assertThat(e.problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(Code.INVALID_RULE, Code.INVALID_SQL, Code.INVALID_RULE);
        assertThat(e.problems())
                .extracting(Problem::toString)
                .anySatisfy(text -> assertThat(text).contains("no column `stoped_at`", "write 'stopped_at'"))
                .anySatisfy(text -> assertThat(text).contains("end of input"))
                .anySatisfy(text -> assertThat(text).contains("no function `is_resident`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sum(id) > 1", "row_number() OVER (ORDER BY id) > 1", "id IN (SELECT 1)", "explode(array(true))"
            })
    void refusesWhatOneRowCannotAnswer(String predicate) {
        assertThat(problems(predicate).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(Code.INVALID_RULE));
    }

    /** Spark runs each of these, and every row passes: what it makes of the text is NULL, or another answer each day. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = 'abc' | takes 'abc' for",
                "id = '1.5' | takes '1.5' for",
                "id = ' 1' | takes ' 1' for",
                "id BETWEEN '1O' AND '20' | takes '1O' for",
                "id IN ('1', 'x') | takes 'x' for",
                "stopped_at <= '2024-02-30' | takes '2024-02-30' for DATE",
                "stopped_at <= '2024-2-9' | takes '2024-2-9' for DATE",
                "stopped_at <= '2024-02-29 12:00' | takes '2024-02-29 12:00' for DATE",
                "moment <= '12:30' | takes '12:30' for TIMESTAMP",
                "id = '99999999999' | takes '99999999999' for INT",
                "id < '99999999999' | takes '99999999999' for INT",
                "id IN ('99999999999') | takes '99999999999' for INT",
                "price = '1.239' | takes '1.239' for DECIMAL",
                "known = 'yes' | takes 'yes' for BOOLEAN",
                "try_cast('x' AS INT) = id | takes 'x' for INT",
                "stopped_at >= CAST('20240229' AS DATE) | takes '20240229' for DATE",
                "stopped_at >= to_date('2024-02-29', 'dd.MM.yyyy') | takes '2024-02-29' for",
                "ward > 0 | reads text as",
                "conv(ward, 10, 16) = 'A' | reads text as what not every text is",
                "CAST(ward AS INT) BETWEEN 1 AND 3 | reads text as INT",
                "INT(ward) = 1 | reads text as INT",
                "try_cast(ward AS DOUBLE) > 1 | reads text as DOUBLE",
                "to_date(ward) < stopped_at | reads text as DATE",
                "to_timestamp(ward, 'yyyy') < stopped_at | reads text as TIMESTAMP",
                "unix_timestamp(ward, 'yyyy') < 5 | reads text as BIGINT",
                "to_number(ward, '999') < 5 | reads text as DECIMAL",
                "ward < stopped_at | reads text as DATE",
                "ward IN (1, 2) | reads text as",
                "coalesce(ward, 0) > 1 | reads text as",
                "CASE WHEN id = 1 THEN ward ELSE 0 END > 1 | reads text as",
                "if(id = 1, ward, stopped_at) > stopped_at | reads text as DATE",
                "array_contains(CAST(array(ward) AS ARRAY<INT>), 1) | reads text as ARRAY<INT>",
                "array_contains(transform(wards, x -> CAST(x AS INT)), 1) | reads text as INT",
                "exists(wards, x -> x > 1) | reads text as",
                "map('a', ward)['a'] = true | reads text as BOOLEAN",
                "year(ward) > 2000 | reads text as",
                "unix_timestamp() > 5 | depends on when",
                "stopped_at < current_date | depends on when",
                "stopped_at < DATE 'today' | depends on when",
                "id > CAST('1e-400' AS DOUBLE) | takes '1e-400' for DOUBLE",
                "stopped_at < to_date('today') | takes 'today' for DATE",
                "stopped_at < CAST('yesterday' AS DATE) | takes 'yesterday' for DATE",
                "stopped_at < DATE(concat('to', 'day')) | for DATE",
                "stopped_at < 'tomorrow' | takes 'tomorrow' for DATE",
                "moment < TIMESTAMP 'now' | depends on when",
                "moment < TIMESTAMP '12:30' | depends on when",
                "moment < TIMESTAMP_NTZ 'today' | depends on when",
                "moment < TIMESTAMP 'epoch' | depends on when",
                "moment < localtimestamp() | depends on when",
                "moment < now() - INTERVAL 1 DAY | depends on when",
                "moment < date_trunc('DAY', now()) | depends on when",
                "ward = current_user() | depends on when",
                "ward = current_timezone() | depends on when",
                "rand() > 0.5 | is not deterministic",
                "uuid() = ward | is not deterministic",
                "array_contains(shuffle(wards), ward) | is not deterministic",
                "ward RLIKE '^abc(' | cannot be computed",
                "regexp_replace(ward, '[', '') = 'a' | cannot be computed",
                "regexp_like(ward, '*') | cannot be computed",
                "size(split(ward, '(')) > 1 | cannot be computed",
                "date_format(stopped_at, 'bbb') = 'a' | cannot be computed",
                "trunc(stopped_at, 'parsec') = stopped_at | cannot be computed",
                "id > 1 / 0 | cannot be computed",
                "id > array(1, 2)[5] | cannot be computed",
            })
    void refusesWhatWouldPassEveryRow(String predicate, String what) {
        assertThat(problems(predicate).problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_SQL);
            assertThat(problem.place()).isEqualTo(Rules.PLACE);
            assertThat(problem.what()).contains(what);
            assertThat(problem.remedy()).isNotEmpty();
        });
    }

    /** All of them pass every row, and nobody would learn that they judge nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ward = NULL | compares with NULL",
                "ward != NULL | compares with NULL",
                "ward IN ('a', NULL) | compares with NULL",
                "ward NOT IN ('a', NULL) | compares with NULL",
                "id > NULL AND id < 7 | compares with NULL",
                "NULL | can never fail",
                "TRUE | can never fail",
                "1 = 1 | can never fail",
                "id < 3 OR TRUE | can never fail",
                "id < nullif(1, 1) | can never fail",
                "ward LIKE NULL | can never fail",
                "CASE WHEN 1 = 2 THEN id < 3 ELSE TRUE END | can never fail",
                "CASE WHEN ward = 'a' AND FALSE THEN id < 3 ELSE TRUE END | can never fail",
                "id > 3 OR id < 7 | can never fail",
                "NOT (id BETWEEN 200 AND 30) | can never fail",
                "ward = 'a' OR id >= 3 OR 3 > id | can never fail",
                "ward <> 'a' OR ward <> 'b' | can never fail",
                "id NOT IN (1, 2) OR id NOT IN (3, 4) | can never fail",
                "CASE WHEN (id < 3) THEN (id < 5) IS NOT FALSE END | can never fail",
                "ward NOT IN ('a', 'b') OR ward IN ('a', 'b', 'c') | can never fail",
                "id <= id | can never fail",
                "id <= 3 OR id >= 4 | can never fail",
                "ward <> 'a' OR ward = 'a' | can never fail",
            })
    void refusesWhatCanNeverFail(String predicate, String what) {
        assertThat(problems(predicate).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).endsWith(what));
    }

    /** All of them take out every row that has a value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id BETWEEN 200 AND 30",
                "id > 3 AND ward = 'a' AND id < 3",
                "id > 3 AND id <= 3",
                "3 < id AND 1 + 1 > id",
                "ward = 'a' AND ward = 'b'",
                "length(ward) > 9 AND length(ward) < 2",
                "stopped_at BETWEEN '2024-12-31' AND '2024-01-01'",
                "NOT (id > 3 OR id < 7)",
                "id > 5 AND NOT id > 5",
                "id IN (5, 6) AND id BETWEEN 10 AND 20",
                "CASE WHEN (id < 3) THEN (id > 5) IS NOT FALSE END",
                "(id BETWEEN 9 AND 2) OR (id BETWEEN 8 AND 3)",
                "id IS NULL AND id > 5",
                "ward IS NULL AND ward IS NOT NULL",
                "ward IN ('a', 'b') AND ward IN ('c', 'd')",
                "ward = 'a' AND ward NOT IN ('a', 'b')",
                "id IN (1, 9) AND id > 2 AND id < 8",
                "id > 3 AND id < 4",
                "id <> id",
                "id < id OR ward = 'a' AND ward <> 'a'",
            })
    void refusesWhatNoRowCanMeet(String predicate) {
        assertThat(problems(predicate).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).endsWith("can be met by no row");
            assertThat(problem.why()).contains("would be");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FALSE",
                "id BETWEEN 3 AND 3",
                "id < 3 OR id > 7",
                "id NOT BETWEEN 3 AND 7",
                "id IN (5, 20) AND id BETWEEN 10 AND 20",
                "ward <> 'a' AND ward <> 'b'",
                "CASE WHEN (id < 5) THEN (id > 3) IS NOT FALSE END",
                "id > 3 AND length(ward) < 3",
                "ward = 'a' OR ward = 'b'",
                "id > 3 AND known OR id < 3",
                "id IS NOT NULL",
                "id IS NULL OR id > 5",
                "id IS NOT NULL OR id > 5",
                "id IN (1, 9) AND id > 2",
                "price > 3 AND price < 4",
                "ward IS NULL AND id > 5",
                "ward NOT IN ('a') AND ward NOT IN ('b')",
                "moment <= stopped_at",
                "wards[7] IS NOT NULL",
                "(10 / id) IS NOT NULL AND id <=> id",
                "ward IS NULL OR ward = 'a'",
                "ward <=> NULL",
                "coalesce(ward, 'x') <> 'b'",
                "CASE WHEN ward = 'a' THEN id < 3 ELSE TRUE END",
                "if(ward = 'a', NULL, id < 3)",
                "id = '1'",
                "CAST(id AS BIGINT) < '99999999999'",
                "id IN ('1', '-2')",
                "stopped_at <= '2024-02-29'",
                "stopped_at BETWEEN '2024-01-01' AND '2024-12-31'",
                "moment >= '2026-01-01'",
                "moment >= '2026-01-01T08:30:00+08:00'",
                "moment >= TIMESTAMP '2026-01-01 08:30:00 Asia/Shanghai'",
                "stopped_at >= DATE '2026-01-01'",
                "stopped_at >= to_date('01.02.2024', 'dd.MM.yyyy')",
                "price = '1.23'",
                "known = 'true'",
                "concat(ward, id, stopped_at) = 'a1'",
                "CAST(id AS STRING) = ward",
                "length(ward) > 1",
                "ward LIKE 'a%'",
                "ward RLIKE '^[a-z]+$'",
                "ward IN ('1', '2')",
                "year(stopped_at) > 2000",
                "stopped_at + INTERVAL '1' DAY > started_at",
                "datediff(stopped_at, started_at) < 10",
                "CAST(stopped_at AS TIMESTAMP) < moment",
                "months_between(stopped_at, started_at) > 1",
                "date_trunc('MONTH', moment) < moment",
                "regexp_extract(ward, '([0-9]+)', 1) <> ''",
                "is_resident_id(ward)",
                "size(sequence(1, 3)) = id",
                "exists(wards, x -> x = 'a')",
            })
    void letsBeWhatMeansWhatItSays(String predicate) {
        assertThat(RowPredicates.failing(List.of(rule(predicate)), stays)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"id + 1, INT", "ward, STRING"})
    void refusesWhatIsNoPredicate(String predicate, String type) {
        assertThat(problems(predicate).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains(type));
    }

    private ProblemsException problems(String... predicates) {
        List<Rule> rules =
                java.util.Arrays.stream(predicates).map(RowPredicatesIT::rule).toList();
        return catchThrowableOfType(ProblemsException.class, () -> RowPredicates.failing(rules, stays));
    }

    private static Rule rule(String predicate) {
        return Rules.of("stays-" + predicate.hashCode(), new Rule.Row(predicate, List.of()), Severity.QUARANTINE);
    }
}
