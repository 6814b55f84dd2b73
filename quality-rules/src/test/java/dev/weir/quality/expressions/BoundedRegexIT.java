package dev.weir.quality.expressions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.quality.RowPredicates;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import dev.weir.quality.evaluation.TruthTable;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.quality.sql.SqlErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

class BoundedRegexIT {

    private static final String EXPLODING = "\\\\A(?:(.*a){20})\\\\z";
    private static final String LONG = "a".repeat(10_000) + "b";

    private final SparkSession spark = SparkFixture.spark();

    // --- the same as Spark's -----------------------------------------------------------------------------------------

    private static final StructType COLUMNS = new StructType()
            .add("s", DataTypes.StringType)
            .add("p", DataTypes.StringType)
            .add("l", DataTypes.StringType)
            .add("r", DataTypes.StringType)
            .add("n", DataTypes.IntegerType);

    private static final String[] OVER_COLUMNS = {
        "s RLIKE p",
        "regexp_like(s, p)",
        "NOT regexp(s, p)",
        "s LIKE l",
        "s ILIKE l",
        "s LIKE l ESCAPE '\\0'",
        "NOT s LIKE l",
        "s LIKE replace(l, '\\\\', '/') ESCAPE '/'",
        "s LIKE ANY (l, 'a%b%b')",
        "s NOT LIKE ALL (l, 'a_')",
        "regexp_extract(s, p, 0)",
        "regexp_extract_all(s, p, 0)",
        "regexp_instr(replace(s, '𠮷', '中'), p)",
        "regexp_instr(replace(s, '𠮷', '中'), p, n)",
        "regexp_count(s, p)",
        "regexp_substr(s, p)",
        "regexp_replace(s, p, r)",
        "regexp_replace(replace(s, '𠮷', '中'), p, r, 3)",
        "split(s, p)",
        "split(s, p, n)",
        "split(s, '')",
        "split(s, 'b', 2)",
        "exists(split(s, 'b'), x -> x RLIKE p)",
        "transform(array(s, 'ab'), x -> regexp_replace(x, p, r))",
        "coalesce(nullif(regexp_extract(s, p, 0), ''), 'none')",
        "CASE WHEN s RLIKE p THEN regexp_count(s, 'a|b') ELSE length(s) END",
        "parse_url('http://h/?a=1&ab=' || hex(s), 'QUERY', regexp_extract(p, 'ab?', 0))",
        "parse_url('http://h/?a=1', 'HOST', 'a')",
        "parse_url('http://h/?a=1', CAST(NULL AS STRING), 'a')"
    };

    @ParameterizedTest
    @CsvSource({"1, CODEGEN_ONLY", "2, NO_CODEGEN"})
    void isWhatSparkComputesWithPatternsInColumns(long seed, String mode) {
        assertSame(rows(seed, 4_000), List.of(OVER_COLUMNS), mode);
    }

    @ParameterizedTest
    @CsvSource({"3, CODEGEN_ONLY", "4, NO_CODEGEN"})
    void isWhatSparkComputesWithConstantPatterns(long seed, String mode) {
        GeneratedPatterns generated = new GeneratedPatterns(seed);
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String regex = quoted(generated.regex());
            String like = quoted(generated.like());
            String other = quoted(generated.like());
            expressions.add("s RLIKE " + regex);
            expressions.add("regexp_extract(s, " + regex + ", 0)");
            expressions.add("regexp_replace(s, " + regex + ", r)");
            expressions.add("split(s, " + regex + ")");
            expressions.add("s LIKE " + like);
            expressions.add("s ILIKE " + like);
            expressions.add("s LIKE ANY (" + like + ", " + other + ", NULL)");
            expressions.add("s NOT LIKE ANY (" + like + ", " + other + ")");
            expressions.add("s LIKE ALL (" + like + ", " + other + ")");
            expressions.add("s NOT LIKE ALL (" + like + ", " + other + ", '%a%b%')");
        }
        expressions.add("s RLIKE CAST(NULL AS STRING)");
        expressions.add("s LIKE NULL");
        expressions.add("str_to_map(s, '[b ]+', 'a?-')");
        expressions.add("str_to_map(s)");
        assertSame(rows(seed, 200), expressions, mode);
    }

    @Test
    void plansKeepTheirMeaning() {
        String query = "SELECT regexp_extract(s, 'a(.*)', 1) AS k, count(*) AS n,"
                + " max(CASE WHEN s LIKE '%a%b%' THEN (SELECT count(*) FROM t WHERE s RLIKE 'a.*b') END) AS m"
                + " FROM t WHERE s IN (SELECT regexp_replace(s, 'b', 'b') FROM t) AND s NOT LIKE ''"
                + " GROUP BY regexp_extract(s, 'a(.*)', 1) HAVING count(*) > 1 ORDER BY k";
        SparkSession plain = withoutBounds();
        rows(5, 300).createOrReplaceTempView("t");
        frame(plain, rows(5, 300).collectAsList(), COLUMNS).createOrReplaceTempView("t");

        assertThat(spark.sql(query).collectAsList())
                .isEqualTo(plain.sql(query).collectAsList())
                .hasSizeGreaterThan(5);
        assertThat(spark.sql(query).queryExecution().optimizedPlan().toString())
                .contains("regex.contains")
                .doesNotContain("RLIKE");
    }

    @Test
    void whatNeedsNoRegularExpressionStaysSimple() {
        String plan = rows(6, 1)
                .select("s")
                .where("s LIKE 'ab%' AND s LIKE '%c' AND s LIKE '%d%'")
                .queryExecution()
                .optimizedPlan()
                .toString();

        assertThat(plan)
                .contains("StartsWith(s", "EndsWith(s", "Contains(s")
                .doesNotContain("LIKE")
                .doesNotContain("regex.");
    }

    @Test
    void keepsCodeGenerationWhole() {
        Dataset<Row> bounded = spark.range(3).selectExpr("CAST(id AS STRING) RLIKE '^[0-9]+$' AS digits");

        assertThat(bounded.queryExecution().executedPlan().toString()).contains("*(1) Project");
        assertThat(bounded.collectAsList()).allMatch(row -> row.getBoolean(0));
    }

    private void assertSame(Dataset<Row> rows, List<String> expressions, String mode) {
        List<Row> all = rows.collectAsList();
        Dataset<Row> ours = computed(spark.newSession(), all, expressions, mode);
        Dataset<Row> sparks = computed(withoutBounds(), all, expressions, mode);
        assertThat(ours.queryExecution().optimizedPlan().toString()).contains("regex.");
        assertThat(sparks.queryExecution().optimizedPlan().toString()).doesNotContain("regex.");
        List<Row> expected = sparks.collectAsList();
        List<Row> found = ours.collectAsList();
        assertThat(ours.schema()).isEqualTo(sparks.schema());
        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < expressions.size(); k++) {
                assertThat(found.get(i).get(k))
                        .as("%s of %s", expressions.get(k), all.get(i))
                        .isEqualTo(expected.get(i).get(k));
            }
        }
    }

    private static Dataset<Row> computed(SparkSession session, List<Row> rows, List<String> expressions, String mode) {
        session.conf().set("spark.sql.ansi.enabled", true);
        session.conf().set("spark.sql.codegen.factoryMode", mode);
        session.conf().set("spark.sql.codegen.wholeStage", mode.equals("CODEGEN_ONLY"));
        session.conf().set("spark.sql.mapKeyDedupPolicy", "LAST_WIN");
        Dataset<Row> frame = frame(session, rows, COLUMNS);
        Column[] columns = new Column[expressions.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = functions.expr(expressions.get(i)).as("c" + i);
        }
        return frame.select(columns);
    }

    private SparkSession withoutBounds() {
        return new SparkSession(
                spark.sparkContext(),
                Option.empty(),
                Option.empty(),
                new SparkSessionExtensions(),
                new scala.collection.immutable.HashMap<>());
    }

    private Dataset<Row> rows(long seed, int count) {
        GeneratedPatterns generated = new GeneratedPatterns(seed);
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(RowFactory.create(
                    sometimesNull(random, generated.text()),
                    sometimesNull(random, generated.regex()),
                    sometimesNull(random, generated.like()),
                    sometimesNull(random, generated.replacement()),
                    sometimesNull(random, random.nextInt(5) - 1)));
        }
        return frame(spark, rows, COLUMNS);
    }

    private static @Nullable Object sometimesNull(Random random, Object value) {
        return random.nextInt(20) == 0 ? null : value;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    // --- other than Spark's
    // --------------------------------------------------------------------------------------------

    /** Spark counts halves of characters that are beyond U+FFFF. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "regexp_instr(s, 'b') ~ 3",
                "regexp_instr(s, '(b|c)+') ~ 3",
                "regexp_instr(s, 'x') ~ 0",
                "substr(s, regexp_instr(s, 'b'), 1) ~ b",
                "regexp_replace(s, '[ab]', '-', 3) ~ 𠮷a--",
                "regexp_replace(s, 'a|b', '-', 4) ~ 𠮷ab-",
                "regexp_replace(s, 'a|b', '-', 5) ~ 𠮷aba",
                "regexp_replace(s, 'a|b|$', '-', 2) ~ 𠮷----",
                "parse_url('http://h/?axb=1&a.b=2&c=' || hex(s), 'QUERY', 'a.b') ~ 2",
                "coalesce(parse_url('http://h/?c=' || hex(s), 'QUERY', '.'), '-') ~ -",
                "parse_url('http://h/?(=' || hex('a'), 'QUERY', '(') ~ 61",
            })
    void placesAreThoseOfCharactersAndKeysAreNoPatterns(String expression, String answer) {
        assertThat(one("𠮷aba")
                        .selectExpr("CAST(" + expression + " AS STRING)")
                        .head()
                        .getString(0))
                .isEqualTo(answer);
    }

    // --- bounded -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s RLIKE '" + EXPLODING + "'",
                "regexp_extract(s, '" + EXPLODING + "', 0) = 'x'",
                "size(regexp_extract_all(s, '" + EXPLODING + "', 0)) = 1",
                "regexp_instr(s, '" + EXPLODING + "') = 1",
                "regexp_count(s, '" + EXPLODING + "') = 1",
                "regexp_replace(s, '" + EXPLODING + "', '') = ''",
                "size(split(s, '" + EXPLODING + "')) = 1",
                "size(str_to_map(s, '" + EXPLODING + "', ':')) = 1",
                "s RLIKE p",
                "exists(array(s), x -> x RLIKE '" + EXPLODING + "')"
            })
    void aPatternThatExplodesCannotBeEvaluated(String predicate) {
        Dataset<Row> frame = spark.createDataFrame(
                List.of(RowFactory.create(LONG, EXPLODING.replace("\\\\", "\\")), RowFactory.create("b", "c")),
                new StructType().add("s", DataTypes.StringType).add("p", DataTypes.StringType));
        long start = System.nanoTime();

        List<Row> answers = AnsiScope.in(
                spark,
                () -> frame.select(TruthTable.words(functions.expr(predicate), "no", "cannot"))
                        .collectAsList());

        assertThat(answers.get(0).getString(0)).isEqualTo("cannot");
        assertThat(answers.get(1).getString(0)).isNotEqualTo("cannot");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void likeNeverExplodes() {
        Dataset<Row> frame = one(LONG.substring(0, 10_000))
                .select(col("s"), lit("%a%a%a%a%a%a%_b").as("l"));

        assertThat(frame.selectExpr("s LIKE '%a%a%a%a%a%a%_b'", "s LIKE l", "s LIKE ANY ('%a%a%a%a%a%b%_c', '%a%_%b')")
                        .head())
                .isEqualTo(RowFactory.create(false, false, false));
    }

    @Test
    void aPatternThatGoesDeepHasAnAnswer() {
        Row row = one("ab".repeat(200_000))
                .selectExpr("s RLIKE '^(a|b)*$'", "s RLIKE '^(a|b)*c$'")
                .head();

        assertThat(row).isEqualTo(RowFactory.create(true, false));
    }

    @Test
    void anErrorSaysWhereAndNoValue() {
        Throwable failure = catchThrowable(() -> one(LONG)
                .selectExpr("length(s) AS n", "s RLIKE '" + EXPLODING + "' AS x")
                .collectAsList());

        SqlErrors.Found found = SqlErrors.behind(failure).orElseThrow();
        assertThat(found.words()).isEqualTo("a regular expression that takes too many steps on a value");
        assertThat(found.spot().text()).startsWith("RLIKE");
        assertThat(failure.getMessage()).doesNotContain("aaaa");
    }

    @Test
    void aPatternOfARowThatIsNoneIsThatRowsFailure() {
        Dataset<Row> frame = spark.createDataFrame(
                List.of(RowFactory.create("a", "("), RowFactory.create("a", "a"), RowFactory.create("a", "b")),
                new StructType().add("s", DataTypes.StringType).add("p", DataTypes.StringType));
        Column answer = TruthTable.words(functions.expr("s RLIKE p"), "no", "cannot");

        assertThat(frame.select(answer)
                        .as(org.apache.spark.sql.Encoders.STRING())
                        .collectAsList())
                .containsExactly("cannot", null, "no");
        Throwable failure = catchThrowable(() -> frame.selectExpr("s RLIKE p").collectAsList());
        assertThat(SqlErrors.behind(failure).orElseThrow().words()).isEqualTo("a regular expression that is none");
        Throwable other = catchThrowable(() ->
                one("a\\b").selectExpr("s LIKE s", "regexp_replace(s, 'b', s)").collectAsList());
        assertThat(SqlErrors.behind(other).orElseThrow().words())
                .isEqualTo("a pattern of LIKE with an escape before nothing special");
        other = catchThrowable(
                () -> one("$7").selectExpr("regexp_replace(s, '7', s)").collectAsList());
        assertThat(SqlErrors.behind(other).orElseThrow().words())
                .isEqualTo("a replacement that does not fit its regular expression");
    }

    @Test
    void rulesFailTheRow() {
        Rule rule = Rules.of(
                "explodes",
                new Rule.Row("s RLIKE '" + EXPLODING + "' OR s LIKE 'ab%'", List.of()),
                Severity.QUARANTINE);
        Dataset<Row> frame = spark.createDataFrame(
                Stream.of(LONG, "b", "ab".repeat(3)).map(RowFactory::create).toList(),
                new StructType().add("s", DataTypes.StringType));

        List<Row> words =
                frame.select(RowPredicates.words(rule, frame, "is wrong", "")).collectAsList();

        assertThat(words.stream().map(row -> row.getString(0)))
                .containsExactly("could not be evaluated", "is wrong", null);
    }

    private Dataset<Row> one(String text) {
        return frame(spark, List.of(RowFactory.create(text)), new StructType().add("s", DataTypes.StringType));
    }

    /** Over an RDD, or else the optimiser computes what is constant. */
    private static Dataset<Row> frame(SparkSession session, List<Row> rows, StructType columns) {
        return session.createDataFrame(session.createDataFrame(rows, columns).javaRDD(), columns);
    }
}
