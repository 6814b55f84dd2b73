package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.release.TestBucket;
import dev.weir.jobs.release.TestStores;
import dev.weir.jobs.release.catalogue.rest.RestServer;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.ProductLocks;
import dev.weir.releases.warehouse.Warehouse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse with tables of both formats that moves between a disk and a bucket, and between catalogues. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class MovedWarehouseIT {

    private static final List<String> TABLES = List.of("visits", "labs");

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

    @TempDir
    private Path folder;

    MovedWarehouseIT(SparkSession shared) {
        SparkSession.setActiveSession(shared);
    }

    @Test
    void aWarehouseMovesIntoABucketAndBackThoughItsProcessIsKilledAndAFileIsDamaged() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        MiniWorkspace twin = twin(workspace);
        String bucket = new TestBucket().address();
        addProfile(
                workspace,
                "prod",
                "warehouse: " + bucket + ", catalogue: { type: postgresql, store: \"" + TestStores.database()
                        + "\", user: " + TestStores.USER + " }, spark: { " + TestBucket.profile() + " }");
        addProfile(workspace, "back", "warehouse: back, catalogue: { type: sqlite }");
        for (int rows : List.of(2, 3)) {
            release(twin, rows, "laptop").with(0);
            release(workspace, rows, "laptop").with(0);
        }
        Files.writeString(workspace.root().resolve("contracts/recipients.yaml"), RECIPIENTS);
        assertThat(export(workspace, "laptop", 2).at("/added/sensitive").asLong())
                .isPositive();
        Map<String, String> before = kept(workspace);

        // who tries the places first leaves nothing that stands in the way
        weir(workspace, "doctor", "-p", "prod").with(0);
        weir(workspace, "doctor", "-p", "back").with(0);
        WeirProcess killed = WeirProcess.start(
                "relocate", "--to", "prod", "-w", workspace.root().toString());
        killed.awaitLine("rewrote the metadata of clinic.visits");
        killed.kill();
        assertThat(weir(workspace, "run", "clinic", "-p", "prod").with(6).err())
                .contains("S008", "has not come to its end");
        WeirProcess.Ended listed =
                weir(workspace, "releases", "clinic", "-p", "prod").with(6);
        assertThat(listed.err()).contains("S008", "has not come to its end");
        assertThat(listed.out()).doesNotContain("no release");
        weir(workspace, "run", "clinic", "-p", "laptop").with(0);

        FileStorage there = Warehouse.of(settings(workspace, "prod")).files();
        String damaged = there.walk("clinic/visits/data").get(0).name();
        byte[] bytes = there.read(damaged).orElseThrow();
        bytes[bytes.length / 2] ^= 1;
        there.put(damaged, new ByteArrayInputStream(bytes));
        assertThat(weir(workspace, "relocate", "--to", "prod").with(4).err())
                .contains("V001", damaged, "is not as its releases were signed");
        assertThat(weir(workspace, "run", "clinic", "-p", "prod").with(6).err()).contains("S008", damaged);

        JsonNode moved = CommandsTest.json(weir(workspace, "relocate", "--to", "prod", "--output", "json")
                .with(0)
                .out());
        assertThat(CommandsTest.valid("relocate", moved)).isTrue();
        assertThat(moved.at("/to").asText()).isEqualTo(bucket);
        assertThat(moved.at("/releases").findValuesAsText("release")).containsExactly("clinic@1", "clinic@2");
        assertThat(kept(workspace)).isEqualTo(before);
        assertThat(weir(workspace, "relocate", "--to", "prod").with(6).err())
                .contains(bucket + "/clinic/", "' lies there already");
        weir(workspace, "verify", "clinic", "--all", "--deep", "-p", "prod").with(0);
        weir(workspace, "doctor", "-p", "prod").with(0);

        release(twin, 4, "laptop").with(0);
        release(workspace, 4, "prod").with(0);
        assertThat(hashes(workspace, "prod", 3)).isEqualTo(hashes(twin, "laptop", 3));

        // who is in the copy was counted before the move, but for the row that came since
        JsonNode copy = export(workspace, "prod", 3);
        assertThat(copy.at("/added/sensitive").asLong()).isEqualTo(1);
        assertThat(Path.of(copy.get("folder").asText()))
                .startsWith(workspace.root().resolve("exports"))
                .isNotEmptyDirectory();
        weir(workspace, "ledger", "--verify", "-p", "prod").with(0);

        WeirProcess.Ended back =
                weir(workspace, "relocate", "-p", "prod", "--to", "back").with(0);
        assertThat(back.out()).contains("3 releases proved");
        assertThat(back.err()).contains("proved clinic@3", "default: back", bucket);
        weir(workspace, "verify", "clinic", "--all", "--deep", "-p", "back").with(0);
        release(workspace, 5, "back").with(0);
        for (long number : List.of(1L, 2L)) {
            assertThat(manifest(workspace, "back", number)).isEqualTo(manifest(workspace, "laptop", number));
        }
        assertThat(timeless(weir(workspace, "diff", "clinic@1", "clinic@3", "-p", "back")))
                .isEqualTo(timeless(weir(twin, "diff", "clinic@1", "clinic@3")));
    }

    /** The twin's releases were made in other minutes now and then. */
    private static String timeless(WeirProcess.Ended ended) {
        return ended.with(0).out().replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "…");
    }

    @Test
    void tablesMoveIntoOtherCataloguesAndAWarehouseThatIsInUseStays() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        addProfile(
                workspace,
                "server",
                "warehouse: warehouse, catalogue: { type: postgresql, store: \"" + TestStores.database() + "\", user: "
                        + TestStores.USER + " }");
        addProfile(workspace, "same", "warehouse: warehouse, catalogue: { type: sqlite }");
        assertThat(weir(workspace, "relocate", "--to", "server").with(6).err()).contains("There is nothing to move");
        release(workspace, 2, "laptop").with(0);
        addProfile(
                workspace,
                "nowhere",
                "warehouse: s3a://no-such-bucket/x, catalogue: { type: postgresql, store: \"" + TestStores.database()
                        + "\", user: " + TestStores.USER + " }, spark: { " + TestBucket.profile() + " }");
        assertThat(weir(workspace, "relocate", "--to", "nowhere").with(6).err())
                .contains("S004", "The bucket is not there");
        assertThat(weir(workspace, "relocate", "--to", "same").with(2).err()).contains("C020", "keeps everything");
        try (Lease held =
                new ProductLocks(Warehouse.of(settings(workspace, "laptop"))).take("clinic", "run of a test")) {
            assertThat(held).isNotNull();
            assertThat(weir(workspace, "relocate", "--to", "server").with(5).err())
                    .contains("R001", "run of a test");
        }
        Path journal = workspace.root().resolve("warehouse/releases/clinic/pending/run-1.json");
        Files.createDirectories(journal.resolveSibling("."));
        Files.writeString(journal, "{}");
        assertThat(weir(workspace, "relocate", "--to", "server").with(5).err()).contains("run-1", "weir doctor --fix");
        Files.delete(journal);

        assertThat(weir(workspace, "relocate", "--to", "server").with(0).out()).contains("1 release proved");
        release(workspace, 3, "server").with(0);
        weir(workspace, "verify", "clinic", "--all", "--deep", "-p", "server").with(0);

        try (RestServer server = RestServer.in(Files.createDirectories(folder.resolve("served")))) {
            addProfile(
                    workspace,
                    "rest",
                    "warehouse: elsewhere, catalogue: { type: rest, uri: \"" + server.address() + "\" }");
            assertThat(weir(workspace, "relocate", "-p", "server", "--to", "rest")
                            .with(0)
                            .out())
                    .contains("2 releases proved");
            release(workspace, 4, "rest").with(0);
            weir(workspace, "verify", "clinic", "--all", "--deep", "-p", "rest").with(0);
        }
    }

    /** The same workspace, with the same keys. */
    private MiniWorkspace twin(MiniWorkspace workspace) throws IOException {
        MiniWorkspace copy = MiniWorkspace.create(folder.resolve("twin"), TABLES);
        try (Stream<Path> keys = Files.list(workspace.root().resolve("keys"))) {
            for (Path key : keys.toList()) {
                Path there = copy.root().resolve("keys").resolve(key.getFileName());
                Files.deleteIfExists(there);
                Files.copy(key, there);
            }
        }
        return copy;
    }

    private static void addProfile(MiniWorkspace workspace, String name, String keys) throws IOException {
        for (String table : TABLES) { // its files are the same in every profile
            Path source = workspace.root().resolve("contracts/raw/" + table + ".odcs.yaml");
            Files.writeString(source, Files.readString(source).replace(" environment: laptop,", ""));
        }
        Path settings = workspace.root().resolve("weir.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "law:\n",
                                "  " + name + ": { " + keys
                                        + ", lineage: { transport: { type: file, location: lineage/events.ndjson } }, keys: { store: keys/weir.key } }\nlaw:\n"));
    }

    private static JsonNode export(MiniWorkspace workspace, String profile, int number) throws Exception {
        return CommandsTest.json(
                weir(workspace, "export", "clinic@" + number, "--to", "london", "-p", profile, "--output", "json")
                        .with(0)
                        .out());
    }

    private static WeirProcess.Ended release(MiniWorkspace workspace, int rows, String profile) throws IOException {
        StringBuilder text = new StringBuilder(MiniWorkspace.HEADER);
        for (int row = 1; row <= rows; row++) {
            text.append(row)
                    .append(",label,1.00,11010119900307")
                    .append(1000 + row)
                    .append('\n');
        }
        text.append("100,negative,-1.00,\n");
        for (String table : TABLES) {
            workspace.deliver(table, text.toString());
        }
        return weir(workspace, "run", "clinic", "-p", profile);
    }

    private static WeirProcess.Ended weir(MiniWorkspace workspace, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString()));
        return WarmCommands.weir(all.toArray(String[]::new));
    }

    private static Workspace settings(MiniWorkspace workspace, String profile) {
        return WorkspaceReader.read(workspace.root(), Optional.of(profile), Map.of(), Grammars.languages());
    }

    private static List<String> hashes(MiniWorkspace workspace, String profile, long number) {
        return StoredReleaseLog.of(settings(workspace, profile)).read("clinic", number).tables().stream()
                .map(ReleasedTable::content)
                .map(Object::toString)
                .toList();
    }

    private static String manifest(MiniWorkspace workspace, String profile, long number) {
        return StoredReleaseLog.of(settings(workspace, profile)).sha256("clinic", number);
    }

    /** The hash of each file of the first warehouse, but for the lock and what processes leave. */
    private static Map<String, String> kept(MiniWorkspace workspace) throws IOException {
        Warehouse warehouse = Warehouse.of(settings(workspace, "laptop"));
        Map<String, String> kept = new TreeMap<>();
        for (FileStorage.StoredFile file : warehouse.files().walk("")) {
            if (!file.name().startsWith(".work/") && !file.name().endsWith("run.lock")) {
                kept.put(
                        file.name(),
                        Sha256.hex(warehouse.files().read(file.name()).orElseThrow()));
            }
        }
        return kept;
    }
}
