package dev.weir.quality.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.quality.SparkFixture;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query may be made of, whatever its text looks like. */
class SqlReviewIT {

    private static final StructType COLUMNS = StructType.fromDDL(
            "id BIGINT, k STRING, v STRING, n BIGINT, a ARRAY<INT>, d DOUBLE, m DECIMAL(18, 2), i INT, l ARRAY<BIGINT>");

    private final SparkSession spark = SparkFixture.spark();

    private List<SqlFault> faults(String sql) throws SqlRefusal {
        SubqueryAlias input = new SubqueryAlias(
                new AliasIdentifier("t"),
                spark.createDataFrame(List.of(), COLUMNS).queryExecution().analyzed());
        LogicalPlan plan = new SqlAnalysis(spark).query(sql, Map.of("t", input));
        return SqlReview.of(
                plan,
                node -> node instanceof SubqueryAlias alias
                        && alias.identifier().equals(input.identifier()));
    }

    /** The grammar refuses most of these before; here nothing but the plan is asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT TRANSFORM(k) USING 'cat' AS (k STRING) FROM t",
                "FROM t SELECT TRANSFORM(k) USING 'cat' AS (k STRING)",
                "SELECT k FROM (FROM t MAP k USING 'cat' AS k)",
                "WITH x AS (FROM t REDUCE k USING 'cat' AS k) SELECT k FROM x",
                "SELECT k FROM t WHERE k IN (SELECT TRANSFORM(v) USING 'cat' AS (v STRING) FROM t)",
                "SELECT k FROM t TABLESAMPLE (5 PERCENT)",
            })
    void refusesWhatDoesMoreThanComputeRows(String sql) throws SqlRefusal {
        assertThat(faults(sql))
                .anySatisfy(fault -> assertThat(fault.what()).isEqualTo("has a part that no query may have"));
    }

    /** Spark makes a join of it, which has no row where the aggregate has one of no rows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k FROM t WHERE 0 IN (SELECT count(*) FROM t b WHERE b.id = t.id)",
                "SELECT k FROM t WHERE 0 NOT IN (SELECT count(*) FROM t b WHERE b.id = t.id)",
                "SELECT k FROM t WHERE EXISTS (SELECT 1 FROM t b WHERE b.id = t.id HAVING count(*) = 0)",
                "SELECT k FROM t WHERE NOT EXISTS (SELECT max(b.n) FROM t b WHERE b.id = t.id)",
                "SELECT k FROM t WHERE EXISTS (SELECT 1 FROM (SELECT count(*) AS c FROM t b WHERE b.id = t.id) WHERE c = 0)",
                "SELECT k, EXISTS (SELECT max(b.n) FROM t b WHERE b.id = t.id) AS e FROM t",
                "SELECT k FROM t WHERE EXISTS (WITH x AS (SELECT count(*) AS c FROM t b WHERE b.id = t.id) SELECT 1 FROM x WHERE c = 0)",
                "SELECT k FROM t WHERE n IN (SELECT sum(c.n) FROM t c JOIN t b ON b.id = c.id WHERE b.k = t.k)",
                "SELECT k, (SELECT max(b.k) FROM t b WHERE EXISTS (SELECT max(c.k) FROM t c WHERE c.id = b.id)) AS m FROM t",
            })
    void refusesTheAbsenceOfAnAggregateThatIsAlwaysThere(String sql) throws SqlRefusal {
        assertThat(faults(sql)).singleElement().satisfies(fault -> {
            assertThat(fault.what()).isEqualTo("asks whether an aggregate without GROUP BY is there");
            assertThat(fault.spot().isKnown()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k FROM t WHERE (SELECT count(*) FROM t b WHERE b.id = t.id) = 0",
                "SELECT k FROM t WHERE EXISTS (SELECT b.k FROM t b WHERE b.id = t.id GROUP BY b.k HAVING count(*) > 1)",
                "SELECT k FROM t WHERE n IN (SELECT max(n) FROM t)",
                "SELECT k FROM t WHERE EXISTS (SELECT max(n) FROM t)",
            })
    void anAggregateOfOneGroupIsComparedOrDoesNotDependOnTheRow(String sql) throws SqlRefusal {
        assertThat(faults(sql)).isEmpty();
    }

    /** Spark's own words show its plan: {@code Filter (id#17L = outer(id#0L))}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT k FROM t WHERE EXISTS (SELECT 1 FROM t b WHERE b.id = t.id LIMIT 1) | leave a LIMIT of 1 or more out under EXISTS",
                "SELECT k FROM t WHERE EXISTS (SELECT 1 FROM t b WHERE b.id = t.id LIMIT 0) | write FALSE for EXISTS over LIMIT 0",
                "SELECT k FROM t WHERE id IN (SELECT n FROM t b WHERE b.k = t.k LIMIT 1) | max(…) or min(…) for one value",
                "SELECT k FROM t WHERE EXISTS (SELECT 1 FROM t b WHERE b.id = t.id UNION ALL SELECT 2) | names no outer column",
                "SELECT k FROM t WHERE id = (SELECT b.id FROM range(5) b WHERE b.id > t.n) | max(…) or min(…)",
                "SELECT id FROM t ORDER BY EXISTS (SELECT 1 FROM t b WHERE b.id = t.id) | a sub-query in FROM",
                "SELECT id FROM t ORDER BY (SELECT max(n) FROM t b WHERE b.id = t.id) | a sub-query in FROM",
                "SELECT k, (SELECT max(b.n + t.n) FROM t b WHERE b.id = t.id) AS m FROM t | the sub-query's WHERE",
            })
    void aSubqueryThatSparkCannotComputeIsToldOfInPlainWords(String sql, String remedy) {
        assertThatThrownBy(() -> faults(sql)).isInstanceOfSatisfying(SqlRefusal.class, refusal -> {
            assertThat(refusal.why()).contains("sub-query").doesNotContain("#", "outer(");
            assertThat(refusal.remedy(List.of(), "")).contains(remedy);
            assertThat(refusal.spot().isKnown()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a > 5 | values of ARRAY<INT> and INT cannot be compared or computed with one another | element_at(a, 1)",
                "named_struct('x', n) = a | values of STRUCT<x: BIGINT> and ARRAY<INT> cannot be compared | s.name",
                "a IN (1, 2) | types do not fit: Input to `in` should all be the same type, but it's [ARRAY<INT>, INT, INT] | element_at",
                "map(k, n) = map(k, n) | types do not fit: The `=` does not support ordering on type MAP<STRING, BIGINT> | m['key']",
                "i AND k = 'a' | values of INT and BOOLEAN cannot be compared or computed with one another | otherwise",
            })
    void typesThatDoNotFitAreNamed(String condition, String why, String remedy) {
        assertThatThrownBy(() -> faults("SELECT k FROM t WHERE " + condition))
                .isInstanceOfSatisfying(SqlRefusal.class, refusal -> {
                    assertThat(refusal.why()).startsWith(why).doesNotContain("cannot resolve", "\"");
                    assertThat(refusal.remedy(List.of(), "otherwise")).contains(remedy);
                });
    }

    /** Spark says false where SQL has NULL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n IN (SELECT id FROM t) AS f FROM t",
                "SELECT k FROM t WHERE (n IN (SELECT id FROM t)) IS NULL",
                "SELECT k FROM t WHERE NOT (k = 'a' AND n IN (SELECT id FROM t))",
                "SELECT k FROM t WHERE (n IN (SELECT id FROM t)) = false",
                "SELECT CASE WHEN k = 'a' THEN n NOT IN (SELECT id FROM t) END AS f FROM t",
                "SELECT if(k = 'a', true, n IN (SELECT id FROM t)) AS f FROM t",
                "SELECT 1 IN (SELECT id FROM t) AS f FROM t",
                "SELECT n IN (SELECT 1) AS f FROM t",
                "SELECT (n, 1) IN (SELECT 1, 2) AS f FROM t",
                "SELECT k FROM t WHERE id = (SELECT max(n) FROM (SELECT n, n IN (SELECT id FROM t) AS f FROM t) WHERE NOT f)",
                "SELECT coalesce(n IN (SELECT id FROM t), true) AS f FROM t",
            })
    void refusesTheValueOfInWhereItMayBeNull(String sql) throws SqlRefusal {
        assertThat(faults(sql)).singleElement().satisfies(fault -> {
            assertThat(fault.what()).isEqualTo("takes the value of IN over a sub-query");
            assertThat(fault.spot().isKnown()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k FROM t WHERE n IN (SELECT id FROM t) AND (id = 1 OR n NOT IN (SELECT id FROM t))",
                "SELECT t.k FROM t JOIN t b ON t.id = b.id AND b.n IN (SELECT id FROM t)",
                "SELECT n, count(*) AS c FROM t GROUP BY n HAVING n NOT IN (SELECT id FROM t)",
                "SELECT CASE WHEN n IN (SELECT id FROM t) THEN 1 ELSE 2 END AS c FROM t",
                "SELECT if(n NOT IN (SELECT id FROM t), 1, 2) AS c FROM t",
                "SELECT (n IN (SELECT id FROM t)) IS TRUE AS f, coalesce(n IN (SELECT id FROM t), false) AS c FROM t",
                "SELECT 1 IN (SELECT coalesce(id, 0) FROM t) AS f FROM t",
                "SELECT EXISTS (SELECT 1 FROM t b WHERE b.id = t.n) AS f FROM t",
            })
    void inIsAConditionOrNeverNull(String sql) throws SqlRefusal {
        assertThat(faults(sql)).isEmpty();
    }

    /** What is accepted where NULL counts as false is computed so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT count(*) FROM v WHERE n IN (SELECT id FROM b) | 1",
                "SELECT count(*) FROM v WHERE n NOT IN (SELECT id FROM b) | 0",
                "SELECT count(*) FROM v WHERE n > 9 OR n NOT IN (SELECT id FROM b WHERE id > 0) | 1",
                "SELECT sum(CASE WHEN n NOT IN (SELECT id FROM b WHERE id > 0) THEN 1 ELSE 10 END) FROM v | 21",
                "SELECT sum(if(n IN (SELECT id FROM b), 1, 10)) FROM v | 21",
                "SELECT count(*) FROM v WHERE (n NOT IN (SELECT id FROM b)) IS NOT TRUE | 3",
                "SELECT count(*) FROM v WHERE coalesce(n IN (SELECT id FROM b), false) | 1",
                "SELECT count(*) FROM v JOIN (SELECT 1 AS o) ON n NOT IN (SELECT id FROM b WHERE id > 0) | 1",
                "SELECT count(*) FROM v WHERE (SELECT count(*) FROM b WHERE b.id = v.n) = 0 | 2",
            })
    void whatIsAcceptedIsComputedAsSqlHasIt(String sql, long answer) throws SqlRefusal {
        LogicalPlan v = rows("VALUES (1L), (2L), (NULL) AS v(n)");
        LogicalPlan b = rows("VALUES (1L), (NULL) AS b(id)");
        LogicalPlan plan = new SqlAnalysis(spark).query(sql, Map.of("v", v, "b", b));

        assertThat(SqlReview.of(plan, node -> false)).isEmpty();
        assertThat(Dataset.ofRows(spark, plan).head().getLong(0)).isEqualTo(answer);
    }

    private LogicalPlan rows(String values) {
        Dataset<Row> rows = spark.sql("SELECT * FROM " + values);
        return new SubqueryAlias(
                new AliasIdentifier(values.substring(values.indexOf(" AS ") + 4, values.lastIndexOf('('))),
                spark.createDataFrame(rows.collectAsList(), rows.schema())
                        .queryExecution()
                        .analyzed());
    }

    /** 9007199254740993 would become 9007199254740992, which is the double next to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT coalesce(n, d) AS x FROM t",
                "SELECT nvl(d, n) AS x FROM t",
                "SELECT nanvl(d, n) AS x FROM t",
                "SELECT coalesce(d, m) AS x FROM t",
                "SELECT if(i = 1, n, d) AS x FROM t",
                "SELECT CASE WHEN i = 1 THEN n ELSE d END AS x FROM t",
                "SELECT greatest(n, d) AS x FROM t",
                "SELECT least(d, n) AS x FROM t",
                "SELECT array(n, d) AS x FROM t",
                "SELECT map('a', n, 'b', d) AS x FROM t",
                "SELECT map(n, 1, d, 2) AS x FROM t",
                "SELECT array(named_struct('x', n), named_struct('x', d)) AS x FROM t",
                "SELECT array_union(l, array(d)) AS x FROM t",
                "SELECT array_contains(l, d) AS x FROM t",
                "SELECT l = array(d) AS x FROM t",
                "SELECT named_struct('x', n) IN (named_struct('x', d)) AS x FROM t",
                "SELECT n AS x FROM t UNION ALL SELECT d FROM t",
                "SELECT n AS x FROM t UNION SELECT d FROM t",
                "SELECT n AS x FROM t INTERSECT SELECT d FROM t",
                "SELECT d AS x FROM t EXCEPT SELECT n FROM t",
                "SELECT x FROM (SELECT n AS x FROM t) FULL JOIN (SELECT d AS x FROM t) USING (x)",
                "SELECT k FROM t WHERE d IN (SELECT n FROM t)",
                "SELECT coalesce(d, 9007199254740993) AS x FROM t",
                "SELECT d IN (1, 9007199254740993) AS x FROM t",
                "SELECT d = 12345678901234567.89 AS x FROM t",
                "SELECT d BETWEEN 0 AND 9007199254740993 AS x FROM t",
                "SELECT d <= 9223372036854775807 AS x FROM t",
            })
    void refusesADoubleOfMoreDigitsThanItHas(String sql) throws SqlRefusal {
        assertThat(faults(sql)).singleElement().satisfies(fault -> {
            assertThat(fault.what()).matches("makes .*DOUBLE.* of .*(BIGINT|DECIMAL).*");
            assertThat(fault.why()).startsWith("'").contains("has a DOUBLE beside a type of more digits");
            assertThat(fault.remedy()).contains("cast both to DECIMAL", "CAST(… AS DOUBLE)");
            assertThat(fault.spot().isKnown()).isTrue();
        });
    }

    /** The name of a column is all that Spark keeps of it. */
    @Test
    void refusesADoubleOfColumnsThatBecomeRows() throws SqlRefusal {
        assertThat(faults("SELECT x FROM (SELECT n, d FROM t) UNPIVOT (x FOR name IN (n, d))"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).isEqualTo("makes DOUBLE of BIGINT"));
    }

    /** Of what is calculated, is compared row by row, or was cast by its author; and of a constant that a double is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "n * 1.5",
                "n * d + m",
                "n / 2",
                "m / 3 > d",
                "m / n",
                "avg(n) OVER (PARTITION BY k)",
                "stddev(n) OVER (PARTITION BY k)",
                "sqrt(n) + pow(n, 2) + ln(m)",
                "exact_sum(n) OVER (PARTITION BY k)",
                "percentile(n, 0.5) OVER (PARTITION BY k)",
                "floor(d) = d AND CAST(d AS BIGINT) = d",
                "n > 1e3 AND n IN (d, 2.5D) AND m <> d",
                "coalesce(d, 0) + coalesce(d, 0.0) + coalesce(d, 9007199254740992)",
                "coalesce(d, i) + greatest(d, CAST(12.5 AS DECIMAL(15, 2)))",
                "coalesce(d, CAST(n AS DOUBLE)) + coalesce(double(n), d)",
                "coalesce(n, 0.5) + CASE WHEN i = 1 THEN n ELSE m END",
                "array(CAST(n AS DECIMAL(38, 6)), CAST(d AS DECIMAL(38, 6)))",
                "round(d, 2) BETWEEN 0 AND 3.14159265358979323846",
            })
    void takesADoubleThatIsMeantOrTheSame(String expression) throws SqlRefusal {
        assertThat(faults("SELECT " + expression + " AS x FROM t")).isEmpty();
    }

    /** CST is Chicago's, Shanghai's and Havana's. */
    @ParameterizedTest
    @CsvSource({"CST, 1", "IST, 1", "Asia/Shenzhen, 1", "Asia/Shanghai, 0", "+08:00, 0", "UTC, 0"})
    void aZoneIsOne(String zone, int faults) throws SqlRefusal {
        assertThat(faults("SELECT from_utc_timestamp(timestamp_micros(n), '" + zone + "') AS m FROM t"))
                .hasSize(faults);
        assertThat(faults("SELECT to_utc_timestamp(timestamp_micros(n), '" + zone + "') AS m FROM t"))
                .hasSize(faults);
        assertThat(faults("SELECT convert_timezone('" + zone
                        + "', 'UTC', CAST(timestamp_micros(n) AS TIMESTAMP_NTZ)) AS m FROM t"))
                .hasSize(faults);
    }

    /** Clocks went from 2 to 3 in Shanghai on 1990-04-15. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TIMESTAMP '1990-04-15 02:30:00' | 1",
                "CAST('1990-04-15 02:30' AS TIMESTAMP) | 1",
                "TIMESTAMP '2024-03-31 02:30:00 Europe/Berlin' | 1",
                "CAST(TIMESTAMP_NTZ '1990-04-15 02:30:00' AS TIMESTAMP) | 1",
                "make_timestamp(1990, 4, 15, 2, 30, 0) | 1",
                "TIMESTAMP '1990-04-15 03:30:00' | 0",
                "TIMESTAMP '1990-04-15 02:30:00+08:00' | 0",
                "TIMESTAMP_NTZ '1990-04-15 02:30:00' | 0",
                "TIMESTAMP '1990-04-15' | 0",
            })
    void aTimeThatClocksSkipIsNoMoment(String moment, int faults) throws SqlRefusal {
        assertThat(faults("SELECT " + moment + " AS m FROM t")).hasSize(faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "abc"})
    void aTextThatTheReadersRefuseIsNoNumber(String text) throws SqlRefusal {
        assertThat(faults("SELECT k FROM t WHERE CAST(n AS DOUBLE) > '" + text + "'"))
                .isNotEmpty();
    }

    /** Contracts' bounds are of this form. */
    @ParameterizedTest
    @ValueSource(
            strings = {"CAST(n AS DOUBLE) < CAST('Infinity' AS DOUBLE)", "CAST(n AS DOUBLE) <> CAST('NaN' AS DOUBLE)"})
    void aNumberThatIsNotFiniteIsWrittenAsACast(String condition) throws SqlRefusal {
        assertThat(faults("SELECT k FROM t WHERE " + condition)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xpath_int", "xpath_long", "xpath_short", "xpath_float", "xpath_double", "xpath_number"})
    void aNumberOutOfXmlIsTextTakenForANumber(String function) throws SqlRefusal {
        assertThat(faults("SELECT " + function + "(k, 'a/text()') AS n FROM t"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).startsWith("reads text as "));
        assertThat(
                        faults(
                                "SELECT xpath_string(k, 'a') AS s, xpath(k, 'a/text()') AS l, xpath_boolean(k, 'a') AS b FROM t"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k, count(*) AS n FROM t WHERE n > 1 GROUP BY k HAVING count(*) > 1 ORDER BY k LIMIT 5 OFFSET 1",
                "SELECT DISTINCT k FROM t UNION ALL SELECT v FROM t",
                "SELECT k FROM t INTERSECT SELECT v FROM t",
                "SELECT k FROM t EXCEPT ALL SELECT v FROM t",
                "SELECT a.k FROM t a LEFT ANTI JOIN t b ON a.id = b.n",
                "SELECT t.k, x.e FROM t LATERAL VIEW explode(a) x AS e",
                "SELECT t.k, x.col FROM t, LATERAL explode(t.a) x",
                "SELECT k, (SELECT max(n) FROM t i WHERE i.id = o.id) AS m FROM t o",
                "SELECT k FROM t o WHERE EXISTS (SELECT 1 FROM t i WHERE i.id = o.n)",
                "SELECT k, row_number() OVER w AS r FROM t WINDOW w AS (PARTITION BY k ORDER BY id)",
                "SELECT k, n, sum(id) AS s FROM t GROUP BY CUBE (k, n)",
                "SELECT * FROM (SELECT k, v, n FROM t) PIVOT (max(n) FOR v IN ('a' AS a, 'b' AS b))",
                "SELECT * FROM (SELECT id, n FROM t) UNPIVOT (x FOR name IN (id, n))",
                "SELECT /*+ BROADCAST(b), REPARTITION(3) */ a.k FROM t a JOIN t b ON a.id = b.id",
                "SELECT k FROM t DISTRIBUTE BY k SORT BY n",
                "SELECT t.k, r.id FROM t JOIN range(5) r ON r.id = t.id",
                "SELECT c.x FROM VALUES (1), (2) AS c(x)",
                "SELECT 1 AS one",
                "WITH x AS (SELECT k FROM t), y AS (SELECT k FROM x) SELECT x.k FROM x JOIN y ON x.k = y.k",
                "FROM t SELECT k",
            })
    void takesWhatComputesRows(String sql) throws SqlRefusal {
        assertThat(faults(sql)).isEmpty();
    }
}
