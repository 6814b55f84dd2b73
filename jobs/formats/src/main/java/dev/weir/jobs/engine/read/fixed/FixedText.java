package dev.weir.jobs.engine.read.fixed;

import dev.weir.contracts.format.fixed.FixedDialect;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextOpening;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Lines whose columns stand at the same places.
 *
 * @param charset of the files
 * @param skipRows lines at the start of a file that are no records
 * @param counted what places count
 * @param line how wide lines are
 * @param padding the characters that fill values up
 * @param nullValues texts that mean NULL in every column
 */
record FixedText(
        String charset, int skipRows, FixedDialect.Counted counted, Line line, String padding, List<String> nullValues)
        implements TextFormat {

    /** In an unsaid width a line ends where the last column does. */
    static final int UNSAID = 0;

    /** How wide lines are, in a form that travels. */
    record Line(int width, boolean mayBeShort, boolean blankBetween) implements Serializable {}

    static FixedText of(FixedDialect dialect) {
        FixedDialect.Line said = dialect.line();
        return new FixedText(
                Charset.forName(dialect.stored().encoding()).name(),
                dialect.skipRows(),
                dialect.counted(),
                new Line(said.width().orElse(UNSAID), said.mayBeShort(), said.blankBetween()),
                dialect.padding(),
                List.copyOf(dialect.nullValues()));
    }

    @Override
    public HeaderFacts header(TextOpening text) {
        return new HeaderFacts(List.of(), HeaderFacts.Presence.NOT_EXPECTED, skipRows + 1L);
    }

    @Override
    public RecordReader open(ReadPart part) {
        return new FixedReader(this, part);
    }
}
