package dev.weir.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Verdict;
import dev.weir.quality.Rules;
import dev.weir.quality.SparkFixture;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check of what there is nothing to go by does not pass, whichever way it is asked. */
class NoValueIT {

    private final SparkSession spark = SparkFixture.spark();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mean \"v\" > 5 where \"v > 100\"",
                "Mean \"v\" not between 5 and 7 where \"v > 100\"",
                "Mean \"v\" != 5 where \"v > 100\"",
                "Mean \"v\" not in [5, 6] where \"v > 100\"",
                "Sum \"v\" < 5 where \"v > 100\"",
                "Sum \"v\" not between 5 and 7 where \"v > 100\"",
                "StandardDeviation \"v\" != 5 where \"v > 100\"",
                "CustomSql \"select sum(v) from primary where v > 100\" < 5",
                "CustomSql \"select sum(v) from primary where v > 100\" > 5",
                "CustomSql \"select sum(v) from primary where v > 100\" != 5",
                "CustomSql \"select sum(v) from primary where v > 100\" not between 5 and 7",
                "CustomSql \"select sum(v) from primary where v > 100\" not in [5, 6]",
                "CustomSql \"select v from primary where v > 100\" < 5",
            })
    void doesNotPass(String check) {
        Verdict verdict = verdict(check);
        assertThat(verdict.answer()).as(check).isEqualTo(Verdict.Answer.FAILED);
        assertThat(verdict.explanation()).contains("has no value to go by");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CustomSql \"select sum(v) from primary\" between 2 and 4",
                "CustomSql \"select count(*) from primary where v > 100\" = 0",
                "CustomSql \"select cast(1.5 as decimal(4,2)) from primary limit 1\" = 1.5",
                "Mean \"v\" not between 5 and 7",
            })
    void passesByAValue(String check) {
        assertThat(verdict(check).answer()).as(check).isEqualTo(Verdict.Answer.PASSED);
    }

    private Verdict verdict(String check) {
        Dataset<Row> rows = spark.sql("SELECT v FROM VALUES (1), (2) AS t(v)");
        return DqdlVerdicts.overRows(
                        DqdlCompiler.compile(List.of(Rules.dqdl(check)), Tables.table(List.of("v"), "v"), rows), rows)
                .get(0);
    }
}
