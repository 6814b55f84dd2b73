package dev.weir.jobs.verb.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weir.contracts.Product;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.run.ClinicAndStudy;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.ProductRuns;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.KeptRelease;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A product that is made of another product's release. */
@ExtendWith(SparkFixture.class)
class ReadReleaseIT {

    private static final String FIRST = """
        v1,p1,2026-01-05,icu,13800138000,41,sepsis
        v2,p2,2026-01-06,icu,13800138001,67,stroke
        v3,p1,2026-01-07,surgery,13800138002,41,fracture
        v4,p3,2026-01-08,icu,13800138003,93,sepsis
        """;

    @TempDir
    private Path folder;

    private ClinicAndStudy files;

    @BeforeEach
    void layOut() throws IOException {
        files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", FIRST);
    }

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void itsRowsAreThoseOfTheSameQueryOverTheReleaseByItsNumber(TableFormat format) throws IOException {
        files.replace(ClinicAndStudy.VISITS, "weirFormat, value: iceberg", "weirFormat, value: " + format.name());
        Manifest clinic = released("clinic");
        Manifest study = released("study");
        assertThat(read(study)).isEqualTo(read(clinic));
        assertThat(rows(study, "cases")).isEqualTo(oracle(clinic));
        assertThat(rows(study, "cases")).hasSize(3);
        assertThat(files.run("study").record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);

        // what the clinic's table holds now is no release of it
        files.deliver("visits-2.csv", "v5,p4,2026-02-01,icu,13800138004,30,burn\n");
        Manifest second = released("clinic");
        Manifest pinned = with("1", () -> released("study"));
        assertThat(read(pinned).number()).isEqualTo(1);
        assertThat(rows(pinned, "cases")).isEqualTo(oracle(clinic));

        Manifest newest = released("study");
        assertThat(read(newest)).isEqualTo(read(second));
        assertThat(rows(newest, "cases")).isEqualTo(oracle(second)).hasSize(4);

        RerunResult again = rerun(study);
        assertThat(again.isSame()).as(again.toString()).isTrue();
        assertThat(WarmCommands.weir("verify", "study", "-w", folder.toString())
                        .with(0)
                        .out())
                .contains("reads");
    }

    @Test
    void aPackHasTheManifestThatWasReadAndALostOneIsFound() throws IOException {
        released("clinic");
        released("study");
        Path pack = folder.resolve("pack.zip");
        WarmCommands.weir("evidence", "study@1", "--to", pack.toString(), "-w", folder.toString())
                .with(0);
        Path key = folder.resolve("keys/release.pub");
        assertThat(WarmCommands.weir("verify", "--pack", pack.toString(), "--public-key", key.toString())
                        .with(0)
                        .out())
                .contains("1 table of other products' releases");
        Path manifest = folder.resolve("warehouse/releases/clinic/1.json");
        Files.writeString(manifest, Files.readString(manifest) + " ");
        WeirProcess.Ended broken =
                WarmCommands.weir("verify", "study", "-w", folder.toString()).with(4);
        assertThat(broken.out() + broken.err())
                .contains("clinic@1, which study@1 was made of, is not the release that was read");
        assertThatThrownBy(() -> files.run("study")).hasMessageContaining("V001");
    }

    /** One byte of a data file, or the whole file. */
    @Test
    void aReleaseWhoseDataFileWasChangedIsNotRead() throws IOException {
        released("clinic");
        Path file;
        try (Stream<Path> data = Files.walk(folder.resolve("warehouse/clinic/visits"))) {
            file = data.filter(each -> each.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> files.run("study"))
                .hasMessageContaining("V001")
                .hasMessageContaining(file.getFileName().toString());
        Files.write(file, new byte[3]);
        assertThatThrownBy(() -> files.run("study"))
                .hasMessageContaining("V001")
                .hasMessageContaining("another size");
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
        assertThat(rows(released("study"), "cases")).hasSize(3);
    }

    @Test
    void aRowIsTracedToItsPlaceInTheRelease() throws IOException {
        files.deliver("visits-2.csv", "v6,p6,2026-01-05,icu,13800138009,50,\n");
        files.write("quality-rules/study/cases.yaml", """
            contract: study.cases
            rules:
              - { override: cases.diagnosis.required, severity: quarantine, because: "Tests." }
            """);
        released("clinic");
        Manifest study = released("study");
        assertThat(rows(study, "cases")).hasSize(3);
        try (WeirSession session = WeirSession.reading(files.read())) {
            assertThat(session.spark().table("weir.study_quarantine.cases").collectAsList())
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.<String>getAs("_weir_file")).matches("clinic\\.visits@1/.+\\.parquet");
                        assertThat(row.<Long>getAs("_weir_line")).isPositive();
                    });
        }
    }

    @Test
    void whatAKeptReleaseReadsIsKeptAndWhatWentIsNotRead() throws IOException {
        released("clinic");
        released("study");
        files.deliver("visits-2.csv", "v5,p4,2026-02-01,icu,13800138004,30,burn\n");
        released("clinic");
        StoredReleaseLog log = StoredReleaseLog.of(files.read());
        Instant later = Instant.now().plus(Duration.ofDays(9));
        assertThat(clean(log, later).standings())
                .extracting(KeptRelease::release, KeptRelease::heldBy)
                .containsExactly(tuple(1L, List.of("read by study@1")), tuple(2L, List.of("the newest release")));

        // once the reader's own rows are gone, nothing holds it
        log.files().replace(Expiry.file("study", 1), new Expiry(1, "tester", later, "Tests.").print());
        assertThat(clean(log, later).expiring()).containsExactly(1L);
        log.files().replace(Expiry.file("clinic", 1), new Expiry(1, "tester", later, "Tests.").print());
        files.pin("1");
        assertThatThrownBy(() -> files.run("study"))
                .hasMessageContaining("S007")
                .hasMessageContaining("clinic@1");
    }

    @Test
    void theReleaseIsWhatThePlanCountsOnOrNothingIsRead() throws IOException {
        assertThatThrownBy(() -> files.run("study"))
                .hasMessageContaining("S005")
                .hasMessageContaining("run 'weir run clinic' first");
        released("clinic");
        // the contract opens a column up, which no release has done yet
        files.replace(
                ClinicAndStudy.VISITS,
                "{ name: began, logicalType: date }",
                "{ name: began, logicalType: date, customProperties: [{ property: weirMask, value: keep }] }");
        assertThatThrownBy(() -> files.run("study"))
                .hasMessageContaining("C012")
                .hasMessageContaining(
                        "'visits.began' of clinic@1 is of category DATE with the mask 'shift (subject patient_id)'");
        // which breaks the contract, so it has another version
        files.replace(ClinicAndStudy.VISITS, "id: clinic.visits\nversion: 1.0.0", "id: clinic.visits\nversion: 2.0.0");
        files.replace(
                ClinicAndStudy.CLINIC,
                "version: 1.0.0, contractId: clinic.visits",
                "version: 2.0.0, contractId: clinic.visits");
        files.replace(
                ClinicAndStudy.PRODUCT,
                "version: 1.0.0, contractId: clinic.visits",
                "version: 2.0.0, contractId: clinic.visits");
        released("clinic");
        assertThat(read(released("study")).number()).isEqualTo(2);
    }

    @Test
    void amongManyAReaderWaitsForTheReleaseOfThisProcess() throws IOException {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        assertThat(all(ProductRuns.OnFailure.GO_ON, told))
                .extracting(
                        ended -> ended.result().orElseThrow().record().ending().outcome())
                .containsExactly(Outcome.RELEASED, Outcome.RELEASED);
        assertThat(told).containsExactly("clinic", "study");

        // held: the newest good release is read, and there is nothing new in it
        files.write("quality-rules/clinic/visits.yaml", """
            contract: clinic.visits
            rules:
              - { id: few, check: RowCount < 2, severity: block, dimension: coverage, owner: clinic@example.org, because: "Tests." }
            """);
        files.deliver("visits-2.csv", "v5,p4,2026-02-01,icu,13800138004,30,burn\n");
        told.clear();
        assertThat(all(ProductRuns.OnFailure.GO_ON, told))
                .extracting(
                        ended -> ended.result().orElseThrow().record().ending().outcome())
                .containsExactly(Outcome.UNCHANGED, Outcome.HELD);
        assertThat(told).containsExactly("clinic", "study");

        told.clear();
        List<ProductRuns.Ended> fast = all(ProductRuns.OnFailure.BEGIN_NONE, told);
        assertThat(fast.get(0).result()).isEmpty();
        assertThat(fast.get(1).result().orElseThrow().record().ending().outcome())
                .isEqualTo(Outcome.HELD);
    }

    @Test
    void anIntervalIsForProductsThatAreLoadedByOne() throws IOException {
        List<String> told = new ArrayList<>();
        RunRequest day = RunRequest.usual()
                .over(Interval.parse("2026-03-02", files.read().settings().zone()));
        assertThat(all(day, ProductRuns.OnFailure.GO_ON, told))
                .extracting(
                        ended -> ended.result().orElseThrow().record().ending().outcome())
                .containsOnly(Outcome.RELEASED);
        assertThat(told)
                .containsExactlyInAnyOrder("clinic takes no interval", "study takes no interval", "clinic", "study");
    }

    @Test
    void aRunThatDiesLeavesTheNextOneToReadTheNewestAgain() throws IOException {
        released("clinic");
        Workspace workspace = files.read();
        try (WeirSession session = WeirSession.open(workspace)) {
            ProductRun dying = new ProductRun(session, "1.0.0", event -> {
                if (event instanceof RunEvent.Judged) {
                    throw new Dies();
                }
            });
            assertThatThrownBy(() -> dying.run("study", RunRequest.usual())).isNotNull();
        }
        files.deliver("visits-2.csv", "v5,p4,2026-02-01,icu,13800138004,30,burn\n");
        Manifest second = released("clinic");
        Manifest study = released("study");
        assertThat(study.number()).isEqualTo(1);
        assertThat(read(study)).isEqualTo(read(second));
        assertThat(rows(study, "cases")).isEqualTo(oracle(second));
    }

    private static final class Dies extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private List<ProductRuns.Ended> all(ProductRuns.OnFailure onFailure, List<String> told) {
        return all(RunRequest.usual(), onFailure, told);
    }

    private List<ProductRuns.Ended> all(RunRequest request, ProductRuns.OnFailure onFailure, List<String> heard) {
        List<String> told = Collections.synchronizedList(heard);
        Workspace workspace = files.read();
        try (WeirSession session = WeirSession.open(workspace)) {
            return new ProductRuns(session, "1.0.0", new ProductRuns.Listener() {
                        @Override
                        public RunEvent.Listener of(String product) {
                            return event -> {};
                        }

                        @Override
                        public void takesNoInterval(String product) {
                            told.add(product + " takes no interval");
                        }

                        @Override
                        public void ended(ProductRuns.Ended ended) {
                            told.add(ended.product());
                        }
                    })
                    .run(List.of("study", "clinic"), new ProductRuns.Asked(request, 2, onFailure));
        }
    }

    private CleanPlan clean(StoredReleaseLog log, Instant now) {
        Workspace workspace = files.read();
        Product clinic = workspace.product("clinic").orElseThrow();
        try (WeirSession session = WeirSession.reading(workspace);
                CleanUp cleanUp = session.releases().cleanUp("clinic", log, session.upkeep())) {
            return cleanUp.look(Retention.of(clinic), now);
        }
    }

    private RerunResult rerun(Manifest release) {
        try (WeirSession session = WeirSession.open(files.read())) {
            return new Rerun(session, made -> session.workspace(), "1.0.0", event -> {})
                    .of(release, OptionalLong.empty());
        }
    }

    private interface Made {
        Manifest make() throws IOException;
    }

    /** With the clinic's release pinned, and then no longer. */
    private Manifest with(String pin, Made made) throws IOException {
        String before = Files.readString(folder.resolve(ClinicAndStudy.PRODUCT));
        files.pin(pin);
        Manifest manifest = made.make();
        files.write(ClinicAndStudy.PRODUCT, before);
        return manifest;
    }

    private Manifest released(String product) {
        return files.run(product).manifest().orElseThrow();
    }

    /** What a release of the study has read; what a release of the clinic is when it is read. */
    private ReadRelease read(Manifest manifest) {
        if (manifest.product().equals("study")) {
            return manifest.record().sources().get(0).release().orElseThrow();
        }
        return new ReadRelease(
                "clinic",
                manifest.number(),
                StoredReleaseLog.of(files.read()).sha256("clinic", manifest.number()),
                manifest.tables().get(0).content().hash(),
                manifest.tables().get(0).version());
    }

    private List<String> rows(Manifest manifest, String table) {
        try (WeirSession session = WeirSession.reading(files.read())) {
            return texts(session.releases().read(manifest, table));
        }
    }

    /** The study's query by Spark alone, over the files of the version that the clinic's manifest names. */
    private List<String> oracle(Manifest clinic) {
        try (WeirSession session = WeirSession.reading(files.read())) {
            Dataset<Row> visits = clinic.tables().get(0).version().format().equals(TableFormat.DELTA)
                    ? session.spark()
                            .read()
                            .format("delta")
                            .option(
                                    "versionAsOf",
                                    clinic.tables().get(0).version().number())
                            .load(clinic.tables().get(0).version().location())
                    : session.spark()
                            .sql("SELECT * FROM weir.clinic.visits VERSION AS OF "
                                    + clinic.tables().get(0).version().number());
            return texts(visits.where("ward = 'icu'").select("patient_id", "visit_id", "began", "age", "diagnosis"));
        }
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }
}
