package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not read says so: its rules are not in force. */
final class PassedOverFilesTest {

    @TempDir
    private Path folder;

    @Test
    void filesOfRulesWithAnotherEndingAreTold() {
        Sample sample = Sample.clinical();
        List<String> read = List.of("README", "README.txt", "notes.md", ".gitkeep", ".orders.yaml.swp");
        read.forEach(name -> sample.with("quality-rules/clinical/" + name, "x"));
        List<String> told = List.of("a.YAML", "b.yml", "c.yaml.txt", "d.json", "e.yaml~", "f");
        told.forEach(name -> sample.with("quality-rules/clinical/" + name, "x"));

        assertThat(sample.problemsIn(folder))
                .containsExactlyElementsOf(told.stream()
                        .map(name -> "quality-rules/clinical/" + name + " C004 'quality-rules/clinical/" + name
                                + "' is not read")
                        .toList());
    }

    @Test
    void contractsWithAnotherEndingAreTold() {
        Sample sample = Sample.clinical();
        List<String> told = List.of("a.odcs.YAML", "b.odcs.yaml.txt", "c.yml");
        told.forEach(name -> sample.with("contracts/clinical/" + name, "x"));

        assertThat(sample.problemsIn(folder))
                .containsExactlyElementsOf(told.stream()
                        .map(name ->
                                "contracts/clinical/" + name + " C004 'contracts/clinical/" + name + "' is not read")
                        .toList());
    }

    @Test
    void linksToFoldersAreTold() throws IOException {
        Sample sample = Sample.clinical();
        assertThat(sample.problemsIn(folder)).isEmpty();
        Files.createDirectories(folder.resolve("common"));
        Files.createSymbolicLink(folder.resolve("quality-rules/shared"), folder.resolve("common"));
        Files.createSymbolicLink(folder.resolve("contracts/shared"), folder.resolve("common"));

        assertThat(sample.problemsIn(folder))
                .containsExactly(
                        "contracts/shared C004 'contracts/shared' is a link to a folder, and is not read",
                        "quality-rules/shared C004 'quality-rules/shared' is a link to a folder, and is not read");
    }

    @Test
    void aLinkToAFileIsReadWithinTheWorkspaceOnly() throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        Sample sample = Sample.clinical();
        assertThat(sample.problemsIn(workspace)).isEmpty();
        Path query = workspace.resolve("contracts/clinical/encounters.sql");
        Path within = workspace.resolve("common.sql");
        Path outside = folder.resolve("outside.sql");
        Files.copy(query, within);
        Files.move(query, outside);

        Files.createSymbolicLink(query, within);
        assertThat(problems(workspace)).isEmpty();

        Files.delete(query);
        Files.createSymbolicLink(query, outside);
        assertThat(problems(workspace))
                .containsExactly(
                        "contracts/clinical/encounters.sql C004 'contracts/clinical/encounters.sql' lies outside"
                                + " of the workspace, or is no regular file");
    }

    private static List<String> problems(Path workspace) {
        return WorkspaceReader.readWhatCanBe(workspace, Optional.empty(), Map.of(), Sample.LANGUAGES)
                .problems()
                .stream()
                .map(Sample::shown)
                .toList();
    }
}
