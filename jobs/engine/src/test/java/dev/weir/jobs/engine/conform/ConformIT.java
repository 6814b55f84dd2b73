package dev.weir.jobs.engine.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.SourceRoute;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkFixture.class)
class ConformIT {

    private static final String[] COLUMNS = {"id string", "k integer", "at timestamp"};

    private final SparkSession spark;

    ConformIT(SparkSession spark) {
        this.spark = spark;
    }

    /** A query, and what it gives by plain Java: each row as {@code file:line|values}. */
    record Case(String sql, SourceRoute way, Function<List<Entry>, Stream<String>> expected) {
        @Override
        public String toString() {
            return sql;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(
                        "SELECT id, k FROM raw.a",
                        SourceRoute.FUSED,
                        rows -> rows.stream().map(row -> row.readable() ? row.gives(row.id(), row.k()) : row.unread())),
                new Case(
                        "SELECT raw.a.k, id FROM raw.a WHERE k > 2",
                        SourceRoute.FUSED,
                        rows -> rows.stream()
                                .filter(row -> !row.readable() || row.k() > 2)
                                .map(row -> row.readable() ? row.gives(row.id(), row.k()) : row.unread())),
                new Case(
                        "SELECT upper(a.id) AS id, k * 2 AS k FROM raw.a WHERE a.k <> 1 AND raw.a.id < 'c'",
                        SourceRoute.FUSED,
                        rows -> rows.stream()
                                .filter(row -> !row.readable()
                                        || (row.k() != 1 && row.id().compareTo("c") < 0))
                                .map(row -> row.readable()
                                        ? row.gives(row.id().toUpperCase(java.util.Locale.ROOT), row.k() * 2)
                                        : row.unread())),
                new Case(
                        "SELECT k, id FROM (SELECT * FROM raw.a) t WHERE k = 1",
                        SourceRoute.LANDED,
                        rows -> readable(rows).filter(row -> row.k() == 1).map(row -> row.gives(row.id(), row.k()))),
                new Case(
                        "SELECT id, k FROM raw.a WHERE k > 3 UNION ALL SELECT concat(id, '2'), k FROM raw.a WHERE k <"
                                + " 2",
                        SourceRoute.LANDED,
                        rows -> Stream.concat(
                                readable(rows).filter(row -> row.k() > 3).map(row -> row.gives(row.id(), row.k())),
                                readable(rows)
                                        .filter(row -> row.k() < 2)
                                        .map(row -> row.gives(row.id() + "2", row.k())))),
                new Case(
                        "WITH a AS (SELECT * FROM raw.a WHERE k > 1), b AS (SELECT * FROM a)"
                                + " SELECT b.id, a.k FROM b JOIN a ON b.id = a.id AND b.k = a.k - 1",
                        SourceRoute.LANDED,
                        rows -> readable(rows)
                                .filter(row -> row.k() > 1)
                                .flatMap(left -> readable(rows)
                                        .filter(right -> right.k() > 1
                                                && right.id().equals(left.id())
                                                && left.k() == right.k() - 1)
                                        .map(right -> left.gives(left.id(), right.k())))),
                new Case(
                        "SELECT a.id, b.k FROM raw.a a LEFT JOIN raw.a b ON b.k = a.k + 10",
                        SourceRoute.LANDED,
                        rows -> readable(rows).map(row -> row.gives(row.id(), "null"))),
                new Case(
                        "SELECT b.id, b.k FROM raw.a a RIGHT JOIN raw.a b ON b.k = a.k + 10",
                        SourceRoute.LANDED,
                        rows -> readable(rows).map(row -> "null:null|" + row.id() + "|" + row.k())),
                new Case(
                        "SELECT id, count(*) AS k FROM raw.a GROUP BY id",
                        SourceRoute.LANDED,
                        rows ->
                                readable(rows)
                                        .collect(Collectors.groupingBy(Entry::id, Collectors.counting()))
                                        .entrySet()
                                        .stream()
                                        .map(entry -> "null:null|" + entry.getKey() + "|" + entry.getValue())),
                new Case(
                        "SELECT DISTINCT id, 1 AS k FROM raw.a",
                        SourceRoute.LANDED,
                        rows -> readable(rows)
                                .map(row -> "null:null|" + row.id() + "|1")
                                .distinct()),
                new Case(
                        "SELECT id, count(*) OVER (PARTITION BY id) AS k FROM raw.a",
                        SourceRoute.LANDED,
                        rows -> readable(rows)
                                .map(row -> row.gives(
                                        row.id(),
                                        readable(rows)
                                                .filter(other -> other.id().equals(row.id()))
                                                .count()))),
                new Case(
                        "SELECT id, x AS k FROM raw.a LATERAL VIEW explode(array(k, k + 1)) v AS x",
                        SourceRoute.LANDED,
                        rows -> readable(rows)
                                .flatMap(row ->
                                        Stream.of(row.gives(row.id(), row.k()), row.gives(row.id(), row.k() + 1)))),
                new Case(
                        "SELECT id, k FROM raw.a WHERE k IN (SELECT max(k) FROM raw.a) ORDER BY k",
                        SourceRoute.LANDED,
                        rows -> {
                            long most = readable(rows).mapToLong(Entry::k).max().orElse(0);
                            return readable(rows)
                                    .filter(row -> row.k() == most)
                                    .map(row -> row.gives(row.id(), row.k()));
                        }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRowKnowsItsRecord(Case tried) {
        TablePlan table = plan(tried.sql());
        assertThat(table.route().way()).isEqualTo(tried.way());
        for (long seed = 0; seed < 4; seed++) {
            List<Entry> records = Entry.some(new Random(seed));
            Dataset<Row> rows = new Conform(spark).rows(table, Map.of("raw.a", input(records)));
            assertThat(rows.columns()).containsExactly("id", "k", "_weir_file", "_weir_line", "_weir_unreadable");
            assertThat(rows.collectAsList().stream().map(ConformIT::shown))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            tried.expected().apply(records).toList());
        }
    }

    @Test
    void columnsComeInTheContractsOrderAndTypes() {
        TablePlan table = plan("SELECT CAST(1 AS INT) AS K, NULL AS id FROM raw.a");
        Dataset<Row> rows = new Conform(spark).rows(table, Map.of("raw.a", input(List.of())));
        assertThat(rows.schema().apply("k").dataType().catalogString()).isEqualTo("bigint");
        assertThat(rows.schema().apply("id").dataType().catalogString()).isEqualTo("string");
        assertThat(rows.columns()).startsWith("id", "k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, CAST(id AS BIGINT) AS k FROM raw.a",
                "SELECT id, try_cast(id AS BIGINT) AS k FROM raw.a",
                "SELECT id, k FROM raw.a WHERE to_date(id, 'yyyy') > DATE '2020-01-01'",
                "SELECT id, k FROM raw.a WHERE id = 5",
                "SELECT id, k FROM raw.a WHERE EXISTS (SELECT 1 FROM raw.a b WHERE int(b.id) = 1)",
                "SELECT id, unix_timestamp(id, 'yyyy') AS k FROM raw.a",
                "SELECT id, k FROM raw.a WHERE coalesce(id, k) > 1",
                "SELECT id, CASE WHEN k > 1 THEN k ELSE id END AS k FROM raw.a",
                "SELECT id, k FROM raw.a UNION ALL SELECT id, id FROM raw.a",
                "SELECT a.id, a.k FROM raw.a a JOIN raw.a b ON a.id = b.k",
                "SELECT id, k FROM raw.a WHERE id IN (SELECT k FROM raw.a)",
                "SELECT id, count(*) AS k FROM raw.a GROUP BY id HAVING sum(id) > 1",
                "SELECT id, k FROM raw.a WHERE id < at",
            })
    void refusesToReadTextAsSomethingElse(String sql) {
        Problem problem = problem(sql);
        assertThat(problem.code()).isEqualTo(Code.INVALID_SQL);
        assertThat(problem.what()).contains("reads text as");
        assertThat(problem.remedy()).contains("the source's contract");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id, k FROM raw.a WHERE k = 'abc' | takes 'abc' for BIGINT | 31",
                "SELECT id, k FROM raw.a WHERE at > '2024-02-30' | takes '2024-02-30' for TIMESTAMP | 31",
                "SELECT id, unix_timestamp() AS k FROM raw.a | depends on when | 12",
                "SELECT id, k FROM raw.a WHERE at > TIMESTAMP 'now' | depends on when | 36",
                "SELECT id, k FROM raw.a WHERE at > to_date('today') | takes 'today' for DATE | 36",
                "SELECT id, k FROM raw.a WHERE rand() > 0.5 | is not deterministic | 31",
                "SELECT id, k FROM raw.a WHERE id RLIKE '^abc(' | cannot be computed | 34",
                "SELECT id, k FROM raw.a WHERE k = (SELECT max(k) FROM raw.a WHERE at > DATE 'today') | depends on | 72",
                "WITH b AS (SELECT id, k FROM raw.a WHERE at > DATE 'today') SELECT id, k FROM b | depends on | 47",
            })
    void refusesWhatWouldBeWrongWithoutAWord(String sql, String what, int column) {
        Problem problem = problem(sql);
        assertThat(problem.code()).isEqualTo(Code.INVALID_SQL);
        assertThat(problem.what()).contains(what);
        assertThat(problem.place().toString()).isEqualTo("contracts/p/t.sql:1:" + column);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, k FROM raw.a WHERE at > '2020-01-01'",
                "SELECT concat(id, k) AS id, k FROM raw.a",
                "SELECT id, CAST('5' AS BIGINT) AS k FROM raw.a",
                "SELECT CAST(at AS STRING) AS id, datediff(at, at) AS k FROM raw.a",
            })
    void letsTextThatIsWrittenInTheQueryBe(String sql) {
        assertThat(new Conform(spark)
                        .rows(plan(sql), Map.of("raw.a", input(List.of())))
                        .collectAsList())
                .isEmpty();
    }

    @Test
    void refusesTypesThatDoNotFit() {
        Problem problem = problem("SELECT k AS id, k / 2 AS k FROM raw.a", 2);
        assertThat(problem.code()).isEqualTo(Code.TYPE_MISMATCH);
        assertThat(problem.place().toString()).isEqualTo("contracts/p/t.odcs.yaml:11:7");
        assertThat(problem.what()).isEqualTo("Column 'id' of table 't' is string");
        assertThat(problem.why()).startsWith("the query gives bigint");
    }

    @Test
    void refusesColumnsThatAreNotTheContracts() {
        Problem problem = problem("SELECT id, k AS kk, k AS extra FROM raw.a", 3);
        assertThat(problem.code()).isEqualTo(Code.UNKNOWN_NAME);
        assertThat(problem.remedy()).isEqualTo("did you mean 'kk'?");
    }

    @Test
    void tellsWhereTheQueryGoesWrong() {
        Problem problem = problem("SELECT id,\n  nothing AS k FROM raw.a");
        assertThat(problem.place().toString()).isEqualTo("contracts/p/t.sql:2:3");
        assertThat(problem.why()).contains("nothing").doesNotContain("\n").doesNotContain("[UNRESOLVED");
    }

    @Test
    void whatCannotBeComputedDoesNotBecomeNull() {
        List<Entry> records = List.of(new Entry("a", Long.MAX_VALUE, "f", 1, true));
        Dataset<Row> rows =
                new Conform(spark).rows(plan("SELECT id, k + 1 AS k FROM raw.a"), Map.of("raw.a", input(records)));
        assertThat(catchThrowableOfType(Exception.class, rows::collectAsList)).hasMessageContaining("OVERFLOW");
        assertThat(spark.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
    }

    private Problem problem(String sql) {
        return problem(sql, 1);
    }

    private Problem problem(String sql, int problems) {
        ProblemsException refused = catchThrowableOfType(
                ProblemsException.class, () -> new Conform(spark).rows(plan(sql), Map.of("raw.a", input(List.of()))));
        assertThat(refused).isNotNull();
        assertThat(refused.problems()).hasSize(problems);
        return refused.problems().get(0);
    }

    private static TablePlan plan(String sql) {
        return new Planner(Grammars.languages(), LawPack.load("cn-2026-01"))
                .plan(
                        SampleWorkspace.of("p")
                                .source("raw", "a", COLUMNS)
                                .table("t", sql, "id string", "k integer")
                                .build(),
                        "p",
                        SampleWorkspace.DAY)
                .table("t");
    }

    private Dataset<Row> input(List<Entry> records) {
        return Entry.dataset(spark, records);
    }

    private static Stream<Entry> readable(List<Entry> records) {
        return records.stream().filter(Entry::readable);
    }

    private static String shown(Row row) {
        String origin = row.get(2) + ":" + row.get(3) + "|";
        return row.isNullAt(4) ? origin + row.get(0) + "|" + row.get(1) : origin + "unreadable";
    }

    /** A record of the source. */
    record Entry(String id, long k, String file, long line, boolean readable) {

        static List<Entry> some(Random random) {
            List<Entry> records = new ArrayList<>();
            int number = random.nextInt(12);
            for (int i = 0; i < number; i++) {
                records.add(new Entry(
                        String.valueOf((char) ('a' + random.nextInt(4))),
                        random.nextInt(5),
                        "f" + random.nextInt(2),
                        i + 2L,
                        random.nextInt(4) > 0));
            }
            return records;
        }

        static Dataset<Row> dataset(SparkSession spark, List<Entry> records) {
            List<Row> rows = new ArrayList<>();
            for (Entry record : records) {
                rows.add(org.apache.spark.sql.RowFactory.create(
                        record.readable() ? record.id() : null,
                        record.readable() ? record.k() : null,
                        null,
                        record.file(),
                        record.line(),
                        record.readable()
                                ? null
                                : List.of(org.apache.spark.sql.RowFactory.create("unreadable.type", "k", "text"))));
            }
            return spark.createDataFrame(
                    rows,
                    org.apache.spark.sql.types.StructType.fromDDL(
                            "id STRING, k BIGINT, at TIMESTAMP, _weir_file STRING, _weir_line BIGINT,"
                                    + " _weir_unreadable ARRAY<STRUCT<rule: STRING, column: STRING, detail: STRING>>"));
        }

        String gives(Object id, Object k) {
            return file + ":" + line + "|" + id + "|" + k;
        }

        String unread() {
            return file + ":" + line + "|unreadable";
        }
    }
}
