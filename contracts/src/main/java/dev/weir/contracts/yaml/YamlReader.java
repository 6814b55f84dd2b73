package dev.weir.contracts.yaml;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2, core schema: no dates, no {@code yes} and {@code no}; one document per file. */
public final class YamlReader {

    private static final int MOST_NODES = 500_000;

    /** Signs that end a line for the eye or turn its order round, and do neither for YAML 1.2: what is seen is not what is read. */
    /** A key as all keys of Weir's files are, in a block or behind a bracket or comma, and the colon of a Chinese keyboard. */
    private static final Pattern WIDE_COLON = Pattern.compile("(?:^|[{,-])\\s*[A-Za-z][A-Za-z0-9_.-]*：");

    private static final Pattern MISLEADING = Pattern.compile("[\\u0085\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(1_000)
            .build();

    private final String file;
    private final String[] lines;
    private final Problems problems;
    private int nodes;

    private YamlReader(String file, String text, Problems problems) {
        this.file = file;
        this.lines = text.split("\n", -1);
        this.problems = problems;
    }

    /**
     * Reads one document.
     *
     * @param text the file's text
     * @param file its path in problems
     * @return empty when it is not YAML, which is then among the problems; keys that stand twice are problems too, of
     *     which the first value counts
     */
    public static Optional<YamlNode> read(String text, String file, Problems problems) {
        YamlReader reader = new YamlReader(file, text, problems);
        Matcher misleading = MISLEADING.matcher(text);
        if (misleading.find()) {
            reader.refuse(
                    reader.placeOf(text, misleading.start()),
                    "the character U+" + hex(misleading.group().codePointAt(0))
                            + " makes a line look other than it is read",
                    "take it out; a line ends with a plain line break");
            return Optional.empty();
        }
        try {
            Composer composer = new Composer(
                    SETTINGS, new StrictYamlParser(new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text))));
            Optional<Node> root = composer.getSingleNode();
            if (root.isEmpty()) {
                reader.refuse(Place.of(file), "the file is empty", "write its content, or delete it");
                return Optional.empty();
            }
            return Optional.of(reader.convert(root.get(), 0));
        } catch (TooMuch tooMuch) {
            reader.refuse(
                    reader.place(tooMuch.mark),
                    "the file unfolds to more than " + MOST_NODES + " values",
                    "anchors that repeat one another, or a very large file, are refused: write the values out, or "
                            + "split the file");
        } catch (MarkedYamlEngineException broken) {
            Optional<Place> colon = reader.fullWidthColon(text, broken.getProblemMark());
            if (colon.isPresent()) {
                reader.refuse(
                        colon.get(),
                        "a full-width colon (：) stands behind a key",
                        "write a plain colon and a blank behind it: ': '");
            } else {
                reader.refuse(reader.place(broken.getProblemMark()), reader.sentence(broken), remedy(broken));
            }
        } catch (ReaderException unprintable) {
            reader.refuse(
                    reader.placeOfCodePoint(text, unprintable.getPosition()),
                    "the character U+" + hex(unprintable.getCodePoint()) + " may not stand in YAML",
                    "take it out");
        } catch (YamlEngineException broken) {
            reader.refuse(Place.of(file), String.valueOf(broken.getMessage()), "put the file right");
        }
        return Optional.empty();
    }

    private void refuse(Place place, String why, String remedy) {
        problems.add(Code.SYNTAX, place, "'" + file + "' is not YAML that can be read", why, remedy);
    }

    private static String remedy(MarkedYamlEngineException broken) {
        String problem = String.valueOf(broken.getProblem());
        if (problem.startsWith("the tag '")) {
            return "take the tag out";
        } else if (problem.startsWith("mapping values are not allowed")) {
            return "put the line right; a value that holds ': ' or ' #' stands in quotes as a whole";
        }
        return "put the line right; often a quote, a bracket, or the indentation of the line before is wrong";
    }

    /** Of the last lines up to a mark; YAML meets the fault at the next line's colon. */
    private Optional<Place> fullWidthColon(String text, Optional<Mark> mark) {
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = text.lines().toList();
        int last = Math.min(mark.get().getLine(), lines.size() - 1);
        for (int line = last; line >= 0 && line >= last - 2; line--) {
            Matcher key = WIDE_COLON.matcher(lines.get(line));
            if (key.find()) {
                return Optional.of(new Place(file, line + 1, key.end()));
            }
        }
        return Optional.empty();
    }

    private String sentence(MarkedYamlEngineException broken) {
        String problem = String.valueOf(broken.getProblem()).replace('\n', ' ').strip();
        return broken.getContext() == null ? problem : broken.getContext().strip() + ", " + problem;
    }

    private YamlNode convert(Node node, int depth) {
        nodes++;
        if (nodes > MOST_NODES || depth > StrictYamlParser.DEEPEST) {
            throw new TooMuch(node.getStartMark());
        }
        return switch (node.getNodeType()) {
            case SCALAR -> scalar((ScalarNode) node);
            case SEQUENCE -> list((SequenceNode) node, depth);
            case MAPPING -> map((MappingNode) node, depth);
            case ANCHOR -> throw new IllegalStateException("An anchor is left in '" + file + "'");
        };
    }

    private YamlNode list(SequenceNode node, int depth) {
        List<YamlNode> items =
                node.getValue().stream().map(item -> convert(item, depth + 1)).toList();
        return new YamlList(items, place(node.getStartMark()));
    }

    private YamlNode map(MappingNode node, int depth) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place at = place(tuple.getKeyNode().getStartMark());
            YamlNode value = convert(tuple.getValueNode(), depth + 1);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        Code.SYNTAX, at, "a key is a list or an object", "keys are texts", "write the key as a text");
                continue;
            }
            YamlMap.Entry first = entries.get(key.getValue());
            if (first == null) {
                entries.put(key.getValue(), new YamlMap.Entry(at, value));
            } else {
                problems.add(
                        Code.DUPLICATE_NAME,
                        at,
                        "the key '" + key.getValue() + "' stands twice",
                        "it stands in line " + first.key().line() + " already",
                        "keep one of the two");
            }
        }
        return new YamlMap(entries, place(node.getStartMark()));
    }

    private YamlScalar scalar(ScalarNode node) {
        Place place = place(node.getStartMark());
        return new YamlScalar(node.getValue(), sort(node.getTag()), place, inside(node, place));
    }

    private static YamlScalar.Sort sort(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return YamlScalar.Sort.WHOLE;
        }
        if (tag.equals(Tag.FLOAT)) {
            return YamlScalar.Sort.DECIMAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return YamlScalar.Sort.FLAG;
        }
        return tag.equals(Tag.NULL) ? YamlScalar.Sort.NULL : YamlScalar.Sort.TEXT;
    }

    private YamlScalar.Inside inside(ScalarNode node, Place place) {
        ScalarStyle style = node.getScalarStyle();
        if (style != ScalarStyle.LITERAL && style != ScalarStyle.FOLDED) {
            int quote = style == ScalarStyle.PLAIN ? 0 : 1;
            return new YamlScalar.Inside(place.line(), place.column() + quote, YamlScalar.Lines.FOLDED);
        }
        YamlScalar.Lines kept = style == ScalarStyle.LITERAL ? YamlScalar.Lines.KEPT : YamlScalar.Lines.FOLDED;
        for (int line = place.line(); line < lines.length; line++) {
            if (!lines[line].isBlank()) {
                int indent = lines[line].length() - lines[line].stripLeading().length();
                return new YamlScalar.Inside(place.line() + 1, indent + 1, kept);
            }
        }
        return new YamlScalar.Inside(place.line() + 1, 1, kept);
    }

    private Place place(Optional<Mark> mark) {
        return mark.isEmpty()
                ? Place.of(file)
                : new Place(file, mark.get().getLine() + 1, mark.get().getColumn() + 1);
    }

    private static String hex(int codePoint) {
        return String.format(Locale.ROOT, "%04X", codePoint);
    }

    private Place placeOfCodePoint(String text, int codePoint) {
        int end = Math.min(Math.max(codePoint, 0), text.codePointCount(0, text.length()));
        return placeOf(text, text.offsetByCodePoints(0, end));
    }

    private Place placeOf(String text, int index) {
        String before = text.substring(0, index);
        int newline = before.lastIndexOf('\n');
        int line = (int) before.chars().filter(character -> character == '\n').count();
        return new Place(file, line + 1, before.length() - newline);
    }

    /** A file that unfolds beyond all bounds. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Optional<Mark> mark;

        private TooMuch(Optional<Mark> mark) {
            super(null, null, false, false);
            this.mark = mark;
        }
    }
}
