package dev.weir.jobs.cli.workspace;

import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where Spark and other libraries speak while nothing is to be left in the workspace: a folder that goes with the process. */
final class CheckLog {

    private CheckLog() {}

    /** Has to be called before the first class of Spark is loaded. */
    static void begin() {
        try {
            Path folder = Files.createTempDirectory("weir-log-");
            SparkLog.to(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "weir-log-end"));
        } catch (IOException e) {
            throw Warehouse.notWritable(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log in '" + folder + "' could not be removed", e);
        }
    }
}
