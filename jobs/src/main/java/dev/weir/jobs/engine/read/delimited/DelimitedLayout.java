package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.detect.HeaderHints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds out from the first mebibyte how delimited text is written: the delimiter that cuts most records into as many fields, the
 * lines before the header, and whether the first record names the columns. Where it may be a record, it is taken for one: no
 * value becomes a name.
 */
final class DelimitedLayout {

    private static final int HEAD = 1 << 20;
    private static final char[] DELIMITERS = {',', '\t', ';', '|'};

    /** As many records have to have as many fields. */
    private static final double ALIKE = 0.5;

    /** From this share of a column's values on it is of a kind. */
    private static final double MOST = 0.8;

    private static final int MOST_TITLE_LINES = 20;

    /** Numbers, dates, times and codes of digits: what no column is called. */
    private static final Pattern VALUE = Pattern.compile("[+-]?[0-9][0-9.,:/\\-年月日 TZ+]*[0-9日Z]?|(?i:true|false)");

    private static final Pattern WORDS = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[_ .-][A-Za-z0-9]+)+");

    private DelimitedLayout() {}

    /** How a file is written; empty where it seems to be no delimited text. */
    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        if (file.bytes() == 0) {
            return Optional.empty();
        }
        TextEncoding encoding = TextEncoding.of(configuration, file);
        byte[] bytes;
        try (InputStream text = SourceStreams.text(
                configuration, file, new FilePart(0, file.bytes(), 1), Charset.forName(encoding.charset()))) {
            bytes = text.readNBytes(HEAD);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        String head = new String(bytes, StandardCharsets.UTF_8);
        return of(file.name(), head.startsWith("\ufeff") ? head.substring(1) : head, bytes.length < HEAD, encoding);
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
        char delimiter = ',';
        HeadRows best = HeadRows.of(head, delimiter, whole);
        for (char each : DELIMITERS) {
            HeadRows rows = HeadRows.of(head, each, whole);
            boolean fits = rows.width() > 1 && rows.share() >= ALIKE;
            boolean better = best.width() < 2
                    || rows.share() > best.share()
                    || (rows.share() == best.share() && rows.width() > best.width());
            if (fits && better) {
                best = rows;
                delimiter = each;
            }
        }
        boolean isList = best.width() == 1 && name.toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv(\\.gz|\\.bz2)?");
        return isList || (best.width() > 1 && best.share() >= ALIKE)
                ? Optional.of(new DelimitedLayout().layout(best, delimiter, encoding))
                : Optional.empty();
    }

    private static boolean isBinary(String head) {
        long odd = head.chars()
                .filter(c -> c == 0xfffd || (c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f'))
                .count();
        return odd * 100 > head.length();
    }

    private Layout layout(HeadRows rows, char delimiter, TextEncoding encoding) {
        List<String> because = new ArrayList<>();
        Map<String, String> read = new LinkedHashMap<>();
        because.add("encoding: " + encoding.because());
        if (!encoding.charset().equals("UTF-8")) {
            read.put("encoding", encoding.charset());
        }
        int width = rows.width();
        if (delimiter != ',' && delimiter != '\t') {
            read.put("delimiter", "\"" + delimiter + "\"");
        }
        because.add("delimiter: " + Math.round(100 * rows.share()) + " % of the first "
                + rows.rows().size() + " records have " + width + (width == 1 ? " field" : " fields") + " with it");
        if (rows.torn() * 2 > rows.quoted() && rows.torn() > 0) {
            read.put("quote", "\"\"");
            because.add("quote: most quotes close nothing, so they are plain characters");
        }
        int first = firstRecord(rows, width);
        int skipped = rows.lines().get(first) - 1;
        if (skipped > 0) {
            read.put("skipRows", String.valueOf(skipped));
            because.add("skipRows: " + skipped + (skipped == 1 ? " line stands" : " lines stand")
                    + " before the columns, with fewer fields");
        }
        if (rows.padded() > 0) {
            read.put("trim", "true");
            because.add("trim: blanks stand around " + rows.padded() + " of the first values");
        }
        List<String> names = rows.rows().get(first).stream().map(String::strip).toList();
        return new Layout(
                delimiter == '\t' ? "tsv" : "csv",
                read,
                Layout.Records.ALIKE,
                columns(rows, first, names, read, because),
                because);
    }

    /** The first record with all its fields, and more than one that is filled. */
    private static int firstRecord(HeadRows rows, int width) {
        for (int i = 0; i < Math.min(MOST_TITLE_LINES, rows.rows().size()); i++) {
            List<String> row = rows.rows().get(i);
            long filled = row.stream().filter(field -> !field.isBlank()).count();
            if (row.size() == width && (width < 3 || filled > 1)) {
                return i;
            }
        }
        return 0;
    }

    private static List<LayoutColumn> columns(
            HeadRows rows, int first, List<String> names, Map<String, String> read, List<String> because) {
        boolean headed = isHeader(rows, first, names, because);
        int named = names.size();
        while (named > 1 && names.get(named - 1).isEmpty()) {
            named--;
        }
        List<String> used = names.subList(0, named);
        boolean safe = used.stream().allMatch(UnknownColumns::looksLikeName) && new HashSet<>(used).size() == named;
        if (!headed) {
            read.put("header", "false");
        } else if (!safe) {
            read.put("byPosition", "true");
            because.add("byPosition: a name of the header is empty, stands twice, or looks like a value,"
                    + " and is not written here");
        }
        return IntStream.range(0, headed && safe ? named : names.size())
                .mapToObj(i -> {
                    boolean shown = headed && UnknownColumns.looksLikeName(names.get(i));
                    return new LayoutColumn(
                            headed && safe ? names.get(i) : "",
                            shown ? names.get(i) : "",
                            new ValueType.Text(),
                            LayoutColumn.Proof.ANY);
                })
                .toList();
    }

    private static boolean isHeader(HeadRows rows, int first, List<String> names, List<String> because) {
        int different = 0;
        int hints = 0;
        int repeated = 0;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<String> values = rows.column(i, first + 1);
            long valued = values.stream()
                    .filter(value -> VALUE.matcher(value).matches())
                    .count();
            boolean isKind = !values.isEmpty() && valued >= MOST * values.size();
            boolean isValue = VALUE.matcher(name).matches();
            if (isKind && isValue) {
                because.add("header: false, since the first line has a value in field " + (i + 1)
                        + " of the kind that stands below it");
                return false;
            }
            different += isKind && !name.isEmpty() ? 1 : 0;
            boolean isName = UnknownColumns.looksLikeName(name)
                    && (HeaderHints.of(name).isPresent() || WORDS.matcher(name).matches());
            hints += isName ? 1 : 0;
            repeated += values.contains(name) && !name.isEmpty() ? 1 : 0;
        }
        boolean headed = repeated == 0 && (different > 0 || hints * 2 >= names.size());
        because.add(
                headed
                        ? "header: " + different + " names that are no number or date stand above such values, and "
                                + hints + " of " + names.size() + " names are known words"
                        : "header: false, since nothing tells the first line from the others; if it does name the"
                                + " columns, take 'header' out and write each column's physicalName");
        return headed;
    }
}
