package dev.weir.jobs.cli;

import dev.weir.jobs.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Commands in this process: a new one takes as long to start as a command on little data. Those with Spark are guests of
 * the session that the tests share ({@link dev.weir.jobs.SparkFixture}).
 */
public final class WarmCommands {

    private WarmCommands() {}

    /** Runs {@code weir} with these words. */
    public static WeirProcess.Ended weir(String... words) {
        PrintStream processOut = System.out;
        PrintStream processErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            Terminal terminal = new Terminal(print(out), print(err), Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN);
            int status = Weir.commandLine(Weir.spoken(terminal, List.of(words))).execute(words);
            return new WeirProcess.Ended(
                    status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            // a command sends what libraries print to files of its workspace
            System.setOut(processOut);
            System.setErr(processErr);
        }
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
