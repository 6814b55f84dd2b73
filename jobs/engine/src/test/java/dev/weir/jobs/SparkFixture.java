package dev.weir.jobs;

import dev.weir.jobs.engine.session.LocalDisk;
import dev.weir.jobs.release.delta.ConditionalLogStore;
import dev.weir.quality.evaluation.RowFailure;
import dev.weir.quality.expressions.SafeExpressions;
import dev.weir.quality.functions.WeirFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The one SparkSession of this module's integration tests: {@code @ExtendWith(SparkFixture.class)} and a parameter of
 * type {@link SparkSession}, in a constructor or a method. Two threads, a task may fail three times, Iceberg catalogue
 * {@code weir} (a folder of its own), Delta, UTC. It starts with the first class and ends with the last; it is the active one
 * where an instance of such a class is made, so that what opens a {@code WeirSession} there is its guest.
 *
 * <p>A test that changes settings takes {@code session.newSession()}. {@link #freshNamespace} keeps tables of tests apart.
 */
public final class SparkFixture implements ParameterResolver, TestInstancePreConstructCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SparkFixture.class);

    private static @Nullable Running running;

    private static int started;

    /** How many sessions this process has started for its test classes. */
    static int started() {
        return started;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session(context);
    }

    private static SparkSession session(ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> start(), Running.class)
                .session;
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        SparkSession.setActiveSession(session(context));
    }

    /** A namespace of catalogue {@code weir} that no other test uses, such as {@code t1f0c…}; it exists already. */
    public static String freshNamespace(SparkSession session) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        session.sql("CREATE NAMESPACE weir." + name);
        return name;
    }

    /** Where catalogue {@code weir} keeps its tables: {@code <warehouse>/<namespace>/<table>}. */
    public static Path warehouse() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("No test has asked for the session yet");
        }
        return now.folder.resolve("warehouse");
    }

    private static Running start() {
        try {
            Path folder = Files.createTempDirectory("weir-spark-");
            Running now = new Running(session("local[2,4]", folder), folder);
            running = now;
            started++;
            return now;
        } catch (IOException e) {
            throw new IllegalStateException("No temporary folder for the tests' session", e);
        }
    }

    /** A session like the tests' for a process of its own, in a folder of its own. */
    public static SparkSession session(String master) throws IOException {
        return session(master, Files.createTempDirectory("weir-spark-"));
    }

    private static SparkSession session(String master, Path folder) {
        return SparkSession.builder()
                .master(master)
                .appName("weir-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.io.encryption.enabled", "true")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", folder.resolve("local").toString())
                .config("spark.sql.warehouse.dir", folder.resolve("spark").toString())
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.decimalOperations.allowPrecisionLoss", "false")
                .config(RowFailure.KEPT_SETTING, RowFailure.KEPT)
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.hadoop.fs.file.impl", LocalDisk.class.getName())
                .config(ConditionalLogStore.SETTING, ConditionalLogStore.class.getName())
                .config(
                        "spark.sql.extensions",
                        "io.delta.sql.DeltaSparkSessionExtension,"
                                + "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,"
                                + WeirFunctions.EXTENSION
                                + ","
                                + SafeExpressions.EXTENSION)
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.catalog.weir", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.weir.type", "hadoop")
                .config("spark.sql.catalog.weir.cache-enabled", "false")
                .config(
                        "spark.sql.catalog.weir.warehouse",
                        folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    private record Running(SparkSession session, Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            session.stop();
            List<Path> left;
            try (Stream<Path> walk = Files.walk(folder)) {
                left = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : left) {
                Files.deleteIfExists(path);
            }
        }
    }
}
