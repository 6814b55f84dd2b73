package dev.weir.jobs.plan.making;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.quality.dqdl.CheckRequirements;
import dev.weir.quality.dqdl.DqdlCompiler;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkFixture.class)
class DqdlRulesIT {

    private final SparkSession spark;

    DqdlRulesIT(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RowCount > 1",
                "RowCount between 1 and 5",
                "ColumnCount = 2",
                "ColumnExists \"id\"",
                "Completeness \"id\" > 0.5",
                "Completeness \"id\" > 0.5 where \"k > 1\"",
                "IsComplete \"id\"",
                "Mean \"k\" > 1",
                "Sum \"k\" between 1 and 9",
                "StandardDeviation \"x\" < 3",
                "ColumnLength \"id\" = 3",
                "ColumnLength \"id\" between 1 and 5",
                "ColumnLength \"id\" in [1, 2]",
                "ColumnValues \"k\" >= 1",
                "ColumnValues \"k\" = 1",
                "ColumnValues \"k\" != 1",
                "ColumnValues \"k\" between 1 and 5",
                "ColumnValues \"k\" in [1, 2]",
                "ColumnValues \"id\" = \"a\"",
                "ColumnValues \"id\" matches \"a.*\"",
                "ColumnValues \"d\" > \"2020-01-01\"",
                "ColumnValues \"d\" > (now() - 3 days)",
                "ColumnValues \"k\" > 1 where \"x > 1\"",
                "ColumnValues \"id\" != NULL",
                "(RowCount > 1) and (IsComplete \"id\")",
                "(RowCount > 1) or (IsUnique \"id\")",
                "IsPrimaryKey \"id\"",
                "DistinctValuesCount \"id\" > 3",
                "ColumnCorrelation \"k\" \"x\" > 0.1",
                "CustomSql \"SELECT * FROM primary WHERE k > 1\"",
            })
    void agreesWithTheQualityEngine(String dqdl) {
        Workspace workspace = SampleWorkspace.of("p")
                .source("raw", "a", "id string")
                .table("t", "SELECT * FROM raw.a", "id string", "k integer", "d date", "x number")
                .check("c", "t", Severity.WARN, dqdl)
                .build();
        Dataset<Row> rows =
                spark.createDataFrame(List.of(), StructType.fromDDL("id STRING, k BIGINT, d DATE, x DOUBLE"));
        List<Rule> rules = workspace.products().get(0).rules();
        CheckRequirements said = DqdlCompiler.compile(
                        rules, workspace.products().get(0).tables().get(0), rows)
                .get(0)
                .answerable();
        assertThat(DqdlRules.fromStates(new DqdlRules(Grammars.languages()).facts(dqdl)))
                .isEqualTo(said == CheckRequirements.STATES);
    }
}
