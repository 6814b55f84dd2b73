package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/operating/backup}, and a workspace that comes back out of what it made. */
@ExtendWith(SparkFixture.class)
@Tag("minutes")
class BackupIT {

    private static final String RECIPIENTS = """
        recipients:
          - id: london
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
            mechanisms:
              - { type: SC, number: "2026-017", products: [clinic], categories: [RID], effective: "2026-01-05", lastValidDay: "2099-01-01" }
        """;

    private static final String ONE = "1,a,5.00,11010519491231002X\n";
    private static final String TWO = "2,b,50.00,440524188001010014\n";

    @TempDir
    private Path folder;

    private final SparkSession session;

    BackupIT(SparkSession session) {
        this.session = session;
        SparkSession.setActiveSession(session);
    }

    /** Two releases in both formats, and a copy of the second abroad. */
    private MiniWorkspace workspace() throws IOException {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits", "labs"));
        workspace.write("contracts/recipients.yaml", RECIPIENTS);
        release(workspace, ONE);
        release(workspace, ONE + TWO);
        weir(workspace.root(), "export", "clinic@2", "--to", "london").with(0);
        return workspace;
    }

    private static void release(MiniWorkspace workspace, String rows) throws IOException {
        for (String table : List.of("visits", "labs")) {
            workspace.deliver(table, MiniWorkspace.HEADER + rows);
        }
        workspace.run().with(0);
    }

    @Test
    void aDestroyedWorkspaceComesBackAtItsPlaceAndGoesOnAsBefore() throws Exception {
        MiniWorkspace workspace = workspace();
        Map<Object, String> pseudonyms = pseudonyms(workspace);
        Path copy = backup(workspace);
        FileUtil.fullyDelete(workspace.root().toFile());

        restore(copy, workspace.root());
        assertThat(weir(workspace.root(), "doctor").with(0).out()).contains("All is in order");
        proveWhole(workspace.root());
        release(workspace, ONE + TWO + "3,c,7.00,11010519491231002X\n");
        Map<Object, String> next = pseudonyms(workspace);
        assertThat(next).containsAllEntriesOf(pseudonyms).hasSize(3);
        assertThat(next.get(3)).isEqualTo(next.get(1)); // the same person
        assertThat(ledger(workspace.root())).isEqualTo(2);
        weir(workspace.root(), "verify", "clinic@3").with(0);
    }

    @Test
    void inAnotherPlaceRelocateComesFirst() throws Exception {
        MiniWorkspace workspace = workspace();
        Path copy = backup(workspace);
        FileUtil.fullyDelete(workspace.root().toFile());

        Path elsewhere = folder.resolve("another disk/hospital");
        restore(copy, elsewhere);
        assertThat(weir(elsewhere, "run", "clinic").with(6).err()).contains("S008", "weir relocate");
        weir(elsewhere, "relocate").with(0);
        assertThat(weir(elsewhere, "doctor").with(0).out()).contains("All is in order");
        proveWhole(elsewhere);
        Files.writeString(elsewhere.resolve("raw/visits.csv"), MiniWorkspace.HEADER + ONE);
        assertThat(weir(elsewhere, "run", "clinic").with(0).out()).contains("Released clinic@3");
    }

    /** What came after the backup is gone, and its number is given away again: who has read it is to be asked. */
    @Test
    void whatCameAfterTheBackupIsGone() throws Exception {
        MiniWorkspace workspace = workspace();
        Path copy = backup(workspace);
        release(workspace, ONE);
        FileUtil.fullyDelete(workspace.root().toFile());
        restore(copy, workspace.root());
        assertThat(weir(workspace.root(), "verify", "clinic@3").with(6).err()).contains("S005", "the newest is 2");
        proveWhole(workspace.root());
    }

    /** Without the keys nothing is unreadable, and a next release would join with none before it. */
    @Test
    void withoutTheKeysReleasesCanBeReadAndProvedAndNoNextOneIsMade() throws Exception {
        MiniWorkspace workspace = workspace();
        Path copy = backup(workspace);
        FileUtil.fullyDelete(workspace.root().toFile());
        restore(copy, workspace.root());
        Files.delete(workspace.root().resolve("keys/weir.key"));
        proveWhole(workspace.root());
        workspace.deliver("visits", MiniWorkspace.HEADER + TWO);
        WeirProcess.Ended refused = workspace.run();
        assertThat(refused.status()).isNotZero();
        assertThat(weir(workspace.root(), "doctor").with(6).out()).contains("key");
    }

    @Test
    void aRunThatIsAtWorkOrWasLeftInTheMiddleIsNotCopied() throws Exception {
        MiniWorkspace workspace = workspace();
        Path pending = Files.createDirectories(workspace.root().resolve("warehouse/releases/clinic/pending"));
        Path journal = Files.writeString(pending.resolve("run.json"), "{}");
        Launcher.Ended refused = back(workspace, folder.resolve("copy"));
        assertThat(refused.status()).isEqualTo(5);
        assertThat(refused.err()).contains("a run is at work", "weir doctor --fix");
        Files.delete(journal);

        assertThat(folder.resolve("copy")).doesNotExist();
        assertThat(folder.resolve("copy.part")).doesNotExist();
        assertThat(back(workspace, folder.resolve("copy")).status()).isZero();
        assertThat(back(workspace, folder.resolve("copy")).status()).isEqualTo(2);
    }

    /** A release that is made while files are copied: its manifest is new, whatever the copy has of its tables. */
    @Test
    void aCopyOfTwoMomentsIsThrownAway() throws Exception {
        MiniWorkspace workspace = workspace();
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path manifest = workspace.root().resolve("warehouse/releases/clinic/3.json");
        Path cp = Files.writeString(bin.resolve("cp"), "#!/bin/sh\n/bin/cp \"$@\" && echo '{}' >'" + manifest + "'\n");
        assertThat(cp.toFile().setExecutable(true)).isTrue();
        Launcher.Ended torn = Launcher.run(
                folder,
                Map.of("PATH", bin + ":/usr/bin:/bin"),
                script().toString(),
                workspace.root().toString(),
                folder.resolve("copy").toString());
        assertThat(torn.status()).isEqualTo(5);
        assertThat(torn.err()).contains("something changed");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("mini", "bin");
        }
    }

    private static void proveWhole(Path root) {
        for (String release : List.of("clinic@1", "clinic@2")) {
            weir(root, "verify", release).with(0);
        }
        weir(root, "ledger", "--verify").with(0);
    }

    private static long ledger(Path root) throws Exception {
        JsonNode ledger = CommandsTest.json(
                weir(root, "ledger", "--output", "json").with(0).out());
        return ledger.get("entries").asLong();
    }

    private Path backup(MiniWorkspace workspace) throws Exception {
        Path copy = folder.resolve("backups/2026-11-26");
        Files.createDirectories(copy.resolveSibling("."));
        Launcher.Ended ended = back(workspace, copy);
        assertThat(ended.status()).as(ended.err()).isZero();
        return copy;
    }

    private Launcher.Ended back(MiniWorkspace workspace, Path into) throws Exception {
        return Launcher.run(
                folder, Map.of(), script().toString(), workspace.root().toString(), into.toString());
    }

    private static Path script() {
        return Launcher.HOME.resolve("examples/operating/backup");
    }

    /** As the operators' page says it. */
    private void restore(Path copy, Path to) throws Exception {
        Files.createDirectories(to.resolveSibling("."));
        Launcher.Ended ended = Launcher.run(folder, Map.of(), "cp", "-a", copy.toString(), to.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    /** By id. */
    private Map<Object, String> pseudonyms(MiniWorkspace workspace) {
        Map<Object, String> pseudonyms = new LinkedHashMap<>();
        for (Row row : workspace
                .tables(session)
                .table("weir.clinic.visits")
                .select("id", "identity")
                .collectAsList()) {
            pseudonyms.put(((Number) row.get(0)).intValue(), row.getString(1));
        }
        return pseudonyms;
    }

    private static WeirProcess.Ended weir(Path root, String... words) {
        String[] all = Stream.concat(Stream.of(words), Stream.of("-w", root.toString()))
                .toArray(String[]::new);
        return WarmCommands.weir(all);
    }
}
