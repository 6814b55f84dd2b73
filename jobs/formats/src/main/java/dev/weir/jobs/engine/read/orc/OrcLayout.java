package dev.weir.jobs.engine.read.orc;

import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.typed.TypedLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.orc.Reader;

/** The columns of an ORC file's schema. */
final class OrcLayout {

    private static final byte[] MARK = "ORC".getBytes(StandardCharsets.US_ASCII);

    private static final int HEAD = 64;

    private OrcLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, HEAD);
        if (!Arrays.equals(Arrays.copyOf(head, MARK.length), MARK)
                || (!isBinary(head) && !endsAsOrc(configuration, file))) {
            return Optional.empty(); // a text may begin with these letters
        }
        try (Reader reader = OrcRecords.open(configuration, file)) {
            return TypedLayout.of("orc", "ORC", OrcTypes.fields(reader.getSchema()));
        } catch (IOException e) {
            throw OrcRecords.failure(file, e);
        }
    }

    private static boolean isBinary(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < '\t') {
                return true;
            }
        }
        return false;
    }

    /** Whether the mark stands once more at the end, before the length of the last section. */
    private static boolean endsAsOrc(Configuration configuration, SourceFile file) {
        byte[] end = new byte[MARK.length];
        try (FSDataInputStream stored = SourceStreams.stored(configuration, file)) {
            stored.readFully(Math.max(0, file.bytes() - MARK.length - 1), end);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        return Arrays.equals(end, MARK);
    }
}
