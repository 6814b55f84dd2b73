package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.Problem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command speaks: results on {@link #out}, progress and messages on {@link #err}. Colour and live progress only
 * where a person looks. What steers a terminal comes from here alone: texts are printed through a {@link TerminalSafeStream}.
 *
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param outColour how results are coloured
 * @param errColour how messages are coloured
 * @param live whether standard error is a terminal, whose last line may be drawn again
 */
public record Terminal(TerminalSafeStream out, TerminalSafeStream err, Ansi outColour, Ansi errColour, Liveness live) {

    public Terminal(PrintStream out, PrintStream err, Ansi outColour, Ansi errColour, Liveness live) {
        this(TerminalSafeStream.on(out), TerminalSafeStream.on(err), outColour, errColour, live);
    }

    public enum Liveness {
        LIVE,
        PLAIN
    }

    /** The process's own streams. The launcher passes which of them is a terminal; NO_COLOR turns colour off. */
    public static Terminal ofProcess() {
        boolean out = Boolean.getBoolean("weir.terminal.out");
        boolean err = Boolean.getBoolean("weir.terminal.err");
        boolean colour = System.getenv("NO_COLOR") == null;
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                out && colour ? Ansi.ON : Ansi.OFF,
                err && colour ? Ansi.ON : Ansi.OFF,
                err ? Liveness.LIVE : Liveness.PLAIN);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new ProcessStream(new FileOutputStream(descriptor));
    }

    /** Standard output for bytes: unlike {@link #out}, it throws when the reader has gone. */
    public OutputStream data() {
        out.flush();
        return out.raw() instanceof ProcessStream process ? process.raw : out.raw();
    }

    private static final class ProcessStream extends PrintStream {
        private final OutputStream raw;

        ProcessStream(OutputStream raw) {
            super(raw, true, StandardCharsets.UTF_8);
            this.raw = raw;
        }
    }

    /** Prints a line of the result; {@code @|bold text|@} is coloured. */
    public void result(String line) {
        out.raw().println(outColour.string(TerminalSafeStream.line(line)));
    }

    /** Prints a line of the result as it is. */
    public void plain(String line) {
        out.println(line);
    }

    /** Prints the result for tools: one JSON text, and nothing else on standard output. */
    public void json(String text) {
        out.print(text.stripTrailing() + System.lineSeparator());
    }

    /** Prints a line of commentary; {@code @|bold text|@} is coloured. */
    public void say(String line) {
        err.raw().println(errColour.string(TerminalSafeStream.line(line)));
    }

    /** Draws a line where the last one was. */
    public void draw(String line) {
        err.raw().print("\r" + TerminalSafeStream.line(line));
        err.raw().flush();
    }

    /** Prints a problem as every one is printed: its place, its code, what is wrong; why; what to do. */
    public void problem(Problem problem) {
        if (err.raw() instanceof EventStream events) {
            events.problem(problem);
            return;
        }
        // Texts may hold the markup's own signs, so only the fixed parts are coloured.
        String place = TerminalSafeStream.line(problem.place().toString()).replace("|@", "| @");
        String remedy = problem.remedy();
        err.raw()
                .println(errColour.string("@|bold " + place + "|@  @|bold,red "
                                + problem.code().id() + "|@  ")
                        + TerminalSafeStream.line(problem.what() + "; " + problem.why() + "; "
                                + remedy.substring(0, 1).toLowerCase(Locale.ROOT) + remedy.substring(1)));
    }
}
