package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules shared between contracts; {@code ${name}} in their texts stands for a parameter. */
final class RulePacks {

    private static final String PACK = "pack";
    private static final String PARAMETERS = "parameters";

    private final Map<String, Folder.Document> packs = new LinkedHashMap<>();
    private final Problems problems;

    RulePacks(Problems problems) {
        this.problems = problems;
    }

    void add(Folder.Document document) {
        Optional<YamlScalar> name = document.root().text(PACK);
        if (name.isPresent() && packs.putIfAbsent(name.get().text(), document) != null) {
            problems.add(
                    Code.DUPLICATE_NAME,
                    name.get().place(),
                    "there are two packs '" + name.get().text() + "'",
                    "the other stands in " + packs.get(name.get().text()).path(),
                    "rename one of them");
        }
    }

    /** The pack that a {@code use} names; empty when there is none, which is then among the problems. */
    Optional<Folder.Document> pack(YamlMap use) {
        Optional<YamlScalar> name = use.text(PACK);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Folder.Document pack = packs.get(name.get().text());
        if (pack == null) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    name.get().place(),
                    "there is no pack '" + name.get().text() + "'",
                    packs.isEmpty()
                            ? "quality-rules/packs has none"
                            : "quality-rules/packs has " + String.join(", ", packs.keySet()),
                    Nearest.remedy(name.get().text(), packs.keySet(), "write it there"));
        }
        return Optional.ofNullable(pack);
    }

    /** The rules of a pack, its parameters replaced by what the {@code use} gives. */
    List<YamlMap> rules(YamlMap use, Folder.Document pack) {
        Optional<Map<String, String>> given = values(use, pack);
        if (given.isEmpty()) {
            return List.of();
        }
        Map<String, String> values = given.get();
        List<YamlMap> rules = new ArrayList<>();
        for (YamlMap rule : pack.root().maps("rules")) {
            if (fill(rule, values) instanceof YamlMap filled) {
                rules.add(filled);
            }
        }
        return rules;
    }

    /** The parameters' values; empty when one is missing, which is then among the problems. */
    private Optional<Map<String, String>> values(YamlMap use, Folder.Document pack) {
        List<String> parameters = pack.root().texts(PARAMETERS);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, YamlMap.Entry> given = use.map("with").map(YamlMap::entries).orElse(Map.of());
        Set<String> meant = new HashSet<>();
        given.forEach((key, entry) -> {
            if (!parameters.contains(key)) {
                Nearest.to(key, parameters).ifPresent(meant::add);
                problems.add(
                        Code.UNKNOWN_FIELD,
                        entry.key(),
                        "the pack '" + use.textOrEmpty(PACK) + "' has no parameter '" + key + "'",
                        parameters.isEmpty() ? "it has none" : "it has " + String.join(", ", parameters),
                        Nearest.remedy(key, parameters, "take it out"));
            } else if (entry.value() instanceof YamlScalar scalar) {
                values.put(key, scalar.text());
            }
        });
        for (String parameter : parameters) {
            if (!given.containsKey(parameter) && !meant.contains(parameter)) {
                problems.add(
                        Code.MISSING_FIELD,
                        use.place(),
                        "the use of the pack '" + use.textOrEmpty(PACK) + "' gives no '" + parameter + "'",
                        "it is a parameter of the pack",
                        "add it under 'with'");
            }
        }
        return values.keySet().containsAll(parameters) ? Optional.of(values) : Optional.empty();
    }

    private YamlNode fill(YamlNode node, Map<String, String> values) {
        if (node instanceof YamlScalar scalar) {
            return new YamlScalar(fill(scalar, values), scalar.sort(), scalar.place(), scalar.inside());
        }
        if (node instanceof YamlList list) {
            return new YamlList(
                    list.items().stream().map(item -> fill(item, values)).toList(), list.place());
        }
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        ((YamlMap) node)
                .entries()
                .forEach((key, entry) -> entries.put(key, new YamlMap.Entry(entry.key(), fill(entry.value(), values))));
        return new YamlMap(entries, node.place());
    }

    private String fill(YamlScalar scalar, Map<String, String> values) {
        String text = scalar.text();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        int open = text.indexOf("${");
        if (open >= 0) {
            int close = text.indexOf('}', open);
            String name = close < 0 ? text.substring(open) : text.substring(open + 2, close);
            problems.add(
                    Code.UNKNOWN_NAME,
                    scalar.place(),
                    "a rule of the pack names the parameter '" + name.toLowerCase(Locale.ROOT) + "'",
                    "the pack has no such parameter",
                    Nearest.remedy(name, Set.copyOf(values.keySet()), "add it to 'parameters'"));
        }
        return text;
    }
}
