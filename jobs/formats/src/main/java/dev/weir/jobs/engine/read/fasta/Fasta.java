package dev.weir.jobs.engine.read.fasta;

import dev.weir.contracts.format.fasta.Alphabet;
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

/**
 * Sequences below lines that begin with {@code >}.
 *
 * @param alphabet whose letters alone a sequence may have
 */
record Fasta(String charset, Alphabet alphabet) implements TextFormat {

    Fasta {
        charset = Charset.forName(charset).name();
    }

    static BlockWalk walk() {
        return new BlockWalk(">", BlockWalk.Mark.FIRST_LINE);
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
        return new FastaReader(part, alphabet);
    }
}
