package dev.weir.quality.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.quality.SparkFixture;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** {@code exact_sum} and {@code exact_avg} in queries. */
class ExactSumIT {

    private final SparkSession spark = SparkFixture.spark();

    private Row row(String sql) {
        return spark.sql(sql).head();
    }

    @Test
    void isTheSameInAnyNumberOfParts() {
        String values = "(SELECT id, CASE WHEN id % 3 = 0 THEN 1e16 WHEN id % 3 = 1 THEN -1e16 ELSE id * 0.1D END AS d"
                + " FROM range(0, 3000, 1, PARTS)) GROUP BY id % 5";
        List<Row> one = sums(values.replace("PARTS", "1"));
        assertThat(one).hasSize(5);
        for (int parts : new int[] {2, 16, 61}) {
            assertThat(sums(values.replace("PARTS", Integer.toString(parts)))).isEqualTo(one);
        }
        assertThat(row("SELECT exact_sum(d), exact_avg(d) FROM VALUES (1e16D), (1D), (-1e16D) AS t(d)"))
                .satisfies(row -> {
                    assertThat(row.getDouble(0)).isEqualTo(1);
                    assertThat(row.getDouble(1)).isEqualTo(1.0 / 3);
                });
    }

    private List<Row> sums(String from) {
        return spark.sql("SELECT id % 5 AS g, exact_sum(d), exact_avg(d), count(*) FROM " + from + " ORDER BY g")
                .collectAsList();
    }

    @Test
    void leavesNullOutAndTakesIntegersWhole() {
        Row row = row(
                "SELECT exact_sum(d), exact_avg(n), exact_sum(n), exact_avg(d) FILTER (WHERE n > 5), exact_sum(DISTINCT n)"
                        + " FROM VALUES (1.5D, 9223372036854775807), (NULL, -9223372036854775807), (0.25D, 1), (NULL, 1), (NULL, NULL)"
                        + " AS t(d, n)");
        assertThat(row.getDouble(0)).isEqualTo(1.75);
        assertThat(row.getDouble(1)).isEqualTo(0.5);
        assertThat(row.getDouble(2)).isEqualTo(2);
        assertThat(row.getDouble(3)).isEqualTo(1.5);
        assertThat(row.getDouble(4)).isEqualTo(1);
        assertThat(row("SELECT exact_sum(d), exact_avg(d) FROM VALUES (1D) AS t(d) WHERE d > 2")
                        .isNullAt(0))
                .isTrue();
    }

    @Test
    void worksInAWindowAndWithManyGroups() {
        assertThat(spark.sql(
                                "SELECT exact_sum(d) OVER (ORDER BY d) AS x FROM VALUES (1D), (2D), (4D) AS t(d) ORDER BY x")
                        .collectAsList())
                .extracting(row -> row.getDouble(0))
                .containsExactly(1.0, 3.0, 7.0);
        assertThat(
                        row(
                                "SELECT count(*), sum(x) FROM (SELECT exact_sum(id * 0.5D) AS x FROM range(0, 4000, 1, 8) GROUP BY id % 1000)"))
                .satisfies(row -> {
                    assertThat(row.getLong(0)).isEqualTo(1000);
                    assertThat(row.getDouble(1)).isEqualTo(3999 * 4000 / 4.0);
                });
    }

    @Test
    void refusesWhatIsExactAlready() {
        assertThatThrownBy(() -> row("SELECT exact_sum(CAST(1 AS DECIMAL(4, 2)))"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("decimals are exact");
        assertThatThrownBy(() -> row("SELECT exact_avg('x')")).isInstanceOf(AnalysisException.class);
    }
}
