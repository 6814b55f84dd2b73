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

/** What depends on an order that nobody fixed, and what does not. {@code s} has no key, {@code t} has the key {@code id}. */
class OrderReviewIT {

    private static final StructType COLUMNS =
            StructType.fromDDL("id BIGINT, k STRING, v STRING, n BIGINT, i INT, d DOUBLE, f FLOAT, c DECIMAL(10,2)");

    private final SparkSession spark = SparkFixture.spark();

    private List<SqlNotice> notices(String sql, List<String> key) throws SqlRefusal {
        LogicalPlan plan = new SqlAnalysis(spark).query(sql, Map.of("s", input("s"), "t", input("t")));
        return OrderReview.of(
                plan,
                new QueryInputs() {
                    @Override
                    public boolean isOne(LogicalPlan node) {
                        return node instanceof SubqueryAlias alias
                                && List.of("s", "t").contains(alias.identifier().name());
                    }

                    @Override
                    public List<String> key(LogicalPlan input) {
                        return ((SubqueryAlias) input).identifier().name().equals("t") ? List.of("id") : List.of();
                    }
                },
                key);
    }

    private LogicalPlan input(String name) {
        return new SubqueryAlias(
                new AliasIdentifier(name),
                spark.createDataFrame(List.of(), COLUMNS).queryExecution().analyzed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k, first(v) AS x FROM s GROUP BY k",
                "SELECT k, last(v, true) AS x FROM s GROUP BY k",
                "SELECT k, any_value(v) AS x FROM t GROUP BY k",
                "SELECT k, collect_list(v) AS x FROM s GROUP BY k",
                "SELECT k, collect_set(v) AS x FROM s GROUP BY k",
                "SELECT k, array_agg(v) AS x FROM s GROUP BY k",
                "SELECT k, array_join(collect_list(v), ',') AS x FROM s GROUP BY k",
                "SELECT k, max_by(v, n) AS x FROM s GROUP BY k",
                "SELECT k, min_by(v, struct(n, k)) AS x FROM t GROUP BY k",
                "SELECT k, mode(v) AS x FROM s GROUP BY k",
                "SELECT k, approx_percentile(n, 0.5) AS x FROM s GROUP BY k",
                "SELECT k, histogram_numeric(n, 5) AS x FROM s GROUP BY k",
                "SELECT k, sum(d) AS x FROM s GROUP BY k",
                "SELECT sum(f) AS x FROM s",
                "SELECT k, sum(d) FILTER (WHERE n > 1) AS x FROM s GROUP BY k",
                "SELECT k, try_sum(d) AS x FROM s GROUP BY k",
                "SELECT k, avg(d) AS x FROM s GROUP BY k",
                "SELECT k, mean(n) AS x FROM s GROUP BY k",
                "SELECT k, stddev(n) AS x FROM s GROUP BY k",
                "SELECT k, variance(c) AS x FROM s GROUP BY k",
                "SELECT k, corr(n, i) AS x FROM s GROUP BY k",
                "SELECT k, regr_slope(n, i) AS x FROM s GROUP BY k",
                "SELECT k, skewness(n) AS x FROM s GROUP BY k",
                "SELECT k, n FROM s LIMIT 5",
                "SELECT k, n FROM s OFFSET 5",
                "SELECT k, n FROM s ORDER BY n LIMIT 5",
                "SELECT k FROM t ORDER BY n LIMIT 5 OFFSET 2",
                "SELECT id, (SELECT v FROM s ORDER BY n LIMIT 1) AS x FROM t",
                "SELECT k FROM (SELECT * FROM s LIMIT 3)",
                "WITH few AS (SELECT * FROM s LIMIT 3) SELECT k FROM few",
                "SELECT k, row_number() OVER (PARTITION BY k ORDER BY n) AS x, v FROM s",
                "SELECT id, row_number() OVER (PARTITION BY k ORDER BY n) AS x FROM t",
                "SELECT k, v FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY n DESC) r FROM s) WHERE r = 1",
                "SELECT v, ntile(4) OVER (ORDER BY n) AS x FROM s",
                "SELECT v, lag(n) OVER (PARTITION BY k ORDER BY n) AS x FROM s",
                "SELECT v, lead(v, 2) OVER (ORDER BY n) AS x FROM s",
                "SELECT v, first_value(v) OVER (PARTITION BY k ORDER BY n) AS x FROM s",
                "SELECT v, nth_value(v, 2) OVER (PARTITION BY k ORDER BY n) AS x FROM s",
                "SELECT v, sum(d) OVER (PARTITION BY k) AS x FROM s",
                "SELECT v, sum(d) OVER (PARTITION BY k ORDER BY n) AS x FROM s",
                "SELECT v, sum(n) OVER (PARTITION BY k ORDER BY n ROWS UNBOUNDED PRECEDING) AS x FROM s",
                "SELECT v, count(*) OVER (ORDER BY n ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS x FROM s",
                "SELECT v, collect_list(v) OVER (PARTITION BY k) AS x FROM s",
                "SELECT k, sum(x) AS y FROM (SELECT k, v, avg(d) AS x FROM t GROUP BY k, v) GROUP BY k",
                "SELECT a.id, b.v, row_number() OVER (ORDER BY a.id) AS x FROM t a JOIN t b ON b.id = b.n",
                "SELECT a.id, b.v FROM t a LEFT JOIN t b ON b.id = b.n ORDER BY a.id LIMIT 3",
                "SELECT a.id, first(b.v) AS x FROM t a JOIN s b ON a.k = b.k GROUP BY a.id",
                "SELECT k, n FROM s WHERE n IN (SELECT n FROM s LIMIT 3)",
                "SELECT k FROM s UNION ALL SELECT max(first_one) FROM (SELECT k, first(v) AS first_one FROM s GROUP BY k)",
            })
    void isReported(String sql) throws SqlRefusal {
        List<SqlNotice> notices = notices(sql, List.of());
        assertThat(notices).as(sql).isNotEmpty().allSatisfy(notice -> {
            assertThat(notice.spot().line()).isEqualTo(1);
            assertThat(notice.expression()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k, v FROM s WHERE n > 3",
                "SELECT a.id, b.v, row_number() OVER (ORDER BY a.id) AS x FROM t a JOIN t b ON b.id = a.n",
                "SELECT k, exact_sum(d) AS x, exact_avg(d) AS y, exact_avg(n) AS z FROM s GROUP BY k",
                "SELECT v, exact_sum(d) OVER (PARTITION BY k) AS x FROM s",
                "SELECT k, sum(n) AS a, sum(i) AS b, sum(c) AS x, avg(c) AS y, avg(i) AS z FROM s GROUP BY k",
                "SELECT k, min(d) AS x, max(v) AS y, count(*) AS a, count(DISTINCT d) AS b FROM s GROUP BY k",
                "SELECT k, percentile(d, 0.5) AS x, median(n) AS y, approx_count_distinct(v) AS z FROM s GROUP BY k",
                "SELECT k, percentile_cont(0.5) WITHIN GROUP (ORDER BY d) AS x FROM s GROUP BY k",
                "SELECT k, bool_and(n > 1) AS a, bit_or(n) AS b, count_if(n > 1) AS e, regr_count(n, i) AS g FROM s GROUP BY k",
                "SELECT k, first(k) AS x FROM s GROUP BY k",
                "SELECT k, first(upper(k)) AS x FROM s GROUP BY k",
                "SELECT k, sort_array(collect_list(v)) AS x, size(collect_set(v)) AS y FROM s GROUP BY k",
                "SELECT k, array_join(sort_array(collect_set(v)), ',') AS x FROM s GROUP BY k",
                "SELECT id, first(v) AS x, sum(d) AS y, collect_list(k) AS z FROM t GROUP BY id",
                "SELECT id, k, avg(d) AS y FROM t GROUP BY id, k",
                "SELECT k, max_by(v, struct(n, id)) AS x FROM t GROUP BY k",
                "SELECT k, max_by(v, id) AS x FROM t GROUP BY k",
                "SELECT k, max_by(v, struct(n, v)) AS x, min_by(v, v) AS y FROM s GROUP BY k",
                "SELECT count(*) AS x FROM s LIMIT 5",
                "SELECT k, n FROM s ORDER BY k, n LIMIT 5",
                "SELECT k FROM t ORDER BY n, id LIMIT 5 OFFSET 2",
                "SELECT k FROM s ORDER BY k LIMIT 5",
                "SELECT k FROM s WHERE EXISTS (SELECT 1 FROM t WHERE t.k = s.k)",
                "SELECT count(*) AS x FROM (SELECT v FROM s LIMIT 3)",
                "SELECT k, v, row_number() OVER (PARTITION BY k ORDER BY v) AS x FROM s",
                "SELECT id, v, row_number() OVER (PARTITION BY k ORDER BY id) AS x FROM t",
                "SELECT id, v, lag(v) OVER (PARTITION BY k ORDER BY n, id) AS x FROM t",
                "SELECT k, v FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY n DESC, v) r FROM (SELECT k, n, v FROM s))"
                        + " WHERE r = 1",
                "SELECT v, rank() OVER (ORDER BY n) AS a, dense_rank() OVER (ORDER BY n) AS b, cume_dist() OVER (ORDER BY n) AS e,"
                        + " percent_rank() OVER (ORDER BY n) AS g FROM s",
                "SELECT v, sum(n) OVER (PARTITION BY k) AS x, count(*) OVER (PARTITION BY k ORDER BY n) AS y FROM s",
                "SELECT v, max(d) OVER (PARTITION BY k ORDER BY n) AS x FROM s",
                "SELECT v, first_value(n) OVER (PARTITION BY k ORDER BY n) AS x FROM s",
                "SELECT id, sum(d) OVER (PARTITION BY k ORDER BY id) AS x FROM t",
                "SELECT id, sum(n) OVER (PARTITION BY k ORDER BY id ROWS UNBOUNDED PRECEDING) AS x FROM t",
                "SELECT t.id, s.v FROM s LEFT JOIN t ON t.id = s.n",
                "SELECT b.id, first(a.v) AS x FROM t a JOIN t b ON a.id = b.n GROUP BY b.id",
                "SELECT k, first(m) AS x FROM (SELECT k, max(v) AS m FROM s GROUP BY k) GROUP BY k",
                "SELECT DISTINCT k, v FROM s UNION SELECT k, v FROM t",
                "SELECT k FROM s UNION ALL SELECT v FROM t",
                "SELECT id, explode(array(1, 2)) AS x FROM t",
                "SELECT id AS a, v, row_number() OVER (ORDER BY id) AS x FROM t",
            })
    void isNotReported(String sql) throws SqlRefusal {
        assertThat(notices(sql, List.of())).as(sql).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n AS id, v, row_number() OVER (PARTITION BY k ORDER BY i, n) AS x FROM s",
                "SELECT id, v, x FROM (SELECT id, v, row_number() OVER (PARTITION BY k ORDER BY id) AS x FROM s)",
            })
    void theTablesOwnKeyMakesAnOrderTotal(String sql) throws SqlRefusal {
        assertThat(notices(sql, List.of("id"))).as(sql).isEmpty();
        assertThat(notices(sql, List.of())).as(sql).isNotEmpty();
        assertThat(notices("SELECT * FROM (" + sql + ") WHERE x < 3", List.of("id")))
                .as(sql)
                .isNotEmpty();
    }
}
