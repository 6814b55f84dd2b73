package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.report.DeadRunLineage;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.jobs.engine.settings.CaseRules;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.SignedLists;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.jobs.release.iceberg.Relocation;
import dev.weir.jobs.release.iceberg.TableMove;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.lineage.LostEvents;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.ModelCheck;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * The one owner of the SparkSession: opened by the command line, closed by it, handed to everything else. On one machine Spark is
 * started by the first that needs it. In a thread that works in a Spark session already this one is a guest: a session of its own
 * on the same Spark, which goes on when it is closed.
 */
public final class WeirSession implements AutoCloseable {

    private final Workspace workspace;
    private final Warehouse warehouse;
    private final Catalogue catalogue;
    private final LazySpark spark;
    private final Runnable end;
    private final SignedLists lists;
    private final LostEvents lost;

    private WeirSession(
            Workspace workspace,
            Warehouse warehouse,
            Catalogue catalogue,
            LazySpark spark,
            Runnable end,
            LostEvents lost) {
        this.workspace = workspace;
        this.warehouse = warehouse;
        this.catalogue = catalogue;
        this.spark = spark;
        this.end = end;
        this.lost = lost;
        this.lists = SignedLists.of(() -> StoredReleaseLog.of(workspace).files());
    }

    /**
     * Opens a session for a workspace. Under {@code spark-submit} its master and settings hold, and in a thread that works
     * in a session those that Spark was started with; elsewhere it uses all cores of this machine.
     *
     * @throws dev.weir.contracts.ProblemsException when the warehouse cannot be written; here or where Spark is started, when that
     *     cannot be done as its settings ask, or they do not protect what it works on
     */
    public static WeirSession open(Workspace workspace) {
        Warehouse warehouse = Warehouse.of(workspace);
        Catalogue catalogue = Catalogues.of(workspace.profile(), warehouse);
        catalogue.open();
        return open(workspace, warehouse, catalogue, catalogue.sparkSettings());
    }

    /**
     * Opens a session that only reads: it makes neither warehouse nor catalogue where there is none, and then has no
     * tables.
     *
     * @throws dev.weir.contracts.ProblemsException when the warehouse was moved and not relocated
     */
    public static WeirSession reading(Workspace workspace) {
        Warehouse warehouse = Warehouse.of(workspace);
        new RecordedRoot(warehouse).requireHere();
        Catalogue catalogue = Catalogues.of(workspace.profile(), warehouse);
        return open(workspace, warehouse, catalogue, catalogue.exists() ? catalogue.sparkSettings() : Map.of());
    }

    /** Opens a session for {@link Relocation}: it reads tables by the paths that they had before the warehouse was moved. */
    public static WeirSession relocating(Workspace workspace) {
        Warehouse warehouse = Warehouse.of(workspace);
        Catalogue catalogue = Catalogues.of(workspace.profile(), warehouse);
        return open(workspace, warehouse, catalogue, Relocation.settings(warehouse, catalogue));
    }

    /** Opens a session that only reads a warehouse which is still being moved here ({@link dev.weir.releases.warehouse.PendingMove}). */
    public static WeirSession arriving(Workspace workspace) {
        Warehouse warehouse = Warehouse.of(workspace);
        Catalogue catalogue = Catalogues.of(workspace.profile(), warehouse);
        return open(workspace, warehouse, catalogue, catalogue.sparkSettings());
    }

    /** What gives a copy of the warehouse the metadata of its Iceberg tables. */
    public TableMove move(Warehouse present, Path staging) {
        return new TableMove(spark(), warehouse.root(), present, staging);
    }

    /** What repoints the tables of a warehouse that was moved, in such a session. */
    public Relocation relocation() {
        return new Relocation(spark(), warehouse, catalogue);
    }

    /**
     * Asks as a run does before it goes on from the newest release, and makes nothing: before the first run there is no
     * catalogue yet.
     *
     * @throws dev.weir.contracts.ProblemsException when the tables are not as that release has them
     */
    public void requireTables(String product) {
        catalogue.requireWhole();
        if (catalogue.exists()) {
            releases().requireTables(product);
            return;
        }
        releaseLog().latest(product).ifPresent(newest -> {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of("releases/" + product + "/" + newest.number() + ".json"),
                    "The tables of " + newest.reference() + " are not there",
                    "the warehouse '" + warehouse.root() + "' has no catalogue",
                    "restore the warehouse from a copy, or see 'weir doctor'");
        });
    }

    /** In a session that another program has opened: it has no tables. */
    public static WeirSession in(SparkSession spark, Workspace workspace) {
        Warehouse warehouse = Warehouse.of(workspace);
        return new WeirSession(
                workspace,
                warehouse,
                Catalogues.of(workspace.profile(), warehouse),
                LazySpark.of(spark),
                () -> SparkSession.setActiveSession(spark),
                new LostEvents());
    }

    /** The same session for the workspace as it stood at another time; its warehouse stays. */
    public WeirSession at(Workspace other) {
        return new WeirSession(other, warehouse, catalogue, spark, end, lost);
    }

    /**
     * A session of its own on the same Spark, with the same settings, for a run beside others: what a run sets in its session,
     * and views that it names there, are its own. It is active in the thread that asks for it, and goes with this one.
     */
    public WeirSession beside() {
        SparkSession own = SparkInternals.beside(spark());
        SparkSession.setActiveSession(own);
        return new WeirSession(
                workspace, warehouse, catalogue, LazySpark.of(own), () -> SparkSession.setActiveSession(spark()), lost);
    }

    private static WeirSession open(
            Workspace workspace, Warehouse warehouse, Catalogue catalogue, Map<String, String> settings) {
        CaseRules.require();
        ModuleOptions.require();
        ProcessUser.requireName(System.getProperty("user.name", ""));
        SparkStart start = new SparkStart(workspace, warehouse, settings);
        LazySpark spark = new LazySpark(start::session, start::hadoop);
        if (!start.canWait()) {
            spark.session();
        }
        return new WeirSession(workspace, warehouse, catalogue, spark, start::close, new LostEvents());
    }

    /** The workspace it was opened for. */
    public Workspace workspace() {
        return workspace;
    }

    /**
     * The models of the workspace, each read and found to be the one that is meant.
     *
     * @throws dev.weir.contracts.ProblemsException when one of them is not
     */
    public List<NameModel> models(LawPack law) {
        return ModelCheck.models(workspace, law);
    }

    /** Spark, started now where it was not. Errors as {@link #open}. */
    public SparkSession spark() {
        return spark.session();
    }

    /** Whether Spark is started: what can be answered without it waits for nothing until then. */
    public boolean isStarted() {
        return spark.started().isPresent();
    }

    /** The settings by which Hadoop finds files; a new object at each call. */
    public Configuration hadoop() {
        return spark.hadoop();
    }

    /** Where tables and releases are kept. */
    public Warehouse warehouse() {
        return warehouse;
    }

    public ReleaseLog releaseLog() {
        return StoredReleaseLog.of(workspace);
    }

    /** Where runs keep their journals, and how they take turns. */
    public RunStore runs() {
        return RunStore.of(workspace, StoredReleaseLog.of(workspace));
    }

    /** The products' releases, with a store for each table format. */
    public Releases releases() {
        return new Releases(
                warehouse, runs(), releaseLog(), TableKinds.stores(spark, warehouse, catalogue), this::ended, lists);
    }

    /** Who recovers a run tells its ending, and writes what people look for. */
    private void ended(DeadRun dead) {
        dead.manifest().ifPresent(new RunFiles(workspace, warehouse)::recovered);
        DeadRunLineage.emit(workspace, dead, lost);
    }

    /** The lineage events that runs of this session, and of those beside it, could not keep. */
    public LostEvents lostEvents() {
        return lost;
    }

    /** Tables that the catalogue has, and whose metadata cannot be read: its file and why, by the table's name. */
    public Map<String, String> damagedTables() {
        return catalogue.exists() ? Relocation.damaged(catalogue) : Map.of();
    }

    /** What the catalogue's server was found to keep, tried now; empty where there is nothing to try. */
    public Optional<String> triedCatalogue() {
        return catalogue.exists() ? catalogue.tried() : Optional.empty();
    }

    /** Tables that the catalogue has lost: why, by the table's name. */
    public Map<String, String> lostTables() {
        return catalogue.lost();
    }

    /** Who looks after the tables of each format. */
    public Map<TableFormat, TableUpkeep> upkeep() {
        return TableKinds.upkeep(spark(), warehouse);
    }

    @Override
    public void close() {
        end.run();
    }
}
