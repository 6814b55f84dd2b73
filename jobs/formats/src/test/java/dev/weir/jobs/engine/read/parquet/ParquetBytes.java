package dev.weir.jobs.engine.read.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files, and footers that Parquet's own writer does not write. */
public final class ParquetBytes {
    private static final int TAIL = 8;

    private ParquetBytes() {}

    /** A file of so many rows, each filled from its number, from 1. */
    public static byte[] of(String message, int rows, BiConsumer<Group, Integer> fill) {
        return of(message, rows, fill, builder -> {});
    }

    /** As above, with settings of the writer. */
    public static byte[] of(
            String message,
            int rows,
            BiConsumer<Group, Integer> fill,
            Consumer<ExampleParquetWriter.Builder> settings) {
        MessageType schema = MessageTypeParser.parseMessageType(message);
        try {
            Path folder = Files.createTempDirectory("weir-parquet-");
            Path file = folder.resolve("a.parquet");
            ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(
                            new org.apache.hadoop.fs.Path(file.toString()))
                    .withType(schema)
                    .withConf(new Configuration())
                    .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0);
            settings.accept(builder);
            try (ParquetWriter<Group> writer = builder.build()) {
                for (int row = 1; row <= rows; row++) {
                    Group group = new SimpleGroup(schema);
                    fill.accept(group, row);
                    writer.write(group);
                }
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.deleteIfExists(folder.resolve(".a.parquet.crc"));
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with another footer. */
    public static byte[] withFooter(byte[] file, Consumer<FileMetaData> change) {
        try {
            int start = footerStart(file);
            FileMetaData footer =
                    Util.readFileMetaData(new ByteArrayInputStream(file, start, file.length - TAIL - start));
            change.accept(footer);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Util.writeFileMetaData(footer, out);
            return withFooter(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of the footer. */
    public static byte[] footer(byte[] file) {
        return Arrays.copyOfRange(file, footerStart(file), file.length - TAIL);
    }

    /** The file with the bytes of another footer. */
    public static byte[] withFooter(byte[] file, byte[] footer) {
        int start = footerStart(file);
        return ByteBuffer.allocate(start + footer.length + TAIL)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(file, 0, start)
                .put(footer)
                .putInt(footer.length)
                .put(file, file.length - 4, 4)
                .array();
    }

    private static int footerStart(byte[] file) {
        int length = ByteBuffer.wrap(file, file.length - TAIL, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return file.length - TAIL - length;
    }
}
