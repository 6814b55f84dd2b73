package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product whose rule looks into another product's newest release. */
@ExtendWith(SparkFixture.class)
class OtherProductIT {

    @TempDir
    private Path folder;

    @Test
    void isJudgedAnewWhereTheOtherHasANewRelease() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n");
        hall(workspace.root());
        workspace.run().with(0);
        assertThat(hall(workspace)).isEqualTo("released");
        assertThat(hall(workspace)).as("nothing is new").isEqualTo("unchanged");
        weir(workspace, "clinic", "--again");
        assertThat(hall(workspace)).isEqualTo("released");
        assertThat(hall(workspace)).isEqualTo("unchanged");
    }

    /** The product {@code hall}, with the same table by the same query, and a rule that counts the clinic's. */
    private static void hall(Path root) throws IOException {
        Path clinic = root.resolve("contracts/clinic");
        Path hall = Files.createDirectories(root.resolve("contracts/hall"));
        try (Stream<Path> files = Files.list(clinic)) {
            for (Path file : files.toList()) {
                Files.writeString(
                        hall.resolve(file.getFileName().toString().replace("clinic", "hall")),
                        Files.readString(file).replace("clinic", "hall"));
            }
        }
        Path rules = Files.createDirectories(root.resolve("quality-rules/hall"));
        Files.writeString(rules.resolve("visits.yaml"), """
            contract: hall.visits
            rules:
              - id: as-many-as-the-clinic
                check: RowCountMatch "clinic.visits" > 0.5
                severity: warn
                dimension: consistency
                owner: hall@example.org
                because: "Both are of one source."
            """);
    }

    private static String hall(MiniWorkspace workspace) throws Exception {
        return CommandsTest.json(weir(workspace, "hall").out()).at("/outcome").asText();
    }

    private static WeirProcess.Ended weir(MiniWorkspace workspace, String product, String... more) {
        return WarmCommands.weir(Stream.concat(
                                Stream.of("run", product, "-w", workspace.root().toString(), "-o", "json"),
                                Stream.of(more))
                        .toArray(String[]::new))
                .with(0);
    }
}
