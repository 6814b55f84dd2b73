package dev.weir.jobs.spark.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * The whole lines of a file whose first byte lies in a range. Ranges that cover a file without overlap give every line
 * exactly once.
 */
final class LineRangeStream extends InputStream {
    private final InputStream in;
    private final long end;
    private long position;
    private boolean atLine;
    private boolean ended;

    /**
     * @param in the file, from the byte before the range's first, or from the first of the file
     * @param start first byte of the range
     * @param end behind its last byte
     */
    LineRangeStream(InputStream in, long start, long end) {
        this.in = in;
        this.end = end;
        this.position = Math.max(0, start - 1);
        this.atLine = start == 0;
        this.ended = start >= end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!atLine && !ended) {
            int read = in.read(bytes, offset, length);
            if (read < 0) {
                ended = true;
                break;
            }
            int newLine = indexOf(bytes, offset, offset + read);
            long before = position;
            position += read;
            if (newLine < 0) {
                continue;
            }
            atLine = true;
            int rest = offset + read - newLine - 1;
            position = before + newLine - offset + 1;
            ended = position >= end;
            if (rest > 0 && !ended) {
                System.arraycopy(bytes, newLine + 1, bytes, offset, rest);
                return upToEnd(bytes, offset, rest);
            }
        }
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int read = in.read(bytes, offset, length);
        return read < 0 ? -1 : upToEnd(bytes, offset, read);
    }

    /** Cuts off what lies behind the line that holds the last byte of the range. */
    private int upToEnd(byte[] bytes, int offset, int read) {
        long before = position;
        position += read;
        if (position < end) {
            return read;
        }
        int from = offset + (int) Math.max(0, end - 1 - before);
        int newLine = indexOf(bytes, from, offset + read);
        if (newLine < 0) {
            return read;
        }
        ended = true;
        return newLine + 1 - offset;
    }

    private static int indexOf(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
