package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.jobs.Conformance;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contracts and rules of the example for intensive care, on the demo of eICU; docs/evidence.md has the same numbers. */
@Tag("conformance")
@Tag("slow")
class IcuIT {

    private static final Path EXAMPLE = Path.of("..", "..", "examples", "icu");
    private static final Path PAGE = Path.of("..", "..", "docs", "evidence.md");

    /** A line of the page's table: table, rule, severity, rows that break it, rows judged. */
    private static final Pattern FINDING = Pattern.compile(
            "(?m)^\\| ([a-z]+) \\| `([^`]+)` \\| (quarantine|warn|block) \\| ([0-9,]+) of ([0-9,]+) \\|$");

    private final Path data = Conformance.folder("data/eicu-demo");

    @TempDir
    Path workspace;

    @Test
    void findsWhatThePageForStewardsTells() throws Exception {
        Folders.copy(EXAMPLE, workspace);
        Path settings = workspace.resolve("weir.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("  laptop:\n", "  laptop:\n    sources: { roots: [" + data + "] }\n"));
        Files.createDirectories(workspace.resolve("raw"));
        Files.createSymbolicLink(workspace.resolve("raw/eicu"), data);
        WeirProcess.start("init", workspace.toString()).end().with(0);
        JsonNode check = new ObjectMapper()
                .readTree(WeirProcess.start(
                                "check", "icu", "--limit", "0", "--output", "json", "-w", workspace.toString())
                        .end()
                        .with(0)
                        .out());

        TreeSet<String> found = new TreeSet<>();
        for (JsonNode table : check.at("/tables")) {
            assertThat(table.at("/released").asLong())
                    .as(table.at("/table").asText())
                    .isPositive();
            for (JsonNode rule : table.at("/rules")) {
                assertThat(rule.at("/verdict").asText()).isIn("passed", "failed");
                if (rule.at("/failed").asLong() > 0) {
                    found.add(String.join(
                            " ",
                            table.at("/table").asText(),
                            rule.at("/rule").asText(),
                            rule.at("/severity").asText(),
                            rule.at("/failed").asText(),
                            rule.at("/evaluated").asText()));
                }
            }
        }
        assertThat(List.copyOf(found)).isEqualTo(List.copyOf(told()));
    }

    private static SortedSet<String> told() throws IOException {
        TreeSet<String> told = new TreeSet<>();
        FINDING.matcher(Files.readString(PAGE, StandardCharsets.UTF_8))
                .results()
                .forEach(line -> told.add(
                        String.join(" ", line.group(1), line.group(2), line.group(3), line.group(4), line.group(5))
                                .replace(",", "")));
        return told;
    }
}
