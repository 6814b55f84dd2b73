package dev.weir.jobs.verb.run.source;

import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A folder for a workspace, and commands as people type them there. */
abstract class WorkspaceCommands {

    @TempDir
    Path folder;

    /** All that a command says, once it has ended so. */
    String weir(int status, String... words) {
        return said(WarmCommands.weir(inFolder(words)), status);
    }

    /** What is in quarantine, as a process of its own says it: one that has not seen the run. */
    String quarantine(String product) throws Exception {
        return said(
                WeirProcess.start(inFolder("quarantine", product, "--output", "json"))
                        .end(),
                0);
    }

    private static String said(WeirProcess.Ended ended, int status) {
        return ended.with(status).out() + ended.err();
    }

    private String[] inFolder(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("-w", folder.toString()))
                .toArray(String[]::new);
    }

    /** The report of the only run. */
    String report() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            return Files.readString(files.filter(file -> file.endsWith("report.html"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
