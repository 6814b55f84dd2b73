package dev.weir.quality.suggest;

import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.WrittenColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the rules that a table has say already. */
record ExistingRules(List<Rule> rules) {

    /** Whether a rule of the table covers it, or asks the same columns the same kind of thing. */
    boolean say(Suggestion suggestion) {
        return rules.stream().anyMatch(rule -> says(rule, suggestion));
    }

    private static boolean says(Rule rule, Suggestion suggestion) {
        Set<String> columns = new HashSet<>(suggestion.columns());
        return switch (suggestion.kind()) {
            case KEY ->
                (rule.check() instanceof Rule.Key key && key.where().isEmpty() && columns.containsAll(key.columns()))
                        || dqdl(rule, suggestion, "isprimarykey")
                        || dqdl(rule, suggestion, "isunique");
            case REFERENCE ->
                (rule.check() instanceof Rule.Reference reference && new HashSet<>(reference.columns()).equals(columns))
                        || dqdl(rule, suggestion, "referentialintegrity");
            case DEPENDENCY ->
                rule.check() instanceof Rule.Depends depends
                        && depends.column().equals(suggestion.columns().get(1));
            case DRIFT ->
                rule.check() instanceof Rule.Drift drift
                        && drift.column().map(columns::contains).orElse(false)
                        && text(suggestion).contains(drift.measure().toString());
            case CORRELATION -> dqdl(rule, suggestion, "columncorrelation");
            case COMPLETENESS, CONDITIONAL_COMPLETENESS -> complete(rule, suggestion);
            case PATTERN, VALUE_SET, SHAPE, LENGTH, RANGE, ORDER -> row(rule, suggestion);
        };
    }

    private static boolean complete(Rule rule, Suggestion suggestion) {
        String column = suggestion.columns().get(0);
        return (rule.check() instanceof Rule.Key key
                        && key.where().isEmpty()
                        && key.nulls() == Rule.Nulls.FAIL
                        && key.columns().contains(column))
                || (rule.check() instanceof Rule.Row row
                        && row.columns().contains(column)
                        && row.predicate().toLowerCase(Locale.ROOT).contains("is not null"))
                || dqdl(rule, suggestion, "iscomplete")
                || dqdl(rule, suggestion, "completeness");
    }

    /** A rule on the same columns that asks the same: by the words it uses. */
    private static boolean row(Rule rule, Suggestion suggestion) {
        if (!(rule.check() instanceof Rule.Row row)
                || !new HashSet<>(row.columns()).equals(new HashSet<>(suggestion.columns()))) {
            return false;
        }
        String predicate = row.predicate().toLowerCase(Locale.ROOT);
        return switch (suggestion.kind()) {
            case PATTERN, SHAPE, VALUE_SET, LENGTH ->
                predicate.contains("rlike")
                        || predicate.contains("regexp")
                        || predicate.contains("is_")
                        || predicate.contains(" in ")
                        || predicate.contains("length");
            default -> predicate.contains("<") || predicate.contains(">") || predicate.contains("between");
        };
    }

    private static boolean dqdl(Rule rule, Suggestion suggestion, String type) {
        return rule.check() instanceof Rule.Dqdl dqdl
                && dqdl.rule().toLowerCase(Locale.ROOT).contains(type)
                && suggestion.columns().stream()
                        .allMatch(column -> dqdl.rule().contains(WrittenColumn.parameter(column)));
    }

    private static String text(Suggestion suggestion) {
        return String.join(" ", suggestion.rule().body().values());
    }
}
