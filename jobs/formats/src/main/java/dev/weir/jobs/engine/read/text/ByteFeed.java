package dev.weir.jobs.engine.read.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window over the bytes of a stream, which ends in a line end even where the stream does not. Readers move
 * {@link #start} past what they have used up and call {@link #more} when the window holds too little.
 */
public final class ByteFeed implements Closeable {
    /** The window ends before the line does. */
    public static final int NO_LINE_END = -1;

    private static final int CHUNK = 1 << 18;
    private static final long NEW_LINES = EightBytes.repeat('\n');

    private final InputStream in;
    private final int chunk;
    private boolean ended;
    private byte last = '\n';

    /** The window's bytes, with room behind for reading by words; replaced when the window grows. */
    public byte[] bytes;

    /** The first byte not used up. */
    public int start;

    /** The end of the window. */
    public int limit;

    public ByteFeed(InputStream in) {
        this(in, CHUNK);
    }

    /** @param chunk how many bytes are read at a time, while they hold a record */
    public ByteFeed(InputStream in, int chunk) {
        this.in = in;
        this.chunk = chunk;
        this.bytes = new byte[chunk + EightBytes.SLACK];
    }

    /**
     * Puts more bytes into the window, which moves the used ones out and may move {@link #start}.
     *
     * @return false if there are no more
     */
    public boolean more() throws IOException {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, limit - start);
            limit -= start;
            start = 0;
        }
        int room = bytes.length - EightBytes.SLACK - limit;
        if (room < chunk / 2) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            room = bytes.length - EightBytes.SLACK - limit;
        }
        // a window that has to grow grows by as much again, so that scanning it anew each time stays linear
        int read = in.readNBytes(bytes, limit, Math.min(room, Math.max(chunk, limit)));
        limit += read;
        if (read > 0) {
            last = bytes[limit - 1];
        }
        ended = read == 0;
        boolean grown = read > 0;
        if (ended && last != '\n') {
            bytes[limit++] = '\n';
            grown = true;
        }
        Arrays.fill(bytes, limit, limit + EightBytes.SLACK - 1, (byte) 0);
        return grown;
    }

    /** Whether the bytes read so far, those of the whole stream once {@link #more} has said so, end in a line end. */
    public boolean endsInLineEnd() {
        return last == '\n';
    }

    /** Whether the line end before a place is none of the stream, which ends without one. */
    public boolean isAddedLineEnd(int behind) {
        return ended && last != '\n' && behind == limit;
    }

    /** Behind the end of the line, or {@link #NO_LINE_END} if the window does not hold it. */
    public int lineEnd(int from) {
        for (int p = from; p < limit; p += 8) {
            long newLines = EightBytes.matches(EightBytes.at(bytes, p), NEW_LINES);
            if (newLines != 0) {
                return p + EightBytes.first(newLines) + 1;
            }
        }
        return NO_LINE_END;
    }

    /** Moves the start behind the line, however long, keeping none of it. */
    public void skipLine() throws IOException {
        int behind = lineEnd(start);
        while (behind == NO_LINE_END) {
            start = limit;
            if (!more()) {
                return;
            }
            behind = lineEnd(start);
        }
        start = behind;
    }

    /** Drops a byte order mark from the beginning of the stream. */
    public void skipByteOrderMark() throws IOException {
        if (limit == 0) {
            more();
        }
        if (limit >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            start = 3;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
