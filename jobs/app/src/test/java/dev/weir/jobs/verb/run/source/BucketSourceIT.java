package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.engine.run.InProcess;
import dev.weir.jobs.release.FaultyProxy;
import dev.weir.jobs.release.TestBucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Releases whose sources lie in a bucket. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class BucketSourceIT {

    private static final List<String> TABLES = List.of("visits", "labs");

    private final SparkSession shared;

    @TempDir
    private Path folder;

    BucketSourceIT(SparkSession shared) {
        this.shared = shared;
    }

    @Test
    void sourcesInABucketMakeTheReleaseThatTheSameFilesOnADiskMake() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        Manifest onDisk = InProcess.release(shared, workspace.root(), "clinic");
        TestBucket bucket = new TestBucket();
        for (String table : TABLES) {
            byte[] bytes = Files.readAllBytes(workspace.raw(table));
            boolean packed = table.equals("labs");
            bucket.put(
                    "landing/" + table + (packed ? ".csv.gz" : ".csv"),
                    packed ? MiniWorkspace.gzip(new String(bytes, StandardCharsets.UTF_8)) : bytes);
            workspace.withdraw(table);
            moved(workspace, table, bucket.address() + "/landing");
        }
        profile(workspace, "sources: { roots: [\"" + bucket.address() + "\"] }");

        Manifest inBucket = InProcess.release(shared, workspace.root(), "clinic");

        assertThat(inBucket.number()).isEqualTo(2);
        assertThat(inBucket.tables())
                .extracting(ReleasedTable::content)
                .isEqualTo(onDisk.tables().stream().map(ReleasedTable::content).toList())
                .hasSize(2);
        assertThat(inBucket.record().sources())
                .flatExtracting(SourceCount::files)
                .extracting(SourceCount.SourceFile::path)
                .containsExactlyInAnyOrder("visits.csv", "labs.csv.gz");
        assertThat(Files.readString(workspace.root().resolve("lineage/events.ndjson"), StandardCharsets.UTF_8))
                .contains("\"namespace\":\"s3://weir\"");
    }

    @Test
    void aBucketThatDoesNotAnswerIsASourceThatCannotBeReadAndNothingIsReleased() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        moved(workspace, "visits", "s3a://weir-is-not-here/landing");
        profile(workspace, "sources: { roots: [\"s3a://weir-is-not-here\"] }");

        assertThatThrownBy(() -> InProcess.release(shared, workspace.root(), "clinic"))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        thrown -> assertThat(thrown.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.code().id()).isEqualTo("S002");
                            assertThat(problem.toString()).contains("has no bucket 'weir-is-not-here'");
                        }));
        assertThat(workspace.root().resolve("warehouse/releases/clinic/1.json")).doesNotExist();
    }

    /** Each is asked for once more; what it says is read once. */
    @Test
    void answersThatAreCutAreAskedForAgain() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        Manifest onDisk = InProcess.release(shared, workspace.root(), "clinic");
        TestBucket bucket = new TestBucket();
        for (String table : TABLES) {
            bucket.put("landing/" + table + ".csv", Files.readAllBytes(workspace.raw(table)));
            workspace.withdraw(table);
            moved(workspace, table, bucket.address() + "/landing");
        }
        try (FaultyProxy proxy = FaultyProxy.ofServer()) {
            Map<String, String> way = new TreeMap<>(proxy.settings());
            way.put("fs.s3a.impl.disable.cache", "true"); // else the first client that this process made is taken
            profile(workspace, "sources: { roots: [\"" + bucket.address() + "\"] }", TestBucket.profile(way));
            proxy.cutFirstReads();

            Manifest throughCuts = InProcess.release(shared, workspace.root(), "clinic");

            assertThat(proxy.faults()).as("cut").isEqualTo(TABLES.size());
            assertThat(throughCuts.tables())
                    .extracting(ReleasedTable::content)
                    .isEqualTo(
                            onDisk.tables().stream().map(ReleasedTable::content).toList());
        }
    }

    private static void moved(MiniWorkspace workspace, String table, String location) throws Exception {
        Path contract = workspace.root().resolve("contracts/raw/" + table + ".odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "type: local, environment: laptop, path: \"raw/" + table + ".csv*\"",
                                "type: s3, environment: laptop, location: \"" + location + "/" + table + ".csv*\""));
    }

    private static void profile(MiniWorkspace workspace, String more) throws Exception {
        profile(workspace, more, TestBucket.profile());
    }

    private static void profile(MiniWorkspace workspace, String more, String spark) throws Exception {
        Path settings = workspace.root().resolve("weir.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "    warehouse: warehouse\n",
                                "    warehouse: warehouse\n    " + more + "\n    spark: { " + spark + " }\n"));
    }
}
