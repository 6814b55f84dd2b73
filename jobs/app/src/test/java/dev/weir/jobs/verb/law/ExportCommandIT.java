package dev.weir.jobs.verb.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code weir export} and {@code weir ledger} as people type them: from sources to a copy, a denial and the counts. The first
 * copy and the look at the counts are processes of their own.
 */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class ExportCommandIT {

    private static final String RECIPIENT = """
          - id: %s
            name: "University"
            region: GB
            foreign: true
            restrictedList: false
            access: transfer
            products: [clinic]
            purpose: "Validation of a model"
            basis: consent
            notice: { reference: "Notice 3", on: "2026-01-02" }
            consent: { reference: "Consent 12", on: "2026-01-02" }
            assessment: { reference: "PIPIA 5", on: "2026-01-02" }
        """;

    private static final String MECHANISMS = """
            mechanisms:
              - { type: SC, number: "2026-017", products: [clinic], categories: [RID], effective: "2026-01-05", lastValidDay: "2099-01-01" }
        """;

    @TempDir
    private Path folder;

    @Test
    void sendsWhatTheGateAllowsAndCountsPeopleOnce() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits", "labs"));
        Files.writeString(
                workspace.root().resolve("contracts/recipients.yaml"),
                "recipients:\n" + RECIPIENT.formatted("london") + MECHANISMS + RECIPIENT.formatted("boston"));
        workspace.deliver(
                "visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n2,b,50.00,11010519491231002X\n");
        workspace.run().with(0);

        JsonNode denied =
                json(weir(workspace, "export", "clinic@1", "--to", "boston").with(4));
        assertThat(Schemas.valid("export", denied)).isTrue();
        assertThat(denied.get("result").asText()).isEqualTo("denied");
        assertThat(denied.at("/decision/rule").asText()).isEqualTo("R11");
        assertThat(workspace.root().resolve("warehouse/exports")).doesNotExist();

        JsonNode tried = json(weir(workspace, "export", "clinic@1", "--to", "london", "--dry-run")
                .with(0));
        assertThat(Schemas.valid("export", tried)).isTrue();
        JsonNode written = json(start(workspace, "export", "clinic@1", "--to", "london"));
        assertThat(Schemas.valid("export", written)).isTrue();
        assertThat(written.get("added")).isEqualTo(tried.get("added"));
        JsonNode again = json(weir(workspace, "export", "clinic@1", "--to", "london", "--format", "delta")
                .with(0));
        assertThat(again.at("/added/sensitive").asLong()).isZero();

        Path copy = Path.of(written.get("folder").asText());
        JsonNode manifest = JsonMapper.builder()
                .build()
                .readTree(copy.resolve("export.json").toFile());
        assertThat(Schemas.valid("export-manifest", manifest)).isTrue();
        assertThat(manifest.at("/release/number").asLong()).isEqualTo(1);

        JsonNode ledger = json(start(workspace, "ledger"));
        assertThat(Schemas.valid("ledger", ledger)).isTrue();
        assertThat(ledger.get("entries").asLong()).isEqualTo(4);
        assertThat(ledger.get("people")).isEqualTo(written.get("added"));
        assertThat(ledger.get("unfinished")).isEmpty();
        weir(workspace, "ledger", "--verify").with(0);
    }

    @Test
    void theNextReleaseHasSeenTheLedgerAndTheGateMissesAnEmptiedOne() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits", "labs"));
        Files.writeString(
                workspace.root().resolve("contracts/recipients.yaml"),
                "recipients:\n" + RECIPIENT.formatted("london") + MECHANISMS);
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n");
        workspace.run().with(0);
        weir(workspace, "export", "clinic@1", "--to", "london").with(0);
        JsonNode ledger = json(weir(workspace, "ledger").with(0));
        workspace.deliver(
                "visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n2,b,50.00,11010519491231002X\n");
        workspace.run().with(0);

        Path second = workspace.root().resolve("warehouse/releases/clinic/2.json");
        JsonNode head = JsonMapper.builder().build().readTree(second.toFile()).at("/heads/0");
        assertThat(head.get("entries").asLong()).isEqualTo(2);
        assertThat(head.get("sha256")).isEqualTo(ledger.get("last-sha256"));
        weir(workspace, "verify", "clinic@2").with(0);
        weir(workspace, "ledger", "--verify").with(0);

        FileUtil.fullyDelete(workspace.root().resolve("warehouse/ledger").toFile());
        FileUtil.fullyDelete(workspace.root().resolve("warehouse/exports").toFile());
        for (String command : List.of("gate", "export")) {
            assertThat(weir(workspace, command, "clinic@2", "--to", "london")
                            .with(4)
                            .out())
                    .contains("C033", "'clinic@2' has seen 2");
        }
        // A release that is made meanwhile still says how far the ledger went.
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n");
        workspace.run().with(0);
        Path third = workspace.root().resolve("warehouse/releases/clinic/3.json");
        assertThat(JsonMapper.builder().build().readTree(third.toFile()).at("/heads/0"))
                .isEqualTo(head);
        String year = Integer.toString(ledger.get("year").asInt());
        weir(
                        workspace,
                        "ledger",
                        "--restore",
                        year,
                        "--by",
                        "dpo@example.org",
                        "--reason",
                        "The disk broke",
                        "--people",
                        "9",
                        "--sensitive-people",
                        "9")
                .with(0);
        weir(workspace, "ledger", "--verify").with(0);
        weir(workspace, "export", "clinic@3", "--to", "london").with(0);
    }

    /** Categories and masks come from the manifest: with others written into it, nothing leaves and nothing is entered. */
    @Test
    void sendsNothingByAForgedManifest() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits", "labs"));
        Files.writeString(
                workspace.root().resolve("contracts/recipients.yaml"), "recipients:\n" + RECIPIENT.formatted("boston"));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n");
        workspace.run().with(0);
        weir(workspace, "export", "clinic@1", "--to", "boston").with(4);
        Path signed = workspace.root().resolve("warehouse/releases/clinic/1.json");
        Files.writeString(signed, Files.readString(signed).replace("\"RID\"", "\"NONE\""));
        for (String option : List.of("--dry-run", "--tables=visits")) {
            WeirProcess.Ended forged = weir(workspace, "export", "clinic@1", "--to", "boston", option)
                    .with(4);
            assertThat(forged.out()).contains("V001", signed.toString());
        }
        assertThat(workspace.root().resolve("warehouse/exports")).doesNotExist();
        assertThat(workspace.root().resolve("warehouse/ledger")).doesNotExist();
        // Nor does it show a ledger whose witness is forged.
        assertThat(weir(workspace, "ledger").with(4).out()).contains("V001");
    }

    private WeirProcess.Ended weir(MiniWorkspace workspace, String... words) {
        return WarmCommands.weir(there(workspace, words));
    }

    private static WeirProcess.Ended start(MiniWorkspace workspace, String... words) throws Exception {
        return WeirProcess.start(there(workspace, words)).end().with(0);
    }

    private static String[] there(MiniWorkspace workspace, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString(), "-o", "json"));
        return all.toArray(String[]::new);
    }

    private static JsonNode json(WeirProcess.Ended ended) throws Exception {
        return JsonMapper.builder().build().readTree(ended.out());
    }
}
