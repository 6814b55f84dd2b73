package dev.weir.jobs.cli.workspace;

import static dev.weir.jobs.cli.CommandsTest.weir;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.run.InProcess;
import dev.weir.jobs.release.TestStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose release log lies on a server, and the commands that read it. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class LogOnServersIT {

    private final SparkSession shared;

    @TempDir
    private Path folder;

    LogOnServersIT(SparkSession shared) {
        this.shared = shared;
    }

    @Test
    void aRunReleasesIntoS3AndIntoPostgresqlAndLightCommandsReadThem() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits", "labs"));
        Path file = workspace.root().resolve("weir.yaml");
        String settings = Files.readString(file);
        String s3 = TestStores.s3().settings().entrySet().stream()
                .map(entry -> "spark.hadoop." + entry.getKey() + ": \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", "));

        Files.writeString(
                file,
                settings.replace(
                        "    warehouse: warehouse\n",
                        "    warehouse: warehouse\n    releases: { store: "
                                + TestStores.s3().address("mini") + " }\n    spark: { " + s3 + " }\n"));
        releasedAndListed(workspace, "s3a://");

        Files.writeString(
                file,
                settings.replace(
                        "    warehouse: warehouse\n",
                        "    warehouse: elsewhere\n    releases: { store: \"" + TestStores.database() + "\", user: "
                                + TestStores.USER + " }\n"));
        releasedAndListed(workspace, "jdbc:postgresql://");

        try (var left = Files.list(workspace.root().resolve("warehouse/releases/clinic"))) {
            assertThat(left.map(name -> name.getFileName().toString())).doesNotContain("1.json");
        }
    }

    /** The product is run here; what reads the log first is the launcher, with the class path that it chooses. */
    private void releasedAndListed(MiniWorkspace workspace, String store) throws Exception {
        String root = workspace.root().toString();
        assertThat(InProcess.release(shared, workspace.root(), "clinic").number())
                .isEqualTo(1);
        assertThat(weir("tag", "clinic@1", "first", "-w", root).status()).isZero();
        JsonNode releases = CommandsTest.json(WeirProcess.start("releases", "clinic", "-w", root, "-o", "json")
                .end()
                .with(0)
                .out());
        assertThat(CommandsTest.valid("releases", releases)).isTrue();
        assertThat(releases.get("count").asInt()).isEqualTo(1);
        assertThat(releases.get("releases").get(0).get("tags").get(0).asText()).isEqualTo("first");
        assertThat(CommandsTest.json(weir("show", "clinic@first", "-w", root, "-o", "json")
                                .out())
                        .get("number")
                        .asLong())
                .isEqualTo(1);
        CommandsTest.Ended missing = weir("show", "clinic@2", "-w", root);
        assertThat(missing.status()).isEqualTo(6);
        assertThat(missing.err()).contains(store, "There is no release clinic@2");
    }
}
