package dev.weir.jobs.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Column;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lineage of the example's tables, under the names that its contracts have. */
@ExtendWith(SparkFixture.class)
class PlanLineageIT {

    private final Plan plan;
    private final List<TableLineage> lineage;

    PlanLineageIT(SparkSession spark) {
        Workspace workspace = WorkspaceReader.read(
                Path.of("..", "..", "examples", "clinical"), Optional.empty(), Map.of(), Grammars.languages());
        this.plan = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, "clinical", LocalDate.of(2026, 6, 1));
        this.lineage = PlanLineage.of(WeirSession.in(spark, workspace), plan);
    }

    @Test
    void everyColumnOfEveryContractIsTraced() {
        assertThat(lineage).hasSameSizeAs(plan.tables());
        for (int i = 0; i < lineage.size(); i++) {
            assertThat(lineage.get(i).table()).isEqualTo(plan.tables().get(i).name());
            assertThat(lineage.get(i).untraced()).isEmpty();
            assertThat(lineage.get(i).columns())
                    .extracting(ColumnLineage::column)
                    .containsExactlyElementsOf(plan.tables().get(i).table().columns().stream()
                            .map(Column::name)
                            .toList());
        }
    }

    @Test
    void inputsAreNamedAsTheirContractsAre() {
        TableLineage encounters = lineage.stream()
                .filter(table -> table.table().equals("encounters"))
                .findFirst()
                .orElseThrow();

        assertThat(edges(encounters, "length_of_stay_minutes"))
                .isEqualTo(
                        "[raw.synthea.encounters.START, transformation, raw.synthea.encounters.STOP, transformation]");
        assertThat(edges(encounters, "encounter_class_zh"))
                .isEqualTo("[raw.encounter_classes.encounter_classes.name_zh, identity]");
        assertThat(encounters.rows())
                .hasToString(
                        "[raw.encounter_classes.encounter_classes.code, join, raw.synthea.encounters.ENCOUNTERCLASS, join]");
    }

    private static String edges(TableLineage table, String column) {
        return table.column(column).orElseThrow().edges().toString();
    }
}
