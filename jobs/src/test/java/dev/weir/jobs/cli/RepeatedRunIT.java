package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.StoredReleaseLog;
import dev.weir.jobs.release.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same inputs, run again elsewhere. */
@Tag("slow")
class RepeatedRunIT {

    @TempDir
    private Path folder;

    @Test
    void givesTheSameContentWhateverThePartitions() throws Exception {
        Path demo = DemoWorkspace.made();
        Path twin = folder.resolve("twin");
        for (String part : List.of("contracts", "quality-rules", "raw", "keys", "weir.yaml")) {
            Folders.copy(demo.resolve(part), twin.resolve(part));
        }
        String settings = Files.readString(twin.resolve("weir.yaml"));
        Files.writeString(
                twin.resolve("weir.yaml"),
                settings.replace(
                        "  laptop:\n",
                        "  laptop:\n    spark: { spark.sql.shuffle.partitions: 5, spark.default.parallelism: 7 }\n"));

        Launcher.Ended run = Launcher.weir(twin, "run", "clinical", "--output", "json");

        assertThat(run.status()).as(run.err()).isZero();
        Map<String, String> first = hashes(demo, 2);
        assertThat(hashes(twin, 1)).isEqualTo(first);
        assertThat(first).hasSize(6);
    }

    private static Map<String, String> hashes(Path workspace, long number) {
        Manifest manifest = StoredReleaseLog.in(new Warehouse(workspace.resolve("warehouse")))
                .read("clinical", number);
        Map<String, String> hashes = new LinkedHashMap<>();
        for (ReleasedTable table : manifest.tables()) {
            hashes.put(table.name(), table.content().hash());
        }
        return hashes;
    }
}
