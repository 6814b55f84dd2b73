package dev.weir.contracts.yaml;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * Edits a YAML file as a person would: every other character, comment and line end of the file stays, and what is added is
 * written in the way of what stands around it, in flow style ({@code { name: id }}) or in block style.
 */
public final class YamlEditor {

    private static final int INDENT = 2;
    private static final Pattern MORE = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff]");

    private final String text;
    private final String lineEnd;
    private final Optional<Node> root;

    private YamlEditor(String text) {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.root = new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(text);
    }

    /**
     * The text with one more item.
     *
     * @param text a document that can be read, whose root is an object; comments alone will do
     * @param key of the list at the root; added at the end when it is not there
     * @param item texts by key, in the order in which they are written
     */
    public static String append(String text, String key, Map<String, String> item) {
        return new YamlEditor(text).appended(key, item);
    }

    private String appended(String key, Map<String, String> item) {
        return root.flatMap(node -> entry(node, key))
                .map(entry -> appended(entry, item))
                .orElseGet(() -> closed(text) + key + ":" + lineEnd + block(INDENT, item));
    }

    private String appended(NodeTuple entry, Map<String, String> item) {
        if (!(entry.getValueNode() instanceof SequenceNode list)) {
            return put(after(mark(entry.getKeyNode().getEndMark())), block(INDENT, item)); // the key has no value yet
        }
        if (list.getFlowStyle() == FlowStyle.FLOW) {
            int end = offset(mark(list.getEndMark())) - 1;
            String before = text.substring(0, end).stripTrailing();
            String comma = list.getValue().isEmpty() || before.endsWith(",") ? "" : ", ";
            return before + comma + flow(item) + text.substring(before.length());
        }
        Node last = list.getValue().get(list.getValue().size() - 1);
        Mark start = mark(last.getStartMark());
        int dash = text.lastIndexOf('-', offset(start) - 1) - lineStart(start);
        return put(after(end(last)), block(dash, item));
    }

    /** Where the content of a node ends: a collection's own end lies behind the comments that follow it. */
    private static Mark end(Node node) {
        if (node instanceof MappingNode map && map.getFlowStyle() == FlowStyle.BLOCK) {
            return end(map.getValue().get(map.getValue().size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK) {
            return end(list.getValue().get(list.getValue().size() - 1));
        }
        return mark(node.getEndMark());
    }

    /** The start of the line after a mark; the mark itself where a line starts there. */
    private int after(Mark mark) {
        int at = offset(mark);
        if (mark.getColumn() == 0) {
            return at;
        }
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline + 1;
    }

    private String put(int at, String lines) {
        return closed(text.substring(0, at)) + lines + text.substring(at);
    }

    /** With an end to its last line. */
    private String closed(String lines) {
        return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + lineEnd;
    }

    private String block(int indent, Map<String, String> item) {
        List<String> lines = new ArrayList<>();
        item.forEach((key, value) ->
                lines.add(" ".repeat(indent) + (lines.isEmpty() ? "- " : "  ") + key + ": " + scalar(value)));
        return lines.stream().map(line -> line + lineEnd).collect(Collectors.joining());
    }

    private static String flow(Map<String, String> item) {
        return item.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + scalar(entry.getValue()))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    /** Plain where that is the text for every reader, else in quotes; JSON's escapes are YAML's too. */
    private static String scalar(String value) {
        return value.matches("[A-Za-z][A-Za-z0-9._+/@-]*") && !value.matches("(?i)true|false|null|yes|no|on|off|y|n")
                ? value
                : '"' + escaped(String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value))) + '"';
    }

    /** YAML has more line ends than JSON, and characters that may not stand in a file. */
    private static String escaped(String text) {
        return MORE.matcher(text)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04X", (int) found.group().charAt(0)));
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
        return new YamlEditor(text).inserted(path, key + ": " + value, key);
    }

    private Optional<String> inserted(List<String> path, String entry, String key) {
        Optional<Node> found = root;
        for (String step : path) {
            found = found.flatMap(node -> child(node, step));
        }
        return found.filter(node -> node instanceof MappingNode)
                .map(node -> (MappingNode) node)
                .filter(map -> entry(map, key).isEmpty() && !map.getValue().isEmpty())
                .map(map -> map.getFlowStyle() == FlowStyle.FLOW ? inFlow(map, entry) : inBlock(map, entry));
    }

    private static Optional<Node> child(Node node, String step) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .filter(item -> entry(item, "name")
                            .map(NodeTuple::getValueNode)
                            .filter(name -> name instanceof ScalarNode scalar
                                    && scalar.getValue().equals(step))
                            .isPresent())
                    .findFirst();
        }
        return entry(node, step).map(NodeTuple::getValueNode);
    }

    private static Optional<NodeTuple> entry(Node node, String key) {
        List<NodeTuple> entries = node instanceof MappingNode map ? map.getValue() : List.of();
        return entries.stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst();
    }

    /** After the last entry: a comma before it, the closing brace where it is. */
    private String inFlow(MappingNode map, String entry) {
        NodeTuple last = map.getValue().get(map.getValue().size() - 1);
        int end = offset(mark(last.getValueNode().getEndMark()));
        return text.substring(0, end) + ", " + entry + text.substring(end);
    }

    /** On a line of its own, after the first entries that are plain values: before lists and objects. */
    private String inBlock(MappingNode map, String entry) {
        NodeTuple first = map.getValue().get(0);
        Mark start = mark(first.getKeyNode().getStartMark());
        String indent = " ".repeat(start.getColumn());
        if (!isPlain(first)) { // in front of it
            int at = offset(start);
            return text.substring(0, at) + entry + lineEnd + indent + text.substring(at);
        }
        NodeTuple before =
                map.getValue().stream().takeWhile(YamlEditor::isPlain).reduce(first, (one, next) -> next);
        int newline = text.indexOf('\n', offset(mark(before.getValueNode().getEndMark())));
        String added = indent + entry + lineEnd;
        return newline < 0
                ? text + lineEnd + added
                : text.substring(0, newline + 1) + added + text.substring(newline + 1);
    }

    private static boolean isPlain(NodeTuple entry) {
        return entry.getValueNode() instanceof ScalarNode value
                && line(value.getEndMark()) == line(entry.getKeyNode().getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark(mark).getLine();
    }

    private static Mark mark(Optional<Mark> mark) {
        return mark.orElseThrow(() -> new IllegalStateException("The parser gave no marks"));
    }

    private int lineStart(Mark mark) {
        return text.lastIndexOf('\n', offset(mark) - 1) + 1;
    }

    /** Marks count code points. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }
}
