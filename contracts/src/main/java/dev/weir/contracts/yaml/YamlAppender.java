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
 * Appends an item to a list of a YAML file as a person would: every other character, comment and line end of the file
 * stays, and the item is written in the way of the items before it.
 */
public final class YamlAppender {

    private static final int INDENT = 2;
    private static final Pattern MORE = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff]");

    private final String text;
    private final String lineEnd;

    private YamlAppender(String text) {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /**
     * The text with one more item.
     *
     * @param text a document that can be read, whose root is an object; comments alone will do
     * @param key of the list at the root; added at the end when it is not there
     * @param item texts by key, in the order in which they are written
     */
    public static String append(String text, String key, Map<String, String> item) {
        return new YamlAppender(text).appended(key, item);
    }

    private String appended(String key, Map<String, String> item) {
        Optional<Node> root =
                new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(text);
        if (root.isPresent() && root.get() instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return inserted(name, entry.getValueNode(), item);
                }
            }
        }
        return closed(text) + key + ":" + lineEnd + block(INDENT, item);
    }

    private String inserted(ScalarNode key, Node value, Map<String, String> item) {
        if (!(value instanceof SequenceNode list)) {
            return put(after(mark(key.getEndMark())), block(INDENT, item)); // the key has no value yet
        }
        if (list.getFlowStyle() == FlowStyle.FLOW) {
            int end = offset(mark(list.getEndMark())) - 1;
            String before = text.substring(0, end).stripTrailing();
            String comma = list.getValue().isEmpty() || before.endsWith(",") ? "" : ", ";
            return before + comma + flow(item) + text.substring(before.length());
        }
        Node last = list.getValue().get(list.getValue().size() - 1);
        Mark start = mark(last.getStartMark());
        int dash = text.lastIndexOf('-', offset(start) - 1) - lineStart(start.getLine());
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

    private static Mark mark(Optional<Mark> mark) {
        return mark.orElseThrow(() -> new IllegalStateException("The parser gave no marks"));
    }

    private int lineStart(int line) {
        int start = 0;
        for (int i = 0; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start;
    }

    /** Marks count code points. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(lineStart(mark.getLine()), mark.getColumn());
    }
}
