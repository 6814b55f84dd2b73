package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.base.TermsReader;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms of a rule's condition, each with the keys that belong to it. */
enum RuleForm {
    ROW("a row rule"),
    CHECK("a check"),
    DRIFT("a drift"),
    DEPENDS("a dependency");

    private record Advice(String why, String remedy) {}

    private static final Map<String, Advice> ELSEWHERE = Map.of(
            RowReader.WHERE.name(), new Advice("it belongs to 'row'", "take 'where' out"),
            RowReader.COLUMNS.name(), new Advice("it belongs to 'row'", "take it out"),
            RowReader.JOIN.name(),
                    new Advice(
                            "it brings a parent's columns into a predicate on one row",
                            "write the rule with 'row', or take 'join' out"),
            CheckReader.OF.name(), new Advice("it says which rows a check of the whole table sees", "take 'of' out"),
            KeepReader.KEEP.name(),
                    new Advice(
                            "it says which of the rows that share a key stays",
                            "write the key as a 'check' with IsPrimaryKey or IsUnique, or take 'keep' out"),
            TermsReader.THRESHOLD.name(),
                    new Advice(
                            "it is the share of rows that has to pass, and no row passes or fails by itself here",
                            "say with 'atMost' or 'atLeast' what the measure may be"));

    private static final Map<String, Advice> SPECIAL = Map.of(
            CHECK + " " + RowReader.WHERE,
                    new Advice("it belongs to 'row'", "write DQDL's own 'where \"…\"' in the check"),
            DEPENDS + " " + RowReader.WHERE,
                    new Advice(
                            "every row of a group has a vote, whether it fits a condition or not",
                            "add to 'on' the column that the condition is about"),
            DEPENDS + " " + RowReader.COLUMNS, new Advice("the one that depends is to blame", "take it out"),
            DRIFT + " " + RowReader.WHERE,
                    new Advice(
                            "past releases keep measures of whole columns, which cannot be divided afterwards",
                            "measure a column that the transformation fills for those rows alone"),
            DRIFT + " " + RowReader.COLUMNS, new Advice("the one that is measured is to blame", "take it out"),
            ROW + " " + CheckReader.OF,
                    new Advice("it judges every row that the transformation made", "take 'of' out"));

    private final String noun;

    RuleForm(String noun) {
        this.noun = noun;
    }

    private Field<?> key() {
        return switch (this) {
            case ROW -> RowReader.ROW;
            case CHECK -> CheckReader.CHECK;
            case DRIFT -> DriftReader.DRIFT;
            case DEPENDS -> DependsReader.DEPENDS;
        };
    }

    /** Of the keys that some form lacks those that it has. */
    private List<Field<?>> takes() {
        return switch (this) {
            case ROW -> List.of(RowReader.WHERE, RowReader.COLUMNS, RowReader.JOIN, TermsReader.THRESHOLD);
            case CHECK -> List.of(CheckReader.OF, KeepReader.KEEP, TermsReader.THRESHOLD);
            case DRIFT -> List.of();
            case DEPENDS -> List.of(TermsReader.THRESHOLD);
        };
    }

    private static List<RuleForm> in(YamlMap rule) {
        return Stream.of(values()).filter(form -> form.key().isIn(rule)).toList();
    }

    /** The only one that a rule has; empty when there is none or more, which the file's check tells. */
    static Optional<RuleForm> of(YamlMap rule) {
        List<RuleForm> found = in(rule);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Tells when a rule has none, or more than one. */
    static void checkOne(YamlMap rule, Problems problems) {
        List<RuleForm> found = in(rule);
        if (found.isEmpty()) {
            problems.add(
                    Code.MISSING_FIELD,
                    rule.place(),
                    "a rule says nothing that must hold",
                    RuleFiles.BOOK + " asks for one of " + keys(List.of(values()), ", "),
                    "add 'row' with a predicate of Spark SQL, or 'check' with a DQDL rule");
        } else if (found.size() > 1) {
            problems.add(
                    Code.INVALID_VALUE,
                    found.get(1).key().placeOfKey(rule),
                    "a rule has " + keys(found, " and "),
                    "a rule says one thing",
                    "write one rule for each");
        }
    }

    private static String keys(List<RuleForm> forms, String between) {
        return forms.stream().map(form -> form.key().name()).collect(Collectors.joining(between));
    }

    /** The keywords of JSON schema for {@link #checkOne}. */
    static Map<String, Object> schema() {
        return Map.of(
                "oneOf",
                Stream.of(values()).map(form -> Shape.having(form.key())).toList());
    }

    /** Tells of keys that belong to another form. */
    void reportMisplaced(YamlMap rule, Problems problems) {
        for (Map.Entry<String, YamlMap.Entry> entry : rule.entries().entrySet()) {
            String key = entry.getKey();
            Advice usual = ELSEWHERE.get(key);
            if (usual != null
                    && takes().stream().noneMatch(field -> field.name().equals(key))) {
                Advice advice = SPECIAL.getOrDefault(name() + " " + key, usual);
                problems.add(
                        Code.INVALID_RULE,
                        entry.getValue().value().place(),
                        noun + " has '" + key + "'",
                        advice.why(),
                        advice.remedy());
            }
        }
    }
}
