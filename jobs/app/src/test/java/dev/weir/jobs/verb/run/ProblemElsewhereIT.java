package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A contract of one product is wrong: commands on another, which has no part in it, do what they are asked for. */
@ExtendWith(SparkFixture.class)
class ProblemElsewhereIT {

    private static final String COLUMN = "- { name: label, logicalType: string,";

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;

    @BeforeEach
    void workspace() throws IOException {
        workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
    }

    @Test
    void stopsNoCommandOnAnotherProduct() throws Exception {
        copy("hall");
        for (String product : List.of("clinic", "hall")) {
            weir(0, "run", product);
        }
        workspace.deliver("visits", MiniWorkspace.sound("visits") + "4,four,4.00,\n");
        replace("contracts/hall/visits.odcs.yaml", "logicalType: string", "logicalType: strnig");

        assertThat(weir(0, "run", "clinic").err()).contains("'clinic' has no part in", "'weir validate'");
        for (List<String> words : List.of(
                List.of("plan", "clinic"),
                List.of("plan", "clinic", "--analyse"),
                List.of("check", "clinic"),
                List.of("preview", "clinic"),
                List.of("read", "clinic.visits@1"),
                List.of("verify", "clinic@1", "--deep"),
                List.of("diff", "clinic@1", "clinic@2"),
                List.of("show", "clinic@1"),
                List.of("history", "clinic"),
                List.of("quality", "clinic"),
                List.of("quarantine", "clinic"),
                List.of("releases", "clinic"),
                List.of("compact", "clinic"),
                List.of("rollback", "clinic", "--to", "1"),
                List.of("rerun", "clinic@2"),
                List.of("clean", "clinic", "--apply"))) {
            weir(0, words.toArray(String[]::new));
        }
        for (List<String> words :
                List.of(List.of("run", "hall"), List.of("rollback", "hall", "--to", "1"), List.of("clean", "hall"))) {
            assertThat(weir(2, words.toArray(String[]::new)).err()).contains("strnig");
        }

        replace("contracts/raw/visits.odcs.yaml", COLUMN, COLUMN.replace("string", "strnig"));
        assertThat(weir(2, "rollback", "clinic", "--to", "2").err()).contains("contracts/raw/visits.odcs.yaml");
        weir(0, "read", "clinic.visits@1");
    }

    private void copy(String product) throws IOException {
        for (String place : List.of("contracts/", "quality-rules/")) {
            Path to = Files.createDirectories(workspace.root().resolve(place + product));
            try (Stream<Path> files = Files.list(workspace.root().resolve(place + "clinic"))) {
                for (Path file : files.toList()) {
                    Files.writeString(
                            to.resolve(file.getFileName().toString().replace("clinic", product)),
                            Files.readString(file)
                                    .replace("clinic", product)
                                    .replace(product + "@example.org", "clinic@example.org"));
                }
            }
        }
    }

    private void replace(String file, String before, String after) throws IOException {
        Path path = workspace.root().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        Files.writeString(path, text.replace(before, after));
    }

    private WeirProcess.Ended weir(int status, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString()));
        return WarmCommands.weir(all.toArray(String[]::new)).with(status);
    }
}
