package dev.weir.jobs.engine.read.delimited;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.text.Whitespace;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads delimited text: the scanner's fields become typed values, and every column is read, whether or not it is asked for. */
public final class DelimitedReader implements RecordReader {
    private final ByteFeed feed;
    private final DelimitedScanner scanner;
    private final RecordRow row;
    private final long linesBefore;
    private final byte quote;
    private final byte escape;
    private final boolean trim;
    private final HeaderMatch header;
    private final boolean refusesAll;

    private final int[] fieldOf;
    private final ValueReader[] readers;
    private final byte[][][] nulls;
    private final UTF8String[] names;
    private final boolean[] lenient;
    private final ReadTally tally;

    /** The lines, from the file's first, that follow one whose quotes are wrong and go with it. */
    private long followingLine;

    private long followingEnd;
    private UTF8String followingDetail = UTF8String.EMPTY_UTF8;

    DelimitedReader(Delimited format, ReadPart part) throws IOException {
        ReadSpec spec = part.spec();
        this.feed = part.feed();
        this.row = part.row();
        this.header = HeaderMatch.of(part.header(), format.header(), spec.columns());
        this.tally = part.tally();
        this.scanner = new DelimitedScanner(feed, format, header.width(), header.least(), spec.limits());
        this.linesBefore = part.firstLine() - 1;
        Syntax syntax = format.syntax();
        this.quote = (byte) syntax.quote();
        this.escape = (byte) (syntax.escape() == Syntax.NONE ? syntax.quote() : syntax.escape());
        this.trim = format.whitespace() == Whitespace.TRIMMED;
        this.refusesAll = !header.missing().isEmpty() && spec.onMissingColumn() == MissingColumnPolicy.UNREADABLE;
        int columns = spec.columns().size();
        this.fieldOf = header.fieldOf().stream().mapToInt(Integer::intValue).toArray();
        this.readers = new ValueReader[columns];
        this.nulls = new byte[columns][][];
        this.names = new UTF8String[columns];
        this.lenient = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            ReadColumn column = spec.columns().get(i);
            readers[i] = ValueReader.of(column.type());
            names[i] = UTF8String.fromString(column.name());
            lenient[i] = column.onBadValue() == OnBadValue.NULL_AND_WARN;
            List<String> texts = new ArrayList<>(format.nullValues());
            texts.addAll(column.nullValues());
            nulls[i] = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }
        scanner.skipLines(Math.max(0, header.dataLine() - part.firstLine()));
    }

    @Override
    public boolean next() throws IOException {
        if (followingLine < followingEnd) {
            row.start(followingLine++);
            row.unreadable(requireNonNull(scanner.fault), null, followingDetail);
            row.finish();
            tally.record(row);
            return true;
        }
        if (!scanner.next()) {
            tally.skippedLines(scanner.skippedLines);
            return false;
        }
        row.start(linesBefore + scanner.line);
        if (scanner.fault != null) {
            row.unreadable(scanner.fault, null, UTF8String.fromString(faultDetail(scanner.fault)));
            if (scanner.apart) {
                followingLine = linesBefore + scanner.line + 1;
                followingEnd = linesBefore + scanner.line + scanner.lines;
                followingDetail = UTF8String.fromString("may be text of the value with the wrong quote on line "
                        + (linesBefore + scanner.line) + ", or a record");
            }
        } else if (refusesAll) {
            refuse();
        } else if (scanner.beyondAscii && !WellFormedUtf8.wellFormed(feed.bytes, feed.start, scanner.end)) {
            refuseEncoding();
        } else {
            readValues();
        }
        row.finish();
        tally.record(row);
        return true;
    }

    @Override
    public InternalRow row() {
        return row;
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
            if ((from == to && kind == DelimitedScanner.PLAIN)
                    || (nulls[column].length > 0 && isNull(column, from, to))) {
                row.setAbsent(column);
            } else if (!readers[column].read(bytes, from, to, row, column)) {
                badValue(column);
            }
        }
    }

    private void badValue(int column) {
        row.setAbsent(column);
        if (lenient[column]) {
            tally.badValue(column);
        } else {
            row.unreadable(Unreadable.TYPE, names[column], UTF8String.fromString(readers[column].expectation()));
        }
    }

    private boolean isNull(int column, int from, int to) {
        for (byte[] text : nulls[column]) {
            if (Arrays.equals(text, 0, text.length, feed.bytes, from, to)) {
                return true;
            }
        }
        return false;
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

    private void refuse() {
        for (int column : header.missing()) {
            row.unreadable(Unreadable.MISSING_COLUMN, names[column], UTF8String.fromString(header.whyMissing(column)));
        }
    }

    private void refuseEncoding() {
        UTF8String detail = UTF8String.fromString("bytes that are no text in the file's encoding");
        boolean named = false;
        for (int column = 0; column < names.length; column++) {
            int field = fieldOf[column];
            if (field >= 0 && !WellFormedUtf8.wellFormed(feed.bytes, scanner.starts[field], scanner.ends[field])) {
                row.unreadable(Unreadable.ENCODING, names[column], detail);
                named = true;
            }
        }
        if (!named) {
            row.unreadable(Unreadable.ENCODING, null, detail);
        }
    }

    private String faultDetail(Unreadable fault) {
        return switch (fault) {
                    case UNCLOSED_QUOTE -> "a quote that never closes";
                    case MALFORMED_QUOTE -> "a quote inside a field, or text after a closing quote";
                    case TOO_FEW_FIELDS, TOO_MANY_FIELDS ->
                        "expected " + header.least() + " fields, found " + scanner.count;
                    case TOO_LONG -> "more bytes than a record may have";
                    case TYPE,
                            ENCODING,
                            WRONG_WIDTH,
                            NOT_BLANK,
                            NOT_JSON,
                            NOT_VCF,
                            NOT_FHIR,
                            NOT_FASTA,
                            NOT_SDF,
                            MERGED_CELLS,
                            MISSING_COLUMN ->
                        throw new IllegalStateException("The scanner does not find " + fault + ".");
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
