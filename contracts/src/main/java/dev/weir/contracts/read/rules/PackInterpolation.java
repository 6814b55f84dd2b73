package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values for {@code ${name}} in the texts of a pack's rules, in one pass: what was put in is not filled in turn. */
public final class PackInterpolation {

    private static final Pattern PARAMETER = Pattern.compile("\\$\\{([^}]*)}?");

    private final Map<String, String> values;
    private final List<String> optional;
    private final Optional<Place> place;
    private final Problems problems;

    /**
     * @param optional parameters without which a rule is left out
     * @param place where every problem is reported; where it stands in the pack when empty
     */
    PackInterpolation(Map<String, String> values, List<String> optional, Optional<Place> place, Problems problems) {
        this.values = Map.copyOf(values);
        this.optional = List.copyOf(optional);
        this.place = place;
        this.problems = problems;
    }

    /** The rule, filled in; empty when it needs an optional parameter that has no value. */
    Optional<YamlMap> fill(YamlMap rule) {
        for (String parameter : optional) {
            if (!values.containsKey(parameter) && mentions(rule, "${" + parameter + "}")) {
                return Optional.empty();
            }
        }
        return Optional.of((YamlMap) filled(rule));
    }

    /** The map with another value for a key, where there is one. */
    static YamlMap with(YamlMap map, Field<?> key, Optional<YamlScalar> value) {
        if (value.isEmpty()) {
            return map;
        }
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.put(key.name(), new YamlMap.Entry(value.get().place(), value.get()));
        return new YamlMap(entries, map.place());
    }

    /** A text that stands in no file; its problems have that place. */
    public static YamlScalar text(String text, Place place) {
        return new YamlScalar(text, YamlScalar.Sort.TEXT, place, inside(place));
    }

    private static YamlScalar.Inside inside(Place place) {
        return new YamlScalar.Inside(place.line(), place.column(), YamlScalar.Lines.ELSEWHERE);
    }

    private static boolean mentions(YamlNode node, String name) {
        if (node instanceof YamlScalar scalar) {
            return scalar.text().contains(name);
        }
        if (node instanceof YamlList list) {
            return list.items().stream().anyMatch(item -> mentions(item, name));
        }
        return ((YamlMap) node).entries().values().stream().anyMatch(entry -> mentions(entry.value(), name));
    }

    private YamlNode filled(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return new YamlScalar(
                    filled(scalar),
                    scalar.sort(),
                    place.orElse(scalar.place()),
                    place.map(PackInterpolation::inside).orElse(scalar.inside()));
        }
        if (node instanceof YamlList list) {
            return new YamlList(list.items().stream().map(this::filled).toList(), place.orElse(list.place()));
        }
        YamlMap map = (YamlMap) node;
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        map.entries()
                .forEach((key, entry) ->
                        entries.put(key, new YamlMap.Entry(place.orElse(entry.key()), filled(entry.value()))));
        return new YamlMap(entries, place.orElse(map.place()));
    }

    private String filled(YamlScalar scalar) {
        Matcher parameter = PARAMETER.matcher(scalar.text());
        StringBuilder text = new StringBuilder();
        while (parameter.find()) {
            String name = parameter.group(1);
            String value = values.get(name);
            if (value == null || !parameter.group().endsWith("}")) {
                value = parameter.group();
                if (!value.equals("${table}")) { // without a table of its own the rule is refused for that
                    unknown(name, scalar);
                }
            } else if (value.contains("${")) {
                problems.add(
                        Code.INVALID_VALUE,
                        place.orElse(scalar.place()),
                        "the value of the parameter '" + name + "' has '${' in it",
                        "a value is put into the rule as it stands, and nothing is put into the value",
                        "write out what it stands for");
            }
            parameter.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return parameter.appendTail(text).toString();
    }

    private void unknown(String name, YamlScalar scalar) {
        problems.add(
                Code.UNKNOWN_NAME,
                place.orElse(scalar.place()),
                "a rule of the pack names the parameter '" + name.toLowerCase(Locale.ROOT) + "'",
                "the pack has no such parameter",
                NearestName.remedy(name, values.keySet(), "add it to 'parameters'"));
    }
}
