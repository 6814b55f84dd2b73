package dev.weir.jobs.engine.read.delimited;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.StrictReader;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.text.Whitespace;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Reads delimited text: the scanner's fields become typed values, and every column is read, whether or not it is asked for. */
public final class DelimitedReader extends StrictReader {
    private final ByteFeed feed;
    private final DelimitedScanner scanner;
    private final long linesBefore;
    private final byte quote;
    private final byte escape;
    private final boolean trim;
    private final HeaderMatch header;
    private final List<Integer> refused;

    private final int[] fieldOf;
    private final ValueReader[] readers;

    /** The lines, from the file's first, that follow one whose quotes are wrong and go with it. */
    private long followingLine;

    private long followingEnd;
    private String followingDetail = "";

    DelimitedReader(Delimited format, ReadPart part) throws IOException {
        super(part.row(), part.tally(), part.spec().columns());
        ReadSpec spec = part.spec();
        this.feed = part.feed();
        this.header = HeaderMatch.of(part.header(), format.header(), spec.columns());
        this.scanner = new DelimitedScanner(feed, format, header.width(), header.least(), spec.limits());
        this.linesBefore = part.firstLine() - 1;
        Syntax syntax = format.syntax();
        this.quote = (byte) syntax.quote();
        this.escape = (byte) (syntax.escape() == Syntax.NONE ? syntax.quote() : syntax.escape());
        this.trim = format.whitespace() == Whitespace.TRIMMED;
        this.refused = refused(header, spec);
        this.fieldOf = header.fieldOf().stream().mapToInt(Integer::intValue).toArray();
        this.readers = spec.columns().stream()
                .map(column -> ValueReader.of(
                        column.type(),
                        Stream.concat(format.nullValues().stream(), column.nullValues().stream())
                                .toList()))
                .toArray(ValueReader[]::new);
        scanner.skipLines(Math.max(0, header.dataLine() - part.firstLine()));
    }

    @Override
    public boolean next() throws IOException {
        if (followingLine < followingEnd) {
            row.start(followingLine++);
            unreadable(requireNonNull(scanner.fault), followingDetail);
            finish();
            return true;
        }
        if (!scanner.next()) {
            tally.skippedLines(scanner.skippedLines);
            return false;
        }
        row.start(linesBefore + scanner.line);
        if (scanner.fault != null) {
            unreadable(scanner.fault, faultDetail(scanner.fault));
            if (scanner.apart) {
                followingLine = linesBefore + scanner.line + 1;
                followingEnd = linesBefore + scanner.line + scanner.lines;
                followingDetail = "may be text of the value with the wrong quote on line "
                        + (linesBefore + scanner.line) + ", or a record";
            }
        } else if (!refused.isEmpty()) {
            unreadable(header, refused);
        } else if (scanner.beyondAscii && !WellFormedUtf8.wellFormed(feed.bytes, feed.start, scanner.end)) {
            refuseEncoding();
        } else {
            readValues();
        }
        finish();
        return true;
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }

    private void readValues() {
        byte[] bytes = feed.bytes;
        for (int column = 0; column < readers.length; column++) {
            int field = fieldOf[column];
            if (field < 0) {
                row.setAbsent(column);
                continue;
            }
            int from = scanner.starts[field];
            int to = scanner.ends[field];
            byte kind = scanner.hasQuotes ? scanner.kinds[field] : DelimitedScanner.PLAIN;
            if (kind == DelimitedScanner.ESCAPED) {
                to = unescape(bytes, from, to);
                scanner.ends[field] = to;
                scanner.kinds[field] = DelimitedScanner.QUOTED;
            } else if (trim && kind == DelimitedScanner.PLAIN) {
                while (from < to && isBlank(bytes[from])) {
                    from++;
                }
                while (from < to && isBlank(bytes[to - 1])) {
                    to--;
                }
            }
            if (from == to && kind == DelimitedScanner.PLAIN) {
                row.setAbsent(column);
            } else if (!readers[column].read(bytes, from, to, row, column)) {
                badValue(column, readers[column].expectation());
            }
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Removes the escapes of a field where it lies. */
    private int unescape(byte[] bytes, int from, int to) {
        int end = from;
        for (int p = from; p < to; p++) {
            boolean escaped = bytes[p] == escape && p + 1 < to && (bytes[p + 1] == quote || bytes[p + 1] == escape);
            bytes[end++] = bytes[escaped ? ++p : p];
        }
        return end;
    }

    private void refuseEncoding() {
        String detail = "bytes that are no text in the file's encoding";
        boolean named = false;
        for (int column = 0; column < readers.length; column++) {
            int field = fieldOf[column];
            if (field >= 0 && !WellFormedUtf8.wellFormed(feed.bytes, scanner.starts[field], scanner.ends[field])) {
                unreadable(Unreadable.ENCODING, column, detail);
                named = true;
            }
        }
        if (!named) {
            unreadable(Unreadable.ENCODING, detail);
        }
    }

    private String faultDetail(Unreadable fault) {
        return switch (fault) {
                    case UNCLOSED_QUOTE -> "a quote that never closes";
                    case MALFORMED_QUOTE -> "a quote inside a field, or text after a closing quote";
                    case TOO_FEW_FIELDS, TOO_MANY_FIELDS ->
                        "expected " + header.least() + " fields, found " + scanner.count;
                    case CARRIAGE_RETURN -> STRAY_RETURN;
                    case TOO_LONG -> "more bytes than a record may have";
                    default -> throw new IllegalStateException("The scanner does not find " + fault + ".");
                }
                + span();
    }

    private String span() {
        long first = linesBefore + scanner.line;
        return scanner.lines > 1 && !scanner.apart
                ? " (lines " + first + " to " + (first + scanner.lines - 1) + ")"
                : "";
    }
}
