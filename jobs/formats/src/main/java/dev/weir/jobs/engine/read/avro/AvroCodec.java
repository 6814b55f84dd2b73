package dev.weir.jobs.engine.read.avro;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.xerial.snappy.Snappy;

/** How blocks are packed. Avro's own codecs unpack whatever there is; here a block has to be as large as one may be. */
enum AvroCodec {
    NULL("null"),
    DEFLATE("deflate"),
    SNAPPY("snappy"),
    BZIP2("bzip2"),
    ZSTANDARD("zstandard");

    /** A task holds one block in memory, packed and unpacked. */
    static final int MOST_BYTES = 1 << 28;

    private static final int SUM_BYTES = 4;

    private final String word;

    AvroCodec(String word) {
        this.word = word;
    }

    static AvroCodec of(String word) throws AvroFormatException {
        return Arrays.stream(values())
                .filter(codec -> codec.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new AvroFormatException(
                        "has blocks packed in a way that is not read.",
                        "Have it written with deflate, snappy, bzip2, zstandard or none."));
    }

    /** The bytes of a block; whatever goes wrong is a fault of the file. */
    byte[] unpack(byte[] packed) throws AvroFormatException {
        try {
            return unpacked(packed);
        } catch (AvroFormatException fault) {
            throw fault;
        } catch (IOException | RuntimeException e) {
            AvroFormatException fault = AvroFormatException.damaged("a block cannot be unpacked");
            fault.initCause(e);
            throw fault;
        }
    }

    private byte[] unpacked(byte[] packed) throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        return switch (this) {
            case NULL -> packed;
            case DEFLATE -> inflated(in);
            case SNAPPY -> snappy(packed);
            case BZIP2 -> bounded(new BZip2CompressorInputStream(in, true));
            case ZSTANDARD -> bounded(new ZstdInputStream(in));
        };
    }

    private static byte[] inflated(InputStream in) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            return bounded(new InflaterInputStream(in, inflater));
        } finally {
            inflater.end();
        }
    }

    private static byte[] snappy(byte[] packed) throws IOException {
        int length = packed.length - SUM_BYTES;
        if (length < 0 || !Snappy.isValidCompressedBuffer(packed, 0, length)) {
            throw AvroFormatException.damaged("a block cannot be unpacked");
        }
        if (Snappy.uncompressedLength(packed, 0, length) > MOST_BYTES) {
            throw tooLarge();
        }
        byte[] bytes = new byte[Snappy.uncompressedLength(packed, 0, length)];
        Snappy.uncompress(packed, 0, length, bytes, 0);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if ((int) sum.getValue() != ByteBuffer.wrap(packed, length, SUM_BYTES).getInt()) {
            throw AvroFormatException.damaged("a block does not have its checksum");
        }
        return bytes;
    }

    private static byte[] bounded(InputStream in) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            return bytes;
        }
    }

    static AvroFormatException tooLarge() {
        return new AvroFormatException(
                "has a block of more than " + MOST_BYTES + " bytes, and a task holds one in memory.",
                "Have it written with smaller blocks (Avro's sync interval).");
    }
}
