package dev.weir.jobs.cli.workspace;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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
