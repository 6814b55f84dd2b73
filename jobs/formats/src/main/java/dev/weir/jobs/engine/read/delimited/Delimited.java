package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.TextFormat;
import dev.weir.jobs.engine.read.TextOpening;
import dev.weir.jobs.engine.read.file.Charsets;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.QuoteWalk;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.Whitespace;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Text with one record on each line, or over several where a field in quotes holds line ends.
 *
 * @param syntax delimiter, quote, escape, comment
 * @param header whether the first record names the columns, and whether the names are used
 * @param skipRows lines at the start of the file that are neither header nor records
 * @param nullValues texts that mean NULL in every column, in quotes or not; an empty field without quotes always does
 * @param whitespace whether blanks and tabs around a field belong to it
 * @param charset name of the character set
 */
public record Delimited(
        Syntax syntax, HeaderMode header, int skipRows, List<String> nullValues, Whitespace whitespace, String charset)
        implements TextFormat {

    public Delimited {
        nullValues = List.copyOf(nullValues);
        charset = Charset.forName(charset).name();
        if (skipRows < 0) {
            throw new IllegalArgumentException("skipRows counts lines and cannot be " + skipRows + ".");
        }
    }

    /** RFC 4180 with a header, in UTF-8. */
    public static Delimited csv() {
        return separatedBy(',');
    }

    /** As {@link #csv}, with another delimiter. */
    public static Delimited separatedBy(char delimiter) {
        return new Delimited(Syntax.separatedBy(delimiter), HeaderMode.BY_NAME, 0, List.of(), Whitespace.KEPT, "UTF-8");
    }

    public Delimited withSyntax(Syntax other) {
        return new Delimited(other, header, skipRows, nullValues, whitespace, charset);
    }

    public Delimited withHeader(HeaderMode other) {
        return new Delimited(syntax, other, skipRows, nullValues, whitespace, charset);
    }

    public Delimited withSkipRows(int lines) {
        return new Delimited(syntax, header, lines, nullValues, whitespace, charset);
    }

    public Delimited withNullValues(List<String> values) {
        return new Delimited(syntax, header, skipRows, values, whitespace, charset);
    }

    public Delimited withWhitespace(Whitespace other) {
        return new Delimited(syntax, header, skipRows, nullValues, other, charset);
    }

    public Delimited withCharset(String name) {
        return new Delimited(syntax, header, skipRows, nullValues, whitespace, name);
    }

    @Override
    public HeaderMode headerUse() {
        return header;
    }

    @Override
    public HeaderFacts header(TextOpening text) throws IOException {
        if (header == HeaderMode.ABSENT) {
            return new HeaderFacts(List.of(), HeaderFacts.Presence.NOT_EXPECTED, skipRows + 1L);
        }
        try (ByteFeed feed = text.open()) {
            return HeaderLine.read(feed, this);
        }
    }

    @Override
    public QuoteWalk walk(Charset stored) {
        return (isExact(stored) ? new QuoteWalk(syntax, whitespace) : QuoteWalk.ofLines()).skipping(skipRows);
    }

    @Override
    public char hiddenQuote(Charset stored) {
        return isExact(stored) ? Syntax.NONE : syntax.quote();
    }

    private boolean isExact(Charset stored) {
        return Charsets.keeps(stored, syntax.delimiter())
                && Charsets.keeps(stored, syntax.quote())
                && Charsets.keeps(stored, syntax.escape())
                && Charsets.keeps(stored, syntax.comment());
    }

    @Override
    public RecordReader open(ReadPart part) throws IOException {
        return new DelimitedReader(this, part);
    }
}
