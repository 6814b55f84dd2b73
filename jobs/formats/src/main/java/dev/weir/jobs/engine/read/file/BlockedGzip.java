package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;

/** Files of bgzip: gzip in blocks, of which the last is empty. A file that was cut between two blocks lacks that one, and is else as sound as before. */
public final class BlockedGzip {

    private static final byte[] LAST =
            HexFormat.of().parseHex("1f8b08040000000000ff0600424302001b0003000000000000000000");

    /** Up to the name of the further field, which tells bgzip from gzip. */
    private static final int HEAD = 14;

    private BlockedGzip() {}

    /** @throws UnreadableSourceException if a file of bgzip has no last block */
    public static void requireWhole(Configuration configuration, SourceFile file) {
        if (file.compression() != Compression.GZIP || file.bytes() < LAST.length) {
            return;
        }
        try (FSDataInputStream stored = SourceStreams.stored(configuration, file)) {
            byte[] head = stored.readNBytes(HEAD);
            if (head.length < HEAD || !Arrays.equals(head, 0, 4, LAST, 0, 4) || head[12] != 'B' || head[13] != 'C') {
                return;
            }
            stored.seek(file.bytes() - LAST.length);
            if (!Arrays.equals(stored.readNBytes(LAST.length), LAST)) {
                throw new UnreadableSourceException(
                        file,
                        "is cut off: bgzip has packed it, and the empty block that it ends a file with is missing.",
                        "Fetch it again.");
            }
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }
}
