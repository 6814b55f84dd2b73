package dev.weir.jobs.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A stream for texts that may hold anything: what would steer a terminal, or would show a text in another order than it is
 * written in, comes out as a visible escape of a backslash, {@code u} and four digits, which is also how JSON writes it. This
 * is the only place where that is done. A line that is printed stays one line.
 */
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

    /** The text without control characters but line feeds and tabs, and without characters that turn the writing direction. */
    public static String plain(String text) {
        return escaped(text, false);
    }

    /** The same as one line; line feeds at its beginning and end stay. */
    static String line(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\n') {
            start++;
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, start) + escaped(text.substring(start, end), true) + text.substring(end);
    }

    private static String escaped(String text, boolean lineFeeds) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '\n' && lineFeeds) {
                plain.append("\\n");
            } else if (isSteering(sign)) {
                plain.append(String.format(Locale.ROOT, "\\u%04x", (int) sign));
            } else {
                plain.append(sign);
            }
        }
        return plain.toString();
    }

    /** C0 and C1 but line feed and tab; line and paragraph separators; marks, embeddings, overrides and isolates (UAX #9). */
    private static boolean isSteering(char sign) {
        return (Character.isISOControl(sign) && sign != '\n' && sign != '\t')
                || sign == '\u061c'
                || sign == '\u200e'
                || sign == '\u200f'
                || (sign >= '\u2028' && sign <= '\u202e')
                || (sign >= '\u2066' && sign <= '\u2069');
    }

    /** All that is printed comes through here, or through {@link #println(String)}. */
    @Override
    public void print(String text) {
        printed = true;
        raw.print(plain(String.valueOf(text)));
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
