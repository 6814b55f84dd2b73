package dev.weir.jobs.engine.read.fixed;

import dev.weir.contracts.format.fixed.FixedDialect;
import dev.weir.contracts.format.fixed.FixedPlaces;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.file.TextHead;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Takes a text for one of fixed width where the lines of its first mebibyte are equally wide, in characters or in bytes, and have
 * blanks at the same places. Where a column ends is then a guess: the places between may belong to a longer value, so a draft asks
 * for them to be blank, and a run finds the first value that is longer.
 */
final class FixedLayout {

    /** Fewer lines may have blanks at one place by chance. */
    private static final int LEAST_LINES = 10;

    private FixedLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        if (file.bytes() == 0) {
            return Optional.empty();
        }
        TextHead head = TextHead.of(configuration, file);
        return of(head.text(), head.isWhole(), head.encoding());
    }

    /** @param whole whether the text is all of the file: otherwise its last line may be cut off, and is left out */
    static Optional<Layout> of(String text, boolean whole, TextEncoding encoding) {
        if (text.chars().anyMatch(c -> c == 0xfffd || (c < ' ' && c != '\r' && c != '\n'))) {
            return Optional.empty();
        }
        List<String> all = text.lines().toList();
        List<byte[]> lines = (whole ? all : all.subList(0, Math.max(0, all.size() - 1)))
                .stream()
                        .filter(line -> !line.isBlank())
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .toList();
        if (lines.size() < LEAST_LINES) {
            return Optional.empty();
        }
        Charset charset = Charset.forName(encoding.charset());
        for (FixedDialect.Counted counted : FixedDialect.Counted.values()) {
            List<FixedPlaces> columns = columns(lines, CharacterWidths.of(counted, charset));
            if (columns.size() > 1) {
                return Optional.of(layout(columns, counted, lines.size(), encoding));
            }
        }
        return Optional.empty();
    }

    /** Places between those that are blank in all lines; none where the lines are not equally wide. */
    private static List<FixedPlaces> columns(List<byte[]> lines, CharacterWidths widths) {
        BitSet used = new BitSet();
        int width = -1;
        for (byte[] line : lines) {
            int places = 0;
            for (int at = 0; at < line.length; ) {
                int length = CharacterWidths.utf8Bytes(line[at]);
                int taken = widths.of(line, at, length);
                if (line[at] != ' ') {
                    used.set(places, places + taken);
                }
                places += taken;
                at += length;
            }
            if (width >= 0 && places != width) {
                return List.of();
            }
            width = places;
        }
        List<FixedPlaces> columns = new ArrayList<>();
        for (int first = used.nextSetBit(0); first >= 0; ) {
            int end = used.nextClearBit(first);
            columns.add(new FixedPlaces(first + 1, end));
            first = used.nextSetBit(end);
        }
        int last = columns.isEmpty() ? 0 : columns.get(columns.size() - 1).last();
        if (last > 0 && last < width) { // blanks at the end of all lines are the last column's
            FixedPlaces open = columns.remove(columns.size() - 1);
            columns.add(new FixedPlaces(open.first(), width));
        }
        return columns;
    }

    private static Layout layout(
            List<FixedPlaces> columns, FixedDialect.Counted counted, int lines, TextEncoding encoding) {
        Map<String, String> read = new LinkedHashMap<>(encoding.read());
        List<String> because = new ArrayList<>();
        because.add("encoding: " + encoding.because());
        if (counted == FixedDialect.Counted.BYTES) {
            read.put("positions", "bytes");
            because.add("positions: the lines are equally wide in bytes, and not in characters");
        }
        read.put("gaps", "blank");
        because.add("columns: uncertain: they stand between places that are blank in all of the first " + lines
                + " lines; two columns without a blank between them look like one, and a blank within all values like a"
                + " border: hold them against the description of the file");
        because.add("gaps: a value that is wider than those of the first lines is found, and not cut");
        return new Layout(
                "fixed",
                read,
                Layout.Records.ALIKE,
                columns.stream()
                        .map(places ->
                                new LayoutColumn(places.toString(), "", new ValueType.Text(), LayoutColumn.Proof.ANY))
                        .toList(),
                because);
    }
}
