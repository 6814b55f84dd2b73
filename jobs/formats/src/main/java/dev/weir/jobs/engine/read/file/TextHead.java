package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;

/**
 * The first mebibyte of a text, without its byte order mark.
 *
 * @param encoding that it seems to be in
 * @param isWhole whether that is all of the file
 */
public record TextHead(String text, TextEncoding encoding, boolean isWhole) {
    private static final int BYTES = 1 << 20;

    public static TextHead of(Configuration configuration, SourceFile file) {
        TextEncoding encoding = TextEncoding.of(configuration, file);
        try (InputStream in = SourceStreams.text(configuration, file, Charset.forName(encoding.charset()))) {
            byte[] bytes = in.readNBytes(BYTES);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new TextHead(text.startsWith("\ufeff") ? text.substring(1) : text, encoding, bytes.length < BYTES);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }
}
