package dev.weir.jobs.release.table;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A Spark session that is started by the first who needs it, since that takes seconds. Rows are read and written with it. A look
 * at the metadata of tables needs the settings of Hadoop alone.
 */
public final class LazySpark {

    private final Supplier<SparkSession> start;
    private final Supplier<Configuration> settings;
    private @Nullable SparkSession session;

    /**
     * @param start starts Spark; called once, and again only after it has failed
     * @param settings the settings of Hadoop that the session will have
     */
    public LazySpark(Supplier<SparkSession> start, Supplier<Configuration> settings) {
        this.start = start;
        this.settings = settings;
    }

    /** One that is started already. */
    public static LazySpark of(SparkSession session) {
        LazySpark started = new LazySpark(() -> session, Configuration::new);
        started.session();
        return started;
    }

    /** The session, started now where it was not. */
    public synchronized SparkSession session() {
        if (session == null) {
            session = start.get();
        }
        return session;
    }

    /** The session where it is started. */
    public synchronized Optional<SparkSession> started() {
        return Optional.ofNullable(session);
    }

    /** The settings of Hadoop, by which files are found; a new object at each call. */
    public synchronized Configuration hadoop() {
        return session == null ? settings.get() : session.sessionState().newHadoopConf();
    }
}
