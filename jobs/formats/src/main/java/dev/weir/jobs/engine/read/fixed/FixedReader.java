package dev.weir.jobs.engine.read.fixed;

import dev.weir.contracts.format.fixed.FixedDialect;
import dev.weir.contracts.format.fixed.FixedPlaces;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.LineReader;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads lines whose columns stand at the same places. */
final class FixedReader extends LineReader {
    private final FixedText format;
    private final List<FixedPlaces> places;
    private final Ruler ruler;
    private final int width;
    private final Span[] columns;
    private final List<Gap> gaps = new ArrayList<>();
    private final byte[][] padding;

    /** Places of a column between two borders of the ruler, and what its values are. */
    private record Span(int start, int end, ValueReader reader) {}

    /** Places between two borders where no column stands. */
    private record Gap(String places, int start, int end) {}

    FixedReader(FixedText format, ReadPart part) {
        super(part);
        this.format = format;
        List<ReadColumn> wanted = part.spec().columns();
        this.places = wanted.stream()
                .map(column -> FixedPlaces.of(column.header()).orElseThrow())
                .toList();
        int last = places.stream().mapToInt(FixedPlaces::last).max().orElseThrow();
        this.width =
                format.line().width() == FixedText.UNSAID ? last : format.line().width();
        List<FixedPlaces> free = free(places, width);
        this.ruler = new Ruler(
                CharacterWidths.of(format.counted(), Charset.forName(format.charset())),
                Stream.concat(places.stream(), free.stream())
                        .flatMapToInt(each -> IntStream.of(each.first() - 1, each.last()))
                        .toArray());
        this.padding = format.padding()
                .codePoints()
                .mapToObj(each -> Character.toString(each).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        free.forEach(
                each -> gaps.add(new Gap(each.toString(), ruler.number(each.first() - 1), ruler.number(each.last()))));
        this.columns = new Span[wanted.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = span(wanted.get(i), places.get(i));
        }
    }

    private Span span(ReadColumn column, FixedPlaces at) {
        List<String> nulls = Stream.concat(format.nullValues().stream(), column.nullValues().stream())
                .toList();
        return new Span(ruler.number(at.first() - 1), ruler.number(at.last()), ValueReader.of(column.type(), nulls));
    }

    /** The places up to a line's end where no column stands. */
    private static List<FixedPlaces> free(List<FixedPlaces> taken, int width) {
        List<FixedPlaces> free = new ArrayList<>();
        int next = 1;
        for (FixedPlaces each : taken.stream()
                .sorted(Comparator.comparingInt(FixedPlaces::first))
                .toList()) {
            if (each.first() > next) {
                free.add(new FixedPlaces(next, each.first() - 1));
            }
            next = Math.max(next, each.last() + 1);
        }
        if (next <= width) {
            free.add(new FixedPlaces(next, width));
        }
        return free;
    }

    @Override
    protected void read(byte[] bytes, int from, int to) {
        int found = ruler.lay(bytes, from, to);
        if (found > width) {
            tally.unreadPlaces("places " + (width + 1) + " and beyond");
        }
        if (found > width || (found < width && !format.line().mayBeShort())) {
            refuse(Unreadable.WRONG_WIDTH, "expected " + width + " " + counted() + ", found " + found);
            return;
        }
        for (int i = 0; i < columns.length; i++) {
            readColumn(bytes, i);
        }
        for (Gap gap : gaps) {
            readGap(bytes, gap);
        }
    }

    private String counted() {
        return format.counted() == FixedDialect.Counted.BYTES ? "bytes" : "characters";
    }

    private void readColumn(byte[] bytes, int column) {
        Span span = columns[column];
        int from = ruler.offset(span.start());
        int to = ruler.offset(span.end());
        if (from == Ruler.INSIDE || to == Ruler.INSIDE) {
            unreadable(Unreadable.ENCODING, column, "a character lies across the border of its places");
            return;
        }
        int first = skipPadding(bytes, from, to);
        int last = cutPadding(bytes, first, to);
        if (first == last) {
            row.setAbsent(column);
        } else if (!span.reader().read(bytes, first, last, row, column)) {
            badValue(column, span.reader().expectation());
        }
    }

    private void readGap(byte[] bytes, Gap gap) {
        int from = ruler.offset(gap.start());
        int to = ruler.offset(gap.end());
        boolean isBlank = from != Ruler.INSIDE && to != Ruler.INSIDE && skipPadding(bytes, from, to) == to;
        if (isBlank) {
            return;
        }
        tally.unreadPlaces("places " + gap.places());
        if (format.line().blankBetween()) {
            unreadable(Unreadable.NOT_BLANK, "something stands at " + gap.places() + ", where no column is");
        }
    }

    private int skipPadding(byte[] bytes, int from, int to) {
        int at = from;
        int before = -1;
        while (at != before) {
            before = at;
            for (byte[] each : padding) {
                if (at + each.length <= to && Arrays.equals(each, 0, each.length, bytes, at, at + each.length)) {
                    at += each.length;
                }
            }
        }
        return at;
    }

    private int cutPadding(byte[] bytes, int from, int to) {
        int end = to;
        int before = -1;
        while (end != before) {
            before = end;
            for (byte[] each : padding) {
                if (end - each.length >= from && Arrays.equals(each, 0, each.length, bytes, end - each.length, end)) {
                    end -= each.length;
                }
            }
        }
        return end;
    }

    /** Up to the first wrong byte places can be counted, so its column is known. */
    @Override
    protected void refuseBytes(byte[] bytes, int from, int to) {
        int wrong = from;
        while (wrong < to) {
            int end = wrong + CharacterWidths.utf8Bytes(bytes[wrong]);
            if (end > to || !WellFormedUtf8.wellFormed(bytes, wrong, end)) {
                break;
            }
            wrong = end;
        }
        int place = ruler.lay(bytes, from, wrong) + 1;
        for (int i = 0; i < columns.length; i++) {
            if (places.get(i).first() <= place && place <= places.get(i).last()) {
                refuse(Unreadable.ENCODING, i, NO_TEXT);
                return;
            }
        }
        refuse(Unreadable.ENCODING, NO_TEXT + ", at place " + place);
    }
}
