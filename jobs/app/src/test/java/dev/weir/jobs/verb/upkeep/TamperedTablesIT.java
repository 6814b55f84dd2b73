package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.release.TamperedTable;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tables' own metadata, which no key signs, has been edited: {@code doctor} reports it, no reader relies on it, and {@code clean} removes nothing. */
@ExtendWith(SparkFixture.class)
class TamperedTablesIT {

    private static final List<String> TABLES = List.of("patients", "labs");

    private static final String RULES = """
        contract: clinic.%s
        rules:
          - id: small
            row: amount < 100
            severity: quarantine
            dimension: accuracy
            owner: a@example.org
            because: Tests.
        """;

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

    private final SparkSession session;

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;
    private String root;

    TamperedTablesIT(SparkSession session) {
        this.session = session;
    }

    @BeforeEach
    void release() throws IOException {
        workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        root = workspace.root().toString();
        workspace.run().with(0);
        for (String table : TABLES) {
            workspace.deliver(table, MiniWorkspace.sound(table) + "4," + table + " four,4.00,\n");
        }
        workspace.run().with(0);
        WarmCommands.weir("doctor", "-w", root).with(0);
    }

    @Test
    void aFileThatATableNoLongerNamesIsMissedAndStays() throws Exception {
        for (String table : TABLES) {
            TamperedTable tampered = new TamperedTable(newest().table(table).orElseThrow());
            tampered.loseAFile();
            assertThat(WarmCommands.weir("doctor", "-w", root).with(6).out())
                    .contains("Table '" + table + "' is not as clinic@2 was signed", "no longer names the data file")
                    .doesNotContain("weir clean clinic --apply", "All is in order");
            assertThat(WarmCommands.weir("read", "clinic." + table + "@2", "-w", root)
                            .with(4)
                            .err())
                    .contains("V001", "Table '" + table + "' is not as clinic@2 was signed");
            Set<String> before = dataFiles();
            for (String[] clean : List.of(
                    new String[] {"clean", "clinic", "-w", root},
                    new String[] {"clean", "clinic", "--apply", "--by", "someone@example.org", "-w", root})) {
                assertThat(WarmCommands.weir(clean).with(4).err())
                        .contains("V001", "Table '" + table + "' is not as clinic@2 was signed");
            }
            assertThat(dataFiles()).isEqualTo(before);
            tampered.putBack();
            WarmCommands.weir("doctor", "-w", root).with(0);
        }
    }

    /** Each reader of rows would have shown, sent or released those of clinic@1 as those of clinic@2. */
    @Test
    void noReaderTakesTheFilesOfAnotherRelease() throws Exception {
        for (String table : TABLES) {
            workspace.deliver(table, MiniWorkspace.sound(table) + "5," + table + " five,5.00,\n");
        }
        workspace.run().with(0);
        workspace.write("contracts/recipients.yaml", RECIPIENTS);
        for (String table : TABLES) {
            Path rules = folder.resolve(table + ".yaml");
            Files.writeString(rules, RULES.formatted(table));
            TamperedTable tampered = new TamperedTable(release(2).table(table).orElseThrow());
            tampered.nameFilesOf(release(1).table(table).orElseThrow());
            for (List<String> reader : List.of(
                    List.of("read", "clinic." + table + "@2"),
                    List.of("read", "clinic." + table + "@2", "--where", "id = 1", "-o", "csv"),
                    List.of("diff", "clinic@2", "clinic@3"),
                    List.of("backtest", "clinic", "--rules", rules.toString()),
                    List.of("export", "clinic@2", "--to", "london", "--dry-run"),
                    List.of("rollback", "clinic", "--to", "2", "--by", "someone@example.org"))) {
                String[] words =
                        Stream.concat(reader.stream(), Stream.of("-w", root)).toArray(String[]::new);
                assertThat(WarmCommands.weir(words).with(4).err())
                        .as("%s", reader)
                        .contains("V001", "the data file")
                        // Delta's later versions are made of earlier ones, and the newest is tried first
                        .containsPattern("Table '" + table + "' is not as clinic@[23] was signed")
                        .containsPattern(
                                reader.get(0).equals("rollback") ? "--full" : "'weir verify clinic@[23] --deep'");
            }
            WarmCommands.weir("verify", "clinic@2", "--deep", "-w", root).with(4);
            tampered.putBack();
        }
        WarmCommands.weir("read", "clinic.patients@2", "-w", root).with(0);
        WarmCommands.weir("verify", "clinic@2", "--deep", "-w", root).with(0);
    }

    /** The file has the name and size that were signed, and one of its rows would be left out. */
    @Test
    void rowsThatADeletionVectorTakesAwayAreMissed() throws Exception {
        new TamperedTable(newest().table("labs").orElseThrow()).deleteByVector();
        assertThat(WarmCommands.weir("read", "clinic.labs@2", "-w", root)
                        .with(6)
                        .err())
                .contains("S006", "has a deletion vector");
        WarmCommands.weir("doctor", "-w", root).with(6);
    }

    @Test
    void aNewestVersionOfSomebodyElsesIsTold() {
        addRows();
        for (String release : List.of("clinic", "clinic@1")) {
            assertThat(WarmCommands.weir("verify", release, "--deep", "-w", root)
                            .with(4)
                            .err())
                    .contains(
                            "The newest version of table 'clinic.patients' is not clinic@2, its newest release",
                            "The newest version of table 'clinic.labs' is not clinic@2, its newest release",
                            "names the data file",
                            "'weir run clinic --full'");
        }
        assertThat(WarmCommands.weir("doctor", "-w", root).with(6).out())
                .contains(
                        "The newest version of table 'clinic.patients' is not clinic@2",
                        "The newest version of table 'clinic.labs' is not clinic@2",
                        "'weir run clinic --full'")
                .doesNotContain("was signed");
        WarmCommands.weir("run", "clinic", "--full", "-w", root).with(0);
        assertThat(WarmCommands.weir("doctor", "-w", root).with(0).out()).contains("All is in order");
        WarmCommands.weir("verify", "clinic", "--deep", "-w", root).with(0);
        WarmCommands.weir("rollback", "clinic", "--to", "1", "--by", "someone@example.org", "-w", root)
                .with(0);
        assertThat(WarmCommands.weir("verify", "clinic@2", "--deep", "-w", root)
                        .with(0)
                        .out())
                .contains("heads        2 tables of clinic@4, whole");
    }

    /** Readers of newest versions would take one column for the other, in the files that were signed. */
    @Test
    void columnsThatChangeTheirNamesAreTold() {
        SparkSession own = workspace.tables(session);
        String labs = "delta.`" + workspace.root().resolve("warehouse/clinic/labs") + "`";
        own.sql("ALTER TABLE " + labs + " SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name',"
                + " 'delta.minReaderVersion' = '2', 'delta.minWriterVersion' = '5')");
        WarmCommands.weir("verify", "clinic", "--deep", "-w", root).with(0);
        for (String table : List.of("weir.clinic.patients", labs)) {
            own.sql("ALTER TABLE " + table + " RENAME COLUMN label TO between");
            own.sql("ALTER TABLE " + table + " RENAME COLUMN identity TO label");
            own.sql("ALTER TABLE " + table + " RENAME COLUMN between TO identity");
        }
        for (String[] command :
                List.of(new String[] {"verify", "clinic", "--deep", "-w", root}, new String[] {"doctor", "-w", root})) {
            WeirProcess.Ended ended = WarmCommands.weir(command).with(command[0].equals("verify") ? 4 : 6);
            assertThat(ended.out() + ended.err())
                    .contains(
                            "The newest version of table 'clinic.patients' is not clinic@2",
                            "The newest version of table 'clinic.labs' is not clinic@2",
                            "label, identity");
        }
    }

    /** A run moves its tables a moment before, or behind, its release. */
    @Test
    void besideALivingRunNewestVersionsAreNotCompared() {
        addRowsToLabs();
        Warehouse warehouse = new Warehouse(workspace.root().resolve("warehouse"));
        RunStore runs = RunStore.in(warehouse);
        runs.journals("clinic")
                .write(new RunJournal(
                        "clinic",
                        "20990101-000000-000000",
                        Instant.EPOCH,
                        OptionalLong.of(3),
                        RunJournal.State.OPEN,
                        Optional.empty(),
                        List.of()));
        try (Lease lease = runs.leases().take("clinic", "a run")) {
            lease.check();
            assertThat(WarmCommands.weir("verify", "clinic@2", "--deep", "-w", root)
                            .with(0)
                            .out())
                    .contains("Newest versions were not compared: a run of 'clinic' is at work.");
        }
        WarmCommands.weir("verify", "clinic@2", "--deep", "-w", root).with(4);
    }

    private void addRows() {
        workspace.tables(session).sql("INSERT INTO weir.clinic.patients SELECT * FROM weir.clinic.patients LIMIT 1");
        addRowsToLabs();
    }

    private void addRowsToLabs() {
        workspace
                .delta(session, "clinic/labs")
                .limit(1)
                .write()
                .format("delta")
                .mode("append")
                .save(workspace.root().resolve("warehouse/clinic/labs").toString());
    }

    @Test
    void oneTableThatCannotBeReadHidesNoOther() throws Exception {
        new TamperedTable(newest().table("labs").orElseThrow()).loseAFile();
        Path signature = newestFile("warehouse/releases/clinic/signatures", ".sig");
        Files.write(signature, new byte[64]);
        Files.delete(newestFile("warehouse/clinic/patients/metadata", ".metadata.json"));
        assertThat(WarmCommands.weir("doctor", "-w", root).with(6).out())
                .contains(
                        "clinic.patients  The catalogue has the table, and its metadata cannot be read",
                        "Table 'labs' is not as clinic@2 was signed",
                        "signature")
                .doesNotContain("are gone");
    }

    private Manifest newest() {
        return release(2);
    }

    private Manifest release(long number) {
        return StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")))
                .read("clinic", number);
    }

    /** The newest by its name, as Iceberg counts metadata. */
    private Path newestFile(String in, String ending) throws IOException {
        try (Stream<Path> files = Files.list(workspace.root().resolve(in))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .max(Comparator.comparing(file -> file.getFileName().toString()))
                    .orElseThrow();
        }
    }

    private Set<String> dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(workspace.root().resolve("warehouse"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".parquet"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
