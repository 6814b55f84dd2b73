package dev.weir.jobs.engine.read.excel;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;

/** A file whose store answers a number of times, and not again. */
final class FailingFile extends FSInputStream {
    static final String WORDS = "the store does not answer";

    private final byte[] bytes;
    private int left;
    private int position;

    private FailingFile(int reads, byte[] bytes) {
        this.left = reads;
        this.bytes = bytes;
    }

    static FSDataInputStream after(int reads, byte[] bytes) {
        return new FSDataInputStream(new FailingFile(reads, bytes));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left-- <= 0) {
            throw new IOException(WORDS);
        }
        int got = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, into, offset, Math.max(0, got));
        position += Math.max(0, got);
        return got <= 0 ? -1 : got;
    }

    @Override
    public void seek(long to) {
        position = (int) to;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public boolean seekToNewSource(long to) {
        return false;
    }
}
