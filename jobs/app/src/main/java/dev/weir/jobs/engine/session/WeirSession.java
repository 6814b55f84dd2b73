package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.SparkSafeguards;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.report.DeadRunLineage;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.jobs.engine.settings.CaseRules;
import dev.weir.jobs.engine.settings.SessionSettings;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.jobs.release.delta.ConditionalLogStore;
import dev.weir.jobs.release.iceberg.Relocation;
import dev.weir.jobs.release.iceberg.TableMove;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.ModelCheck;
import dev.weir.quality.expressions.SafeExpressions;
import dev.weir.quality.functions.WeirFunctions;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import scala.Tuple2;

/**
 * The one owner of the SparkSession: opened by the command line, closed by it, handed to everything else. In a thread that
 * works in a Spark session already it is a guest: a session of its own on the same Spark, which goes on when it is closed.
 */
public final class WeirSession implements AutoCloseable {

    private final Workspace workspace;
    private final Warehouse warehouse;
    private final Catalogue catalogue;
    private final SparkSession spark;
    private final Optional<SparkSession> host;
    private final Optional<WorkFolder> work;

    private WeirSession(
            Workspace workspace,
            Warehouse warehouse,
            Catalogue catalogue,
            SparkSession spark,
            Optional<SparkSession> host,
            Optional<WorkFolder> work) {
        this.workspace = workspace;
        this.warehouse = warehouse;
        this.catalogue = catalogue;
        this.spark = spark;
        this.host = host;
        this.work = work;
    }

    /**
     * Opens a session for a workspace. Under {@code spark-submit} its master and settings hold, and in a thread that works
     * in a session those that Spark was started with; elsewhere it uses all cores of this machine.
     *
     * @throws dev.weir.contracts.ProblemsException when the warehouse cannot be written
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
        return new TableMove(spark, warehouse.root(), present, staging);
    }

    /** What repoints the tables of a warehouse that was moved, in such a session. */
    public Relocation relocation() {
        return new Relocation(spark, warehouse, catalogue);
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
                spark,
                Optional.of(spark),
                Optional.empty());
    }

    /** The same session for the workspace as it stood at another time; its warehouse stays. */
    public WeirSession at(Workspace other) {
        return new WeirSession(other, warehouse, catalogue, spark, host, work);
    }

    /**
     * A session of its own on the same Spark, with the same settings, for a run beside others: what a run sets in its session,
     * and views that it names there, are its own. It is active in the thread that asks for it, and goes with this one.
     */
    public WeirSession beside() {
        SparkSession own = SparkInternals.beside(spark);
        SparkSession.setActiveSession(own);
        return new WeirSession(workspace, warehouse, catalogue, own, Optional.of(spark), Optional.empty());
    }

    private static WeirSession open(
            Workspace workspace, Warehouse warehouse, Catalogue catalogue, Map<String, String> settings) {
        CaseRules.require();
        ModuleOptions.require();
        ProcessUser.requireName(System.getProperty("user.name", ""));
        Optional<SparkSession> host = active();
        // The builder's settings go to the session that is active: never to the host's.
        host.ifPresent(session -> SparkSession.setActiveSession(guest(session)));
        Map<String, String> profile = workspace.profile().spark();
        SparkSession.Builder builder = SparkSession.builder().appName("weir");
        Optional<WorkFolder> work = Optional.empty();
        if (System.getProperty("spark.master") == null && SparkSafeguards.inOneProcess(profile)) {
            if (host.isEmpty()) { // what a killed process leaves is found there again
                work = WorkFolder.open(warehouse.disk().orElse(workspace.root()));
                work.ifPresent(folder ->
                        builder.config("spark.local.dir", folder.path().toString()));
                // on other machines it is not there
                work.filter(folder ->
                                profile.getOrDefault("spark.master", "local").startsWith("local"))
                        .ifPresent(folder -> builder.config(
                                StoreSettings.UPLOADS, folder.path().toString()));
            }
            builder.master("local[*]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "localhost")
                    .config("spark.driver.bindAddress", "127.0.0.1");
        }
        StoreSettings.patience().forEach(builder::config);
        profile.forEach((name, value) -> builder.config(name, SubmittedSettings.with(name, value)));
        SubmittedSettings.secret(profile).ifPresent(secret -> builder.config(SubmittedSettings.SECRET, secret));
        Map<String, String> own =
                new LinkedHashMap<>(SessionSettings.of(workspace.settings().zone()));
        own.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        own.putAll(settings);
        own.forEach(builder::config);
        SessionSettings.atStart(profile.getOrDefault(
                        SessionSettings.EXECUTOR_OPTIONS, System.getProperty(SessionSettings.EXECUTOR_OPTIONS, "")))
                .forEach(builder::config);
        builder.config(
                        "spark.sql.extensions",
                        String.join(
                                ",",
                                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
                                "io.delta.sql.DeltaSparkSessionExtension",
                                WeirFunctions.EXTENSION,
                                SafeExpressions.EXTENSION))
                // Clear values may spill to local disk: never in the clear.
                .config("spark.io.encryption.enabled", "true")
                // What goes to other processes goes encrypted, or not at all.
                .config("spark.network.crypto.saslFallback", "false")
                .config("spark.sql.warehouse.dir", warehouse.root() + "/.spark")
                .config(LocalDisk.SETTING, LocalDisk.class.getName())
                .config(ConditionalLogStore.SETTING, ConditionalLogStore.class.getName());
        SparkSession session =
                started(builder, profile.getOrDefault("spark.master", System.getProperty("spark.master", "local")));
        requireFit(session, host.isEmpty(), warehouse);
        if (warehouse.disk().isEmpty()) {
            StoreSettings.requireLogStore(session, workspace);
        }
        SessionSettings.hold(session, own);
        StoreSettings.hold(session, profile);
        return new WeirSession(workspace, warehouse, catalogue, session, host, work);
    }

    /** Where a master does not answer, Spark ends in an exception of its own about what it has not got. */
    private static SparkSession started(SparkSession.Builder builder, String master) {
        try {
            return builder.getOrCreate();
        } catch (Exception e) { // Scala throws what it does not declare
            if (master.startsWith("local")) {
                throw e;
            }
            throw ProblemsException.of(
                    Code.CLUSTER,
                    Place.of("spark.master"),
                    "Spark could not start on '" + master + "'",
                    "its master does not answer, or has turned the application away",
                    "Look at the master's address, whether this machine reaches it, and at its log.",
                    e);
        }
    }

    /** Whatever Spark was started with, and by whom: what is promised of clear values holds in it, and its executors can do the work. */
    private static void requireFit(SparkSession session, boolean own, Warehouse warehouse) {
        Map<String, String> settings = Arrays.stream(
                        session.sparkContext().getConf().getAll())
                .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
        try {
            List<Problem> lacking = SparkSafeguards.lacking(settings);
            ProblemsException.throwIfAny(lacking);
            if (!SparkSafeguards.inOneProcess(settings)) {
                ExecutorProbe.require(session, warehouse);
            }
        } catch (ProblemsException unfit) {
            if (own) {
                session.stop();
            }
            throw unfit;
        }
    }

    /** A session on the same Spark, which may have been started without Weir's functions and expressions. */
    private static SparkSession guest(SparkSession host) {
        SparkSession guest = host.newSession();
        if (!SafeExpressions.areKnownTo(host)) {
            new WeirFunctions().apply(guest.extensions());
            new SafeExpressions().apply(guest.extensions());
        }
        return guest;
    }

    private static Optional<SparkSession> active() {
        Option<SparkSession> active = SparkSession.getActiveSession();
        return active.isDefined() && !active.get().sparkContext().isStopped()
                ? Optional.of(active.get())
                : Optional.empty();
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

    public SparkSession spark() {
        return spark;
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
                warehouse, runs(), releaseLog(), TableKinds.stores(spark, warehouse, catalogue), this::ended);
    }

    /** Who recovers a run tells its ending, and writes what people look for. */
    private void ended(DeadRun dead) {
        dead.manifest().ifPresent(new RunFiles(workspace, warehouse)::recovered);
        DeadRunLineage.emit(workspace, dead);
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
        return TableKinds.upkeep(spark, warehouse);
    }

    @Override
    public void close() {
        host.ifPresentOrElse(SparkSession::setActiveSession, spark::stop);
        work.ifPresent(WorkFolder::close);
    }
}
