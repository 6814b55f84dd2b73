package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * In which encoding a file seems to be written.
 *
 * @param charset a Java charset name
 * @param because a sentence without its full stop
 */
public record TextEncoding(String charset, String because) {

    private static final int CHUNK = 1 << 16;

    /** So many characters beyond ASCII are enough. */
    private static final long ENOUGH = 20_000;

    /** What a contract says of it: nothing of UTF-8. */
    public Map<String, String> read() {
        return charset.equals("UTF-8") ? Map.of() : Map.of("encoding", charset);
    }

    /** Whether others may be meant. */
    public boolean isUncertain() {
        return because.startsWith("uncertain");
    }

    /** Reads a file until it is sure: all of it, where it has hardly a character beyond ASCII. */
    public static TextEncoding of(Configuration configuration, SourceFile file) {
        EncodingTally tally = EncodingTally.of(SourceStreams.head(configuration, file, FirstBytes.LENGTH));
        if (!tally.isKnown()) {
            try (InputStream plain = SourceStreams.plain(configuration, file)) {
                byte[] chunk = new byte[CHUNK];
                for (int read = plain.read(chunk); read >= 0 && tally.seen() < ENOUGH; read = plain.read(chunk)) {
                    tally.add(chunk, 0, read);
                }
            } catch (IOException e) {
                throw SourceStreams.failure(file, e);
            }
        }
        return tally.encoding();
    }
}
