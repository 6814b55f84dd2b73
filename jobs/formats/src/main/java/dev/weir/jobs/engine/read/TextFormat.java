package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.QuoteWalk;
import dev.weir.jobs.engine.read.text.RecordWalk;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.text.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** How the records of a text file are written. Where nothing else is said, each line is one, and there is no header. */
public interface TextFormat extends RecordFormat {
    /** Name of the character set, as {@link Charset#forName} knows it. */
    String charset();

    /** A reader of a part of a file, which closes the part's bytes when it is closed. */
    RecordReader open(ReadPart part) throws IOException;

    @Override
    default SurveyedFile survey(Configuration configuration, SourceFile file, long partBytes) {
        return new FileSurvey(configuration, this, partBytes).survey(file);
    }

    @Override
    @SuppressWarnings("NullAway") // a plugin's format may answer null, which is found out where all are asked
    default RecordReader open(Configuration configuration, FilePiece piece, ReadSpec spec, ReadTally tally)
            throws IOException {
        InputStream text = SourceStreams.text(configuration, piece.file(), piece.part(), Charset.forName(charset()));
        return SourceStreams.over(new ByteFeed(text), feed -> {
            if (piece.part().start() == 0) {
                feed.skipByteOrderMark();
            }
            RecordReader opened = open(new ReadPart(
                    feed, spec, piece.header(), piece.row(spec), piece.part().firstLine(), tally));
            if (opened == null) {
                feed.close();
            }
            return opened;
        });
    }

    /** A file's header; the text is opened where there is to be one. */
    default HeaderFacts header(TextOpening text) throws IOException {
        return new HeaderFacts(List.of(), HeaderFacts.Presence.NOT_EXPECTED, 1);
    }

    /** How records are told apart by a file's stored bytes. */
    default RecordWalk walk(Charset stored) {
        return QuoteWalk.ofLines();
    }

    /**
     * The quote, where the stored bytes cannot tell what stands beside it: a file that has one is read in one part. None
     * where they can.
     */
    default char hiddenQuote(Charset stored) {
        return Syntax.NONE;
    }
}
