package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.OwnResource;
import dev.weir.jobs.engine.settings.CaseRules;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * A look at the executors before they are given work: a small job in which each reports what it has, and writes into the
 * warehouse. It sees those that are there when the session begins; one that comes later is started with the same settings.
 */
final class ExecutorProbe {

    /** Enough for Spark to give some to each executor of a small cluster. */
    private static final int TASKS = 32;

    private static final String DRIVERS_FILE = "driver";

    private ExecutorProbe() {}

    /**
     * Asks whether they can do the driver's work.
     *
     * @throws ProblemsException S009 with all that they lack
     */
    static void require(SparkSession spark, Warehouse warehouse) {
        Optional<Path> disk = warehouse.disk();
        if (disk.isEmpty()) {
            requireFit(spark, new Look("", ""), warehouse);
            return;
        }
        Optional<WorkFolder> shared = WorkFolder.open(disk.get());
        if (shared.isEmpty()) {
            return; // a session that only reads, and there is nothing yet
        }
        try (WorkFolder folder = shared.get()) {
            String token = UUID.randomUUID().toString();
            Files.writeString(folder.path().resolve(DRIVERS_FILE), token);
            requireFit(spark, new Look(folder.path().toString(), token), warehouse);
        } catch (IOException e) {
            throw Warehouse.notWritable(warehouse.root(), e);
        }
    }

    private static void requireFit(SparkSession spark, Look look, Warehouse warehouse) {
        List<Problem> problems = new ArrayList<>();
        states(spark, look).values().forEach(state -> problems.addAll(state.problems(version(), warehouse.root())));
        ProblemsException.throwIfAny(problems);
    }

    /** By the executors' names; each as its last task found it. */
    private static Map<String, ExecutorState> states(SparkSession spark, Look look) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        context.setJobDescription("look at the executors");
        try {
            List<Integer> tasks = IntStream.range(0, TASKS).boxed().toList();
            return context.parallelize(tasks, TASKS).map(look).collect().stream()
                    .collect(Collectors.toMap(ExecutorState::name, state -> state, ExecutorProbe::worse, TreeMap::new));
        } catch (Exception e) { // Scala throws what it does not declare
            if (e instanceof SparkException || spark.sparkContext().isStopped()) {
                throw unfit(spark, e);
            }
            throw e instanceof RuntimeException own ? own : new IllegalStateException(e);
        } finally {
            context.setJobDescription(null);
        }
    }

    private static ExecutorState worse(ExecutorState one, ExecutorState other) {
        return one.warehouse() == ExecutorState.Sight.SHARED ? other : one;
    }

    private static ProblemsException unfit(SparkSession spark, Exception failed) {
        String message = String.valueOf(failed.getMessage());
        String master = spark.sparkContext().master();
        if (spark.sparkContext().isStopped() && master.startsWith("spark://")) {
            return ProblemsException.of(
                    Code.CLUSTER,
                    Place.of("the Spark session"),
                    "The master '" + master + "' does not answer, or has ended the application",
                    "Spark gave it up; runs/spark.log has its reasons",
                    "see that the master is up and that 'spark.master' names it, then run again",
                    failed);
        }
        boolean without = message.contains("ClassNotFoundException: dev.weir")
                || message.contains("NoClassDefFoundError: dev/weir")
                || message.contains("InvalidClassException: dev.weir");
        boolean ships = spark.sparkContext().conf().get("spark.jars", "").contains("weir-app");
        return ProblemsException.of(
                Code.CLUSTER,
                Place.of("the Spark session"),
                without ? "The executors have not the classes of this Weir" : "The executors did no task",
                without
                        ? "its jar is not shipped to them, or another version of it lies in their class path"
                        : "Spark gave up the smallest job; runs/spark.log has its reasons"
                                + (ships ? "" : ", and 'spark.jars' ships them no jar of Weir's"),
                without || !ships
                        ? "start the command by weir submit, which ships weir-app.jar; or name it in 'spark.jars'"
                        : "look at the executors' logs on Spark's pages",
                failed);
    }

    /** What the build has written into the jar. */
    private static String version() {
        return OwnResource.text(ExecutorProbe.class, "/weir.properties")
                .replace("version=", "")
                .strip();
    }

    /** One task: what the process has that runs it. Without a folder the warehouse lies in a bucket. */
    private static final class Look implements Function<Integer, ExecutorState> {

        private static final long serialVersionUID = 1L;

        private final String folder;
        private final String token;

        Look(String folder, String token) {
            this.folder = folder;
            this.token = token;
        }

        @Override
        public ExecutorState call(Integer task) {
            SparkEnv env = SparkEnv.get();
            return new ExecutorState(
                    "executor " + env.executorId() + " on "
                            + env.blockManager().blockManagerId().host(),
                    version(),
                    Charset.defaultCharset().name(),
                    CaseRules.areRoot(),
                    new ArrayList<>(ModuleOptions.lacking()),
                    folder.isEmpty() ? ExecutorState.Sight.IN_BUCKET : sight(Path.of(folder)));
        }

        private ExecutorState.Sight sight(Path shared) {
            try {
                if (!Files.isDirectory(shared)) {
                    // the folder above it is there where the warehouse is another
                    return Files.isDirectory(shared.resolveSibling("..").normalize())
                            ? ExecutorState.Sight.ANOTHER
                            : ExecutorState.Sight.ABSENT;
                }
                if (!Files.readString(shared.resolve(DRIVERS_FILE)).equals(token)) {
                    return ExecutorState.Sight.ANOTHER;
                }
            } catch (IOException e) {
                return ExecutorState.Sight.ANOTHER;
            }
            try {
                Files.writeString(shared.resolve("task-" + TaskContext.get().taskAttemptId()), token);
                return ExecutorState.Sight.SHARED;
            } catch (IOException e) {
                return ExecutorState.Sight.NOT_WRITABLE;
            }
        }
    }
}
