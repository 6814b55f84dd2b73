package dev.weir.quality.expressions;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weir.quality.SparkFixture;
import dev.weir.quality.evaluation.TruthTable;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.quality.sql.SqlErrors;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedValuesIT {

    private final SparkSession spark = SparkFixture.spark();

    /** In one row extremes, in the other values that every type holds. */
    private Dataset<Row> rows() {
        Dataset<Row> rows =
                spark.sql("SELECT * FROM VALUES (DATE '2026-01-01', 2147483647, DOUBLE('NaN'), 1e300D, FLOAT(9e18)),"
                        + " (DATE '2026-01-01', 31, 2.5D, 3.5D, FLOAT(4.5)) AS t(day, days, nan, large, small)");
        return spark.createDataFrame(rows.javaRDD(), rows.schema());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date_add(day, days) > day",
                "day + days > day",
                "date_sub(day, - days - 2) > day",
                "datediff(date_add(day, days - 30000), DATE '0001-01-01') > 0",
                "add_months(day, days) > DATE '2000-01-01'",
                "timestampadd(YEAR, days, TIMESTAMP '2026-01-01 00:00:00') > day",
                "last_day(date_add(day, days - 20454)) > DATE '1900-01-01'",
                "floor(nan) > 1",
                "ceil(nan) > 1",
                "floor(large) = 3",
                "CAST(large AS BIGINT) = 3",
                "CAST(nan AS INT) = 2",
                "CAST(small * 2 AS INT) = 9",
                "CAST(nan AS DECIMAL(10, 2)) = 2.5",
                "CAST(nan / 0.1D AS DECIMAL(38, 0)) = 25",
                "CAST(large AS FLOAT) > 3",
                "CAST(large AS TIMESTAMP) > TIMESTAMP '1970-01-01 00:00:00'",
                "CAST(nan AS TIMESTAMP) > TIMESTAMP '1970-01-01 00:00:00'",
                "CAST(small * 1000 AS TIMESTAMP) > TIMESTAMP '1970-01-01 00:00:00'",
                "CAST(CAST(days AS BIGINT) * 1000000 AS TIMESTAMP) > TIMESTAMP '1970-06-01 00:00:00'",
                "CAST(CAST(days AS DECIMAL(20, 0)) * 1000000 AS TIMESTAMP) > TIMESTAMP '1970-06-01 00:00:00'",
                "timestamp_seconds(nan) > TIMESTAMP '1970-01-01 00:00:00'",
                "timestamp_seconds(CAST(days AS BIGINT) * 1000000) > TIMESTAMP '1970-06-01 00:00:00'",
                "from_unixtime(CAST(days AS BIGINT) * 1000000) > '1970-06'",
                // 2 to the 53rd power and 1: no double is
                "if(days = 31, 31, 9007199254740993) <> large - 9",
                "if(days = 31, 31, 9007199254740993) > nan - 9e9D",
                "if(days = 31, 31, 9223372036854775807) IN (nan, 31D)",
                "if(days = 31, 31, 9007199254740993) <=> 31D",
                "if(days = 31, 31, 12345678901234567.89) <> large",
                "if(days = 31, 31, -12345678901234567890) < large + 50",
                "array_contains(array(31D, large), if(days = 31, 31, 9007199254740993))",
                "array_position(array(31D, large), if(days = 31, 31, 9007199254740993)) = 1",
                "nullif(if(days = 31, 31, 9007199254740993), large) = 31"
            })
    void whatNoTypeHoldsCannotBeEvaluated(String condition) {
        Dataset<Row> answers =
                AnsiScope.in(spark, () -> rows().select(TruthTable.words(expr(condition), "false", "cannot")));

        assertThat(answers.collectAsList()).extracting(row -> row.getString(0)).containsExactly("cannot", null);

        Throwable failure = catchThrowable(
                () -> AnsiScope.in(spark, () -> rows().select(expr(condition))).collectAsList());
        assertThat(SqlErrors.behind(failure))
                .hasValueSatisfying(found -> assertThat(found.words()).endsWith(" that its type cannot hold"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get_json_object(concat('{\"a\": \"x\"', if(days = 31, '}', '')), '$.a') = 'x'",
                "json_array_length(concat('[1', if(days = 31, ', 2]', ''))) = 2",
                "size(json_object_keys(concat(\"{'a': 1}\", if(days = 31, '', ' {}')))) = 1",
                "get_json_object(concat('{\"a\": \"x\", \"', if(days = 31, 'b', 'a'), '\": 1}'), '$.a') = 'x'",
                "get_json_object(concat('{\"c\": \"x\", \"d\": {\"a\": 1, \"', if(days = 31, 'b', 'a'), '\": 1}}'), '$.c') = 'x'",
                "size(json_object_keys(concat('{\"a\": 1, \"', if(days = 31, 'b', 'a'), '\": 1}'))) = 2",
                "json_array_length(concat('[{\"a\": 1, \"', if(days = 31, 'b', 'a'), '\": 1}]')) = 1"
            })
    void aTextThatIsNoJsonCannotBeEvaluated(String condition) {
        Dataset<Row> answers =
                AnsiScope.in(spark, () -> rows().select(TruthTable.words(expr(condition), "false", "cannot")));

        assertThat(answers.collectAsList()).extracting(row -> row.getString(0)).containsExactly("cannot", null);
        assertThat(SqlErrors.behind(catchThrowable(() -> AnsiScope.in(spark, () -> rows().select(expr(condition)))
                        .collectAsList())))
                .hasValueSatisfying(
                        found -> assertThat(found.words()).startsWith("a text that is no JSON, or that has a key"));
    }

    /** Spark writes the double that is nearest. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 12345678901234567.89} | $.a | ",
                "{\"a\": 1e400} | $.a | ",
                "{\"a\": 1e-400} | $.a | ",
                "{\"a\": 1e99999999999} | $.a | ",
                "{\"a\": 0.1234567890123456789} | $.a | ",
                "{\"a\": [1, {\"b\": 12345678901234567.89}]} | $.a | ",
                "[1.5, 12345678901234567.89] | $[1] | ",
                "[1.5, 12345678901234567.89] | $[*] | ",
                "[1.5, 12345678901234567.89] | $ | ",
                "[1.5, 12345678901234567.89] | $[0] | 1.5",
                "{\"c\": 1e400, \"a\": \"1e400\"} | $.a | 1e400",
                "{\"c\": \"é中\", \"b\": 1e400, \"a\": 1.10, \"d\": 1e400} | $.a | 1.1",
                "{\"a\": 12345678901234567890123} | $.a | 12345678901234567890123",
                "{\"a\": 1.0E2} | $.a | 100.0",
                "{\"a\": -0.0} | $.a | -0.0",
                "{\"b\": 1e400} | $.a | none",
            })
    void aNumberOfJsonIsTheOneThatIsThere(String json, String path, @Nullable String answer) {
        Dataset<Row> rows = spark.createDataFrame(List.of(RowFactory.create(json)), StructType.fromDDL("json STRING"));
        String field = path.startsWith("$.") ? path.substring(2) : "";
        for (String sql : List.of(
                "coalesce(get_json_object(json, '" + path + "'), 'none') AS a",
                "json_tuple(json, '" + field + "') AS a")) {
            if (field.isEmpty() && sql.startsWith("json_tuple")) {
                continue;
            }
            Dataset<Row> answers =
                    AnsiScope.in(spark, () -> rows.selectExpr(sql).selectExpr("coalesce(a, 'none')"));
            if (answer == null) {
                assertThat(SqlErrors.behind(catchThrowable(answers::collectAsList)))
                        .as(sql)
                        .hasValueSatisfying(
                                found -> assertThat(found.words()).isEqualTo("a number that its type cannot hold"));
            } else {
                assertThat(answers.head().getString(0)).isEqualTo(answer);
            }
        }
    }

    /** Spark gives NULL, which a rule passes, or NaN, which is greater than every number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln(if(days = 31, 1D, 0D)) > -1",
                "log(if(days = 31, 1D, -1D)) > -1",
                "log(2, if(days = 31, 1D, 0D)) > -1",
                "log(if(days = 31, 2D, 0D), 8) > -1",
                "log(if(days = 31, 2D, 1D), 8) > -1",
                "log2(if(days = 31, 1, 0)) > -1",
                "log10(if(days = 31, 1.0, 0.0)) > -1",
                "log1p(if(days = 31, 0, -1)) > -1",
                "sqrt(if(days = 31, 4, -4)) >= 0",
                "acos(if(days = 31, 1, 2)) >= 0",
                "asin(if(days = 31, 1, 2)) >= 0",
                "atanh(if(days = 31, 0, 2)) >= 0",
                "acosh(if(days = 31, 1, 0)) >= 0",
                "pow(if(days = 31, 4, -4), 0.5) >= 0",
                "factorial(if(days = 31, 20, 21)) > 1",
                "factorial(if(days = 31, 0, -1)) = 1",
                "unhex(if(days = 31, '4a', '4z')) IS NOT NULL",
                "date_trunc(if(days = 31, 'MONTH', 'MONHT'), TIMESTAMP '2026-01-02 00:00:00') > DATE '2000-01-01'",
                "trunc(day, if(days = 31, 'MONTH', 'DAY')) > DATE '2000-01-01'",
                "sha2('a', if(days = 31, 256, 100)) > ''",
                "format_number(1.5D, if(days = 31, 2, -2)) = '1.50'",
                "width_bucket(5D, 0D, 40D, if(days = 31, 4, 0)) > 0",
                "width_bucket(5D, 0D, if(days = 31, 40D, 0D), 4) > 0"
            })
    void whatAFunctionIsNotDefinedForCannotBeEvaluated(String condition) {
        Dataset<Row> answers =
                AnsiScope.in(spark, () -> rows().select(TruthTable.words(expr(condition), "false", "cannot")));

        assertThat(answers.collectAsList()).extracting(row -> row.getString(0)).containsExactly("cannot", null);
        assertThat(SqlErrors.behind(catchThrowable(() -> AnsiScope.in(spark, () -> rows().select(expr(condition)))
                        .collectAsList())))
                .hasValueSatisfying(
                        found -> assertThat(found.words()).isEqualTo("a value that a function is not defined for"));
    }

    /** Spark's formulas lose small numbers, and call what is far from 0 infinite. */
    @ParameterizedTest
    @CsvSource({
        "asinh, -1e8, -19.11382792451231",
        "asinh, 1e8, 19.11382792451231",
        "asinh, 1e-9, 1.0E-9",
        "asinh, -1e-300, -1.0E-300",
        "asinh, 0.5, 0.48121182505960347",
        "asinh, -2, -1.4436354751788103",
        "asinh, 1e300, 691.4686750787736",
        "asinh, -1e300, -691.4686750787736",
        "asinh, 0, 0.0",
        "acosh, 1e300, 691.4686750787736",
        "acosh, 1, 0.0",
        "acosh, 2, 1.3169578969248166",
        "acosh, 1.0000000001, 1.4142136208675862E-5",
    })
    void areaFunctionsAreRightForEachNumber(String function, String number, double right) {
        Dataset<Row> answers =
                AnsiScope.in(spark, () -> rows().selectExpr(function + "(double(days) * 0 + double(" + number + "))"));

        assertThat(answers.head().getDouble(0)).isCloseTo(right, withinPercentage(1e-13));
    }

    /** Spark gives NULL, the time of another place, or another number, and a rule would pass or fail by it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "parse_url(if(days = 31, 'http://host.org/', 'http://evil_host.org/'), 'HOST') <> 'evil_host.org'",
                "hour(from_utc_timestamp(TIMESTAMP '2026-01-01 00:00:00', if(days = 31, 'Asia/Shanghai', 'CST'))) < 24",
                "get_json_object(if(days = 31, '{\"a\": 1.5}', '{\"a\": 1e400}'), '$.a') IS NOT NULL"
            })
    void whatCannotBeToldIsTheRowsFailure(String condition) {
        Dataset<Row> answers =
                AnsiScope.in(spark, () -> rows().select(TruthTable.words(expr(condition), "false", "cannot")));

        assertThat(answers.collectAsList()).extracting(row -> row.getString(0)).containsExactly("cannot", null);
    }

    /** Of fractions a double has 15 to 17 digits, and by these they are compared. */
    @Test
    void aFractionIsComparedAsADouble() {
        Dataset<Row> compared = AnsiScope.in(
                spark,
                () -> rows().selectExpr("days / 3.000000000000000000 > 0.1D", "floor(large - large) = large - large"));

        assertThat(compared.collectAsList()).allMatch(row -> row.getBoolean(0) && row.getBoolean(1));
    }

    @Test
    void aDoubleBesideANumberSaysWhatToWrite() {
        Dataset<Row> compared = AnsiScope.in(spark, () -> rows().selectExpr("9007199254740992 + days = large"));

        assertThat(SqlErrors.behind(catchThrowable(compared::collectAsList))).hasValueSatisfying(found -> {
            assertThat(found.words()).isEqualTo("a number beside a DOUBLE that its type cannot hold");
            assertThat(found.remedy()).startsWith("cast both to DECIMAL");
        });
    }

    @Test
    void aKeyThatStandsTwiceIsNoFieldOfATuple() {
        Dataset<Row> fields = AnsiScope.in(
                spark, () -> rows().selectExpr("json_tuple(concat('{\"a\": ', days, ', \"a\": 2}'), 'a')"));

        assertThat(SqlErrors.behind(catchThrowable(fields::collectAsList)))
                .hasValueSatisfying(found -> assertThat(found.words()).contains("a key twice"));
    }

    /** No CASE around it would help: the function itself divides by the deviation. */
    @Test
    void aCorrelationWithAConstantSaysHowItIsWritten() {
        Dataset<Row> correlation = AnsiScope.in(spark, () -> rows().selectExpr("corr(small, days - days)"));

        assertThat(SqlErrors.behind(catchThrowable(correlation::collectAsList))).hasValueSatisfying(found -> {
            assertThat(found.words()).isEqualTo("a correlation with what has one value alone");
            assertThat(found.remedy()).contains("covar_pop(x, y) / nullif(stddev_pop(x) * stddev_pop(y), 0)");
        });
        String written = "covar_pop(small, days - days) / nullif(stddev_pop(small) * stddev_pop(days - days), 0)";
        assertThat(AnsiScope.in(spark, () -> rows().selectExpr(written)).head().isNullAt(0))
                .isTrue();
    }

    /** Spark lets errors of Java's own through; a rule and a query take them for the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "size(sequence(1, days, 0)) > 1",
                "format_string('%d', CAST(days AS STRING)) = 'a'",
                "encode(CAST(days AS STRING), concat('no-', days)) IS NOT NULL",
                "CAST(decode(CAST('a' AS BINARY), concat('no-', days)) AS STRING) = 'a'",
            })
    void whatAFunctionOfJavaThrowsIsTheRowsAndTheQuerys(String condition) {
        Dataset<Row> answers =
                AnsiScope.in(spark, () -> rows().select(TruthTable.words(expr(condition), "false", "cannot")));

        assertThat(answers.collectAsList()).extracting(row -> row.getString(0)).containsExactly("cannot", "cannot");

        Throwable failure = catchThrowable(
                () -> AnsiScope.in(spark, () -> rows().select(expr(condition))).collectAsList());
        assertThat(SqlErrors.behind(failure)).isPresent();
    }

    /** Spark may cut digits off where 38 in all are not enough; in Weir a result has all of them, or there is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.000001 | 0.000000000001 | price * rate = 0.000000000000000001BD | ",
                "12345678901234.654321 | 0.000000000001 | price * rate = 12.345678901234654321BD | ",
                "12345678901234.654321 | 12345678.000000000001 | price * rate > 0 | cannot",
                "99999999999999.999999 | 0.000000000001 | price * 1 + rate = 99999999999999.999999000001BD | ",
                "99999999999999.999999 | 99999999.000000000001 | price + rate = 100000099999998.999999000001BD | ",
                "0.000001 | 0.000000000001 | price - rate < price | ",
                "0.000001 | 0.000000000001 | CAST(price AS DECIMAL(38, 18)) * 1 = price | ",
                "12345678901234.654321 | 0 | CAST(price AS DECIMAL(38, 18)) % 1 = 0.654321BD | ",
                "12345678901234.654321 | 0.000000000001 | CAST(price AS DECIMAL(38, 6)) + rate > price | ",
            })
    void decimalsKeepTheirDigits(String price, String rate, String condition, @Nullable String answer) {
        Dataset<Row> rows = spark.sql("SELECT * FROM VALUES (CAST('" + price + "' AS DECIMAL(20, 6)), CAST('" + rate
                + "' AS DECIMAL(20, 12))) AS t(price, rate)");
        Dataset<Row> answers = AnsiScope.in(
                spark,
                () -> spark.createDataFrame(rows.javaRDD(), rows.schema())
                        .select(TruthTable.words(expr(condition), "false", "cannot")));

        assertThat(answers.head().getString(0)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"try_cast(nan AS DECIMAL(10, 2))", "try_cast(nan AS BIGINT)", "try_cast(large AS BIGINT)"})
    void tryCastGivesNull(String expression) {
        assertThat(rows().select(expr(expression)).head().isNullAt(0)).isTrue();
    }
}
