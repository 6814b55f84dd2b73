package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.cli.WeirProcess.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files, disks and processes that are not as they should be. Each time: the right exit status, a message that says where
 * and what to do, no stack trace, and tables as they were. Runs that are killed or that meet a full disk are processes of
 * their own. At the end no identity number from the files is anywhere but in them.
 */
@Tag("minutes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SparkFixture.class)
class BadInputIT {
    /** Resident identity numbers, made up; each test plants some. */
    private static final List<String> IDENTITIES = List.of(
            "110101198504129910",
            "110101198504129929",
            "110101198504129937",
            "110101198504129945",
            "110101198504129953",
            "110101198504129961",
            "11010119850412997X",
            "110101198504129988");

    private final SparkSession spark;
    private final List<Ended> commands = new ArrayList<>();
    private final MiniWorkspace workspace;

    BadInputIT(SparkSession spark, @TempDir Path folder) throws Exception {
        this.spark = spark;
        this.workspace = MiniWorkspace.create(folder.resolve("mini"));
    }

    @BeforeAll
    void releaseSoundFiles() throws Exception {
        RunRecord record = MiniWorkspace.record(run(0));
        assertThat(record.ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(record.ending().release()).hasValue(1);
    }

    @BeforeEach
    void deliverSoundFiles() throws IOException {
        workspace.deliverAll();
    }

    @Test
    void quarantinesRecordsThatCannotBeReadAndReleasesTheOthers() throws Exception {
        String chinese = MiniWorkspace.HEADER + "1,张三,1.00," + IDENTITIES.get(0) + "\n2,plain,2.00," + IDENTITIES.get(1)
                + "\n4,李四,3.00," + IDENTITIES.get(2) + "\n";
        workspace.deliver("patients", chinese.getBytes(Charset.forName("GBK")));
        workspace.deliver(
                "visits",
                MiniWorkspace.HEADER + "1,a,1.00,\n2,\"never closed,2.00," + IDENTITIES.get(3)
                        + "\n3,c,3.00,\n4,d,4.00,\n");
        workspace.deliver(
                "notes", MiniWorkspace.HEADER + "1,a,1.00,\n2," + "x".repeat(5_000_000) + ",2.00,\n3,c,3.00,\n");
        workspace.deliver("wards", MiniWorkspace.HEADER);
        ByteArrayOutputStream garbage = new ByteArrayOutputStream();
        garbage.writeBytes((MiniWorkspace.HEADER + "1,sound,1.00,\n2,b," + IDENTITIES.get(4) + ",\n")
                .getBytes(StandardCharsets.UTF_8));
        garbage.writeBytes(randomBytes(1 << 16));
        workspace.deliver("labs", garbage.toByteArray());

        RunRecord record = MiniWorkspace.record(run(0));
        Map<String, List<Long>> counts = MiniWorkspace.counts(record);
        assertThat(record.ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(counts).containsEntry("patients", List.of(3L, 1L, 2L));
        assertThat(counts).containsEntry("visits", List.of(4L, 3L, 1L));
        assertThat(counts).containsEntry("notes", List.of(3L, 2L, 1L));
        assertThat(counts).containsEntry("wards", List.of(0L, 0L, 0L));
        assertThat(counts).hasEntrySatisfying("labs", labs -> {
            assertThat(labs.get(1)).isEqualTo(1);
            assertThat(labs.get(2)).isGreaterThan(100);
        });

        SparkSession tables = workspace.tables(spark);
        assertThat(tables.table("weir.clinic.patients")
                        .selectExpr("id", "label")
                        .collectAsList())
                .extracting(Row::mkString)
                .containsExactly("2plain");
        assertThat(tables.table("weir.clinic.wards").count()).isZero();
        String run = record.run().id();
        assertThat(quarantined(tables, "patients", run))
                .containsExactly("raw/patients.csv:2 unreadable.encoding", "raw/patients.csv:4 unreadable.encoding");
        assertThat(quarantined(tables, "visits", run)).containsExactly("raw/visits.csv:3 unreadable.unclosed-quote");
        assertThat(quarantined(tables, "notes", run)).containsExactly("raw/notes.csv:3 unreadable.too-long");
        assertThat(quarantined(tables, "labs", run)).contains("raw/labs.csv:3 unreadable.type");
    }

    @Test
    void holdsTheReleaseWhenColumnsAreNotThere() throws Exception {
        MiniWorkspace.State before = workspace.state(spark);
        workspace.deliver("patients", "1,no header,1.00," + IDENTITIES.get(5) + "\n2,b,2.00,\n");
        workspace.deliver("visits", "id,label,identity\n1,a,\n");
        workspace.deliver("notes", randomBytes(1 << 14));
        workspace.deliver("wards", "");

        Ended ended = run(3);
        RunRecord record = MiniWorkspace.record(ended);
        assertThat(record.ending().outcome()).isEqualTo(Outcome.HELD);
        assertThat(ended.err().lines().filter(line -> line.contains("  Q002  ")))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("contracts/raw/", "; have the files delivered"))
                .anySatisfy(line -> assertThat(line)
                        .contains("visits.columns.missing", "raw/visits.csv", "amount")
                        .doesNotContain("label"))
                .anySatisfy(line -> assertThat(line).contains("patients.columns.missing", "raw/patients.csv"))
                .anySatisfy(line -> assertThat(line).contains("notes.columns.missing", "raw/notes.csv"))
                .anySatisfy(line -> assertThat(line).contains("wards.columns.missing", "raw/wards.csv"));
        assertThat(workspace.state(spark)).isEqualTo(before);
    }

    @Test
    void namesEverySourceWithoutAFile() throws Exception {
        MiniWorkspace.State before = workspace.state(spark);
        workspace.withdraw("patients");
        workspace.withdraw("labs");

        Ended ended = run(6);
        assertThat(ended.err().lines().filter(line -> line.contains("S001")))
                .hasSize(2)
                .anySatisfy(line ->
                        assertThat(line).contains("contracts/raw/patients.odcs.yaml:", "raw/patients.csv*", "ETL"))
                .anySatisfy(line -> assertThat(line).contains("contracts/raw/labs.odcs.yaml:", "raw/labs.csv*"));
        assertThat(workspace.state(spark)).isEqualTo(before);
    }

    @Test
    void namesTheArchiveThatIsCutOff() throws Exception {
        MiniWorkspace.State before = workspace.state(spark);
        byte[] whole = MiniWorkspace.gzip(MiniWorkspace.HEADER + "1,a,1.00," + IDENTITIES.get(6) + "\n");
        workspace.deliverZipped("labs", Arrays.copyOf(whole, whole.length - 12));

        assertThat(run(6).err()).contains("S002", "raw/labs.csv.gz", "cut off", "fetch it again");
        assertThat(workspace.state(spark)).isEqualTo(before);
    }

    @Test
    void namesTheLineWhereAContractIsNoYaml() throws Exception {
        MiniWorkspace.State before = workspace.state(spark);
        Path contract = workspace.root().resolve("contracts/clinic/visits.odcs.yaml");
        String sound = Files.readString(contract, StandardCharsets.UTF_8);
        Files.writeString(contract, sound.replace("schema:", "schema: ["), StandardCharsets.UTF_8);
        try {
            assertThat(run(2).err()).containsPattern("contracts/clinic/visits\\.odcs\\.yaml:\\d+:\\d+ +C001 ");
        } finally {
            Files.writeString(contract, sound, StandardCharsets.UTF_8);
        }
        assertThat(workspace.state(spark)).isEqualTo(before);
    }

    @Test
    void namesTheWarehouseThatIsNoFolder(@TempDir Path folder) throws Exception {
        MiniWorkspace other = MiniWorkspace.create(folder.resolve("other"), List.of("labs"));
        other.write("warehouse", "a file");

        Ended ended = run(other, 6);
        assertThat(ended.err())
                .contains("S003", other.root().resolve("warehouse").toString(), "cannot be written");
        assertThat(other.root().resolve("warehouse")).hasContent("a file");
    }

    @Test
    void leavesTablesAsTheyWereWhenTheDiskIsFull() throws Exception {
        MiniWorkspace.State before = workspace.state(spark);
        // One archive is one task and one file, larger than the limit however well it is compressed.
        workspace.deliverZipped("labs", MiniWorkspace.gzip(noise(40_000)));

        Ended ended = ended(workspace.startWithFilesUpTo(2 << 10)).with(6);
        assertThat(ended.err()).contains("S003", "space", "as they were");
        assertThat(workspace.state(spark)).isEqualTo(before);
    }

    @Test
    void oneRunAtATimeAndNoneThatDiesLeavesATrace() throws Exception {
        MiniWorkspace.State before = workspace.state(spark);
        workspace.deliver("labs", noise(300_000));
        WeirProcess first = workspace.start();
        try {
            first.awaitLine("patients"); // its first table is staged, the last takes its time
            stopOutsideOfTheCatalogue(first);
            Ended second = run(5);
            assertThat(second.err()).contains("R001", "releases/clinic/run.lock", "Another run of product 'clinic'");
        } finally {
            first.kill();
        }
        ended(first);
        assertThat(workspace.state(spark)).isEqualTo(before);

        workspace.deliver("patients", MiniWorkspace.HEADER + "7,seven,7.00," + IDENTITIES.get(7) + "\n");
        WeirProcess third = workspace.start();
        third.awaitLine("patients"); // its first table is staged, the last takes its time
        third.kill();
        ended(third);
        assertThat(workspace.state(spark)).isEqualTo(before);

        workspace.deliver("labs", MiniWorkspace.HEADER + "8,eight,8.00,\n");
        Ended fourth = run(0);
        assertThat(fourth.err()).contains("Undid run");
        MiniWorkspace.State after = workspace.state(spark);
        assertThat(after.releases()).hasSize(before.releases().size() + 1);
        assertThat(after.patients()).singleElement().asString().startsWith("7seven7.00");
        assertThat(after.labs()).singleElement().asString().startsWith("8eight8.00");
    }

    @AfterAll
    void noIdentityNumberIsAnywhereButInTheFiles() throws IOException {
        for (Ended command : commands) {
            assertThat(command.out()).doesNotContain(IDENTITIES);
            assertThat(command.err()).doesNotContain(IDENTITIES);
        }
        Path raw = workspace.root().resolve("raw");
        assertThat(Leaks.of(IDENTITIES).below(workspace.root(), file -> !file.startsWith(raw)))
                .isEmpty();
    }

    /** At a moment at which it does not have the catalogue locked: a look at the tables would wait for its end. */
    private void stopOutsideOfTheCatalogue(WeirProcess process) throws Exception {
        for (process.signal("STOP"); workspace.isCatalogueLocked(); process.signal("STOP")) {
            process.signal("CONT");
            Thread.sleep(50);
        }
    }

    private Ended run(int status) {
        return run(workspace, status);
    }

    /** In this process. */
    private Ended run(MiniWorkspace where, int status) {
        return kept(where.run()).with(status);
    }

    private Ended ended(WeirProcess process) throws Exception {
        return kept(process.end());
    }

    private Ended kept(Ended command) {
        commands.add(command);
        return command;
    }

    private static List<String> quarantined(SparkSession tables, String table, String run) {
        return tables
                .table("weir.clinic_quarantine.source__raw_" + table + "__" + table)
                .where("_weir_run = '" + run + "'")
                .selectExpr("_weir_file", "_weir_line", "explode(_weir_reasons.rule)")
                .orderBy("_weir_line")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0) + ":" + row.getLong(1) + " " + row.getString(2))
                .toList();
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /** Records whose labels no compression makes smaller than 72 bytes. */
    private static String noise(int records) {
        Random random = new Random(11);
        byte[] label = new byte[72];
        StringBuilder text = new StringBuilder(MiniWorkspace.HEADER);
        for (int i = 0; i < records; i++) {
            random.nextBytes(label);
            text.append(i)
                    .append(',')
                    .append(Base64.getEncoder().encodeToString(label))
                    .append(",1.00,\n");
        }
        return text.toString();
    }
}
