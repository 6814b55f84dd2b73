package dev.weir.jobs.engine.read.avro;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.text.EightBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** The blocks of a file, or of a part of it: how many records one has, how many bytes, these, and the mark of the file. */
final class AvroBlocks {
    private final FSDataInputStream in;
    private final AvroHeader header;
    private final long until;
    private long at;
    private long records;
    private int bytes;

    /** @param part from the beginning of a block on */
    AvroBlocks(FSDataInputStream in, AvroHeader header, FilePart part) throws IOException {
        this.in = in;
        this.header = header;
        this.at = Math.max(part.start(), header.end());
        this.until = part.end();
        in.seek(at);
    }

    /** Goes to the next block; false if there is none. */
    private boolean next() throws IOException {
        if (at >= until) {
            return false;
        }
        records = AvroHeader.number(in);
        long size = AvroHeader.number(in);
        if (records < 0 || records > Integer.MAX_VALUE || size < 0) {
            throw AvroFormatException.damaged(
                    "a block says that it has fewer than no records or bytes, or more than any has");
        }
        if (size > AvroCodec.MOST_BYTES && size <= until - in.getPos()) {
            throw AvroCodec.tooLarge();
        }
        if (size > until - in.getPos() - AvroHeader.MARK_BYTES) {
            throw AvroHeader.cutOff();
        }
        bytes = (int) size;
        return true;
    }

    private void mark() throws IOException {
        byte[] mark = new byte[AvroHeader.MARK_BYTES];
        if (in.readNBytes(mark, 0, mark.length) < mark.length) {
            throw AvroHeader.cutOff();
        }
        if (!ByteBuffer.wrap(mark).equals(header.mark())) {
            throw AvroFormatException.damaged("behind the block at byte " + at + " the file's mark is missing");
        }
        at = in.getPos();
    }

    /** How many records the block at hand has. */
    long records() {
        return records;
    }

    /** The bytes of the next block, with room behind for reading by words; null if there is none. */
    @Nullable
    AvroBytes read() throws IOException {
        try {
            if (!next()) {
                return null;
            }
            byte[] packed = in.readNBytes(bytes);
            if (packed.length < bytes) {
                throw AvroHeader.cutOff();
            }
            mark();
            byte[] plain = header.codec().unpack(packed);
            if (records > plain.length) {
                throw AvroFormatException.damaged("a block has more records than bytes");
            }
            return new AvroBytes(Arrays.copyOf(plain, plain.length + EightBytes.SLACK), plain.length);
        } catch (EOFException e) {
            throw AvroHeader.cutOff();
        }
    }

    /** Parts of a file: of whole blocks, all of which are where they should be. */
    record Extent(List<FilePart> parts, long records) {}

    static Extent extent(FSDataInputStream in, AvroHeader header, long fileBytes, long partBytes) throws IOException {
        AvroBlocks blocks = new AvroBlocks(in, header, new FilePart(header.end(), fileBytes, 1));
        List<FilePart> parts = new ArrayList<>();
        long start = header.end();
        long first = 1;
        long seen = 0;
        try {
            while (blocks.next()) {
                in.seek(in.getPos() + blocks.bytes);
                blocks.mark();
                seen += blocks.records;
                if (blocks.at - start >= partBytes) {
                    parts.add(new FilePart(start, blocks.at, first));
                    start = blocks.at;
                    first = seen + 1;
                }
            }
        } catch (EOFException e) {
            throw AvroHeader.cutOff();
        }
        if (start < blocks.at) {
            parts.add(new FilePart(start, blocks.at, first));
        }
        return new Extent(parts, seen);
    }
}
