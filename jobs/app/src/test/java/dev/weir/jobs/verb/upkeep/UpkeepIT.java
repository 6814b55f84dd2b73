package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RunLock;
import dev.weir.releases.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code clean} leaves for people to look at, and what {@code doctor} sees in a warehouse. */
@ExtendWith(SparkFixture.class)
class UpkeepIT {

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;
    private String root;

    /** Two releases that are kept for 90 days. */
    @BeforeEach
    void release() throws IOException {
        workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients", "labs"));
        root = workspace.root().toString();
        for (String table : List.of("patients", "labs")) {
            Path contract = workspace.root().resolve("contracts/clinic/" + table + ".odcs.yaml");
            Files.writeString(
                    contract,
                    Files.readString(contract) + "slaProperties: [{ property: retention, value: 90, unit: d }]\n");
        }
        workspace.run().with(0);
        for (String table : List.of("patients", "labs")) {
            workspace.deliver(table, MiniWorkspace.sound(table) + "4," + table + " four,4.00,\n");
        }
        workspace.run().with(0);
    }

    @Test
    void thePageOfAReleaseWhoseRowsWentSaysSoAndTheProductsPageIsThatOfTheNewest() throws IOException {
        String first = page("1.html");
        String index = page("index.html");
        assertThat(first).contains("How to read it").doesNotContain("were let go");

        assertThat(clean()).contains("Let go 1 release, ", "clinic@1  nothing holds it");
        assertThat(page("1.html")).contains("have been gone since").doesNotContain("How to read it");
        assertThat(page("2.html")).contains("How to read it").doesNotContain("were let go");
        assertThat(page("index.html")).isEqualTo(index);

        assertThat(clean()).contains("Nothing to clean");
    }

    @Test
    void doctorFindsADataFileOfTheNewestReleaseThatWasCutOff() throws IOException {
        WarmCommands.weir("doctor", "-w", root).with(0);
        Manifest newest = StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")))
                .read("clinic", 2);
        assertThat(newest.tables()).hasSize(2);
        for (String table : List.of("patients", "labs")) {
            Path file = dataFile(table);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 7));
            assertThat(WarmCommands.weir("doctor", "-w", root).with(6).out())
                    .contains(
                            "clinic@2",
                            file.getFileName() + "' has " + (whole.length - 7) + " bytes, and was released with "
                                    + whole.length,
                            "weir verify clinic@2");
            Files.write(file, whole);
        }
        WarmCommands.weir("doctor", "-w", root).with(0);
    }

    @Test
    void aRunThatIsAtWorkIsNothingWrong() {
        Path lock = workspace.root().resolve("warehouse/releases/clinic/run.lock");
        try (RunLock held = RunLock.tryTake(lock, "run a").orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(WarmCommands.weir("doctor", "-w", root).with(0).out())
                    .contains("running  clinic  Another run of product 'clinic' is at work: run a ", "a run is at work")
                    .doesNotContain("unknown");
        }
        assertThat(WarmCommands.weir("doctor", "-w", root).with(0).out()).doesNotContain("running");
    }

    /** The warehouse is looked at all the same; what of the sources cannot be read is not called needless. */
    @Test
    void aContractThatIsWrongStopsNoLookAtTheRest() throws IOException {
        Path source = workspace.root().resolve("contracts/raw/labs.odcs.yaml");
        Files.writeString(source, Files.readString(source).replace("logicalType: number", "logicalType: numbre"));
        assertThat(WarmCommands.weir("doctor", "-w", root).with(2).out())
                .contains("contract  contracts/raw/labs.odcs.yaml:", "numbre")
                .doesNotContain("All is in order", "unread  ");
        Path file = dataFile("patients");
        Files.write(file, new byte[7]);
        assertThat(WarmCommands.weir("doctor", "-w", root).with(6).out())
                .contains("contract  contracts/raw/labs.odcs.yaml:", "has 7 bytes, and was released with");
        WarmCommands.weir("doctor", "--fix", "-w", root).with(6);
        assertThat(WarmCommands.weir("doctor", "--rebuild-catalogue", "-w", root)
                        .with(2)
                        .err())
                .contains("contracts/raw/labs.odcs.yaml", "numbre");
    }

    /** The contract can be read; what is wrong shows when its product is planned. */
    @Test
    void whatValidateRefusesIsNotInOrder() throws IOException {
        Path contract = workspace.root().resolve("contracts/clinic/labs.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "{ property: weirEmpty, value: allow }",
                                "{ property: weirLoad, value: { mode: merge, order: identity } }"));
        assertThat(WarmCommands.weir("validate", "-w", root).with(2).out()).contains("C016");
        assertThat(WarmCommands.weir("doctor", "-w", root).with(2).out())
                .contains("contract  contracts/clinic/labs.odcs.yaml:", "'identity'")
                .doesNotContain("All is in order");
    }

    @Tag("slow")
    @Test
    void noRunGoesOnUnderTheKeyOfAnotherStore() throws IOException {
        String masked = StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")))
                .read("clinic", 2)
                .basis()
                .keys()
                .get(0);
        Path store = workspace.root().resolve("keys/weir.key");
        Path kept = folder.resolve("kept.key");
        Files.move(store, kept);
        assertThat(WarmCommands.weir("run", "clinic", "-w", root).with(2).err())
                .contains("There is no key in", "bring back from a copy");
        assertThat(WarmCommands.weir("init", root).with(2).err()).contains("C022", "releases are there", masked);
        WarmCommands.weir("keys", "init", "-w", root).with(0);
        for (String command : List.of("run", "check")) {
            assertThat(WarmCommands.weir(command, "clinic", "-w", root).with(2).err())
                    .contains("C022", "The key " + masked + " that masked clinic@2 is not in", "--lost");
        }
        assertThat(WarmCommands.weir("doctor", "-w", root).with(6).out()).contains(masked);

        Path other = folder.resolve("other.key");
        Files.copy(store, other, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(kept, store, StandardCopyOption.REPLACE_EXISTING);
        workspace.run().with(0);
        assertThat(WarmCommands.weir("keys", "retire", masked, "--lost", "--yes", "-w", root)
                        .with(2)
                        .err())
                .contains("is not lost");

        Files.move(other, store, StandardCopyOption.REPLACE_EXISTING);
        assertThat(WarmCommands.weir("keys", "retire", masked, "--lost", "-w", root)
                        .with(2)
                        .err())
                .contains("C020", "clinic@2");
        WarmCommands.weir("keys", "retire", masked, "--lost", "--yes", "-w", root)
                .with(0);
        assertThat(workspace.run().with(0).out()).contains("clinic@3");
        WarmCommands.weir("doctor", "-w", root).with(0);
    }

    /** One with rows of the newest release: the last written. */
    private Path dataFile(String table) throws IOException {
        try (Stream<Path> files = Files.walk(workspace.root().resolve("warehouse/clinic/" + table))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !file.toString().contains("_delta_log"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private String page(String name) throws IOException {
        return Files.readString(workspace.root().resolve("site/clinic/" + name));
    }

    /** By a clock for which both releases are older than they are kept. */
    private String clean() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(
                stream, stream, CommandLine.Help.Ansi.OFF, CommandLine.Help.Ansi.OFF, Terminal.Liveness.PLAIN);
        CleanCommand command = new CleanCommand(terminal, Clock.offset(Clock.systemUTC(), Duration.ofDays(91)));
        assertThat(new CommandLine(command).execute("clinic", "--apply", "--by", "someone@example.org", "-w", root))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
