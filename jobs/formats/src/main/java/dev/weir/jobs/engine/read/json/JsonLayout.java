package dev.weir.jobs.engine.read.json;

import dev.weir.jobs.engine.read.file.BoundedLines;
import dev.weir.jobs.engine.read.file.ReadText;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Finds out what JSON lines have, from all lines of a file: a key may come late. */
final class JsonLayout {

    /** As many lines at the beginning, none of which is an object, are enough to know that the file is something else. */
    private static final int FIRST = 20;

    private JsonLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        if (!ReadText.beginning(configuration, file, 1 << 10).stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        ReadText<Lines> text = ReadText.of(configuration, file, JsonLayout::read);
        return of(text.encoding(), text.found());
    }

    /** What the lines of a file are. */
    private record Lines(JsonShape shape, long objects, long others) {}

    private static Lines read(InputStream bytes) throws IOException {
        JsonShape shape = new JsonShape();
        long objects = 0;
        long others = 0;
        BoundedLines lines = new BoundedLines(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
        for (String plain = lines.next(); plain != null && (objects > 0 || others < FIRST); plain = lines.next()) {
            if (!plain.isBlank()) {
                boolean isObject = shape.add(plain);
                objects += isObject ? 1 : 0;
                others += isObject ? 0 : 1;
            }
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
                : Optional.of(new Layout("ndjson", encoding.read(), Layout.Records.NAMED, columns, because));
    }
}
