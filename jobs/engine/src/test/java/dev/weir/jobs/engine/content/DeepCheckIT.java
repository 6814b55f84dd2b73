package dev.weir.jobs.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.TestWarehouse;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.releases.evidence.DataFileLocations;
import dev.weir.releases.evidence.DeepCheck;
import dev.weir.releases.evidence.EvidencePiece;
import dev.weir.releases.evidence.ManifestSealing;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.evidence.RunRecordEvidence;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.SampleRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;

/** A release in each format, whose files are changed byte by byte: tables' own metadata as well. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class DeepCheckIT {

    /** What a check certainly finds, and how often at least; other bytes may lie where nothing is read from. */
    private static final Map<TableFormat, Map<String, Integer>> FOUND = Map.of(
            TableFormat.ICEBERG,
            Map.of("data", 1, "data gone", 1, "metadata.json gone", 1, "avro gone", 2),
            TableFormat.DELTA,
            Map.of("data", 1, "data gone", 1, "json gone", 1));

    private final SparkSession shared;
    private final SigningKey key = SigningKey.random(SigningAlgorithm.ED25519, new SecureRandom());
    private final Path folder;
    private final TestWarehouse warehouse;

    DeepCheckIT(SparkSession shared, @TempDir Path folder) {
        this.shared = shared;
        this.folder = folder;
        warehouse = new TestWarehouse(shared, folder);
    }

    @AfterEach
    void leave() {
        SparkSession.setActiveSession(shared);
        DeltaLog.clearCache();
    }

    /**
     * A byte of any file of the table, data or metadata: a check finds it and names the table, or it lies where nothing of the
     * release is read from, and every row is as it was. So is a file that is gone.
     */
    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void aFlippedByteOfTheTableItselfIsFoundOrReadsTheSame(TableFormat format) throws IOException {
        Manifest release = release(format);
        withoutCheckSums();
        assertThat(broken(release)).isEmpty();
        Path location = Path.of(release.tables().get(0).version().location());
        Random random = new Random(11);
        Map<String, Integer> found = new TreeMap<>();
        for (Path file : files(location)) {
            byte[] before = Files.readAllBytes(file);
            byte[] flipped = before.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, flipped);
            List<String> broken = broken(release);
            if (broken.isEmpty()) {
                assertThat(ids(release)).as(file.toString()).containsExactly(1, 2, 3);
            } else {
                assertThat(broken).as(file.toString()).anyMatch(told -> told.contains("patients"));
                found.merge(kind(file), 1, Integer::sum);
            }
            if (!kind(file).equals("checkpoint")) { // without one Delta reads its log from the start
                Files.delete(file);
                if (!broken(release).isEmpty()) {
                    found.merge(kind(file) + " gone", 1, Integer::sum);
                }
            }
            Files.write(file, before);
        }
        Objects.requireNonNull(FOUND.get(format))
                .forEach((kind, least) -> assertThat(Objects.requireNonNullElse(found.get(kind), 0))
                        .as(kind + " in " + found)
                        .isGreaterThanOrEqualTo(least));
    }

    private Manifest release(TableFormat format) {
        try (Staging staging = warehouse.releases.begin("clinical", "run-1")) {
            StagedTable table = staging.open(warehouse.table(format, "patients"), TestWarehouse.ID, LoadMode.REPLACE);
            Dataset<Row> rows = warehouse.ids(1, 2, 3);
            warehouse.write(table, rows.coalesce(1));
            ReleasedTable plain = warehouse.released(table, TestWarehouse.ID);
            String location = plain.version().location();
            List<DataFileList> lists = new FileDigests(warehouse.session)
                    .lists(List.of(new FileDigests.OfTable("patients", location, table.files(), Optional.empty())));
            ReleasedTable released = new ReleasedTable(
                    plain.name(),
                    plain.version(),
                    plain.columns(),
                    ContentSums.of(rows, HashMethod.ROWS).content(),
                    lists.get(0).inSum(),
                    plain.contract());
            byte[] law = "law\n".getBytes(StandardCharsets.UTF_8);
            Manifest sample = SampleRelease.of(1, Optional.empty(), "run-1", List.of(released));
            Manifest draft = new Manifest(
                    1,
                    sample.about(),
                    sample.record(),
                    sample.tables(),
                    new Manifest.Basis(List.of(), "cn-2026-01", Sha256.hex(law), List.of()),
                    Optional.empty());
            List<EvidencePiece> pieces = new ArrayList<>(
                    RunRecordEvidence.of(draft.record(), new ReleaseFiles(lists, List.of(), List.of())));
            pieces.add(EvidencePiece.of(EvidenceKind.LAW, "law/cn-2026-01.yaml", law));
            for (EvidenceKind kind : List.of(EvidenceKind.GATE, EvidenceKind.ENVIRONMENT, EvidenceKind.LINEAGE)) {
                pieces.add(EvidencePiece.of(kind, kind.name(), "{}"));
            }
            Manifest sealed = new ManifestSealing(warehouse.log.files(), key, Optional.empty()).seal(draft, pieces);
            staging.release(sealed);
            if (format.equals(TableFormat.DELTA)) {
                DeltaLog log = DeltaLog.forTable(warehouse.session, location);
                log.checkpoint(log.update(false, Option.empty(), Option.empty()), Option.empty());
            }
            return sealed;
        }
    }

    /** Hadoop's own, which anybody who changes a file can make again. */
    private void withoutCheckSums() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".crc")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What {@code weir verify} finds, with {@code --deep} where nothing is, in a process that has read nothing before. */
    private List<String> broken(Manifest release) {
        DeltaLog.clearCache();
        Verification.Result result = new Verification(
                        warehouse.log.files(),
                        "clinical",
                        List.of(TrustedKey.named(key.verifying(), "here")),
                        DataFileLocations.in(folder),
                        more -> {})
                .of(new Verification.Asked(List.of(1L), OptionalLong.empty(), Optional.empty()));
        if (result.broken().isEmpty()) {
            result = result.and(new DeepCheck(
                            release, warehouse.log.files(), warehouse.log.keys(), new DeepEngine(warehouse.releases))
                    .checks());
        }
        return result.broken().stream()
                .map(problem -> problem.place() + " " + problem.what() + " " + problem.why())
                .toList();
    }

    private List<Integer> ids(Manifest release) {
        DeltaLog.clearCache();
        return TestWarehouse.sorted(warehouse.releases.read(release, "patients"));
    }

    /**
     * Of Iceberg's metadata files the newest alone: the catalogue names no other. Not Delta's pointer to its last checkpoint,
     * which is a hint: where it is damaged, Delta waits and lists the folder.
     */
    private static List<Path> files(Path location) throws IOException {
        try (Stream<Path> all = Files.walk(location)) {
            List<Path> found = new ArrayList<>(all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> !file.endsWith("_last_checkpoint"))
                    .sorted()
                    .toList());
            List<Path> states = found.stream()
                    .filter(file -> kind(file).equals("metadata.json"))
                    .toList();
            found.removeAll(states.subList(0, Math.max(0, states.size() - 1)));
            return found;
        }
    }

    private static String kind(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".metadata.json")) {
            return "metadata.json";
        }
        if (name.contains(".checkpoint")) {
            return "checkpoint";
        }
        return name.endsWith(".parquet") ? "data" : name.substring(name.lastIndexOf('.') + 1);
    }
}
