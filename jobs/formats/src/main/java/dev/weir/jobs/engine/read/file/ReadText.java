package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;

/**
 * What was found in all of a text.
 *
 * @param encoding that it seems to be in
 */
public record ReadText<T>(TextEncoding encoding, T found) {

    /** The byte order mark in UTF-8. */
    private static final byte[] MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

    /** Reads a text that has no description yet, without its byte order mark. */
    public interface Look<T> {
        T at(InputStream utf8) throws IOException;
    }

    /** Looks through a text, once where it is in UTF-8, as most files are. */
    public static <T> ReadText<T> of(Configuration configuration, SourceFile file, Look<T> look) {
        EncodingTally tally = EncodingTally.of(SourceStreams.head(configuration, file, FirstBytes.LENGTH));
        if (tally.isKnown()) {
            return new ReadText<>(tally.encoding(), found(file, text(configuration, file, tally.encoding()), look));
        }
        T found = found(file, tally.watching(SourceStreams.plain(configuration, file)), look);
        TextEncoding encoding = tally.encoding();
        return new ReadText<>(
                encoding,
                encoding.charset().equals(StandardCharsets.UTF_8.name())
                        ? found
                        : found(file, text(configuration, file, encoding), look));
    }

    /** The first characters of a text: those of ASCII are themselves, whatever its encoding, and others are any. */
    public static String beginning(Configuration configuration, SourceFile file, int most) {
        return new String(SourceStreams.head(configuration, file, most), StandardCharsets.ISO_8859_1)
                .replace("\u0000", "")
                .replaceFirst("^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "");
    }

    private static <T> T found(SourceFile file, InputStream bytes, Look<T> look) {
        try (PushbackInputStream text = new PushbackInputStream(bytes, MARK.length)) {
            byte[] first = text.readNBytes(MARK.length);
            if (!Arrays.equals(first, MARK)) {
                text.unread(first);
            }
            return look.at(text);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    private static InputStream text(Configuration configuration, SourceFile file, TextEncoding encoding) {
        return SourceStreams.text(configuration, file, Charset.forName(encoding.charset()));
    }
}
