package dev.weir.jobs.cli.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine.Help.Ansi;

/**
 * Standard error as events for tools, one JSON text to a line: {@code schemas/run-event.schema.json}. Whatever else is printed
 * here becomes a {@code message}, line by line, so that a tool has one kind of line to read.
 */
public final class EventStream extends PrintStream {

    /** A longer line is no sentence; it comes in parts. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final String EVENT = "event";

    private final PrintStream below;
    private final Clock clock;

    private EventStream(PrintStream below, Clock clock) {
        super(new Lines(below, clock), true, StandardCharsets.UTF_8);
        this.below = below;
        this.clock = clock;
    }

    /** The same terminal, whose standard error is events. No person looks at them, so they have no colour and no bars. */
    public static Terminal of(Terminal terminal, Clock clock) {
        return new Terminal(
                terminal.out(),
                TerminalSafeStream.on(new EventStream(terminal.err().raw(), clock)),
                terminal.outColour(),
                Ansi.OFF,
                Terminal.Liveness.PLAIN);
    }

    ObjectNode event(String kind) {
        return event(kind, clock);
    }

    private static ObjectNode event(String kind, Clock clock) {
        return Json.object().put(EVENT, kind).put("at", clock.instant().toString());
    }

    /** Prints an event as one whole line, also where several runs print at the same time. */
    void print(ObjectNode event) {
        line(below, event);
    }

    private static void line(PrintStream below, ObjectNode event) {
        synchronized (below) {
            below.println(event);
            below.flush();
        }
    }

    void problem(Problem problem) {
        print((ObjectNode) event("problem").setAll(ErrorJson.problem(problem)));
    }

    /** Makes messages of lines. */
    private static final class Lines extends OutputStream {

        private final PrintStream below;
        private final Clock clock;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(PrintStream below, Clock clock) {
            this.below = below;
            this.clock = clock;
        }

        @Override
        public synchronized void write(int octet) {
            if (octet == '\n' || line.size() == LONGEST_LINE) {
                end();
            }
            if (octet != '\n') {
                line.write(octet);
            }
        }

        @Override
        public synchronized void close() {
            end();
        }

        private void end() {
            String text = line.toString(StandardCharsets.UTF_8).strip();
            line.reset();
            if (!text.isEmpty()) {
                line(below, event("message", clock).put("text", text));
            }
        }
    }
}
