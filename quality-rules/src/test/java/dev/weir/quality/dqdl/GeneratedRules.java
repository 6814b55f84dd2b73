package dev.weir.quality.dqdl;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** DQDL rules over {@link GeneratedTables#COLUMNS}: every type that is supported, with conditions near the edge. */
final class GeneratedRules {

    private static final List<String> ANY =
            List.of("id", "n", "x", "amount", "word", "code", "day", "at", "flag", "nothing");
    private static final List<String> NUMERIC = List.of("id", "n", "x", "amount", "nothing");
    private static final List<String> TEXT = List.of("word", "code");
    private static final List<String> GROUPED = List.of("id", "n", "word", "day", "flag");
    private static final List<String> WHERES =
            List.of("n > 3", "x IS NOT NULL", "word = 'a'", "flag", "id < 0", "n IN (1, 2) OR day > DATE'2026-01-05'");

    private static final List<String> SPREADS = List.of("Variance", "Range", "ZerosCount", "Skewness", "Kurtosis");

    /** The last of them is two rules in one. */
    private static final int KINDS = 39;

    private final Random random;

    GeneratedRules(long seed) {
        this.random = new Random(seed);
    }

    /** That many different rules, and one at least of every kind when there is room. */
    List<String> rules(int count) {
        Set<String> rules = new LinkedHashSet<>();
        int kind = 0;
        while (rules.size() < count) {
            String rule = rule(kind++ % KINDS);
            rules.add(rule);
        }
        return new ArrayList<>(rules);
    }

    private String rule(int kind) {
        return switch (kind) {
            case 0 -> "RowCount " + number(count()) + where();
            case 1 -> "ColumnCount " + number(List.of("9", "10", "11"));
            case 2 -> "ColumnExists \"" + pick(List.of("n", "word", "missing", "N")) + "\"";
            case 3 -> "IsComplete " + column(ANY) + where();
            case 4 -> "Completeness " + column(ANY) + " " + number(shares()) + where();
            case 5 -> "IsUnique " + column(GROUPED) + where();
            case 6 -> "Uniqueness " + column(GROUPED) + " " + number(shares()) + where();
            case 7 -> "IsPrimaryKey " + column(GROUPED);
            case 8 -> "IsPrimaryKey " + column(GROUPED) + " " + column(GROUPED);
            case 9 -> "UniqueValueRatio " + column(GROUPED) + " " + number(shares()) + where();
            case 10 -> "DistinctValuesCount " + column(GROUPED) + " " + number(count()) + where();
            case 11 -> "Entropy " + column(GROUPED) + " " + number(List.of("0.5", "1.0", "1.7", "2.2")) + where();
            case 12 -> "ColumnCorrelation \"n\" " + column(NUMERIC) + " " + number(List.of("-0.1", "0.0", "0.1"));
            case 13, 14 -> "ColumnValues " + column(NUMERIC) + " " + number(values()) + where();
            case 15 ->
                "ColumnValues " + column(NUMERIC) + " " + not() + "between " + pick(values()) + " and " + pick(values())
                        + where();
            case 16 -> "ColumnValues " + column(NUMERIC) + " " + not() + "in [" + numbers() + "]" + where();
            case 17 ->
                "ColumnValues " + column(NUMERIC) + " " + pick(List.of("=", "!=")) + " " + pick(values()) + where();
            case 18, 19 -> "ColumnValues " + column(TEXT) + " " + not() + "in [" + words() + "]" + where();
            case 20 ->
                "ColumnValues " + column(TEXT) + " " + pick(List.of("=", "!=")) + " "
                        + pick(List.of("\"a\"", "\"it's\"", "NULL", "EMPTY", "WHITESPACES_ONLY"));
            case 21 ->
                "ColumnValues " + column(TEXT) + " " + not() + "matches \""
                        + pick(List.of("[a-z]*", ".*", "[0-9]+", "a|b", ".{0,2}", "[^ ]+")) + "\"" + where();
            case 22 -> "ColumnValues \"day\" " + pick(List.of(">", ">=", "<", "<=", "=", "!=")) + " " + day() + where();
            case 23 -> "ColumnValues \"day\" " + not() + "between " + day() + " and " + day();
            case 24 -> "ColumnValues \"day\" " + not() + "in [" + day() + ", " + day() + "] with threshold > 0.3";
            case 25 -> "ColumnLength " + column(TEXT) + " " + number(List.of("0", "1", "2", "3", "10")) + where();
            case 26 ->
                "ColumnLength " + column(TEXT) + " " + not() + "between " + random.nextInt(3) + " and "
                        + (2 + random.nextInt(10)) + where();
            case 27 -> "ColumnLength " + column(TEXT) + " " + not() + "in [0, 1, " + random.nextInt(12) + "]";
            case 28 -> "Mean " + column(NUMERIC) + " " + number(values()) + where();
            case 29 -> "Sum " + column(NUMERIC) + " " + number(values()) + where();
            case 30 -> "StandardDeviation " + column(NUMERIC) + " " + number(values()) + where();
            case 31 ->
                "ColumnDataType " + column(TEXT) + " = \""
                        + pick(List.of("INTEGER", "DOUBLE", "DATE", "BOOLEAN", "LONG", "DECIMAL(10, 2)")) + "\""
                        + (random.nextBoolean() ? " with threshold > " + pick(shares()) : "");
            case 32 -> "ColumnNamesMatchPattern \"" + pick(List.of("[a-z]+", "n.*", ".")) + "\"";
            case 33 ->
                "DataFreshness \"at\" " + pick(List.of("<", ">")) + " " + pick(List.of("1 days", "30000 days"))
                        + (random.nextBoolean() ? "" : " where \"id < 20\"");
            case 34 ->
                random.nextBoolean()
                        ? "CustomSql \"select count(*) from primary where n > 3\" " + number(count())
                        : "CustomSql \"select * from primary where " + pick(WHERES) + "\""
                                + (random.nextBoolean() ? " with threshold > " + pick(shares()) : "");
            case 35 -> pick(SPREADS) + " " + column(NUMERIC) + " " + number(values()) + where();
            case 36 -> "IsUnique " + column(GROUPED) + " " + column(GROUPED) + where();
            case 37 ->
                "DuplicateRowCount "
                        + (random.nextBoolean() ? column(GROUPED) + " " + column(GROUPED) : column(GROUPED)) + " "
                        + number(count()) + where();
            default ->
                "(" + rule(random.nextInt(35)) + ") " + pick(List.of("and", "or")) + " (" + rule(random.nextInt(35))
                        + ")";
        };
    }

    private String number(List<String> values) {
        return random.nextInt(6) == 0
                ? "between " + pick(values) + " and " + pick(values)
                : pick(List.of(">", ">=", "<", "<=", "=", "!=")) + " " + pick(values);
    }

    private String numbers() {
        return pick(values()) + ", " + pick(values()) + (random.nextInt(3) == 0 ? ", NULL" : "");
    }

    private String words() {
        List<String> words = List.of("\"a\"", "\"b\"", "\"张三\"", "\"it's\"", "\"\"", "NULL", "EMPTY", "\"22\"");
        return pick(words) + ", " + pick(words) + ", " + pick(words);
    }

    private String day() {
        return random.nextInt(8) == 0 ? "(now() - 3 days)" : "\"2026-01-" + (10 + random.nextInt(10)) + "\"";
    }

    private List<String> count() {
        return List.of("0", "1", "2", "5", "7", "12", "40");
    }

    private List<String> shares() {
        return List.of("0.0", "0.2", "0.5", "0.9", "1.0");
    }

    private List<String> values() {
        return List.of("-3", "-2.5", "0", "0.5", "3", "4.75", "9", "100");
    }

    private String column(List<String> columns) {
        return "\"" + pick(columns) + "\"";
    }

    private String where() {
        return random.nextInt(4) == 0 ? " where \"" + pick(WHERES) + "\"" : "";
    }

    private String not() {
        return random.nextBoolean() ? "" : "not ";
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
