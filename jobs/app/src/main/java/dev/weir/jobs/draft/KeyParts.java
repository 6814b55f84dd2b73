package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftMeaning.Treatment;
import dev.weir.jobs.draft.KeyPart.Kind;
import dev.weir.jobs.engine.discover.ColumnProfile;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.mask.Mask;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which columns of a table may be parts of its key, and which of them suit it better: numbers of records and what counts, then codes,
 * then times, then other texts. What is measured, called a name or written freely is none.
 */
record KeyParts(ColumnMeanings meanings) {

    /** One more would double the sets of columns that are counted. */
    private static final int MOST = 7;

    private static final int LONGEST = 40;

    /** A choice of few words stands in so many records, each; free texts do not. */
    private static final int FEWEST_ALIKE = 4;

    /** What counts within something: {@code AESEQ}, {@code seq_num}, {@code visitnum}, {@code 序号}. */
    private static final Pattern COUNTED = Pattern.compile(
            "(?i).*(?:seq|sequence|seq_?num|visit_?num|tpt_?num|line_?(?:no|num|number)|row_?num|rank|ordinal|position|version|release"
                    + "|well|plate)(?:_?[0-9])?|.*(?:序号|次数|行号)");

    /** What is called a code or a kind, with or without a mark before it: {@code itemid}, {@code VSTESTCD}, {@code drug_type}. */
    private static final Pattern CODED =
            Pattern.compile("(?i).*(?:id|cd|code)|(?:.*[_ .-])?(?:type|kind|basis|domain)|.*(?:代码|类型|类别)");

    /** What programs call the numbers of rows that they write beside them. */
    static final Pattern INDEX = Pattern.compile("(?i)unnamed:?[ _]?[0-9]*|index|level_[0-9]");

    /** What is measured or given, by its name: two records may have the same, and the next ones will. */
    private static final Pattern MEASURED = Pattern.compile(
            "(?i)(?:.*[_ .-])?(?:value|val|result|score|amount|quantity|qty|dose|count|price|cost|length|los|age|weight|height)(?:[_ .-].*)?"
                    + "|(?:.*[_ .-])?(?:n|t)?val(?:ue)?_?(?:num|char)|[a-z]{2}(?:orres|stres[cn]|dose|dur)|qval|.*(?:结果|数值|剂量|数量|金额)");

    /** Times that are not known when a record is made, or that tell when it was written: two loads of one record differ in them. */
    private static final Pattern LATER = Pattern.compile(
            "(?i)(?:.*[_ .-])?(?:end|stop|until|to|out|disch|discharge|expir|close|store|updat|modif|load|import|download|upload|insert)[a-z]*"
                    + "(?:[_ .-].*)?|[a-z]{2}endtc|.*(?:结束|出院|停止|更新|修改|入库).*");

    /** What is called a name or a text. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i).*(?:name|label|title|descr?|description|comment|remark|note|text|term)s?|.*(?:名称?|姓名|说明|备注|描述)");

    /** Those that a key is searched in, in the order of the table. */
    List<KeyPart> of(DraftTable table) {
        return table.columns().stream()
                .flatMap(column -> part(table, column).stream())
                .sorted(Comparator.comparingInt(KeyPart::cost))
                .limit(MOST)
                .sorted(Comparator.comparingInt(KeyPart::place))
                .toList();
    }

    private Optional<KeyPart> part(DraftTable table, DraftColumn column) {
        ColumnProfile profile = table.profileOf(column);
        String label = column.label();
        boolean isWhole = profile.values() == table.readable() && column.type().failing() == 0;
        boolean isOther =
                INDEX.matcher(label).matches() || MEASURED.matcher(label).matches();
        if (!isWhole || isOther || !isKept(column, profile)) {
            return Optional.empty();
        }
        Kind kind = kind(column);
        return cost(table, column, kind)
                .map(cost -> new KeyPart(table.place(column.name()), column.name(), cost, kind));
    }

    private static Kind kind(DraftColumn column) {
        if (DraftKeyFinder.NUMBERS.contains(column.meaning().category())) {
            return Kind.NUMBER;
        } else if (COUNTED.matcher(column.label()).matches()) {
            return Kind.COUNTED;
        } else if (KeySign.isCalledKey(column.label())) {
            return Kind.NUMBER;
        }
        return isTime(column.type().released()) ? Kind.TIME : Kind.OTHER;
    }

    /** Whether different values are different ones when they are released, of one person at least. */
    private boolean isKept(DraftColumn column, ColumnProfile profile) {
        Treatment treatment = column.meaning().treatment();
        boolean isApart = meanings.defaultMask(column.meaning().category())
                        .filter(Mask::isInjective)
                        .isPresent()
                || meanings.moves(column);
        return profile.longest() <= LONGEST
                && profile.distinct().map(distinct -> distinct > 1).orElse(true)
                && ((treatment == Treatment.BY_LAW && isApart)
                        || (treatment == Treatment.REDACTED && profile.hidden() == 0));
    }

    /** How ill a column suits a key; empty where it is none of one. */
    private static Optional<Integer> cost(DraftTable table, DraftColumn column, Kind kind) {
        ValueType type = column.type().released();
        Predicate<Integer> isChoice = distinct -> (long) distinct * FEWEST_ALIKE <= table.readable();
        boolean isFew = table.profileOf(column).distinct().filter(isChoice).isPresent();
        boolean isText = type instanceof ValueType.Text;
        boolean isPlain = isText || type instanceof ValueType.Whole;
        boolean isFraction = type instanceof ValueType.Real || type instanceof ValueType.Exact;
        boolean isVersion = kind == Kind.COUNTED && isFraction && isFew;
        if (isVersion || (isPlain && (kind == Kind.NUMBER || kind == Kind.COUNTED))) {
            return Optional.of(0);
        } else if (isPlain && CODED.matcher(column.label()).matches()) {
            return Optional.of(1);
        } else if (kind == Kind.TIME) {
            return LATER.matcher(column.label()).matches() ? Optional.empty() : Optional.of(2);
        } else if (isText && !NAMED.matcher(column.label()).matches()) {
            boolean isFree = column.meaning().treatment() == Treatment.REDACTED && !isFew;
            return isFree ? Optional.empty() : Optional.of(3);
        }
        return type instanceof ValueType.Whole ? Optional.of(5) : Optional.empty();
    }

    private static boolean isTime(ValueType type) {
        return type instanceof ValueType.Day
                || type instanceof ValueType.Instant
                || type instanceof ValueType.WallClock;
    }
}
