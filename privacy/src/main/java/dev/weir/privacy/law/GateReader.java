package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Mechanism;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.Nearest;
import dev.weir.privacy.law.GateRow.Alternative;
import dev.weir.privacy.law.GateRow.AnyOf;
import dev.weir.privacy.law.GateRow.AnyUnknown;
import dev.weir.privacy.law.GateRow.Asks;
import dev.weir.privacy.law.GateRow.AtLeast;
import dev.weir.privacy.law.GateRow.Condition;
import dev.weir.privacy.law.GateRow.Counted;
import dev.weir.privacy.law.GateRow.Is;
import dev.weir.privacy.law.GateRow.IsNot;
import dev.weir.privacy.law.GateRow.Then;
import dev.weir.privacy.law.Provisions.Threshold;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the rows of the gate. What they name has to be there, and what they say has to leave no transfer undecided. */
final class GateReader {

    private static final String WHEN = "when";
    private static final String ONLY_IF = "onlyIf";
    private static final String NEEDS = "needs";
    private static final String ASKS = "asks";

    private final YamlNodes yaml;
    private final Problems problems;
    private final ProvisionsReader provisions;
    private final Map<String, Threshold> thresholds;

    GateReader(YamlNodes yaml, Problems problems, ProvisionsReader provisions, Map<String, Threshold> thresholds) {
        this.yaml = yaml;
        this.problems = problems;
        this.provisions = provisions;
        this.thresholds = thresholds;
    }

    Optional<GateRow> row(Node node) {
        Map<String, Node> fields = yaml.fields(
                node, List.of("id", "rule", WHEN, "then", "articles", "note"), List.of(ONLY_IF, NEEDS, ASKS));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        List<String> articles = provisions.articles(fields, "articles");
        List<Condition> when = conditions(yaml.node(fields, WHEN));
        Optional<Setting> onlyIf = setting(fields);
        List<Alternative> needs = fields.containsKey(NEEDS) ? needs(fields) : List.of();
        Optional<Then> then = yaml.choice(fields, "then", Then.class);
        if (then.isEmpty()) {
            return Optional.empty();
        }
        if (fields.containsKey(NEEDS) && (needs.isEmpty() || then.get() == Then.DENY)) {
            yaml.invalid(
                    fields,
                    NEEDS,
                    "is what lets a transfer through: at least one mechanism, in a row that allows or continues");
        }
        if (needs.isEmpty() && then.get() == Then.CONTINUE) {
            yaml.invalid(fields, "then", "is allow or deny in a row that needs nothing");
        }
        return Optional.of(new GateRow(
                yaml.text(fields, "id"),
                yaml.text(fields, "rule"),
                when,
                onlyIf,
                new GateRow.Consequence(needs, then.get(), asks(fields, then.get(), needs)),
                articles,
                yaml.text(fields, "note")));
    }

    /** The first row denies what is unknown, and the last bears on everything. */
    void checkOrder(List<GateRow> rows, Node section) {
        boolean begins = !rows.isEmpty()
                && rows.get(0).when().size() == 1
                && rows.get(0).when().get(0) instanceof AnyUnknown
                && rows.get(0).consequence().then() == Then.DENY
                && rows.get(0).onlyIf().isEmpty();
        if (!begins) {
            yaml.invalid(
                    section,
                    "The gate's first row does not deny what is unknown",
                    "every row after it takes its facts for known",
                    "let it begin with { when: { unknown: any }, then: deny }");
        }
        boolean ends = !rows.isEmpty()
                && rows.get(rows.size() - 1).when().isEmpty()
                && rows.get(rows.size() - 1).consequence().then() != Then.CONTINUE
                && rows.get(rows.size() - 1).onlyIf().isEmpty();
        if (!ends) {
            yaml.invalid(
                    section,
                    "The gate's last row does not decide everything that is left",
                    "a transfer that no row decides would have no decision",
                    "let it end with a row whose 'when' is {}, and which allows or denies");
        }
    }

    private Optional<Setting> setting(Map<String, Node> fields) {
        Node node = fields.get(ONLY_IF);
        if (node == null) {
            return Optional.empty();
        }
        Optional<Setting> setting = Setting.of(yaml.text(node));
        if (setting.isEmpty()) {
            yaml.unknown(
                    node,
                    "There is no setting",
                    "Weir has no switch of that name",
                    Stream.of(Setting.values()).map(Setting::key).toList());
        }
        return setting;
    }

    private static Asks asks(String word) {
        return new Asks(word, Fact.of(word));
    }

    private Asks asks(Map<String, Node> fields, Then then, List<Alternative> needs) {
        if (fields.containsKey(ASKS)) {
            return asks(yaml.text(fields, ASKS));
        }
        return asks(then == Then.ALLOW && needs.isEmpty() ? Asks.NOTHING : Asks.HOPELESS);
    }

    private List<Condition> conditions(Node node) {
        List<Condition> conditions = new ArrayList<>();
        yaml.entries(node).forEach((key, value) -> condition(key, value).ifPresent(conditions::add));
        return conditions;
    }

    private Optional<Condition> condition(String key, Node value) {
        if (key.equals("unknown")) {
            if (!yaml.text(value).equals("any")) {
                yaml.invalid(value, "'unknown' is not 'any'", "it means that some fact is unknown", "write any");
            }
            return Optional.of(new AnyUnknown());
        }
        if (key.equals("anyOf")) {
            return Optional.of(new AnyOf(
                    yaml.oneOrMore(value).stream().map(this::conditions).toList()));
        }
        for (Counted counted : Counted.values()) {
            if (counted.name().equals(key)) {
                return atLeast(counted, value);
            }
        }
        Optional<Fact> fact = Fact.of(key);
        if (fact.isEmpty()) {
            List<String> known =
                    new ArrayList<>(Stream.of(Fact.values()).map(Fact::key).toList());
            known.addAll(List.of("N", "S", "anyOf", "unknown"));
            problems.add(
                    Code.UNKNOWN_NAME,
                    yaml.place(value),
                    "The gate has no fact '" + key + "'",
                    "Weir finds out others",
                    Nearest.remedy(key, known, "write one of " + String.join(", ", known)));
            return Optional.empty();
        }
        return words(fact.get(), value);
    }

    private Optional<Condition> words(Fact fact, Node value) {
        if (!yaml.isMapping(value)) {
            return Optional.of(new Is(fact, allowed(fact, value)));
        }
        Map<String, Node> fields = yaml.fields(value, List.of("not"));
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new IsNot(fact, allowed(fact, yaml.node(fields, "not"))));
    }

    private List<String> allowed(Fact fact, Node value) {
        List<String> words = new ArrayList<>();
        for (Node node : yaml.oneOrMore(value)) {
            String word = yaml.text(node);
            if (!fact.accepts(word)) {
                yaml.invalid(
                        node, "'" + word + "' is no word of " + fact.key(), "it takes " + fact.takes(), "write that");
            }
            words.add(word);
        }
        return words;
    }

    private Optional<Condition> atLeast(Counted counted, Node value) {
        Map<String, Node> fields = yaml.fields(value, List.of("atLeast"));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Threshold threshold = thresholds.get(yaml.text(fields, "atLeast"));
        if (threshold == null) {
            yaml.unknown(
                    yaml.node(fields, "atLeast"), "There is no threshold", "the pack states none", thresholds.keySet());
            return Optional.empty();
        }
        if (threshold.unit() != Provisions.Unit.PEOPLE) {
            yaml.invalid(fields, "atLeast", "is a threshold of people");
        }
        return Optional.of(new AtLeast(counted, threshold));
    }

    private List<Alternative> needs(Map<String, Node> fields) {
        List<Alternative> needs = new ArrayList<>();
        for (Node node : yaml.items(fields, NEEDS)) {
            alternative(node).ifPresent(needs::add);
        }
        return needs;
    }

    /** {@code SC}, {@code [HGR_REVIEW, HGR_REPORT]}, or {@code { all: [SA], onlyIf: setting, when: { … } }}. */
    private Optional<Alternative> alternative(Node node) {
        if (!yaml.isMapping(node)) {
            return alternative(yaml.oneOrMore(node), Optional.empty(), List.of());
        }
        Map<String, Node> fields = yaml.fields(node, List.of("all"), List.of(ONLY_IF, WHEN));
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Node when = fields.get(WHEN);
        return alternative(yaml.items(fields, "all"), setting(fields), when == null ? List.of() : conditions(when));
    }

    private Optional<Alternative> alternative(List<Node> nodes, Optional<Setting> onlyIf, List<Condition> when) {
        Set<Mechanism.Type> types = EnumSet.noneOf(Mechanism.Type.class);
        for (Node node : nodes) {
            provisions.mechanismType(node).ifPresent(types::add);
        }
        return types.isEmpty() ? Optional.empty() : Optional.of(new Alternative(types, onlyIf, when));
    }
}
