package dev.weir.jobs.engine.compact;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.content.SignedBases;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.load.MergeChange;
import dev.weir.jobs.engine.republish.Republication;
import dev.weir.jobs.engine.republish.RepublishedTable;
import dev.weir.jobs.engine.run.RunLineage;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.watch.DamagedRows;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.FileChanges;
import dev.weir.jobs.release.table.KeyColumns;
import dev.weir.jobs.release.table.SmallFiles;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.evidence.TablesCheck;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a new release with the rows of the newest one, whose small files are written as few. Nothing is judged anew: the release
 * has the verdicts and the basis of the one that it compacts, so it is made only while contracts, rules and law are as they
 * were. Every earlier release keeps its files until it is let go.
 *
 * <p>That the rows are the same is proved twice: the small files have the hashes which the signed evidence gives them, and the
 * files that take their place add up to the same content.
 */
public final class Compaction {

    private final WeirSession session;
    private final StoredReleaseLog log;
    private final String version;
    private final RunEvent.Listener listener;
    private final Clock clock;

    /**
     * In an open session.
     *
     * @param version Weir's own
     * @param listener is called for each stage
     */
    public Compaction(WeirSession session, String version, RunEvent.Listener listener, Clock clock) {
        this.session = session;
        this.log = StoredReleaseLog.of(session.workspace());
        this.version = version;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * What would become fewer. Changes nothing.
     *
     * @param names of tables; all of them where none is named
     * @throws ProblemsException as {@link #of}
     */
    public CompactionResult look(String product, Set<String> names) {
        try {
            Manifest newest = newest(product);
            List<CompactionFiles> tables = small(newest, names);
            if (!tables.isEmpty()) {
                requireSameBasis(newest, plan(product), law());
            }
            return new CompactionResult(newest, tables, Optional.empty());
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw DamagedRows.toUserFacing("The tables of '" + product + "'", List.of(product), e);
        }
    }

    /**
     * Compacts a product's newest release.
     *
     * @param names of tables; all of them where none is named
     * @return no new release where there is nothing to compact
     * @throws ProblemsException when there is no release, or no such table; with {@link Code#BASIS_CHANGED} where contracts,
     *     rules or law are others than those of the release; with {@link Code#EVIDENCE_BROKEN} where it is not as it was signed;
     *     with {@link Code#CONFLICT}
     */
    public CompactionResult of(String product, Set<String> names) {
        Plan plan = plan(product);
        RunFacts facts = new RunFacts(UUID.randomUUID().toString(), version, clock.instant(), clock);
        try (RunLineage lineage = RunLineage.begin(session, plan, facts, "compact")) {
            return of(names, plan, facts, lineage);
        }
    }

    private CompactionResult of(Set<String> names, Plan plan, RunFacts facts, RunLineage lineage) {
        String product = plan.product().id();
        try (RunWatch watch = new RunWatch(session.spark(), product + " · compaction", List.of(listener));
                Staging staging = session.releases().begin(product, facts.id())) {
            staging.recovered()
                    .forEach(recovered -> watch.stage("recover", recovered, () -> recovered, done -> RunWatch.NO_ROWS));
            Manifest newest = Authenticity.of(session.workspace(), log)
                    .require(product, newest(product).number())
                    .manifest();
            log.requireKept(product, newest.number());
            List<CompactionFiles> tables = small(newest, names);
            if (tables.isEmpty()) {
                lineage.unchanged(newest);
                return new CompactionResult(newest, tables, Optional.empty());
            }
            requireSameBasis(newest, plan, law());
            SignedBases bases = new SignedBases(session.releases(), log, session.hadoop());
            newest.tables().forEach(table -> bases.and(newest, table));
            bases.require();
            Republication republication = Republication.begin(session, facts, plan, law(), newest, watch, lineage);
            List<RepublishedTable> staged = new ArrayList<>();
            for (ReleasedTable table : newest.tables()) {
                staged.add(watch.stage(
                        "compact", table.name(), () -> staged(staging, newest, table, tables), done -> table.rows()));
            }
            Manifest made = republication.publish(
                    staging, newest, staged, released -> manifest(staging, plan, facts, newest, released));
            return new CompactionResult(newest, tables, Optional.of(made));
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw lineage.failed(DamagedRows.toUserFacing(
                    "The rows of the newest release of '" + product + "'", List.of(product), e));
        }
    }

    private LawPack law() {
        return LawPack.of(session.workspace().law());
    }

    private Plan plan(String product) {
        Workspace workspace = session.workspace();
        return new Planner(Grammars.languages(), law()).plan(workspace, product, workspace.day(clock.instant()));
    }

    private Manifest newest(String product) {
        return log.latest(product)
                .orElseThrow(() -> ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of(product),
                        "'" + product + "' has no release yet",
                        "a compaction is of the newest one",
                        "'weir run " + product + "' makes one."));
    }

    private static void requireSameBasis(Manifest newest, Plan plan, LawPack law) {
        boolean same = newest.basis().files().equals(plan.product().files())
                && newest.basis().lawPackSha256().equals(law.sha256());
        if (!same) {
            throw ProblemsException.of(
                    Code.BASIS_CHANGED,
                    Place.of(newest.reference()),
                    "Contracts, rules or law are others than those of " + newest.reference(),
                    "a compaction judges nothing anew: its release has the verdicts of that one",
                    "Make a release by them first with 'weir run " + newest.product() + "', then compact.");
        }
    }

    /** A table of a release, or the one beside it that remembers which keys went. */
    private record Whereabouts(String namespace, ReleasedTable table) {}

    private static List<Whereabouts> whereabouts(String product, ReleasedTable table) {
        List<Whereabouts> all = new ArrayList<>();
        all.add(new Whereabouts(product, table));
        table.load()
                .deletes()
                .ifPresent(version -> all.add(new Whereabouts(
                        TableIdentity.namespaceOfDeletes(product), MergeChange.remembered(table, version))));
        return all;
    }

    private TableIdentity identity(Whereabouts where) {
        return TableIdentity.of(
                session.warehouse(),
                where.table().version().format(),
                where.namespace(),
                where.table().name());
    }

    private List<CompactionFiles> small(Manifest newest, Set<String> names) {
        requireTables(newest, names);
        List<CompactionFiles> found = new ArrayList<>();
        for (ReleasedTable table : newest.tables()) {
            if (names.isEmpty() || names.contains(table.name())) {
                for (Whereabouts where : whereabouts(newest.product(), table)) {
                    List<DataFile> small =
                            SmallFiles.toFewer(session.releases().files(newest, where.namespace(), where.table()));
                    if (!small.isEmpty()) {
                        found.add(new CompactionFiles(identity(where), small));
                    }
                }
            }
        }
        return found;
    }

    private static void requireTables(Manifest newest, Set<String> names) {
        Set<String> unknown = new HashSet<>(names);
        newest.tables().forEach(table -> unknown.remove(table.name()));
        if (!unknown.isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("--table"),
                    newest.reference() + " has no table '" + String.join("', '", unknown) + "'",
                    "it has "
                            + newest.tables().stream().map(ReleasedTable::name).collect(Collectors.joining(", ")),
                    "name one of these");
        }
    }

    private RepublishedTable staged(
            Staging staging, Manifest newest, ReleasedTable table, List<CompactionFiles> tables) {
        EarlierFiles earlier = EarlierFiles.of(log.files(), newest.product());
        Optional<DataFileList> known = earlier.of(newest, table.name());
        List<StagedTable> staged = new ArrayList<>();
        for (Whereabouts where : whereabouts(newest.product(), table)) {
            StagedTable changed = change(staging, newest, where);
            tables.stream()
                    .filter(fewer -> fewer.table().equals(changed.identity()))
                    .forEach(fewer -> {
                        if (where.namespace().equals(newest.product())) {
                            requireReleased(newest, changed, fewer, known);
                        } else if (TablesCheck.Part.DELETED.isIn(newest, table)) { // earlier evidence has no such list
                            requireReleased(newest, changed, fewer, earlier.deleted(newest, table.name()));
                        }
                        rewrite(changed, fewer, HashMethod.of(table.content().algorithm()));
                    });
            staged.add(changed);
        }
        Optional<StagedTable> deletes = staged.stream().skip(1).findFirst();
        return new RepublishedTable(table, staged.get(0), load(newest, table, deletes), deletes, known);
    }

    private StagedTable change(Staging staging, Manifest newest, Whereabouts where) {
        RunMark mark = new RunMark(newest.product(), newest.record().run().id(), OptionalLong.of(newest.number()));
        ReleasedTable lies = session.releases().asItLies(where.namespace(), where.table());
        Dataset<Row> rows = session.releases().read(newest, where.namespace(), where.table());
        Set<String> key = new HashSet<>(KeyColumns.of(rows.schema()));
        for (StructField field : rows.schema().fields()) {
            if (!field.nullable()) {
                key.add(field.name());
            }
        }
        StructType columns = KeyColumns.marked(rows.schema(), key);
        return staging.change(identity(where), columns, new ChangeBase(mark, lies.version(), Map.of()));
    }

    /** A file that was tampered with would be signed anew. */
    private void requireReleased(
            Manifest newest, StagedTable staged, CompactionFiles fewer, Optional<DataFileList> known) {
        DataFileList found = new FileDigests(session.spark())
                .lists(List.of(new FileDigests.OfTable(
                        fewer.table().name(), staged.identity().location(), fewer.small(), Optional.empty())))
                .get(0);
        Set<DataFileList.DataFile> released =
                known.map(list -> Set.copyOf(list.files())).orElse(Set.of());
        for (DataFileList.DataFile file : found.files()) {
            if (!released.contains(file)) {
                throw ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of(newest.reference()),
                        "Data file '" + file.path() + "' of table '" + found.table() + "' is not the one of "
                                + newest.reference(),
                        "its hash is another one than the signed evidence has",
                        "'weir verify " + newest.reference()
                                + " --deep' names all such files; restore it from a copy.");
            }
        }
    }

    private void rewrite(StagedTable table, CompactionFiles fewer, HashMethod method) {
        Set<String> paths = FileChanges.paths(fewer.small());
        Dataset<Row> rows = table.baseRows(paths).drop(StagedTable.FILE);
        int few = fewer.become();
        SparkInternals.append(
                session.spark(), table.target(), Optional.empty(), few == 1 ? rows.coalesce(1) : rows.repartition(few));
        table.remove(paths);
        String before = ContentSums.of(rows, method).hash();
        String after = ContentSums.of(table.addedRows(), method).hash();
        if (!after.equals(before)) {
            throw new IllegalStateException("The files that take the place of " + paths.size() + " small ones of '"
                    + table.identity().identifier() + "' do not have their rows");
        }
    }

    /** It goes on from the release that it compacts, and brings nothing. */
    private static TableLoad load(Manifest newest, ReleasedTable table, Optional<StagedTable> deletes) {
        TableLoad load = table.load();
        boolean whole = load.mode().equals(TableLoad.REPLACE);
        return new TableLoad(
                load.mode(),
                whole ? OptionalLong.empty() : OptionalLong.of(newest.number()),
                load.order(),
                load.interval(),
                new TableLoad.Change(whole ? table.rows() : 0, 0),
                deletes.map(StagedTable::version),
                load.files().kept());
    }

    private static Manifest manifest(
            Staging staging, Plan plan, RunFacts facts, Manifest newest, List<ReleasedTable> tables) {
        long number = staging.nextNumber();
        RunRecord record = newest.record();
        return Manifests.of(
                        number,
                        plan,
                        new RunRecord(
                                facts.ended(newest.product()),
                                new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(number), List.of()),
                                record.sources(),
                                record.tables(),
                                record.verdicts(),
                                record.reproducible(),
                                record.harmless()),
                        tables,
                        newest.basis(),
                        staging.previousSha256(),
                        newest.history().repaired())
                .compactionOf(newest.number());
    }
}
