package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.text.SafeText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream for texts that may hold anything: they come out as {@link SafeText}. A line that is printed stays one line. */
public final class TerminalSafeStream extends PrintStream {

    private final PrintStream raw;
    private boolean printed;

    private TerminalSafeStream(PrintStream raw) {
        super(raw, true, StandardCharsets.UTF_8);
        this.raw = raw;
    }

    /** On top of a stream, unless it is such a stream already. */
    static TerminalSafeStream on(PrintStream stream) {
        return stream instanceof TerminalSafeStream plain ? plain : new TerminalSafeStream(stream);
    }

    /** The stream below, for colours, help and progress bars: no text from outside may go there. */
    public PrintStream raw() {
        return raw;
    }

    /** Whether anything was printed as text. */
    public boolean hasPrinted() {
        return printed;
    }

    /** As one line; line feeds at its beginning and end stay. */
    static String line(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\n') {
            start++;
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, start) + SafeText.line(text.substring(start, end)) + text.substring(end);
    }

    /** All that is printed comes through here, or through {@link #println(String)}. */
    @Override
    public void print(String text) {
        printed = true;
        raw.print(SafeText.of(String.valueOf(text)));
    }

    @Override
    public void println(String text) {
        printed = true;
        raw.println(line(String.valueOf(text)));
    }

    @Override
    public void print(char sign) {
        print(String.valueOf(sign));
    }

    @Override
    public void print(char[] signs) {
        print(String.valueOf(signs));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }
}
