package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
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

/** Reads the rows of the gate. What they name has to be there, and what they say has to leave no transfer undecided. */
final class GateReader {

    private static final Field<String> RULE = Field.required("rule", ProvisionsReader.WORD);
    private static final Field<YamlMap> WHEN = Field.required("when", FieldKinds.OPEN_OBJECT);
    private static final Field<Then> THEN = Field.required("then", FieldKinds.oneOf(Then.class));
    private static final Field<YamlScalar> ONLY_IF = Field.optional("onlyIf", FieldKinds.SCALAR);
    private static final Field<List<YamlNode>> NEEDS = Field.optional("needs", FieldKinds.listOf(FieldKinds.ANYTHING));
    private static final Field<String> ASKS = Field.optional("asks", ProvisionsReader.WORD);

    static final Shape ROW = Shape.of("a row of the gate", ProvisionsReader.BOOK)
            .with(ProvisionsReader.ID, RULE, WHEN, THEN, ProvisionsReader.ARTICLES, ProvisionsReader.NOTE)
            .with(ONLY_IF, NEEDS, ASKS);

    private static final Field<YamlNode> NOT = Field.required("not", FieldKinds.ANYTHING);
    private static final Shape NEGATION = Shape.of("a condition", ProvisionsReader.BOOK, NOT);
    private static final Field<YamlScalar> AT_LEAST = Field.required("atLeast", FieldKinds.SCALAR);
    private static final Shape COUNT = Shape.of("a condition", ProvisionsReader.BOOK, AT_LEAST);
    private static final Field<List<YamlNode>> ALL = Field.required("all", FieldKinds.listOf(FieldKinds.ANYTHING));
    private static final Shape ALTERNATIVE =
            Shape.of("what a row needs", ProvisionsReader.BOOK, ALL, ONLY_IF, WHEN.notRequired());

    private final Problems problems;
    private final ProvisionsReader provisions;
    private final Map<String, Threshold> thresholds;

    GateReader(Problems problems, ProvisionsReader provisions, Map<String, Threshold> thresholds) {
        this.problems = problems;
        this.provisions = provisions;
        this.thresholds = thresholds;
    }

    Optional<GateRow> row(YamlMap map) {
        List<String> articles = provisions.articles(map);
        List<Condition> when = conditions(WHEN.of(map));
        Optional<CounselSetting> onlyIf = setting(map);
        List<Alternative> needs = NEEDS.or(map, List.of()).stream()
                .flatMap(node -> alternative(node).stream())
                .toList();
        Then then = THEN.of(map);
        if (NEEDS.isIn(map) && (needs.isEmpty() || then == Then.DENY)) {
            provisions.invalid(
                    NEEDS,
                    map,
                    "is what lets a transfer through: at least one mechanism, in a row that allows or continues");
        }
        if (needs.isEmpty() && then == Then.CONTINUE) {
            provisions.invalid(THEN, map, "is allow or deny in a row that needs nothing");
        }
        String asks = then == Then.ALLOW && needs.isEmpty() ? Asks.NOTHING : Asks.HOPELESS;
        return Optional.of(new GateRow(
                ProvisionsReader.ID.of(map),
                RULE.of(map),
                when,
                onlyIf,
                new GateRow.Consequence(needs, then, asks(ASKS.or(map, asks))),
                articles,
                ProvisionsReader.NOTE.of(map)));
    }

    /** The first row denies what is unknown, and the last bears on everything. */
    void checkOrder(List<GateRow> rows, Place section) {
        boolean begins = !rows.isEmpty()
                && rows.get(0).when().size() == 1
                && rows.get(0).when().get(0) instanceof AnyUnknown
                && rows.get(0).consequence().then() == Then.DENY
                && rows.get(0).onlyIf().isEmpty();
        if (!begins) {
            provisions.invalid(
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
            provisions.invalid(
                    section,
                    "The gate's last row does not decide everything that is left",
                    "a transfer that no row decides would have no decision",
                    "let it end with a row whose 'when' is {}, and which allows or denies");
        }
    }

    private Optional<CounselSetting> setting(YamlMap map) {
        Optional<YamlScalar> name = ONLY_IF.in(map);
        Optional<CounselSetting> setting = name.flatMap(written -> CounselSetting.of(written.text()));
        if (setting.isEmpty()) {
            name.ifPresent(provisions::unknownSetting);
        }
        return setting;
    }

    private static Asks asks(String word) {
        return new Asks(word, GateFact.of(word));
    }

    private List<Condition> conditions(YamlNode node) {
        FieldKinds.OPEN_OBJECT.check(node, "'when'", ProvisionsReader.BOOK, problems);
        List<Condition> conditions = new ArrayList<>();
        if (node instanceof YamlMap map) {
            map.entries().forEach((key, entry) -> condition(key, entry.value()).ifPresent(conditions::add));
        }
        return conditions;
    }

    private Optional<Condition> condition(String key, YamlNode value) {
        if (key.equals("unknown")) {
            if (!(value instanceof YamlScalar scalar && scalar.text().equals("any"))) {
                provisions.invalid(
                        value.place(), "'unknown' is not 'any'", "it means that some fact is unknown", "write any");
            }
            return Optional.of(new AnyUnknown());
        }
        if (key.equals("anyOf")) {
            return Optional.of(
                    new AnyOf(oneOrMore(value).stream().map(this::conditions).toList()));
        }
        for (Counted counted : Counted.values()) {
            if (counted.name().equals(key)) {
                return atLeast(counted, value);
            }
        }
        Optional<GateFact> fact = GateFact.of(key);
        if (fact.isEmpty()) {
            List<String> known = new ArrayList<>(GateFact.keys());
            known.addAll(List.of("N", "S", "anyOf", "unknown"));
            problems.add(
                    Code.UNKNOWN_NAME,
                    value.place(),
                    "The gate has no fact '" + key + "'",
                    "Weir finds out others",
                    NearestName.remedy(key, known, "write one of " + String.join(", ", known)));
            return Optional.empty();
        }
        return words(fact.get(), value);
    }

    /** The items of a list, or the one thing that stands in its place. */
    private static List<YamlNode> oneOrMore(YamlNode node) {
        return node instanceof YamlList list ? list.items() : List.of(node);
    }

    private Optional<Condition> words(GateFact fact, YamlNode value) {
        return value instanceof YamlMap
                ? whole(NEGATION, value).map(map -> new IsNot(fact, allowed(fact, NOT.of(map))))
                : Optional.of(new Is(fact, allowed(fact, value)));
    }

    /** An object that has all of its shape; what is wrong with it is reported. */
    private Optional<YamlMap> whole(Shape shape, YamlNode node) {
        shape.check(node, problems);
        return node instanceof YamlMap map && shape.isWhole(map) ? Optional.of(map) : Optional.empty();
    }

    private List<String> allowed(GateFact fact, YamlNode value) {
        List<String> words = new ArrayList<>();
        for (YamlNode node : oneOrMore(value)) {
            FieldKinds.SCALAR.check(node, "a word of " + fact.key(), ProvisionsReader.BOOK, problems);
            FieldKinds.SCALAR.value().apply(node).map(YamlScalar::text).ifPresent(word -> {
                if (!fact.accepts(word)) {
                    provisions.invalid(
                            node.place(),
                            "'" + word + "' is no word of " + fact.key(),
                            "it takes " + fact.takes(),
                            "write that");
                }
                words.add(word);
            });
        }
        return words;
    }

    private Optional<Condition> atLeast(Counted counted, YamlNode value) {
        Optional<YamlMap> map = whole(COUNT, value);
        if (map.isEmpty()) {
            return Optional.empty();
        }
        YamlScalar id = AT_LEAST.of(map.get());
        Threshold threshold = thresholds.get(id.text());
        if (threshold == null) {
            provisions.unknown(id, "There is no threshold", "the pack states none", thresholds.keySet());
            return Optional.empty();
        }
        if (threshold.unit() != Provisions.Unit.PEOPLE) {
            provisions.invalid(AT_LEAST, map.get(), "is a threshold of people");
        }
        return Optional.of(new AtLeast(counted, threshold));
    }

    /** {@code SC}, {@code [HGR_REVIEW, HGR_REPORT]}, or {@code { all: [SA], onlyIf: setting, when: { … } }}. */
    private Optional<Alternative> alternative(YamlNode node) {
        return node instanceof YamlMap
                ? whole(ALTERNATIVE, node)
                        .flatMap(map -> alternative(
                                ALL.of(map),
                                setting(map),
                                WHEN.in(map).map(this::conditions).orElse(List.of())))
                : alternative(oneOrMore(node), Optional.empty(), List.of());
    }

    private Optional<Alternative> alternative(
            List<YamlNode> nodes, Optional<CounselSetting> onlyIf, List<Condition> when) {
        Set<TransferMechanism.Type> types = EnumSet.noneOf(TransferMechanism.Type.class);
        for (YamlNode node : nodes) {
            FieldKinds.SCALAR.check(node, "a mechanism", ProvisionsReader.BOOK, problems);
            FieldKinds.SCALAR
                    .value()
                    .apply(node)
                    .flatMap(provisions::mechanismType)
                    .ifPresent(types::add);
        }
        return types.isEmpty() ? Optional.empty() : Optional.of(new Alternative(types, onlyIf, when));
    }
}
