package dev.weir.jobs.engine.read.json;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.TextFormat;
import java.nio.charset.Charset;

/** One JSON object on each line. */
public record JsonLines(String charset) implements TextFormat {
    public JsonLines {
        charset = Charset.forName(charset).name();
    }

    public static JsonLines utf8() {
        return new JsonLines("UTF-8");
    }

    @Override
    public RecordReader open(ReadPart part) {
        return new JsonLinesReader(part);
    }
}
