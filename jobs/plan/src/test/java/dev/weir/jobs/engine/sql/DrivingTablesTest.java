package dev.weir.jobs.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrivingTablesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT a FROM x.t | x.t",
                "SELECT a FROM `x`.`t` WHERE a IN (SELECT b FROM y.u) | x.t",
                "SELECT a, (SELECT max(b) FROM y.u) AS m FROM x.t | x.t",
                "SELECT a FROM x.t JOIN y.u ON t.i = u.i | x.t",
                "SELECT a FROM x.t LEFT JOIN y.u ON t.i = u.i LEFT JOIN z.v ON t.i = v.i | x.t",
                "SELECT a FROM x.t RIGHT JOIN y.u ON t.i = u.i | y.u",
                "SELECT a FROM x.t FULL JOIN y.u ON t.i = u.i | x.t y.u",
                "SELECT a FROM x.t, y.u | x.t",
                "SELECT a FROM x.t UNION ALL SELECT a FROM y.u UNION ALL SELECT a FROM x.t | x.t y.u x.t",
                "SELECT a FROM x.t EXCEPT SELECT a FROM y.u | x.t",
                "SELECT a FROM (SELECT a FROM x.t JOIN y.u ON t.i = u.i) s GROUP BY a | x.t",
                "SELECT a FROM (x.t JOIN y.u ON t.i = u.i) JOIN z.v ON t.i = v.i | x.t",
                "WITH w AS (SELECT a FROM x.t), k AS (SELECT b FROM y.u) SELECT a FROM W JOIN k ON a = b | x.t",
                "WITH w AS (SELECT a FROM x.t), k AS (SELECT a FROM w UNION SELECT a FROM y.u) SELECT a FROM k | x.t y.u",
                "SELECT explode(a) FROM x.t LATERAL VIEW explode(b) e AS f | x.t",
                "SELECT 1 AS one | ''",
            })
    void rowsAreMadeOfTheLeftSideAndOfEveryBranch(String sql, String flowing) throws Exception {
        assertThat(String.join(" ", SparkSqlGrammar.flowing(sql))).isEqualTo(flowing);
    }
}
