package dev.weir.quality.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.quality.SparkFixture;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query may be made of, whatever its text looks like. */
class SqlReviewIT {

    private static final StructType COLUMNS =
            StructType.fromDDL("id BIGINT, k STRING, v STRING, n BIGINT, a ARRAY<INT>");

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
