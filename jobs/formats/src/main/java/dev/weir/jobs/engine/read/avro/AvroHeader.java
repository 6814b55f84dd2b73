package dev.weir.jobs.engine.read.avro;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * What a file of Avro begins with (Avro 1.11, object container files).
 *
 * @param fields of its records
 * @param codec how its blocks are packed
 * @param mark that stands behind the header and behind each block
 * @param end the first byte behind it
 */
record AvroHeader(AvroFields fields, AvroCodec codec, ByteBuffer mark, long end) {

    static final int MAGIC_BYTES = 4;

    static final int MARK_BYTES = 16;

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};

    /** A longer name or value of the header is none: schemas are read into memory. */
    private static final int MOST_BYTES = 1 << 24;

    private static final int MOST_ENTRIES = 10_000;

    static boolean begins(byte[] head) {
        return Arrays.equals(head, MAGIC);
    }

    /** Reads it from the beginning of a file. */
    static AvroHeader read(FSDataInputStream in) throws IOException {
        byte[] magic = new byte[MAGIC_BYTES];
        if (in.readNBytes(magic, 0, MAGIC_BYTES) < MAGIC_BYTES || !begins(magic)) {
            throw new AvroFormatException(
                    "is no file of Avro: it does not begin as one.", "Correct the source's format, or fetch it again.");
        }
        Map<String, String> entries = new HashMap<>();
        for (long count = number(in); count != 0; count = number(in)) {
            if (count < 0) {
                number(in); // how many bytes they have
            }
            if (Math.abs(count) > MOST_ENTRIES || count == Long.MIN_VALUE) {
                throw AvroFormatException.damaged("its header says that it has more entries than any has");
            }
            for (long i = 0; i < Math.abs(count); i++) {
                entries.put(text(in), text(in));
            }
        }
        byte[] mark = new byte[MARK_BYTES];
        if (in.readNBytes(mark, 0, MARK_BYTES) < MARK_BYTES) {
            throw cutOff();
        }
        AvroFields fields = AvroFields.of(entries.getOrDefault("avro.schema", ""));
        return new AvroHeader(
                fields, AvroCodec.of(entries.getOrDefault("avro.codec", "null")), ByteBuffer.wrap(mark), in.getPos());
    }

    static AvroFormatException cutOff() {
        return AvroFormatException.damaged("it is cut off");
    }

    /** As {@link AvroBytes#number}, from a stream. */
    static long number(InputStream in) throws IOException {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            bits |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw AvroFormatException.damaged("a number has more than 64 bits");
    }

    private static String text(InputStream in) throws IOException {
        long length = number(in);
        if (length < 0 || length > MOST_BYTES) {
            throw AvroFormatException.damaged("an entry of its header is longer than any is");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
