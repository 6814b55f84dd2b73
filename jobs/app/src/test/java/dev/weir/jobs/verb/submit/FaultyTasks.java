package dev.weir.jobs.verb.submit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.JavaConverters;

/**
 * A plugin of Spark that does harm, once to each product of a certain name, in the stage that writes it: an executor is killed, a task
 * fails when its work is done, one hangs, and shuffled rows are lost. A file says that it was done.
 */
public final class FaultyTasks implements SparkPlugin {

    /** The setting with the folder of those files. */
    static final String FOLDER = "spark.weir.test.faults";

    /** Each by the name of the product that it befalls. */
    enum Fault {
        KILLED,
        FAILING,
        HANGING,
        LOST,
        /** The driver's time to be killed. */
        WAITING;

        String product() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Path done(Path folder) {
            return folder.resolve(product());
        }
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext spark, PluginContext context) {
                return Map.of(FOLDER, spark.conf().get(FOLDER));
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new Harm();
    }

    private static final class Harm implements ExecutorPlugin {

        private Path folder = Path.of("");

        @Override
        public void init(PluginContext context, Map<String, String> fromDriver) {
            folder = Path.of(fromDriver.getOrDefault(FOLDER, ""));
        }

        @Override
        public void onTaskStart() {
            String stage = String.valueOf(TaskContext.get().getLocalProperty("spark.job.description"));
            for (Fault fault : Fault.values()) {
                if (stage.startsWith("stage ") && stage.contains(" · " + fault.product() + " · ")) {
                    befall(fault);
                }
            }
        }

        private void befall(Fault fault) {
            switch (fault) {
                case KILLED -> {
                    if (first(fault)) {
                        run(
                                "kill",
                                "-KILL",
                                Long.toString(ProcessHandle.current().pid()));
                    }
                }
                case FAILING -> {
                    if (first(fault)) {
                        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> {
                            throw new IllegalStateException("a task that fails once");
                        });
                    }
                }
                case HANGING, WAITING -> {
                    if (first(fault)) {
                        sleep();
                    }
                }
                case LOST -> {
                    File[] shuffled = shuffled();
                    if (shuffled.length > 0 && first(fault)) {
                        for (File file : shuffled) {
                            delete(file.toPath());
                        }
                    }
                }
            }
        }

        private static File[] shuffled() {
            return JavaConverters.seqAsJavaList(
                            SparkEnv.get().blockManager().diskBlockManager().getAllFiles())
                    .stream()
                    .filter(file -> file.getName().matches("shuffle_.*[.]data"))
                    .toArray(File[]::new);
        }

        private boolean first(Fault fault) {
            try {
                Files.createFile(fault.done(folder));
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(120_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void run(String... command) {
            try {
                new ProcessBuilder(command).start().waitFor();
                Thread.sleep(10_000); // until it comes
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void delete(Path file) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
