package dev.weir.jobs.engine.read.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Files of Avro: as Avro's own library writes them, and others that nobody would write. */
final class AvroBytesOf {

    private static final byte[] MARK = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private AvroBytesOf() {}

    static byte[] records(Schema schema, String codec, List<GenericRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.setSyncInterval(1 << 12);
            writer.create(schema, bytes);
            for (GenericRecord record : records) {
                writer.append(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A file with a schema and one block of these bytes, whatever they are. */
    static byte[] raw(String schema, String codec, long records, byte[] block) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {'O', 'b', 'j', 1});
        bytes.writeBytes(number(2));
        for (String each : List.of("avro.schema", schema, "avro.codec", codec)) {
            bytes.writeBytes(text(each));
        }
        bytes.writeBytes(number(0));
        bytes.writeBytes(MARK);
        bytes.writeBytes(block(records, block));
        return bytes.toByteArray();
    }

    /** A further block of such a file. */
    static byte[] block(long records, byte[] block) {
        return join(number(records), number(block.length), block, MARK);
    }

    static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return join(number(bytes.length), bytes);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] number(long value) {
        long bits = (value << 1) ^ (value >> 63);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while ((bits & ~0x7fL) != 0) {
            bytes.write((int) ((bits & 0x7f) | 0x80));
            bits >>>= 7;
        }
        bytes.write((int) bits);
        return bytes.toByteArray();
    }
}
