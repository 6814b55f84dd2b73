package dev.weir.contracts.dqdl;

import dev.weir.contracts.dqdl.DqdlFacts.OtherTable;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private static final Pattern BRACKETS = Pattern.compile("(.+?)\\.\\{(.+)\\}", Pattern.DOTALL);

    private static final Pattern DOT = Pattern.compile("(.+)\\.([^.]+)", Pattern.DOTALL);

    /** Of {@code other.`column`}, which may have dots. */
    private static final Pattern DOT_QUOTED = Pattern.compile("(.+?)\\.(\\s*`(?:[^`]|``)+`\\s*)", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("\\s*`(?:[^`]|``)+`\\s*", Pattern.DOTALL);
    private static final Pattern AGGREGATE = Pattern.compile("(sum|avg|SUM|AVG)\\((.*)\\)", Pattern.DOTALL);
    private static final String COMMA = ",";
    private static final String ARROW = "->";

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
                        .filter(parameter -> !isOfOther(aggregated(parameter)))
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
                        .filter(parameter -> isOfOther(aggregated(parameter)))
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

    /**
     * The parameters with other names of columns in them, for a reader that takes no back-ticks.
     *
     * @param own gives the name of a column of the rule's own table, as written
     * @param other of one of another table
     */
    public List<String> renamed(List<Word> parameters, UnaryOperator<String> own, UnaryOperator<String> other) {
        return switch (this) {
            case NOTHING, PATTERN, QUERY, TABLE ->
                parameters.stream().map(Word::text).toList();
            case COLUMN, TWO_COLUMNS, COLUMNS, ANY_COLUMNS, MAYBE_COLUMN ->
                parameters.stream()
                        .map(parameter -> own.apply(parameter.text()))
                        .toList();
            case REFERENCE -> {
                OtherTable parent = others(parameters).get(0);
                yield List.of(
                        joined(columns(parameters).stream().map(Word::text).toList(), own),
                        parent.table().text() + ".{" + joined(parent.columns(), other) + "}");
            }
            case AGGREGATES ->
                parameters.stream()
                        .map(parameter -> aggregate(parameter, own, other))
                        .toList();
            case MAPPING -> {
                List<String> texts = new ArrayList<>(List.of(parameters.get(0).text()));
                parameters.stream().skip(1).forEach(parameter -> {
                    List<String> sides = joinedSides(split(parameter, 0), split(parameter, 1), own, other);
                    texts.add(String.join(COMMA, sides));
                });
                yield texts;
            }
        };
    }

    private static String joined(List<String> columns, UnaryOperator<String> names) {
        return columns.stream().map(names).collect(Collectors.joining(COMMA));
    }

    private static List<String> joinedSides(
            List<Word> left, List<Word> right, UnaryOperator<String> own, UnaryOperator<String> other) {
        List<String> sides = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            sides.add(own.apply(left.get(i).text())
                    + ARROW
                    + other.apply(right.get(i).text()));
        }
        return sides;
    }

    private static String aggregate(Word parameter, UnaryOperator<String> own, UnaryOperator<String> other) {
        Matcher aggregate = AGGREGATE.matcher(parameter.text());
        if (!aggregate.matches()) {
            return parameter.text();
        }
        String of = aggregate.group(2);
        if (!isOfOther(of)) {
            return aggregate.group(1) + "(" + own.apply(of) + ")";
        }
        OtherTable table = ofColumn(parameter, of);
        return aggregate.group(1) + "(" + table.table().text() + "."
                + other.apply(table.columns().get(0)) + ")";
    }

    private static List<OtherTable> reference(Word parameter) {
        Matcher brackets = BRACKETS.matcher(parameter.text());
        if (brackets.matches()) {
            return List.of(new OtherTable(
                    new Word(brackets.group(1), parameter.line(), parameter.column()),
                    WrittenColumn.parts(brackets.group(2), COMMA)));
        }
        return isOfOther(parameter.text()) ? List.of(ofColumn(parameter, parameter.text())) : List.of();
    }

    private static OtherTable ofColumn(Word parameter, String qualified) {
        Matcher dot = DOT_QUOTED.matcher(qualified);
        if (!dot.matches()) {
            dot = DOT.matcher(qualified);
        }
        if (!dot.matches()) {
            throw new IllegalArgumentException("No table stands before a column in " + qualified);
        }
        return new OtherTable(
                new Word(dot.group(1), parameter.line(), parameter.column()),
                List.of(dot.group(2).strip()));
    }

    private static boolean isOfOther(String qualified) {
        return !QUOTED.matcher(qualified).matches()
                && (DOT_QUOTED.matcher(qualified).matches()
                        || DOT.matcher(qualified).matches());
    }

    private static String aggregated(Word parameter) {
        Matcher aggregate = AGGREGATE.matcher(parameter.text());
        return aggregate.matches() ? aggregate.group(2) : parameter.text();
    }

    /** Of {@code a, b->c} the columns on that side of the arrow; one without an arrow is on both. */
    private static List<Word> split(Word parameter, int side) {
        List<Word> words = new ArrayList<>();
        for (String part : WrittenColumn.parts(parameter.text(), COMMA)) {
            List<String> sides = WrittenColumn.parts(part, ARROW);
            words.add(new Word(sides.get(sides.size() == 2 ? side : 0), parameter.line(), parameter.column()));
        }
        return words;
    }

    /** What has to follow the rule's type, as people read it. */
    @Override
    public String toString() {
        return described;
    }
}
