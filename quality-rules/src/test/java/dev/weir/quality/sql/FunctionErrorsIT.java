package dev.weir.quality.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.quality.SparkFixture;
import dev.weir.quality.dqdl.InterpretedQueries;
import dev.weir.testing.Torture;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalog.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark's functions throw on values that they do not take is an error of the SQL, and its words hold none of them. */
@ExtendWith(InterpretedQueries.class)
class FunctionErrorsIT {

    private static final String SECRET = "110105199003074514";

    private static final String ROWS = "SELECT 'http://[" + SECRET + "' AS url, '[" + SECRET + "' AS word, '" + SECRET
            + "{' AS broken, -1 AS less, 0 AS none, 9223372036854775807L AS most, CAST('NaN' AS DOUBLE) AS nan,"
            + " DATE'9999-12-31' AS day, TIMESTAMP'0001-01-01 00:00:00' AS moment, unhex('ff00ff') AS bytes,"
            + " array('" + SECRET + "', NULL) AS list, map('" + SECRET + "', 1) AS map, named_struct('a', '" + SECRET
            + "') AS object, CAST(NULL AS STRING) AS nothing, 99999999999999999999999999999999999.999BD AS decimal,"
            + " INTERVAL '178000000' YEAR AS years";

    private static final List<String> VALUES = List.of(
            "url",
            "word",
            "broken",
            "less",
            "none",
            "most",
            "nan",
            "day",
            "moment",
            "bytes",
            "list",
            "map",
            "object",
            "nothing",
            "decimal",
            "years",
            "'yyyy-QQQQ-$'",
            "'[" + SECRET + "'",
            "300",
            "-1000");

    /** They make texts as long as a number says, or are refused in users' SQL, as {@code struct()} is. */
    private static final Set<String> LEFT_OUT =
            Set.of("java_method", "reflect", "sequence", "repeat", "space", "lpad", "rpad", "struct");

    private static @Nullable Throwable failure(Dataset<Row> query) {
        try {
            query.collectAsList();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parse_url(url, 'HOST')",
                "to_number(word, '999')",
                "to_timestamp(word, 'yyyy')",
                "from_json(word, word)",
                "aes_decrypt(bytes, word)",
                "aes_decrypt(cast(word AS BINARY), '1234567890123456')",
                "element_at(list, 0)",
                "make_date(most, 1, 1)",
                "convert_timezone(word, moment)",
                "mode(map)",
                "mode(array(map))",
                "decode(bytes, word)",
                "cast(word AS INT)",
                "url_decode('%' || word)"
            })
    void aBadValueIsAnErrorOfTheSql(String call) {
        SparkSession spark = SparkFixture.spark();
        Dataset<Row> query;
        try {
            query = spark.sql(ROWS).selectExpr(call);
        } catch (Exception e) {
            assertThat(e).isInstanceOf(AnalysisException.class);
            return;
        }
        assertThat(SqlErrors.behind(Objects.requireNonNull(failure(query), call)))
                .hasValueSatisfying(found -> assertThat(found.words()).doesNotContain(SECRET));
    }

    @Test
    void generatedCallsEndWithErrorsOfTheSql() {
        SparkSession spark = SparkFixture.spark();
        List<String> functions = spark.catalog().listFunctions().collectAsList().stream()
                .map(Function::name)
                .filter(name -> name.matches("[a-z][a-z0-9_]*") && !LEFT_OUT.contains(name))
                .sorted()
                .toList();
        assertThat(functions).hasSizeGreaterThan(300);
        Dataset<Row> rows = spark.sql(ROWS).repartition(1);
        Random random = new Random(Torture.seed("weir.calls.seed"));
        TreeMap<String, String> others = new TreeMap<>();
        List<String> failed = new ArrayList<>();
        int calls = Torture.rounds("weir.calls", 4_000);
        for (int i = 0; i < calls; i++) {
            String call = functions.get(random.nextInt(functions.size()))
                    + IntStream.range(0, random.nextInt(4))
                            .mapToObj(argument -> VALUES.get(random.nextInt(VALUES.size())))
                            .collect(Collectors.joining(", ", "(", ")"));
            Dataset<Row> query;
            try {
                query = rows.selectExpr(call);
            } catch (Exception e) {
                continue; // Spark refuses it before it is run, which the review reports
            } catch (AssertionError e) {
                assertThat(call)
                        .as("an object without a field, which no column may be")
                        .matches("(?:named_)?struct\\(\\)");
                continue;
            }
            @Nullable Throwable failure = failure(query);
            if (failure != null) {
                failed.add(call);
                String words =
                        SqlErrors.behind(failure).map(SqlErrors.Found::words).orElse(SECRET);
                if (words.contains(SECRET)) {
                    others.put(call, String.valueOf(failure));
                }
            }
        }
        assertThat(failed).as("calls that fail").hasSizeGreaterThan(calls / 200);
        assertThat(others).as("seed " + Torture.seed("weir.calls.seed")).isEmpty();
    }
}
