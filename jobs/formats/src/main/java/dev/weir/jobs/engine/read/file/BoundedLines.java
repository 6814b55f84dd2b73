package dev.weir.jobs.engine.read.file;

import dev.weir.contracts.format.TextStorage;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text, one after the other, of each of which no more is kept than a record may have. */
public final class BoundedLines {

    private final Reader text;
    private final StringBuilder line = new StringBuilder();

    /** @param text read character by character: it has a buffer */
    public BoundedLines(Reader text) {
        this.text = text;
    }

    /** The next line without its end; a blank for one that is empty, and null behind the last. */
    public @Nullable String next() throws IOException {
        line.setLength(0);
        int c = text.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < TextStorage.USUAL_RECORD_BYTES) {
                line.append((char) c);
            }
            c = text.read();
        }
        return line.isEmpty() ? " " : line.toString();
    }
}
