package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.QuoteWalk;
import dev.weir.jobs.engine.read.text.Syntax;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.List;

/** How the records of a text file are written. Where nothing else is said, each line is one, and there is no header. */
public interface TextFormat extends Serializable {
    /** Name of the character set, as {@link Charset#forName} knows it. */
    String charset();

    /** A reader of a part of a file, which closes the part's bytes when it is closed. */
    RecordReader open(ReadPart part) throws IOException;

    /** What the first record is. */
    default HeaderUse headerUse() {
        return HeaderUse.ABSENT;
    }

    /** What a file's header says; the text is opened where there is to be one. */
    default HeaderFacts header(TextOpening text) throws IOException {
        return new HeaderFacts(List.of(), HeaderFacts.Presence.NOT_EXPECTED, 1);
    }

    /** How records are told apart by a file's stored bytes. */
    default QuoteWalk walk(Charset stored) {
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
