package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.SparkSafeguards;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.settings.SessionSettings;
import dev.weir.jobs.release.delta.ConditionalLogStore;
import dev.weir.quality.expressions.SafeExpressions;
import dev.weir.quality.functions.WeirFunctions;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;

/**
 * The start of Spark for a workspace. Under {@code spark-submit} its master and settings hold, and in a thread that works in a
 * session those that Spark was started with; elsewhere it uses all cores of this machine.
 */
final class SparkStart implements AutoCloseable {

    private static final String MASTER = "spark.master";

    private final Workspace workspace;
    private final Warehouse warehouse;
    private final Map<String, String> profile;

    /** The settings of the session itself, in any Spark, also in one that another program has started. */
    private final Map<String, String> own;

    private final Optional<SparkSession> host;
    private Optional<WorkFolder> work = Optional.empty();
    private @Nullable SparkSession started;
    private @Nullable Configuration hadoop;

    /** @param catalogue Spark's settings for the catalogue; none where there is none */
    SparkStart(Workspace workspace, Warehouse warehouse, Map<String, String> catalogue) {
        this.workspace = workspace;
        this.warehouse = warehouse;
        this.profile = workspace.profile().spark();
        this.own = new LinkedHashMap<>(SessionSettings.of(workspace.settings().zone()));
        own.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        own.putAll(catalogue);
        this.host = active();
    }

    private static Optional<SparkSession> active() {
        Option<SparkSession> active = SparkSession.getActiveSession();
        return active.isDefined() && !active.get().sparkContext().isStopped()
                ? Optional.of(active.get())
                : Optional.empty();
    }

    /**
     * Whether Spark may be started later. A cluster gives an application up that does not report in time; and Hadoop keeps the
     * first client of a bucket that it makes, with the settings that are known by then.
     */
    boolean canWait() {
        return host.isEmpty()
                && warehouse.disk().isPresent()
                && System.getProperty(MASTER) == null
                && profile.getOrDefault(MASTER, "local").startsWith("local");
    }

    /** The settings of Hadoop that the session will have; a new object at each call. */
    Configuration hadoop() {
        if (hadoop == null) {
            SparkConf conf = new SparkConf();
            settings().forEach(conf::set);
            hadoop = SparkHadoopUtil.get().newConfiguration(conf);
        }
        return new Configuration(hadoop);
    }

    /** Those that say the same before Spark is started and after. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(StoreSettings.patience());
        profile.forEach((name, value) -> settings.put(name, SubmittedSettings.with(name, value)));
        SubmittedSettings.secret(profile).ifPresent(secret -> settings.put(SubmittedSettings.SECRET, secret));
        settings.putAll(own);
        settings.putAll(SessionSettings.atStart(profile.getOrDefault(
                SessionSettings.EXECUTOR_OPTIONS, System.getProperty(SessionSettings.EXECUTOR_OPTIONS, ""))));
        settings.put(
                "spark.sql.extensions",
                String.join(
                        ",",
                        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
                        "io.delta.sql.DeltaSparkSessionExtension",
                        WeirFunctions.EXTENSION,
                        SafeExpressions.EXTENSION));
        // Clear values may spill to local disk: never in the clear.
        settings.put("spark.io.encryption.enabled", "true");
        // What goes to other processes goes encrypted, or not at all.
        settings.put("spark.network.crypto.saslFallback", "false");
        settings.put("spark.sql.warehouse.dir", warehouse.root() + "/.spark");
        settings.put(LocalDisk.SETTING, LocalDisk.class.getName());
        settings.put(ConditionalLogStore.SETTING, ConditionalLogStore.class.getName());
        return settings;
    }

    /**
     * Starts it; what is promised of clear values holds in it, and its executors can do the work.
     *
     * @throws ProblemsException where it cannot be started, or its settings do not protect what it works on
     */
    SparkSession session() {
        // The builder's settings go to the session that is active: never to the host's.
        host.ifPresent(session -> SparkSession.setActiveSession(guest(session)));
        SparkSession.Builder builder = SparkSession.builder().appName("weir");
        if (System.getProperty(MASTER) == null && SparkSafeguards.inOneProcess(profile)) {
            if (host.isEmpty()) { // what a killed process leaves is found there again
                work = WorkFolder.open(warehouse.disk().orElse(workspace.root()));
                work.ifPresent(folder ->
                        builder.config("spark.local.dir", folder.path().toString()));
                // on other machines it is not there
                work.filter(folder -> profile.getOrDefault(MASTER, "local").startsWith("local"))
                        .ifPresent(folder -> builder.config(
                                StoreSettings.UPLOADS, folder.path().toString()));
            }
            builder.master("local[*]")
                    .config("spark.ui.enabled", "false")
                    // a task that wants too much memory fails, and the process lives to say it
                    .config("spark.executor.killOnFatalError.depth", "0")
                    .config("spark.driver.host", "localhost")
                    .config("spark.driver.bindAddress", "127.0.0.1");
        }
        settings().forEach(builder::config);
        SparkSession session = started(builder, profile.getOrDefault(MASTER, System.getProperty(MASTER, "local")));
        requireFit(session);
        if (warehouse.disk().isEmpty()) {
            StoreSettings.requireLogStore(session, workspace);
        }
        SessionSettings.hold(session, own);
        StoreSettings.hold(session, profile);
        started = session;
        return session;
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
                    Place.of(MASTER),
                    "Spark could not start on '" + master + "'",
                    "its master does not answer, or has turned the application away",
                    "Look at the master's address, whether this machine reaches it, and at its log.",
                    e);
        }
    }

    private void requireFit(SparkSession session) {
        Map<String, String> settings = Arrays.stream(
                        session.sparkContext().getConf().getAll())
                .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
        try {
            ProblemsException.throwIfAny(SparkSafeguards.lacking(settings));
            if (!SparkSafeguards.inOneProcess(settings)) {
                ExecutorProbe.require(session, warehouse);
            }
        } catch (ProblemsException unfit) {
            if (host.isEmpty()) {
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

    /** Ends what was started; a guest gives its host back its place. */
    @Override
    public void close() {
        if (host.isPresent()) {
            SparkSession.setActiveSession(host.get());
        } else if (started != null) {
            started.stop();
        }
        work.ifPresent(WorkFolder::close);
    }
}
