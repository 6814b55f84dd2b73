package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.file.BlockedGzip;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.BlockWalk;
import dev.weir.jobs.engine.read.text.RecordWalk;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;

/** Records that end with a line that begins with {@code $$$$}, wherever such a line stands. */
record Sdf(String charset) implements TextFormat {

    /** What the last line of a record begins with. */
    static final String END = "$$$$";

    Sdf {
        charset = Charset.forName(charset).name();
    }

    static BlockWalk walk() {
        return new BlockWalk(END, BlockWalk.Mark.LAST_LINE);
    }

    @Override
    public RecordWalk walk(Charset stored) {
        return walk();
    }

    @Override
    public SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes) {
        BlockedGzip.requireWhole(configuration, file);
        return TextFormat.super.survey(configuration, file, partBytes);
    }

    @Override
    public RecordReader open(ReadPart part) {
        return new SdfReader(part);
    }
}
