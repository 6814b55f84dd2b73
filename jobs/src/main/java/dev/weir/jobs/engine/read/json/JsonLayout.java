package dev.weir.jobs.engine.read.json;

import dev.weir.contracts.format.StoredText;
import dev.weir.jobs.engine.read.file.EncodingTally;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.FirstBytes;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Finds out what JSON lines have, from all lines of a file: a key may come late. */
final class JsonLayout {

    /** As many lines at the beginning, none of which is an object, are enough to know that the file is something else. */
    private static final int FIRST = 20;

    private JsonLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, 1 << 10);
        String beginning = new String(head, StandardCharsets.ISO_8859_1).replace("\u0000", "");
        if (!beginning
                .replaceFirst("^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "")
                .stripLeading()
                .startsWith("{")) {
            return Optional.empty();
        }
        EncodingTally tally = EncodingTally.of(SourceStreams.head(configuration, file, FirstBytes.LENGTH));
        if (tally.isKnown()) {
            return of(tally.encoding(), read(file, text(configuration, file, tally.encoding())));
        }
        // most files are in UTF-8, and one look is enough for them
        Lines lines = read(file, tally.watching(SourceStreams.plain(configuration, file)));
        TextEncoding encoding = tally.encoding();
        return of(
                encoding, encoding.charset().equals("UTF-8") ? lines : read(file, text(configuration, file, encoding)));
    }

    private static InputStream text(Configuration configuration, SourceFile file, TextEncoding encoding) {
        return SourceStreams.text(
                configuration, file, new FilePart(0, file.bytes(), 1), Charset.forName(encoding.charset()));
    }

    /** What the lines of a file are. */
    private record Lines(JsonShape shape, long objects, long others) {}

    private static Lines read(SourceFile file, InputStream bytes) {
        JsonShape shape = new JsonShape();
        long objects = 0;
        long others = 0;
        try (Reader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            while ((objects > 0 || others < FIRST) && next(text, line)) {
                String plain = line.charAt(0) == '\ufeff' ? line.substring(1) : line.toString();
                if (!plain.isBlank()) {
                    boolean isObject = shape.add(plain);
                    objects += isObject ? 1 : 0;
                    others += isObject ? 0 : 1;
                }
            }
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        return new Lines(shape, objects, others);
    }

    private static Optional<Layout> of(TextEncoding encoding, Lines lines) {
        List<String> because = new ArrayList<>();
        because.add("encoding: " + encoding.because());
        because.add("each of " + lines.objects() + " lines is a JSON object"
                + (lines.others() == 0 ? "" : ", and " + lines.others() + " are none"));
        List<LayoutColumn> columns = lines.shape().columns(because);
        return lines.objects() == 0 || columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Layout(
                        "ndjson",
                        encoding.charset().equals("UTF-8") ? Map.of() : Map.of("encoding", encoding.charset()),
                        Layout.Records.NAMED,
                        columns,
                        because));
    }

    /** The next line, of which no more is kept than a record may have. */
    private static boolean next(Reader text, StringBuilder line) throws IOException {
        line.setLength(0);
        int c = text.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < StoredText.USUAL_RECORD_BYTES) {
                line.append((char) c);
            }
            c = text.read();
        }
        if (line.length() == 0) {
            line.append(' ');
        }
        return true;
    }
}
