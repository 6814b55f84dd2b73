package dev.weir.contracts.dqdl;

import dev.weir.contracts.dqdl.DqdlFacts.OtherTable;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parameters of a rule are, and how they are written. */
public enum RuleParameters {
    NOTHING("nothing", 0, 0),
    COLUMN("a column", 1, 1),
    /** A column that need not be there. */
    MAYBE_COLUMN("a column", 1, 1),
    TWO_COLUMNS("two columns", 2, 2),
    COLUMNS("one column or more", 1, Integer.MAX_VALUE),
    /** The whole row where there are none. */
    ANY_COLUMNS("columns, or none for the whole row", 0, Integer.MAX_VALUE),
    PATTERN("a pattern", 1, 1),
    QUERY("a query over 'primary'", 1, 1),
    TABLE("another table", 1, 1),
    /** {@code "a,b" "other.{c,d}"}, {@code "a" "other.c"}. */
    REFERENCE("columns, and columns of another table such as \"patients.patient_id\"", 2, 2),
    /** {@code "sum(a)" "avg(other.b)"}. */
    AGGREGATES("two of sum(…) and avg(…), such as \"sum(amount)\" \"sum(payments.amount)\"", 2, 2),
    /** {@code "other" "key1,key2->otherKey2" "a->b"}. */
    MAPPING("another table, the key's columns such as \"id->patient_id\", and perhaps the columns to compare", 2, 3);

    /** Deequ's own expressions, so that one text means one thing. */
    private static final Pattern BRACKETS = Pattern.compile("(.+)\\.\\{(.+)\\}");

    private static final Pattern DOT = Pattern.compile("(.+)\\.([^.]+)$");
    private static final Pattern AGGREGATE = Pattern.compile("(?:sum|avg|SUM|AVG)\\((.*)\\)");

    private final String described;
    private final int least;
    private final int most;

    RuleParameters(String described, int least, int most) {
        this.described = described;
        this.least = least;
        this.most = most;
    }

    /** Whether the parameters can be understood. */
    public boolean fits(List<Word> parameters) {
        if (parameters.size() < least || parameters.size() > most) {
            return false;
        }
        return switch (this) {
            case REFERENCE ->
                others(parameters).size() == 1
                        && others(parameters).get(0).columns().size()
                                == columns(parameters).size();
            case AGGREGATES ->
                parameters.stream()
                        .allMatch(
                                parameter -> AGGREGATE.matcher(parameter.text()).matches());
            default -> true;
        };
    }

    /** The columns of the rule's own table, as written. */
    List<Word> columns(List<Word> parameters) {
        return switch (this) {
            case COLUMN, TWO_COLUMNS, COLUMNS, ANY_COLUMNS, MAYBE_COLUMN -> parameters;
            case NOTHING, PATTERN, QUERY, TABLE -> List.of();
            case REFERENCE -> parameters.isEmpty() ? List.of() : split(parameters.get(0), 0);
            case AGGREGATES ->
                parameters.stream()
                        .filter(parameter -> !aggregated(parameter).contains("."))
                        .map(parameter -> new Word(aggregated(parameter), parameter.line(), parameter.column()))
                        .toList();
            case MAPPING -> {
                List<Word> columns = new ArrayList<>();
                parameters.stream().skip(1).forEach(parameter -> columns.addAll(split(parameter, 0)));
                yield columns;
            }
        };
    }

    /** What is looked into of other tables; nothing of queries, which their own parser reads. */
    List<OtherTable> others(List<Word> parameters) {
        if (parameters.size() < least) {
            return List.of();
        }
        return switch (this) {
            case NOTHING, COLUMN, MAYBE_COLUMN, TWO_COLUMNS, COLUMNS, ANY_COLUMNS, PATTERN, QUERY -> List.of();
            case TABLE -> List.of(new OtherTable(parameters.get(0), List.of()));
            case REFERENCE -> reference(parameters.get(1));
            case AGGREGATES ->
                parameters.stream()
                        .filter(parameter -> aggregated(parameter).contains("."))
                        .map(parameter -> ofColumn(parameter, aggregated(parameter)))
                        .toList();
            case MAPPING -> {
                List<String> columns = new ArrayList<>();
                parameters.stream()
                        .skip(1)
                        .flatMap(parameter -> split(parameter, 1).stream())
                        .forEach(word -> columns.add(word.text()));
                yield List.of(new OtherTable(parameters.get(0), columns));
            }
        };
    }

    private static List<OtherTable> reference(Word parameter) {
        Matcher brackets = BRACKETS.matcher(parameter.text());
        if (brackets.matches()) {
            return List.of(new OtherTable(
                    new Word(brackets.group(1), parameter.line(), parameter.column()),
                    Arrays.stream(brackets.group(2).split(","))
                            .map(String::strip)
                            .toList()));
        }
        return DOT.matcher(parameter.text()).matches() ? List.of(ofColumn(parameter, parameter.text())) : List.of();
    }

    private static OtherTable ofColumn(Word parameter, String qualified) {
        int dot = qualified.lastIndexOf('.');
        return new OtherTable(
                new Word(qualified.substring(0, dot), parameter.line(), parameter.column()),
                List.of(qualified.substring(dot + 1).strip()));
    }

    private static String aggregated(Word parameter) {
        Matcher aggregate = AGGREGATE.matcher(parameter.text());
        return aggregate.matches() ? aggregate.group(1) : parameter.text();
    }

    /** Of {@code a, b->c} the columns on that side of the arrow; one without an arrow is on both. */
    private static List<Word> split(Word parameter, int side) {
        List<Word> words = new ArrayList<>();
        for (String part : parameter.text().split(",")) {
            String[] sides = part.strip().split("->");
            words.add(new Word(sides[sides.length == 2 ? side : 0].strip(), parameter.line(), parameter.column()));
        }
        return words;
    }

    /** What has to follow the rule's type, as people read it. */
    @Override
    public String toString() {
        return described;
    }
}
