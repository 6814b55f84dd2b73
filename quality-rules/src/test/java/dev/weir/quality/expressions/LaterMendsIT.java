package dev.weir.quality.expressions;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.quality.SparkFixture;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.quality.sql.SqlErrors;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@link LaterMends}: what Weir answers, and what Spark 3.5 does. */
class LaterMendsIT {

    private static final String FAILS = "fails";
    private static final String ZONES = "names of time zones";
    private static final String HOSTS = "hosts of URLs";
    private static final String CLOCKS = "changed clocks";
    private static final String SKIPPED = "local times that clocks skip";
    private static final String SHOWN = "local times that need no zone";
    private static final String LEAST = "-2147483648";

    private final SparkSession spark = SparkFixture.spark();

    /**
     * An example.
     *
     * @param issue that it is of
     * @param sql over the columns of {@link #rows}
     * @param right what it comes to
     * @param inSpark what Spark 3.5 makes of it; empty where that ends the process, or is an error of Java's own
     */
    private record Example(String issue, String sql, String right, String inSpark) {}

    static List<Example> examples() {
        return List.of(
                new Example("SPARK-54918", "size(array_distinct(array(zero, minus)))", "1", "2"),
                new Example("SPARK-54918", "size(array_distinct(array(array(zero), array(minus))))", "1", "1"),
                new Example("SPARK-54918", "size(array_distinct(array(float(zero), float(minus))))", "1", "2"),
                new Example("SPARK-54918", "size(array_distinct(array(1, 1, NULL, NULL)))", "2", "2"),
                new Example("SPARK-54918", "size(array_union(array(zero), array(minus)))", "1", "2"),
                new Example("SPARK-54918", "size(array_intersect(array(zero), array(minus)))", "1", "0"),
                new Example("SPARK-54918", "size(array_except(array(zero), array(minus)))", "0", "1"),
                new Example("SPARK-54918", "arrays_overlap(array(zero), array(minus))", "true", "false"),
                new Example("SPARK-57329", "mode(c)", "0.0", "9.0"),
                new Example("SPARK-57298", "size(collect_set(if(c = 9, double('NaN'), c)))", FAILS, "4"),
                new Example("SPARK-57298", "size(collect_set(float(c)))", "2", "2"),
                new Example("SPARK-47563", "size(map_from_arrays(array(zero, minus), array(1, 2)))", FAILS, "2"),
                new Example("SPARK-47563", "size(map(zero, 1, minus, 2))", FAILS, "2"),
                new Example(
                        "SPARK-47563",
                        "size(map_from_entries(array(struct(zero AS k, 1 AS v), struct(minus AS k, 2 AS v))))",
                        FAILS,
                        "2"),
                new Example(
                        "SPARK-47563",
                        "size(transform_keys(map(1, 1, 2, 2), (k, v) -> if(k = 1, zero, minus)))",
                        FAILS,
                        "2"),
                new Example("SPARK-47563", "map(zero, minus)[minus]", "-0.0", "-0.0"),
                new Example("SPARK-58713", "overlay(word PLACING '_' FROM 2147483647 FOR 5)", "Weir_", "Weir_Weir"),
                new Example("SPARK-58713", "overlay(word PLACING '_' FROM 2147483647)", "Weir_", "Weir_Wei"),
                new Example("SPARK-58713", "overlay(word PLACING '_' FROM 3 FOR 2147483647)", "We_", "We_Weir"),
                new Example("SPARK-58713", "overlay(word PLACING '_' FROM 2 FOR 2)", "W_r", "W_r"),
                new Example("SPARK-58713", "overlay(word PLACING '_' FROM least FOR 2)", FAILS, "Weir_Weir"),
                new Example("SPARK-56567", "size(array_insert(array(1, 2), least, 9))", FAILS, ""),
                new Example("SPARK-56567", "array_insert(array(1, 2), -1, 9)[2]", "9", "9"),
                new Example("SPARK-57335", "element_at(array(1, 2), least)", FAILS, ""),
                new Example("SPARK-57335", "element_at(array(1, 2), -1)", "2", "2"),
                new Example("SPARK-58443", "substring_index('a.b.c', '.', least)", FAILS, ""),
                new Example("SPARK-58443", "substring_index('a.b.c', '.', -1)", "c", "c"),
                new Example("sizes that no memory has", "length(space(10000001))", FAILS, "10000001"),
                new Example("sizes that no memory has", "length(repeat('a', 10000001))", FAILS, "10000001"),
                new Example("sizes that no memory has", "length(lpad(word, 10000001, '_'))", FAILS, "10000001"),
                new Example("sizes that no memory has", "length(rpad(word, 10000001, '_'))", FAILS, "10000001"),
                new Example("sizes that no memory has", "size(array_repeat(word, 10000001))", FAILS, "10000001"),
                new Example("sizes that no memory has", "size(sequence(0, 10000001))", FAILS, "10000002"),
                new Example("sizes that no memory has", "size(sequence(least, 2147483647, 1000000))", "4295", "4295"),
                new Example("sizes that no memory has", "size(sequence(5, 1, -2))", "3", "3"),
                new Example("sizes that no memory has", "length(lpad(word, 9, '_'))", "9", "9"),
                new Example("SPARK-48658", "CAST(encode(concat(word, '中'), 'US-ASCII') AS STRING)", FAILS, "Weir?"),
                new Example("SPARK-48658", "decode(encode(concat(word, '中'), 'GBK'), 'GBK')", "Weir中", "Weir中"),
                new Example("SPARK-48658", "decode(unhex('ff41'), 'UTF-8')", FAILS, "\ufffdA"),
                new Example("SPARK-47307", "locate('\n', base64(CAST(repeat(word, 20) AS BINARY)))", "0", "78"),
                new Example("SPARK-47307", "base64(CAST(word AS BINARY))", "V2Vpcg==", "V2Vpcg=="),
                // clocks went an hour ahead in Shanghai on 1990-04-15
                new Example(
                        CLOCKS,
                        "extract(HOUR FROM TIMESTAMP '1990-04-15 12:00:00' - (TIMESTAMP '1990-04-14 12:00:00' + CAST(zero AS INT) * INTERVAL '1' HOUR))",
                        "23",
                        "0"),
                new Example(
                        CLOCKS,
                        "timestampdiff(HOUR, TIMESTAMP '1990-04-14 12:00:00', TIMESTAMP '1990-04-15 12:00:00')",
                        "23",
                        "24"),
                new Example(
                        CLOCKS,
                        "timestampdiff(SECOND, TIMESTAMP '1990-04-15 01:00:00', TIMESTAMP '1990-04-15 04:00:00')",
                        "7200",
                        "10800"),
                new Example(
                        CLOCKS,
                        "timestampdiff(DAY, TIMESTAMP '1990-04-14 12:00:00', TIMESTAMP '1990-04-15 12:00:00')",
                        "1",
                        "1"),
                new Example(
                        CLOCKS,
                        "timestampdiff(HOUR, TIMESTAMP_NTZ '1990-04-14 12:00:00', TIMESTAMP_NTZ '1990-04-15 12:00:00')",
                        "24",
                        "24"),
                new Example(
                        CLOCKS,
                        "timestampdiff(HOUR, TIMESTAMP_NTZ '1990-04-15 02:30:00', TIMESTAMP_NTZ '1990-04-15 03:30:00')",
                        "1",
                        "0"),
                new Example(
                        SKIPPED,
                        "CAST(make_timestamp_ntz(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0) AS TIMESTAMP)",
                        FAILS,
                        "1990-04-15 03:30:00"),
                new Example(
                        SKIPPED,
                        "CAST(make_timestamp_ntz(1990, 4, 15, 4, CAST(zero AS INT) + 30, 0) AS TIMESTAMP)",
                        "1990-04-15 04:30:00",
                        "1990-04-15 04:30:00"),
                new Example(
                        SKIPPED,
                        "make_timestamp(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0)",
                        FAILS,
                        "1990-04-15 03:30:00"),
                new Example(
                        SKIPPED,
                        "make_timestamp(1990, 4, 15, 1, CAST(zero AS INT) + 59, 60)",
                        FAILS,
                        "1990-04-15 03:00:00"),
                new Example(
                        SKIPPED,
                        "make_timestamp(2024, 3, 31, 2, 30, 0, concat('Europe/Berlin', substr(word, 9)))",
                        FAILS,
                        "2024-03-31 09:30:00"),
                // of two the first
                new Example(
                        SKIPPED,
                        "make_timestamp(2024, 10, 27, 2, 30, 0, concat('Europe/Berlin', substr(word, 9)))",
                        "2024-10-27 08:30:00",
                        "2024-10-27 08:30:00"),
                new Example(
                        SKIPPED,
                        "to_utc_timestamp(TIMESTAMP '2024-03-31 10:30:00', concat('Asia/Shanghai', substr(word, 9)))",
                        "2024-03-31 02:30:00",
                        "2024-03-31 02:30:00"),
                new Example(
                        SKIPPED,
                        "to_utc_timestamp(TIMESTAMP '2024-03-31 02:30:00Z', concat('Europe/Berlin', substr(word, 9)))",
                        FAILS,
                        "2024-03-31 09:30:00"),
                new Example(
                        SKIPPED,
                        "convert_timezone(concat('Europe/Berlin', substr(word, 9)), 'UTC', TIMESTAMP_NTZ '2024-03-31 02:30:00')",
                        FAILS,
                        "2024-03-31 01:30:00"),
                new Example(
                        "seconds before 1970", "unix_timestamp(timestamp_micros(bigint(zero) - 1500000))", "-2", "-1"),
                new Example(
                        "seconds before 1970",
                        "to_unix_timestamp(timestamp_micros(bigint(zero) - 1500000))",
                        "-2",
                        "-1"),
                new Example(
                        "seconds before 1970", "unix_timestamp(timestamp_micros(bigint(zero) + 1500000))", "1", "1"),
                // 08:00 in Shanghai is 00:00 in UTC
                new Example(
                        "seconds before 1970",
                        "unix_timestamp(make_timestamp_ntz(1970, 1, 1, 8, CAST(zero AS INT), 1.5))",
                        "1",
                        "28801"),
                new Example(
                        "seconds before 1970",
                        "to_unix_timestamp(make_timestamp_ntz(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0))",
                        FAILS,
                        "640146600"),
                new Example(
                        SKIPPED,
                        "coalesce(CAST(try_cast(nullif(make_timestamp_ntz(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0), TIMESTAMP_NTZ '2026-01-01 00:00:00') AS TIMESTAMP) AS STRING), '-')",
                        "-",
                        "1990-04-15 03:30:00"),
                new Example(
                        SHOWN,
                        "date_format(make_timestamp_ntz(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0), \"yyyy-MM-dd'Z'HH:mm\")",
                        "1990-04-15Z02:30",
                        "1990-04-15Z03:30"),
                new Example(
                        SHOWN,
                        "date_format(make_timestamp_ntz(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0), 'HH:mm XXX')",
                        FAILS,
                        "03:30 +09:00"),
                new Example(
                        SHOWN,
                        "date_format(make_timestamp_ntz(1990, 4, 15, 4, CAST(zero AS INT) + 30, 0), 'HH:mm XXX')",
                        "04:30 +09:00",
                        "04:30 +09:00"),
                new Example(
                        SHOWN,
                        "date_trunc('MONTH', make_timestamp_ntz(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0))",
                        "1990-04-01 00:00:00",
                        "1990-04-01 00:00:00"),
                new Example(
                        SHOWN,
                        "date_trunc('HOUR', make_timestamp_ntz(1990, 4, 15, 2, CAST(zero AS INT) + 30, 0))",
                        FAILS,
                        "1990-04-15 03:00:00"),
                new Example(HOSTS, "parse_url(concat('http://evil_host.org/', word), 'HOST')", FAILS, "null"),
                new Example(HOSTS, "parse_url(concat('http://例子.cn/', word), 'HOST')", FAILS, "null"),
                new Example(HOSTS, "parse_url(concat('http://a@evil_host.org/', word), 'USERINFO')", FAILS, "null"),
                new Example(HOSTS, "parse_url(concat('http://evil_host.org/', word), 'PATH')", "/Weir", "/Weir"),
                new Example(HOSTS, "parse_url(concat('http://h.org/', word), 'HOST')", "h.org", "h.org"),
                new Example(HOSTS, "coalesce(parse_url(concat('mailto:a@b.org', word), 'HOST'), '-')", "-", "-"),
                new Example(
                        ZONES,
                        "from_utc_timestamp(TIMESTAMP '2026-01-01 00:00:00', concat('CST', substr(word, 9)))",
                        FAILS,
                        "2025-12-31 18:00:00"),
                new Example(
                        ZONES,
                        "to_utc_timestamp(TIMESTAMP '2026-01-01 00:00:00', concat('CST', substr(word, 9)))",
                        FAILS,
                        "2026-01-01 06:00:00"),
                new Example(
                        ZONES,
                        "convert_timezone(concat('CST', substr(word, 9)), 'UTC', TIMESTAMP_NTZ '2026-01-01 00:00:00')",
                        FAILS,
                        "2026-01-01 06:00:00"),
                new Example(
                        ZONES,
                        "make_timestamp(2026, 1, 1, 0, 0, 0, concat('CST', substr(word, 9)))",
                        FAILS,
                        "2026-01-01 14:00:00"),
                new Example(
                        ZONES,
                        "from_utc_timestamp(TIMESTAMP '2026-01-01 00:00:00', concat('America/Chicago', substr(word, 9)))",
                        "2025-12-31 18:00:00",
                        "2025-12-31 18:00:00"));
    }

    private Dataset<Row> rows() {
        Dataset<Row> rows = spark.sql("SELECT *, " + LEAST + " AS least FROM VALUES (0.0D, -0.0D, 'Weir', 0.0D),"
                + " (0.0D, -0.0D, 'Weir', 0.0D), (0.0D, -0.0D, 'Weir', -0.0D), (0.0D, -0.0D, 'Weir', -0.0D),"
                + " (0.0D, -0.0D, 'Weir', 9.0D), (0.0D, -0.0D, 'Weir', 9.0D), (0.0D, -0.0D, 'Weir', 9.0D)"
                + " AS t(zero, minus, word, c)");
        return spark.createDataFrame(rows.javaRDD(), rows.schema());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void answersAreThoseOfLaterVersions(Example example) {
        Dataset<Row> rows = rows();
        if (example.right().equals(FAILS)) {
            Throwable failure = catchThrowable(() -> AnsiScope.in(
                            spark, () -> rows.selectExpr("CAST(" + example.sql() + " AS STRING)"))
                    .collectAsList());
            assertThat(SqlErrors.behind(failure)).as(example.sql()).isPresent();
            return;
        }
        assertThat(AnsiScope.in(spark, () -> rows.selectExpr("CAST(" + example.sql() + " AS STRING)"))
                        .head()
                        .getString(0))
                .isEqualTo(example.right());
    }

    /** What Spark has analysed, of constants, before Weir changes it. */
    @ParameterizedTest
    @MethodSource("examples")
    void sparksOwnAnswersAreOthers(Example example) {
        LogicalPlan plan = AnsiScope.in(
                spark,
                () -> spark.sql("SELECT CAST(" + constants(example.sql()) + " AS STRING)")
                        .queryExecution()
                        .analyzed());
        assertThat(!SafeExpressions.in(plan).equals(ReplaceExpressions$.MODULE$.apply(plan))
                        || example.right().equals(example.inSpark()))
                .isTrue();
        if (!example.inSpark().isEmpty() && !(plan instanceof Aggregate)) {
            Expression own =
                    list(ReplaceExpressions$.MODULE$.apply(plan).expressions()).get(0);
            assertThat(String.valueOf(list(own.children()).get(0).eval(null))).isEqualTo(example.inSpark());
        }
    }

    private static String constants(String sql) {
        return sql.replaceAll("\\bzero\\b", "0.0D")
                .replaceAll("\\bminus\\b", "-0.0D")
                .replaceAll("\\bword\\b", "'Weir'")
                .replaceAll("\\bleast\\b", "int('" + LEAST + "')")
                .replaceAll("\\bc\\b(?!')", "1D");
    }

    @Test
    void eachMendHasAnExample() {
        assertThat(new TreeSet<>(LaterMends.issues()))
                .isEqualTo(new TreeSet<>(examples().stream()
                        .filter(example -> !example.right().equals(example.inSpark()))
                        .map(Example::issue)
                        .toList()));
    }
}
