package dev.weir.jobs.engine.read.excel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** The stored bytes of a file, anywhere it lies, as a reader of archives wants them. */
final class StoredChannel implements SeekableByteChannel {
    private final FSDataInputStream stored;
    private final long size;
    private final byte[] piece = new byte[1 << 16];
    private long position;
    private boolean open = true;
    private @Nullable IOException failure;

    StoredChannel(FSDataInputStream stored, long size) {
        this.stored = stored;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= size) {
            return -1;
        }
        try {
            if (stored.getPos() != position) {
                stored.seek(position);
            }
            int read = stored.read(piece, 0, Math.min(piece.length, target.remaining()));
            if (read > 0) {
                target.put(piece, 0, read);
                position += read;
            }
            return read;
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** Throws why the file's bytes could not be read, if they could not: what lies in it is then none of the archive's faults. */
    void checkRead() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        stored.close();
    }
}
