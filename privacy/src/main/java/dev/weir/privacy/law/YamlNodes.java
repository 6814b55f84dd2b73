package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.Nearest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The nodes of one YAML file, each asked for as what it must be. What it is not is noted as a problem with its place, and
 * an empty value is given, so that reading goes on to the next problem.
 */
final class YamlNodes {

    private final String file;
    private final Problems problems;

    YamlNodes(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The word that files have for an enum's constant: {@code NOT_PERSONAL} is {@code not-personal}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one document of the text. Nothing can be read without it, so this problem ends the reading. */
    Node document(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            return new Compose(settings).composeString(text).orElseThrow(() -> notYaml(Place.of(file), "it is empty"));
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(Place.of(file));
            throw notYaml(place, String.valueOf(e.getProblem()));
        } catch (YamlEngineException e) {
            throw notYaml(Place.of(file), String.valueOf(e.getMessage()));
        }
    }

    Place place(Node node) {
        return node.getStartMark()
                .map(mark -> new Place(mark.getName(), mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Place.of(file));
    }

    /** A mapping that has exactly these keys; empty when it is something else. */
    Map<String, Node> fields(Node node, List<String> keys) {
        return fields(node, keys, List.of());
    }

    /** A mapping that has these keys, and may have others; empty when it is something else. */
    Map<String, Node> fields(Node node, List<String> required, List<String> optional) {
        List<String> keys = new ArrayList<>(required);
        keys.addAll(optional);
        if (!(node instanceof MappingNode mapping)) {
            invalid(node, "There is no mapping here", "it has the keys " + String.join(", ", keys), "write them");
            return Map.of();
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = text(entry.getKeyNode());
            if (!keys.contains(key)) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        place(entry.getKeyNode()),
                        "The key '" + key + "' is not known here",
                        "the keys are " + String.join(", ", keys),
                        Nearest.remedy(key, keys, "write one of those"));
            } else if (fields.put(key, entry.getValueNode()) != null) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        place(entry.getKeyNode()),
                        "The key '" + key + "' is there twice",
                        "only one of them can count",
                        "take one out");
            }
        }
        List<String> missing =
                required.stream().filter(key -> !fields.containsKey(key)).toList();
        for (String key : missing) {
            problems.add(
                    Code.MISSING_FIELD, place(node), "The key '" + key + "' is missing", "it must be here", "add it");
        }
        return missing.isEmpty() ? fields : Map.of();
    }

    /** The same of the value of a key that is there. */
    Map<String, Node> fields(Map<String, Node> fields, String key, List<String> keys) {
        return fields(node(fields, key), keys);
    }

    /** The items of a sequence; none when it is something else. */
    List<Node> items(Map<String, Node> fields, String key) {
        if (node(fields, key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        invalid(fields, key, "is a list");
        return List.of();
    }

    /** The nodes of a mapping with any keys; none when it is something else. */
    Map<String, Node> entries(Node node) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                entries.put(text(entry.getKeyNode()), entry.getValueNode());
            }
        } else {
            invalid(node, "There is no mapping here", "it has keys with a value each", "write them");
        }
        return entries;
    }

    /** The items of a list, or the one thing that stands in its place. */
    List<Node> oneOrMore(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    /** The texts of a list. */
    List<String> texts(Map<String, Node> fields, String key) {
        return items(fields, key).stream().map(this::text).toList();
    }

    /** Whether a mapping stands here. */
    boolean isMapping(Node node) {
        return node instanceof MappingNode;
    }

    /** A day of the calendar. */
    Optional<LocalDate> day(Node node) {
        Optional<LocalDate> day = Fact.day(text(node));
        if (day.isEmpty()) {
            invalid(
                    node,
                    "'" + text(node) + "' is no day",
                    "days are written year, month, day",
                    "write such as 2026-01-01");
        }
        return day;
    }

    /** A whole number from 0 up. */
    OptionalLong number(Map<String, Node> fields, String key) {
        String text = text(fields, key);
        if (!text.matches("[0-9]{1,15}")) {
            invalid(fields, key, "is a whole number, in digits");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** Notes a name that refers to nothing. */
    void unknown(Node node, String what, String why, Collection<String> known) {
        problems.add(
                Code.UNKNOWN_NAME,
                place(node),
                what + " '" + text(node) + "'",
                why,
                Nearest.remedy(text(node), known, "write one of " + String.join(", ", known)));
    }

    /** The texts of a mapping with any keys; none when it is something else. */
    Map<String, String> texts(Node node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                texts.put(text(entry.getKeyNode()), text(entry.getValueNode()));
            }
        } else {
            invalid(node, "There is no mapping here", "it has keys with a text each", "write them");
        }
        return texts;
    }

    boolean isText(Node node) {
        return node instanceof ScalarNode;
    }

    /** A scalar as it is written; empty when it is something else. */
    String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        invalid(node, "There is no text here", "a mapping or a list stands in its place", "write a text");
        return "";
    }

    String text(Map<String, Node> fields, String key) {
        return text(node(fields, key));
    }

    /** The constant whose word is written. */
    <E extends Enum<E>> Optional<E> choice(Map<String, Node> fields, String key, Class<E> type) {
        String word = text(fields, key);
        Optional<E> choice = Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst();
        if (choice.isEmpty()) {
            invalid(
                    fields,
                    key,
                    "is one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(YamlNodes::word)
                                    .collect(Collectors.joining(", ")));
        }
        return choice;
    }

    /** Notes that a key's value is not what it must be. */
    void invalid(Map<String, Node> fields, String key, String rule) {
        invalid(node(fields, key), "The value of '" + key + "' cannot be", "it " + rule, "write that");
    }

    void invalid(Node node, String what, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, place(node), what, why, remedy);
    }

    Node node(Map<String, Node> fields, String key) {
        Node node = fields.get(key);
        if (node == null) {
            throw new IllegalArgumentException("Asked for the key '" + key + "' of a mapping that has it not");
        }
        return node;
    }

    private ProblemsException notYaml(Place place, String why) {
        return ProblemsException.of(Code.SYNTAX, place, "The file is not YAML", why, "put it right");
    }
}
