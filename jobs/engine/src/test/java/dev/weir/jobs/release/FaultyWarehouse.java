package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;

import dev.weir.contracts.Problem;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.jobs.engine.files.DeltaFilesTable;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.delta.DeltaStore;
import dev.weir.jobs.release.delta.DeltaUpkeep;
import dev.weir.jobs.release.fault.FaultyFileSystem;
import dev.weir.jobs.release.iceberg.FaultyCatalogue;
import dev.weir.jobs.release.iceberg.IcebergUpkeep;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.releases.evidence.DataFileLocations;
import dev.weir.releases.evidence.EvidencePiece;
import dev.weir.releases.evidence.ManifestSealing;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.evidence.RunRecordEvidence;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.fault.FaultyStorage;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.SampleKeys;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.warehouse.ProductLocks;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;

/** A warehouse each call of which to files, catalogue and log may fail, and what everybody sees of it. */
public final class FaultyWarehouse {

    /** Delta reads its log, a few rows, by jobs: interpreted in one stage they take half the time. */
    private static final Map<String, String> SMALL = Map.of(
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.shuffle.partitions", "1");

    public final TestWarehouse plain;
    final Path folder;
    private final SparkSession shared;
    private final SigningKey key = SigningKey.random(SigningAlgorithm.ED25519, new SecureRandom());
    private SparkSession session;
    private StoredReleaseLog log;

    public FaultyWarehouse(SparkSession shared, Path folder) {
        Faults.live();
        this.folder = folder;
        this.shared = shared;
        this.plain = new TestWarehouse(shared, folder);
        catalog(); // a catalogue takes the files' settings of the session that is active when it is first asked for
        this.session = connect();
        this.log = plain.log;
    }

    /** A session whose files and catalogue may fail; the plain one is for those who look. */
    private SparkSession connect() {
        SparkSession faulty = shared.newSession();
        plain.catalogue.sparkSettings().forEach(faulty.conf()::set);
        FaultyFileSystem.settings().forEach(faulty.conf()::set);
        SMALL.forEach(faulty.conf()::set);
        SparkSession.setActiveSession(faulty);
        return faulty;
    }

    /** A new process begins, on the connections of the one before it. */
    public Releases process(Fate fate) {
        Map<TableFormat, TableStore> stores = Map.of(
                TableFormat.ICEBERG,
                FaultyCatalogue.store(session, plain.catalogue),
                TableFormat.DELTA,
                new DeltaStore(
                        LazySpark.of(session),
                        (location, run, schema, written) ->
                                DeltaFilesTable.open(session, location, run, schema, written)));
        Faults.live(folder.toString(), fate);
        LogStorage storage = new FaultyStorage(new LocalStorage(folder.resolve("releases")));
        log = new StoredReleaseLog(storage).with(SampleKeys.in(folder));
        RunStore runs = new RunStore(List.of(new LogFiles(storage)), new ProductLocks(plain.warehouse));
        return new Releases(plain.warehouse, runs, log, stores, run -> {});
    }

    /** A new process begins, with connections of its own: Iceberg's pool keeps one that could not be opened again. */
    Releases fresh(Fate fate) {
        Faults.live();
        session = connect();
        return process(fate);
    }

    public TableIdentity table(TableFormat format, int number) {
        return plain.table(format, format.name() + number);
    }

    /** Opens a table and writes ids. */
    StagedTable staged(Staging staging, TableIdentity table, LoadMode load, int... ids) {
        StagedTable staged = staging.open(table, ID, load);
        PlainWrite.ids(staged.target(), ID, ids);
        return staged;
    }

    /** A run that publishes one id in each table, and one in a quarantine when it is given. */
    public PublishResult release(
            Releases releases, String run, int id, List<TableIdentity> tables, List<TableIdentity> aside) {
        return release(releases, run, id, tables, aside, plain::signed);
    }

    /** The same, with something that is done to the manifest before it is published. */
    PublishResult release(
            Releases releases,
            String run,
            int id,
            List<TableIdentity> tables,
            List<TableIdentity> aside,
            UnaryOperator<Manifest> last) {
        try (Staging staging = releases.begin("clinical", run)) {
            List<ReleasedTable> released =
                    tables.stream().map(table -> staged(staging, table, LoadMode.REPLACE, id)).toList().stream()
                            .map(staged -> plain.released(staged, ID))
                            .toList();
            aside.forEach(table -> staged(staging, table, LoadMode.APPEND, 1000 + id));
            return staging.release(last.apply(plain.manifest(staging, run, released)));
        }
    }

    /** The manifest with evidence and a signature, which the process that lives writes into its log. */
    Manifest sealed(Manifest draft) {
        List<EvidencePiece> pieces = new ArrayList<>();
        pieces.add(
                EvidencePiece.of(EvidenceKind.CONTRACT, "contracts/clinical.odcs.yaml", "the same for every release"));
        pieces.addAll(RunRecordEvidence.of(draft.record(), new ReleaseFiles(List.of(), List.of(), List.of())));
        pieces.add(EvidencePiece.of(
                EvidenceKind.ENVIRONMENT,
                "environment.json",
                draft.record().run().id()));
        return new ManifestSealing(log.files(), key, Optional.empty()).seal(draft, pieces);
    }

    /** What is wrong with the chain of all releases, their signatures and their evidence. */
    List<Problem> unproved() {
        Verification.Asked all = new Verification.Asked(List.of(), OptionalLong.empty(), Optional.empty());
        return new Verification(
                        plain.log.files(),
                        "clinical",
                        List.of(TrustedKey.named(key.verifying(), "here")),
                        DataFileLocations.nowhere(),
                        more -> {})
                .of(all).checks().stream()
                        .filter(check ->
                                Set.of("chain", "signatures", "evidence").contains(check.name()))
                        .flatMap(check -> check.broken().stream())
                        .toList();
    }

    /** A run that changes tables of the newest release: a file with one id in place of all that are there. */
    PublishResult change(Releases releases, String run, int id, List<TableIdentity> tables) {
        try (Staging staging = releases.begin("clinical", run)) {
            Manifest newest = plain.log.latest("clinical").orElseThrow();
            List<ReleasedTable> released =
                    tables.stream().map(table -> changed(staging, table, base(newest, table), id)).toList().stream()
                            .map(staged -> plain.released(staged, ID))
                            .toList();
            return staging.release(plain.signed(plain.manifest(staging, run, released)));
        }
    }

    /** A run that releases once more what a release had. */
    PublishResult rollBack(Releases releases, String run, long to, List<TableIdentity> tables) {
        try (Staging staging = releases.begin("clinical", run)) {
            Manifest former = plain.log.read("clinical", to);
            RunMark mark = new RunMark("clinical", former.record().run().id(), OptionalLong.of(to));
            List<ReleasedTable> released =
                    former.tables().stream()
                            .map(had -> staging.restore(table(tables, had), mark, had))
                            .toList()
                            .stream()
                            .map(staged -> plain.released(staged, ID))
                            .toList();
            return staging.release(plain.signed(plain.manifest(staging, run, released)));
        }
    }

    private static TableIdentity table(List<TableIdentity> tables, ReleasedTable released) {
        return tables.stream()
                .filter(table -> table.name().equals(released.name()))
                .findFirst()
                .orElseThrow();
    }

    private static ChangeBase base(Manifest release, TableIdentity table) {
        return new ChangeBase(
                new RunMark("clinical", release.record().run().id(), OptionalLong.of(release.number())),
                release.tables().stream()
                        .filter(found -> found.name().equals(table.name()))
                        .findFirst()
                        .orElseThrow()
                        .version(),
                Map.of());
    }

    private static StagedTable changed(Staging staging, TableIdentity table, ChangeBase base, int id) {
        StagedTable staged = staging.change(table, ID, base);
        PlainWrite.ids(staged.target(), ID, id);
        staged.remove(staged.base().stream().map(DataFile::path).collect(Collectors.toSet()));
        return staged;
    }

    /** A run that is held. */
    void hold(Releases releases, String run, int id, List<TableIdentity> tables, List<TableIdentity> aside) {
        try (Staging staging = releases.begin("clinical", run)) {
            tables.forEach(table -> staged(staging, table, LoadMode.REPLACE, id));
            aside.forEach(table -> staged(staging, table, LoadMode.APPEND, 1000 + id));
            staging.hold();
        }
    }

    /** What readers of heads see; none when the table is not there. */
    public List<Integer> head(TableIdentity table) {
        if (table.format().equals(TableFormat.DELTA)) {
            return PlainRead.delta(Path.of(table.location()), -1);
        }
        if (!catalog().tableExists(name(table))) {
            return List.of();
        }
        Table found = catalog().loadTable(name(table));
        Snapshot main = found.currentSnapshot();
        return main == null ? List.of() : PlainRead.iceberg(found, main.snapshotId());
    }

    /** What readers by release see. */
    public List<Integer> released(Manifest manifest, TableIdentity table) {
        ReleasedTable.Version version = manifest.tables().stream()
                .filter(released -> released.name().equals(table.name()))
                .findFirst()
                .orElseThrow()
                .version();
        return table.format().equals(TableFormat.DELTA)
                ? PlainRead.delta(Path.of(version.location()), version.number())
                : PlainRead.iceberg(catalog().loadTable(name(table)), version.number());
    }

    /** Branches that runs have left. */
    List<String> branches(TableIdentity table) {
        if (table.format().equals(TableFormat.DELTA) || !catalog().tableExists(name(table))) {
            return List.of();
        }
        return catalog().loadTable(name(table)).refs().entrySet().stream()
                .filter(ref -> ref.getValue().isBranch() && !ref.getKey().equals("main"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Data files of a Delta table that its log does not name. */
    List<Path> strangers(TableIdentity table) {
        Path location = Path.of(table.location());
        if (!table.format().equals(TableFormat.DELTA) || !Files.isDirectory(location)) {
            return List.of();
        }
        List<Path> known = new ArrayList<>();
        for (long version = 0; version <= PlainRead.deltaVersion(location); version++) {
            known.addAll(PlainRead.deltaFiles(location, version));
        }
        try (Stream<Path> files = Files.list(location)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".parquet"))
                    .filter(file -> !known.contains(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the process that lives. */
    public Map<TableFormat, TableUpkeep> upkeep() {
        return Map.of(
                TableFormat.ICEBERG, new IcebergUpkeep(session),
                TableFormat.DELTA, new DeltaUpkeep(session, plain.warehouse));
    }

    /** Removes what no release needs, and lets no release go. */
    void clean() {
        Releases releases = process(Fate.quiet());
        try (CleanUp cleanUp = releases.cleanUp("clinical", plain.log, upkeep())) {
            cleanUp.apply(new Retention(Optional.empty()), "a test", Instant.parse("2030-01-01T00:00:00Z"));
        }
    }

    /** Files in a table's folder that no version of the table names; Hadoop's checksums go with their files. */
    List<Path> leaks(TableIdentity table) {
        Path location = Path.of(table.location());
        if (!Files.isDirectory(location)) {
            return List.of();
        }
        Set<Path> named = table.format().equals(TableFormat.DELTA) ? namedByDelta(location) : namedByIceberg(table);
        try (Stream<Path> files = Files.walk(location)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".crc"))
                    .filter(file -> !named.contains(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Path> namedByDelta(Path location) {
        Set<Path> named = new HashSet<>();
        for (long version = 0; version <= PlainRead.deltaVersion(location); version++) {
            named.addAll(PlainRead.deltaFiles(location, version));
        }
        try (Stream<Path> log = Files.list(location.resolve("_delta_log"))) {
            log.filter(file -> file.getFileName()
                            .toString()
                            .matches("[0-9]{20}\\.(json|checkpoint\\..*parquet)|_last_checkpoint"))
                    .forEach(named::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }

    private Set<Path> namedByIceberg(TableIdentity table) {
        Set<Path> named = new HashSet<>();
        BaseTable found = (BaseTable) catalog().loadTable(name(table));
        TableMetadata metadata = found.operations().current();
        named.add(Path.of(metadata.metadataFileLocation()));
        metadata.previousFiles().forEach(file -> named.add(Path.of(file.file())));
        for (Snapshot snapshot : found.snapshots()) {
            named.add(Path.of(snapshot.manifestListLocation()));
            snapshot.allManifests(found.io()).forEach(manifest -> named.add(Path.of(manifest.path())));
            named.addAll(PlainRead.icebergFiles(found, snapshot.snapshotId()));
        }
        return named;
    }

    /** Journals of runs that are not over. */
    List<String> pending() throws IOException {
        Path pending = folder.resolve("releases/clinical/pending");
        if (!Files.isDirectory(pending)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(pending)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private Catalog catalog() {
        return Spark3Util.loadIcebergCatalog(plain.session, Catalogue.NAME);
    }

    private static TableIdentifier name(TableIdentity table) {
        return TableIdentifier.of(table.namespace(), table.name());
    }
}
