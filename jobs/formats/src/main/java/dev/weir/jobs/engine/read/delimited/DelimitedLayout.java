package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.file.TextHead;
import dev.weir.jobs.engine.read.header.FirstLines;
import dev.weir.jobs.engine.read.header.FirstRows;
import dev.weir.jobs.engine.read.header.HeadField;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds out from the first mebibyte how delimited text is written: the delimiter that cuts most records into as many fields, the
 * lines before the header, and whether the first record names the columns. Where it may be a record, it is taken for one: no
 * value becomes a name.
 */
final class DelimitedLayout {

    private static final char[] DELIMITERS = {',', '\t', ';', '|'};

    /** What lines begin with that programs of measurement and statistics write for people. */
    private static final String COMMENTS = "#%!";

    /** As many records have to have as many fields. */
    private static final double ALIKE = 0.5;

    private DelimitedLayout() {}

    /** How a file is written; empty where it seems to be no delimited text. */
    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        if (file.bytes() == 0) {
            return Optional.empty();
        }
        TextHead head = TextHead.of(configuration, file);
        return of(file.name(), head.text(), head.isWhole(), head.encoding());
    }

    /**
     * How a text is written.
     *
     * @param name of the file
     * @param head its first characters
     * @param whole whether they are all
     */
    static Optional<Layout> of(String name, String head, boolean whole, TextEncoding encoding) {
        if (head.isBlank() || "{[<".indexOf(head.strip().charAt(0)) >= 0 || isBinary(head)) {
            return Optional.empty();
        }
        Cut plain = cut(head, Syntax.NONE, whole);
        Cut best = comment(head)
                .map(comment -> cut(head, comment, whole))
                .filter(DelimitedLayout::hasComments)
                .orElse(plain);
        FirstRows first = best.rows().first();
        boolean isList = first.width() == 1 && name.toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv(\\.gz|\\.bz2)?");
        return isList || (first.width() > 1 && first.share() >= ALIKE)
                ? Optional.of(layout(best, encoding))
                : Optional.empty();
    }

    /** A text cut with the delimiter that fits best. */
    private record Cut(HeadRows rows, char delimiter, char comment) {}

    private static Cut cut(String head, char comment, boolean whole) {
        Cut best = new Cut(HeadRows.of(head, ',', comment, whole), ',', comment);
        for (char each : DELIMITERS) {
            Cut other = new Cut(HeadRows.of(head, each, comment, whole), each, comment);
            FirstRows rows = other.rows().first();
            FirstRows before = best.rows().first();
            boolean fits = rows.width() > 1 && rows.share() >= ALIKE;
            boolean better = before.width() < 2
                    || rows.share() > before.share()
                    || (rows.share() == before.share() && rows.width() > before.width());
            if (fits && better) {
                best = other;
            }
        }
        return best;
    }

    /** What a file's first line begins with, where that begins a comment in other files. */
    private static Optional<Character> comment(String head) {
        char first = head.strip().charAt(0);
        return COMMENTS.indexOf(first) >= 0 ? Optional.of(first) : Optional.empty();
    }

    /**
     * Whether lines that begin so are comments. They are records where one among the records has as many fields; and the last one
     * before the records may be the header.
     */
    private static boolean hasComments(Cut cut) {
        FirstRows rows = cut.rows().first();
        FirstRows comments = cut.rows().comments();
        if (rows.rows().isEmpty()) {
            return false;
        }
        boolean isHeaded = FirstLines.of(rows).isHeader();
        int records = rows.lines().get(0);
        for (int i = 0; i < comments.rows().size(); i++) {
            boolean isAmong = comments.lines().get(i) > records;
            boolean isLikeRecords = rows.width() > 1 && comments.rows().get(i).size() == rows.width();
            if (isLikeRecords && (isAmong || !isHeaded)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBinary(String head) {
        long odd = head.chars()
                .filter(c -> c == 0xfffd || (c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f'))
                .count();
        return odd * 100 > head.length();
    }

    private static Layout layout(Cut cut, TextEncoding encoding) {
        HeadRows head = cut.rows();
        char delimiter = cut.delimiter();
        List<String> because = new ArrayList<>();
        Map<String, String> read = new LinkedHashMap<>(encoding.read());
        because.add("encoding: " + encoding.because());
        FirstRows rows = head.first();
        int width = rows.width();
        if (delimiter != ',' && delimiter != '\t') {
            read.put("delimiter", "\"" + delimiter + "\"");
        }
        because.add("delimiter: " + Math.round(100 * rows.share()) + " % of the first "
                + rows.rows().size() + " records have " + width + (width == 1 ? " field" : " fields") + " with it");
        if (head.torn() * 2 > head.quoted() && head.torn() > 0) {
            read.put("quote", "\"\"");
            because.add("quote: most quotes close nothing, so they are plain characters");
        }
        if (head.padded() > 0) {
            read.put("trim", "true");
            because.add(
                    "trim: blanks stand around " + head.padded()
                            + " of the first values, and are taken away everywhere: take 'trim' out of the contract where they count");
        }
        if (cut.comment() != Syntax.NONE) {
            read.put("comment", "\"" + cut.comment() + "\"");
            because.add("comment: lines that begin with '" + cut.comment()
                    + "', as the first does, are passed over wherever they stand");
        }
        FirstLines lines = FirstLines.of(rows);
        List<LayoutColumn> columns = lines.isHeader()
                ? named(rows, lines.first(), read, because)
                : unnamed(rows, lines.first(), read, because);
        because.addAll(lines.because());
        return new Layout(delimiter == '\t' ? "tsv" : "csv", read, Layout.Records.ALIKE, columns, because);
    }

    private static List<LayoutColumn> unnamed(
            FirstRows rows, int first, Map<String, String> read, List<String> because) {
        skip(rows, first, read, because);
        read.put("header", "false");
        int fields = rows.rows().get(first).size();
        if (fields != rows.width()) {
            because.add("line " + rows.lines().get(first) + " has " + fields + (fields == 1 ? " field" : " fields")
                    + " where most have " + rows.width()
                    + ": it may be a record, so it is not passed over, and a run cannot read it");
        }
        return IntStream.range(0, rows.width()).mapToObj(i -> column("", "")).toList();
    }

    private static List<LayoutColumn> named(FirstRows rows, int first, Map<String, String> read, List<String> because) {
        int width = rows.width();
        List<HeadField> header = rows.rows().get(first);
        List<String> found = header.stream().map(field -> asFound(field, read)).toList();
        int named = HeaderMatch.named(found);
        List<String> used = found.subList(0, named);
        boolean safe = used.stream().allMatch(UnknownColumns::looksLikeName) && new HashSet<>(used).size() == named;
        boolean fits = named <= width && width <= found.size() && isEmptyFrom(rows, named, first);
        if (safe && fits) {
            skip(rows, first, read, because);
            return used.stream().map(name -> column(name, name)).toList();
        }
        String why = safe
                ? ": the header has " + named + (named == 1 ? " name" : " names") + " and the records have " + width
                        + (width == 1 ? " field" : " fields")
                : ": a name of the header is empty, stands twice, has blanks around it, or looks like a value, and is not"
                        + " written here";
        if (found.size() == width) {
            skip(rows, first, read, because);
            read.put("byPosition", "true");
            because.add("byPosition" + why);
        } else {
            // the reader holds each record against the header's width, so the header is passed over
            boolean isLast = first + 1 >= rows.lines().size();
            read.put("skipRows", String.valueOf(rows.lines().get(isLast ? first : first + 1) - (isLast ? 0 : 1)));
            read.put("header", "false");
            because.add("skipRows" + why + ", so it is passed over, and the columns are found by their places");
        }
        return IntStream.range(0, width)
                .mapToObj(i -> {
                    String label = i < header.size() ? header.get(i).plain() : "";
                    return column("", UnknownColumns.looksLikeName(label) ? label : "");
                })
                .toList();
    }

    /** A name as the reader finds it in the header. */
    private static String asFound(HeadField field, Map<String, String> read) {
        if (field.isQuoted()) {
            return read.containsKey("quote") ? '"' + field.text() + '"' : field.text();
        }
        return read.containsKey("trim") ? field.plain() : field.text();
    }

    private static boolean isEmptyFrom(FirstRows rows, int field, int header) {
        return IntStream.range(field, rows.width())
                .allMatch(i -> rows.column(i, header + 1).isEmpty());
    }

    private static void skip(FirstRows rows, int first, Map<String, String> read, List<String> because) {
        int lines = rows.lines().get(first) - 1;
        boolean areComments = first == 0 && read.containsKey("comment");
        if (lines > 0 && !areComments) {
            read.put("skipRows", String.valueOf(lines));
            because.add("skipRows: " + lines + (lines == 1 ? " line stands" : " lines stand")
                    + " before the columns, with fewer fields, and not written as the records are");
        }
    }

    private static LayoutColumn column(String physicalName, String label) {
        return new LayoutColumn(physicalName, label, new ValueType.Text(), LayoutColumn.Proof.ANY);
    }
}
