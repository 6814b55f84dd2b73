package dev.weir.jobs.engine.read.orc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;

/** Files of ORC as ORC's own library writes them. */
final class OrcBytes {

    private OrcBytes() {}

    /** Fills a batch with records from a number on. */
    interface Filling {
        void fill(VectorizedRowBatch batch, int record, long number);
    }

    /** A file of some records, in stripes that are as small as they can be. */
    static byte[] of(String schema, int records, Filling filling) {
        return of(schema, records, options -> options, filling);
    }

    /** The same with other options of the writer. */
    static byte[] of(String schema, int records, UnaryOperator<OrcFile.WriterOptions> options, Filling filling) {
        try {
            Path folder = Files.createTempDirectory("weir-orc-");
            Path file = folder.resolve("a.orc");
            TypeDescription type = TypeDescription.fromString(schema);
            Configuration configuration = new Configuration();
            configuration.setInt("orc.stripe.row.count", 1_000);
            try (Writer writer = OrcFile.createWriter(
                    new org.apache.hadoop.fs.Path(file.toUri()),
                    options.apply(
                            OrcFile.writerOptions(configuration).setSchema(type).stripeSize(1 << 10)))) {
                VectorizedRowBatch batch = type.createRowBatch(1_000);
                for (long i = 0; i < records; i++) {
                    filling.fill(batch, batch.size++, i);
                    if (batch.size == batch.getMaxSize()) {
                        writer.addRowBatch(batch);
                        batch.reset();
                    }
                }
                writer.addRowBatch(batch);
            }
            byte[] bytes = Files.readAllBytes(file);
            try (var all = Files.list(folder)) {
                for (Path each : all.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file without compression, with another footer. */
    static byte[] withFooter(byte[] bytes, UnaryOperator<OrcProto.Footer.Builder> change) {
        try {
            int behind = bytes.length - 1;
            int start = behind - bytes[behind];
            OrcProto.PostScript script = OrcProto.PostScript.parseFrom(Arrays.copyOfRange(bytes, start, behind));
            int footer = start - (int) script.getFooterLength();
            byte[] changed = change.apply(
                            OrcProto.Footer.parseFrom(Arrays.copyOfRange(bytes, footer, start)).toBuilder())
                    .build()
                    .toByteArray();
            byte[] end =
                    script.toBuilder().setFooterLength(changed.length).build().toByteArray();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, footer);
            out.write(changed);
            out.write(end);
            out.write(end.length);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
