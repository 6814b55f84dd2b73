package dev.weir.jobs.engine.read.text;

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
        Syntax syntax, Header header, int skipRows, List<String> nullValues, Whitespace whitespace, String charset)
        implements TextFormat {

    /** What the first record is. */
    public enum Header {
        /** It names the columns; fields are found by these names. */
        BY_NAME,
        /** It names the columns, but fields are taken in the order of the contract. */
        BY_POSITION,
        /** There is none; fields are taken in the order of the contract. */
        ABSENT
    }

    /** What becomes of blanks and tabs around a field; those inside quotes always stay. */
    public enum Whitespace {
        KEPT,
        TRIMMED
    }

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

    /** As {@link #csv}, with tabs between fields. */
    public static Delimited tsv() {
        return separatedBy('\t');
    }

    /** As {@link #csv}, with another delimiter. */
    public static Delimited separatedBy(char delimiter) {
        return new Delimited(Syntax.separatedBy(delimiter), Header.BY_NAME, 0, List.of(), Whitespace.KEPT, "UTF-8");
    }

    public Delimited withSyntax(Syntax other) {
        return new Delimited(other, header, skipRows, nullValues, whitespace, charset);
    }

    public Delimited withHeader(Header other) {
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
    public <R> R match(Cases<R> cases) {
        return cases.delimited(this);
    }
}
