package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie beside those of a source and that nothing reads are named by each command that looks at sources. */
@ExtendWith(SparkFixture.class)
class UnreadFilesIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    @Test
    void runCheckAndDoctorNameThemEach() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients", "visits"));
        Path raw = workspace.root().resolve("raw");
        Files.writeString(raw.resolve("patient_2026-11.csv"), MiniWorkspace.HEADER);
        Files.writeString(raw.resolve("110105194912310038.txt"), "");
        Files.writeString(raw.resolve("_SUCCESS"), "");
        Files.writeString(raw.resolve(".patients.csv.crc"), "");
        Files.createDirectories(raw.resolve("older"));
        String root = workspace.root().toString();
        String sentence = "in raw, no contract reads (a name that has a resident identity number (居民身份证号码)), older/, "
                + "patient_2026-11.csv";

        assertThat(workspace.run().with(0).err()).containsOnlyOnce(sentence);
        assertThat(workspace.run().with(0).err()).contains(sentence);
        assertThat(WarmCommands.weir("run", "clinic", "-w", root).with(0).out())
                .contains("; no contract reads raw/(a name that has a resident identity number (居民身份证号码)), raw/older/, "
                        + "raw/patient_2026-11.csv");
        assertThat(JSON.readTree(WarmCommands.weir("run", "clinic", "-w", root, "-o", "json")
                                .with(0)
                                .out())
                        .get("notes"))
                .extracting(JsonNode::asText)
                .containsExactly(sentence);

        JsonNode checked = JSON.readTree(WarmCommands.weir("check", "clinic", "-w", root, "-o", "json")
                .with(0)
                .out());
        assertThat(Schemas.valid("check", checked)).isTrue();
        assertThat(checked.get("unread-files"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "raw/(a name that has a resident identity number (居民身份证号码))",
                        "raw/older/",
                        "raw/patient_2026-11.csv");
        JsonNode found = JSON.readTree(
                WarmCommands.weir("doctor", "-w", root, "-o", "json").with(0).out());
        assertThat(Schemas.valid("doctor", found)).isTrue();
        assertThat(found.get("findings"))
                .filteredOn(finding -> finding.get("kind").asText().equals("unread"))
                .extracting(finding -> finding.get("subject").asText())
                .containsExactly(
                        "raw/(a name that has a resident identity number (居民身份证号码))",
                        "raw/older/",
                        "raw/patient_2026-11.csv");
    }

    /** Neither a file that was cut off nor one that was delivered twice goes in without a word. */
    @Test
    void deliveriesThatAreCutOffOrTwiceAreNamed() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        String rows = IntStream.range(0, 10).mapToObj(i -> i + ",a,1.50,\n").collect(Collectors.joining());
        workspace.deliver("patients", MiniWorkspace.HEADER + rows);
        assertThat(workspace.run().with(0).err()).doesNotContain("delivered whole", "same bytes");
        workspace.deliver("patients", MiniWorkspace.HEADER + rows.substring(0, rows.length() / 5));
        assertThat(workspace.run().with(0).err())
                .contains("patients: 2 rows, and 10 in clinic@1; were its files delivered whole?");
        Files.copy(workspace.raw("patients"), workspace.root().resolve("raw/patients.csv.2"));
        assertThat(workspace.run().err())
                .contains("raw/patients.csv.2 has the same bytes as raw/patients.csv: its records are there twice");
    }

    /** A pattern that leads through a folder, and one with alternatives, read what they match and nothing beside it. */
    @Test
    void whatAPatternOfAnyFormReadsIsNotNamed() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        Path contract = workspace.root().resolve("contracts/raw/patients.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract).replace("raw/patients.csv*", "raw/{2026-*,all}/{patients,people}.csv"));
        Path raw = workspace.root().resolve("raw");
        Files.delete(raw.resolve("patients.csv"));
        for (String file :
                List.of("2026-10/patients.csv", "2026-11/patient.csv", "all/people.csv", "2025/patients.csv")) {
            Files.createDirectories(raw.resolve(file).getParent());
            Files.writeString(raw.resolve(file), MiniWorkspace.HEADER);
        }
        Files.writeString(workspace.root().resolve("raw/all/notes.txt"), "");

        JsonNode checked = JSON.readTree(
                WarmCommands.weir("check", "clinic", "-w", workspace.root().toString(), "-o", "json")
                        .out());

        assertThat(checked.get("unread-files"))
                .extracting(JsonNode::asText)
                .containsExactly("raw/2026-11/patient.csv", "raw/all/notes.txt");
    }
}
