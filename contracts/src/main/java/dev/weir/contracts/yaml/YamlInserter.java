package dev.weir.contracts.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Adds a key to an object somewhere inside a YAML file as a person would: every other character, comment and line end stays,
 * in flow style ({@code { name: id }}) and in block style.
 */
public final class YamlInserter {

    private final String text;

    private YamlInserter(String text) {
        this.text = text;
    }

    /**
     * The text with one more key in the object that a path leads to.
     *
     * @param text a document that can be read
     * @param path from the root: a key of an object and, for a list, the {@code name} of the item that is meant, in turns
     * @param key not there yet
     * @param value a plain word
     * @return empty where the path leads nowhere, or the key is there
     */
    public static Optional<String> insert(String text, List<String> path, String key, String value) {
        if (!value.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("'" + value + "' is no plain word");
        }
        return new YamlInserter(text).inserted(path, key + ": " + value, key);
    }

    private Optional<String> inserted(List<String> path, String entry, String key) {
        Optional<Node> found =
                new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(text);
        for (String step : path) {
            found = found.flatMap(node -> child(node, step));
        }
        return found.filter(node -> node instanceof MappingNode)
                .map(node -> (MappingNode) node)
                .filter(map -> value(map, key).isEmpty() && !map.getValue().isEmpty())
                .map(map -> map.getFlowStyle() == FlowStyle.FLOW ? inFlow(map, entry) : inBlock(map, entry));
    }

    private static Optional<Node> child(Node node, String step) {
        if (node instanceof MappingNode map) {
            return value(map, step);
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .filter(item -> item instanceof MappingNode map
                            && value(map, "name")
                                    .filter(name -> name instanceof ScalarNode scalar
                                            && scalar.getValue().equals(step))
                                    .isPresent())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Optional<Node> value(MappingNode map, String key) {
        for (NodeTuple entry : map.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return Optional.of(entry.getValueNode());
            }
        }
        return Optional.empty();
    }

    /** After the last entry: a comma before it, the closing brace where it is. */
    private String inFlow(MappingNode map, String entry) {
        NodeTuple last = map.getValue().get(map.getValue().size() - 1);
        int end = offset(last.getValueNode().getEndMark());
        return text.substring(0, end) + ", " + entry + text.substring(end);
    }

    /** On a line of its own, after the first entries that are plain values: before lists and objects. */
    private String inBlock(MappingNode map, String entry) {
        NodeTuple before = map.getValue().get(0);
        for (NodeTuple each : map.getValue()) {
            if (!(each.getValueNode() instanceof ScalarNode value)
                    || line(value.getEndMark()) != line(each.getKeyNode().getStartMark())) {
                break;
            }
            before = each;
        }
        int column = mark(map.getValue().get(0).getKeyNode().getStartMark()).getColumn();
        boolean plain = before.getValueNode() instanceof ScalarNode value
                && line(value.getEndMark()) == line(before.getKeyNode().getStartMark());
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        if (!plain) { // no plain value comes first: in front of what does
            int at = offset(before.getKeyNode().getStartMark());
            return text.substring(0, at) + entry + lineEnd + " ".repeat(column) + text.substring(at);
        }
        int newline = text.indexOf('\n', offset(before.getValueNode().getEndMark()));
        String added = " ".repeat(column) + entry + lineEnd;
        return newline < 0
                ? text + lineEnd + added
                : text.substring(0, newline + 1) + added + text.substring(newline + 1);
    }

    private static int line(Optional<Mark> mark) {
        return mark(mark).getLine();
    }

    private static Mark mark(Optional<Mark> mark) {
        return mark.orElseThrow(() -> new IllegalStateException("The parser gave no marks"));
    }

    /** Marks count code points. */
    private int offset(Optional<Mark> mark) {
        int start = 0;
        for (int i = 0; i < line(mark); i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return text.offsetByCodePoints(start, mark(mark).getColumn());
    }
}
