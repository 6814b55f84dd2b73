package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Spool;
import dev.weir.lineage.sending.SpooledRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at a workspace finds of its lineage. */
class LineageCheckTest {

    @TempDir
    Path root;

    private static final Map<String, String> HTTP = Map.of("type", "http", "url", "http://localhost:1");

    @Test
    void nothingIsFoundWhereNothingWaits() {
        LineageCheck check = LineageCheck.of(workspace(HTTP), Map.of());
        assertThat(check.findings()).isEmpty();
        assertThat(check.settings()).isEmpty();
    }

    @Test
    void whatWaitsAndWhatWasRefusedIsFoundByDestination() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        SpooledRun run = spool.run("018f0000-0000-7000-8000-000000000001", Instant.EPOCH);
        spool.append(run, "{\"eventType\":\"START\"}", List.of("http"), sentence -> {});
        Path refused = Files.createDirectories(root.resolve("lineage/refused/laptop/http"));
        Files.writeString(refused.resolve("x-1.json"), "{}");
        Files.writeString(root.resolve("lineage/spool/laptop/.dropped"), "3");
        assertThat(LineageCheck.of(workspace(HTTP), Map.of()).findings())
                .allMatch(finding -> finding.kind() == CheckupFinding.Kind.LINEAGE)
                .extracting(finding -> finding.subject() + ": " + finding.what())
                .containsExactly(
                        "http: Events that it has not taken: 1.",
                        "http: Events that it has refused, or that are damaged: 1.",
                        "lineage/spool: Events that had to make room, and can no longer be sent: 3.");
        assertThat(LineageCheck.of(workspace(Map.of()), Map.of()).findings())
                .extracting(finding -> finding.subject() + ": " + finding.what())
                .startsWith(
                        "http: Events that wait for it, while the settings do not name it: 1.",
                        "http: Events that it has refused, or that are damaged: 1.");
        assertThat(LineageCheck.of(workspace(HTTP), Map.of(LineageSettings.DISABLED, "true"))
                        .findings()
                        .get(0)
                        .remedy())
                .startsWith("Take OPENLINEAGE_DISABLED away");
    }

    @Test
    void aKeyThatOpenLineagesClientPassesOverIsFound() throws IOException {
        Path file =
                Files.writeString(root.resolve("ol.yml"), "transport: { type: file, location: a, apikey: s3cr3t }\n");
        assertThat(LineageCheck.of(workspace(Map.of()), Map.of("OPENLINEAGE_CONFIG", file.toString()))
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains(file + ":1", "'transport.apikey'")
                        .doesNotContain("s3cr3t"));
    }

    @Test
    void openLineagesSwitchAndItsOwnConfigurationAreShown() throws IOException {
        LineageCheck off = LineageCheck.of(workspace(HTTP), Map.of(LineageSettings.DISABLED, "true"));
        assertThat(off.findings()).isEmpty();
        assertThat(off.settings())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("OPENLINEAGE_DISABLED", "nowhere"));
        Path file = Files.writeString(root.resolve("ol.yml"), "transport: { type: http, url: \"http://localhost:1\" }");
        Map<String, String> named = Map.of("OPENLINEAGE_CONFIG", file.toString());
        assertThat(LineageCheck.of(workspace(Map.of()), named).settings())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("to 'http'", file.toString()));
        Files.writeString(file, "transport: { type: http, url: \"http://me:s3cr3t@localhost:1\" }");
        LineageCheck check = LineageCheck.of(workspace(Map.of()), named);
        assertThat(check.settings()).isEmpty();
        assertThat(check.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains(file.toString(), "has a user or a password before the host", "'auth'")
                        .doesNotContain("s3cr3t"));
        Files.delete(file);
        assertThat(LineageCheck.of(workspace(Map.of()), named).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject() + finding.what())
                        .contains(file.toString(), "OPENLINEAGE_CONFIG", "not there"));
        Files.writeString(file, "transport: { type: pigeon }");
        assertThat(LineageCheck.of(workspace(Map.of()), named).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject()).contains(file.toString()));
    }

    private Workspace workspace(Map<String, String> transport) {
        Profile profile = new Profile("laptop", "warehouse", transport, KeySettings.of("keys/weir.key"), Map.of());
        return new Workspace(root, "demo", profile, "cn-2026-01", List.of(), List.of());
    }
}
