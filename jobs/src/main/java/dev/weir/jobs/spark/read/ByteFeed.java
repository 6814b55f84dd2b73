package dev.weir.jobs.spark.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window over the bytes of a stream, which ends in a line end even where the stream does not. Readers move
 * {@link #start} past what they have used up and call {@link #more} when the window holds too little.
 */
final class ByteFeed implements Closeable {
    private static final int CHUNK = 1 << 18;

    private final InputStream in;
    private boolean ended;
    private byte last = '\n';

    /** The window's bytes, with room behind for reading by words; replaced when the window grows. */
    byte[] bytes = new byte[CHUNK + Words.SLACK];

    /** The first byte not used up. */
    int start;

    /** The end of the window. */
    int limit;

    ByteFeed(InputStream in) {
        this.in = in;
    }

    /**
     * Puts more bytes into the window, which moves the used ones out and may move {@link #start}.
     *
     * @return false if there are no more
     */
    boolean more() throws IOException {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, limit - start);
            limit -= start;
            start = 0;
        }
        int room = bytes.length - Words.SLACK - limit;
        if (room < CHUNK / 2) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            room = bytes.length - Words.SLACK - limit;
        }
        int read = in.readNBytes(bytes, limit, Math.min(room, CHUNK));
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
        Arrays.fill(bytes, limit, limit + Words.SLACK - 1, (byte) 0);
        return grown;
    }

    /** Drops a byte order mark from the beginning of the stream. */
    void skipByteOrderMark() throws IOException {
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
