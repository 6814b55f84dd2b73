package dev.weir.jobs.engine.read.header;

import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.layout.NullTokens;
import dev.weir.privacy.detect.HeaderHints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the first lines of a file are: titles, the names of the columns, or records. A line that may be a record is one: no
 * value becomes a name, and no record is passed over.
 *
 * @param first the record with the names, or the first with values: a place in {@link FirstRows#rows}
 * @param isHeader whether it names the columns
 * @param because what speaks for it: sentences without a full stop
 */
public record FirstLines(int first, boolean isHeader, List<String> because) {

    private static final int MOST_TITLES = 20;

    /** From this share of a column's values on it is of a kind. */
    private static final double KIND = 0.8;

    /** A text above values of which as many are numbers or dates is none of them. */
    private static final double PURE = 0.98;

    /** Above as many numbers without an exception, a word is no value. */
    private static final int MANY = 10;

    /** So many different texts, each above numbers or dates alone, are the names of a line. */
    private static final int CLEAR = 3;

    /** Values; fewer lack what a name lacks by chance. */
    private static final int FEWEST_UNLIKE = 5;

    /** So often a value of a list stands in a column. */
    private static final int OFTEN = 4;

    /** As many values are compared with a name. */
    private static final int COMPARED = 20;

    /** Numbers, dates, times and codes of digits: what no column is called. */
    private static final Pattern VALUE = Pattern.compile("[+-]?[0-9][0-9.,:/\\-年月日 TZ+]*[0-9日Z]?|(?i:true|false)");

    /** Words as programs write names: with low lines, and nothing else between them. */
    private static final Pattern SNAKE = Pattern.compile("[A-Za-z]+[0-9]*(?:_[A-Za-z0-9]+)+");

    private static final Pattern MARK = Pattern.compile("[\\p{N}@]");
    private static final Pattern DIGIT = Pattern.compile("\\p{N}");
    private static final Pattern CODE = Pattern.compile("(?=.*\\p{N})\\S+");

    private static final Pattern LATIN_NAME = Pattern.compile("[A-Za-z][A-Za-z_]*[0-9]{0,2}");

    public FirstLines {
        because = List.copyOf(because);
    }

    /** Of the first rows of a file, at least one. */
    public static FirstLines of(FirstRows rows) {
        int first = 0;
        int last = Math.min(MOST_TITLES, rows.rows().size());
        while (first < last && new Line(rows, first).isTitle()) {
            first++;
        }
        first = first == last ? 0 : first;
        Verdict verdict = new Line(rows, first).verdict();
        if (!verdict.isHeader() && first > 0) {
            // names that are fewer than the columns look like a title with fewer fields
            Verdict above = new Line(rows, first - 1).shortHeader();
            if (above.isHeader()) {
                return new FirstLines(first - 1, true, above.because());
            }
        }
        return new FirstLines(first, verdict.isHeader(), verdict.because());
    }

    private record Verdict(boolean isHeader, List<String> because) {}

    /** One of the first lines, held against those below it. */
    private static final class Line {
        private final FirstRows rows;
        private final int place;
        private final List<HeadField> fields;
        private final List<Column> columns = new ArrayList<>();

        Line(FirstRows rows, int place) {
            this.rows = rows;
            this.place = place;
            this.fields = rows.rows().get(place);
            for (int i = 0; i < fields.size(); i++) {
                columns.add(new Column(fields.get(i).plain(), rows.column(i, place + 1)));
            }
        }

        private int filled() {
            return (int) fields.stream().filter(field -> !field.isBlank()).count();
        }

        /** Whether it has fewer fields than the records below it have, and is not written as they are. */
        boolean isTitle() {
            return filled() < rows.usuallyFilled(place + 1) && !isLikeRecords();
        }

        private boolean isLikeRecords() {
            int said = 0;
            int alike = 0;
            for (Column column : columns) {
                if (!column.name.isEmpty() && !NullTokens.has(column.name)) {
                    said++;
                    alike += column.isValue() || column.isShapedLikeValues() || column.mayBeWordOfValues() ? 1 : 0;
                }
            }
            return alike > 0 && alike * 2 >= said;
        }

        /** Whether it names the columns, with the reason. */
        Verdict verdict() {
            List<String> because = new ArrayList<>();
            if (SdtmNames.areAll(fields.stream().map(HeadField::plain).toList())) {
                because.add("header: its names are those of variables of clinical trials (SDTM)");
                return new Verdict(true, because);
            }
            int strong = 0;
            int different = 0;
            int proven = 0;
            int shaped = 0;
            int known = 0;
            int repeated = 0;
            int rare = 0;
            int unlike = 0;
            Set<String> clear = new HashSet<>();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (column.isValue()) {
                    because.add("header: false, since the first line has a value in field " + (i + 1)
                            + " of the kind that stands below it");
                    return new Verdict(false, because);
                }
                boolean isKnown = column.isKnown();
                boolean isDifferent = column.isDifferent();
                shaped += column.isShapedLikeValues() ? 1 : 0;
                known += isKnown ? 1 : 0;
                different += isDifferent ? 1 : 0;
                if (isDifferent && column.isAboveManyNumbers()) {
                    clear.add(column.name);
                }
                boolean isAboveCodes = isKnown && column.isAboveManyCodes();
                strong += isAboveCodes || (isDifferent && column.isAboveManyNumbers()) ? 1 : 0;
                proven += isAboveCodes || (isDifferent && isKnown) ? 1 : 0;
                repeated += column.standsBelow() ? 1 : 0;
                rare += column.isAboveFewWords() ? 1 : 0;
                unlike += column.isUnlikeValues() ? 1 : 0;
            }
            int filled = filled();
            boolean alone = rows.rows().size() <= place + 1;
            boolean recognised = strong > 0
                    || (rare > 1 && rare * 2 >= filled)
                    || (different > 0 && (known > 0 || different * 2 >= filled))
                    || (known * 2 > filled && (!alone || mayStandAlone(known == filled)));
            boolean headed = filled > 0
                    && repeated == 0
                    && recognised
                    && (shaped == 0
                            || proven > 0
                            || isOutweighed(shaped, clear)
                            || isContrasted(shaped, known, unlike));
            if (headed) {
                because.add("header: " + different
                        + (different == 1
                                ? " name that is no number or date stands"
                                : " names that are no number or date stand")
                        + " above such values, and " + known + " of " + filled + " names are known words");
            } else {
                because.add("header: false, since "
                        + (shaped > 0
                                ? shaped
                                        + (shaped == 1
                                                ? " field of the first line is written as the values below it are"
                                                : " fields of the first line are written as the values below them are")
                                : "nothing tells the first line from the others")
                        + "; if it does name the columns, take 'header' out and write each column's physicalName");
            }
            return new Verdict(headed, because);
        }

        /** Whether a few fields may be values by their form, and so many others above numbers and dates that they are names, too. */
        private static boolean isOutweighed(int shaped, Set<String> clear) {
            return clear.size() >= CLEAR && clear.size() >= CLEAR * shaped;
        }

        /** Whether so many fields are known words, and so many others are written as no value below them is, that a few may look like values. */
        private static boolean isContrasted(int shaped, int known, int unlike) {
            return known > 1 && unlike > 1 && known + unlike > 2 * shaped;
        }

        /** Without a value below, every field has to look like a name. */
        private boolean mayStandAlone(boolean allKnown) {
            return columns.stream()
                    .filter(column -> !column.name.isEmpty())
                    .allMatch(column -> LATIN_NAME.matcher(column.name).matches()
                            || (allKnown && TextShape.isPlain(TextShape.of(column.name))));
        }

        /** Whether it names all columns but one: then it may not be taken for a title. */
        Verdict shortHeader() {
            int filled = filled();
            int known = 0;
            int named = 0;
            for (Column column : columns) {
                boolean isKnown = column.isKnown();
                known += isKnown ? 1 : 0;
                named += isKnown || column.isDifferent() ? 1 : 0;
            }
            boolean nearly = filled > 1 && filled >= rows.width() - 1;
            Verdict verdict = verdict();
            return new Verdict(
                    nearly && (known * 2 > filled || named == filled) && verdict.isHeader(), verdict.because());
        }
    }

    /** What a line has in one field, and what stands below it. */
    private static final class Column {
        private final String name;
        private final List<String> values;
        private final long valued;

        Column(String name, List<String> values) {
            this.name = name;
            this.values =
                    values.stream().filter(value -> !NullTokens.has(value)).toList();
            this.valued = this.values.stream()
                    .filter(value -> VALUE.matcher(value).matches())
                    .count();
        }

        private boolean isMostly(double share) {
            return !values.isEmpty() && valued >= share * values.size();
        }

        boolean isValue() {
            return isMostly(KIND) && VALUE.matcher(name).matches();
        }

        /** Whether it is a text above numbers, dates, times or flags. */
        boolean isDifferent() {
            return !name.isEmpty()
                    && !NullTokens.has(name)
                    && isMostly(PURE)
                    && !VALUE.matcher(name).matches();
        }

        boolean isAboveManyNumbers() {
            return values.size() >= MANY && valued == values.size();
        }

        /** Whether it is a word above values of which each stands several times, and is none of them. */
        boolean isAboveFewWords() {
            return values.size() >= 2 * MANY
                    && new HashSet<>(values).size() * OFTEN <= values.size()
                    && LATIN_NAME.matcher(name).matches()
                    && !standsBelow();
        }

        /** Whether it is a word without a digit above values that all have one, and no blank. */
        boolean isAboveManyCodes() {
            return values.size() >= MANY
                    && DIGIT.matcher(name).results().findAny().isEmpty()
                    && values.stream().allMatch(value -> CODE.matcher(value).matches());
        }

        /** Whether it has no digit and no sign of addresses, and each of some values has one: a telephone, a mail address. */
        boolean isUnlikeValues() {
            return !name.isEmpty()
                    && !NullTokens.has(name)
                    && values.size() >= FEWEST_UNLIKE
                    && !MARK.matcher(name).find()
                    && values.stream().allMatch(value -> MARK.matcher(value).find());
        }

        /** Whether most values have its form, and a form tells anything. */
        boolean isShapedLikeValues() {
            String shape = TextShape.of(name);
            if (TextShape.isPlain(shape) || NullTokens.has(name) || values.isEmpty()) {
                return false;
            }
            Map<String, Integer> shapes = new HashMap<>();
            values.forEach(value -> shapes.merge(TextShape.of(value), 1, Integer::sum));
            return shapes.getOrDefault(shape, 0) * 2 > values.size();
        }

        /** Whether it is a word among words, and no longer or shorter than these. */
        boolean mayBeWordOfValues() {
            boolean words = values.stream()
                                    .filter(value -> TextShape.isPlain(TextShape.of(value)))
                                    .count()
                            * 2
                    > values.size();
            return words
                    && TextShape.isPlain(TextShape.of(name))
                    && values.stream().anyMatch(value -> value.length() <= name.length())
                    && values.stream().anyMatch(value -> value.length() >= name.length());
        }

        boolean standsBelow() {
            return !name.isEmpty() && values.contains(name);
        }

        /** Whether it is a word that columns are called, and the values below it are none. */
        boolean isKnown() {
            return isWord(name)
                    && values.stream().limit(COMPARED).filter(Column::isWord).count() * 4
                            <= Math.min(COMPARED, values.size());
        }

        private static boolean isWord(String text) {
            return UnknownColumns.looksLikeName(text)
                    && (SNAKE.matcher(text).matches() || HeaderHints.of(text).isPresent());
        }
    }
}
