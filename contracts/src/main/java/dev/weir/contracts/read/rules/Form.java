package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The ways in which a rule says what must hold, each with the keys that belong to it. */
enum Form {
    ROW("a row rule"),
    CHECK("a check"),
    DRIFT("a drift"),
    DEPENDS("a dependency");

    private record Advice(String why, String remedy) {}

    private static final Map<String, Advice> ELSEWHERE = Map.of(
            "where", new Advice("it belongs to 'row'", "take 'where' out"),
            "columns", new Advice("it belongs to 'row'", "take it out"),
            "join",
                    new Advice(
                            "it brings a parent's columns into a predicate on one row",
                            "write the rule with 'row', or take 'join' out"),
            "of", new Advice("it says which rows a check of the whole table sees", "take 'of' out"),
            "keep",
                    new Advice(
                            "it says which of the rows that share a key stays",
                            "write the key as a 'check' with IsPrimaryKey or IsUnique, or take 'keep' out"),
            "threshold",
                    new Advice(
                            "it is the share of rows that has to pass, and no row passes or fails by itself here",
                            "say with 'atMost' or 'atLeast' what the measure may be"));

    private static final Map<String, Advice> SPECIAL = Map.of(
            "CHECK where", new Advice("it belongs to 'row'", "write DQDL's own 'where \"…\"' in the check"),
            "DEPENDS where",
                    new Advice(
                            "every row of a group has a vote, whether it fits a condition or not",
                            "add to 'on' the column that the condition is about"),
            "DEPENDS columns", new Advice("the one that depends is to blame", "take it out"),
            "DRIFT where",
                    new Advice(
                            "past releases keep measures of whole columns, which cannot be divided afterwards",
                            "measure a column that the transformation fills for those rows alone"),
            "DRIFT columns", new Advice("the one that is measured is to blame", "take it out"),
            "ROW of", new Advice("it judges every row that the transformation made", "take 'of' out"));

    private final String noun;

    Form(String noun) {
        this.noun = noun;
    }

    /** The key that says it, such as {@code row}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The only one that a rule has; empty when there is none or more, which the file's check tells. */
    static Optional<Form> of(YamlMap rule) {
        Optional<Form> found = Optional.empty();
        for (Form form : values()) {
            if (rule.has(form.key())) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(form);
            }
        }
        return found;
    }

    private boolean takes(String key) {
        return switch (key) {
            case "where", "columns", "join" -> this == ROW;
            case "threshold" -> this != DRIFT;
            default -> this == CHECK;
        };
    }

    /** Tells of keys that belong to another form. */
    void tellMisplaced(YamlMap rule, Problems problems) {
        for (Map.Entry<String, YamlMap.Entry> entry : rule.entries().entrySet()) {
            String key = entry.getKey();
            Advice usual = ELSEWHERE.get(key);
            if (usual != null && !takes(key)) {
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
