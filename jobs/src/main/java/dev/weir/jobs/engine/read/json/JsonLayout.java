package dev.weir.jobs.engine.read.json;

import dev.weir.contracts.format.StoredText;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.io.BufferedReader;
import java.io.IOException;
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
        TextEncoding encoding = TextEncoding.of(configuration, file);
        Charset charset = Charset.forName(encoding.charset());
        JsonShape shape = new JsonShape();
        long objects = 0;
        long others = 0;
        try (Reader text = new BufferedReader(new InputStreamReader(
                SourceStreams.text(configuration, file, new FilePart(0, file.bytes(), 1), charset),
                StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            while (next(text, line)) {
                String plain = line.charAt(0) == '\ufeff' ? line.substring(1) : line.toString();
                if (!plain.isBlank()) {
                    boolean isObject = shape.add(plain);
                    objects += isObject ? 1 : 0;
                    others += isObject ? 0 : 1;
                }
                if (objects == 0 && others >= FIRST) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        List<String> because = new ArrayList<>();
        because.add("encoding: " + encoding.because());
        because.add("each of " + objects + " lines is a JSON object"
                + (others == 0 ? "" : ", and " + others + " are none"));
        List<LayoutColumn> columns = shape.columns(because);
        return objects == 0 || columns.isEmpty()
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
