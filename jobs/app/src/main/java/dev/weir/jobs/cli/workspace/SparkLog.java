package dev.weir.jobs.cli.workspace;

import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Sends what Spark and other libraries say to files of the workspace, so that the terminal shows the run and no more. */
final class SparkLog {

    private SparkLog() {}

    /** Has to be called before the first class of Spark is loaded, unless spark-submit has loaded it. */
    static void to(Path workspace) {
        System.setProperty("weir.log", workspace.resolve("runs/spark.log").toString());
        if (System.getProperty("spark.master") != null) {
            SubmittedLog.begin();
        }
        PrintStream strays =
                new PrintStream(new LateFile(workspace.resolve("runs/libraries.log")), true, StandardCharsets.UTF_8);
        // Some libraries print warnings by themselves; Weir's own Terminal does not go through these streams.
        System.setOut(strays);
        System.setErr(strays);
    }

    /** The same while nothing is to be left in the workspace: into a folder that goes with the process. */
    static void aside() {
        try {
            Path folder = Files.createTempDirectory("weir-log-");
            to(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "weir-log-end"));
        } catch (IOException e) {
            throw Warehouse.notWritable(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static void remove(Path folder) {
        try {
            WorkFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The log in '" + folder + "' could not be removed", e);
        }
    }

    /** A file that is there only when something was written. */
    private static final class LateFile extends OutputStream {
        private final Path path;
        private @Nullable OutputStream file;

        LateFile(Path path) {
            this.path = path;
        }

        @Override
        public void write(int value) throws IOException {
            open().write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            open().write(bytes, from, length);
        }

        private synchronized OutputStream open() throws IOException {
            if (file == null) {
                Files.createDirectories(path.getParent());
                file = new FileOutputStream(path.toFile(), true);
            }
            return file;
        }
    }
}
