package dev.weir.jobs.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.InProcess;
import dev.weir.lineage.OpenLineageListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every lineage transport has to do with the events of a run. */
@ExtendWith(SparkFixture.class)
public abstract class TransportContract {

    @TempDir
    Path folder;

    /** What {@code lineage.transport} says, as {@code weir.yaml} has it: {@code type: …} and its keys. */
    protected abstract String settings();

    /** The events that have arrived, each as JSON, in their order. */
    protected abstract List<String> arrived(Path workspace) throws IOException;

    @Test
    void aRunsBeginningAndEndingArrive(SparkSession shared) throws IOException {
        workspace(settings()).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n");
        Manifest released = InProcess.release(shared, folder, "clinic");
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> events = new ArrayList<>();
        for (String event : arrived(folder)) {
            events.add(json.readTree(event));
        }
        String run = released.record().run().id();
        List<JsonNode> own = events.stream()
                .filter(event -> event.at("/run/runId").asText().equals(run))
                .toList();
        assertThat(own).extracting(event -> event.path("eventType").asText()).containsExactly("START", "COMPLETE");
        assertThat(events)
                .filteredOn(event -> !own.contains(event))
                .as("the runs of its tables")
                .isNotEmpty()
                .allSatisfy(event -> assertThat(
                                event.at("/run/facets/parent/run/runId").asText())
                        .isEqualTo(run));
        assertThat(own.get(1).path("outputs"))
                .extracting(table -> table.path("name").asText())
                .anySatisfy(name -> assertThat(name).endsWith("/warehouse/clinic/patients"));
    }

    @Test
    void aKeyThatItDoesNotHaveIsRefused() throws IOException {
        ClinicFiles files = workspace(settings() + ", nobodysKey: x");
        assertThatThrownBy(() -> OpenLineageListener.open(files.read(), Map.of(), trouble -> {}))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.UNKNOWN_FIELD))
                .hasMessageContaining("nobodysKey");
    }

    private ClinicFiles workspace(String settings) throws IOException {
        ClinicFiles files = ClinicFiles.in(folder);
        files.write(
                "weir.yaml",
                Files.readString(folder.resolve("weir.yaml"))
                        .replace(
                                "warehouse: warehouse,",
                                "warehouse: warehouse, lineage: { transport: { " + settings + " } },"));
        return files;
    }
}
