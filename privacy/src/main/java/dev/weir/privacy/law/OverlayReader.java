package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts a workspace's overlay over a law pack: entries are found by their ids, and only the fields that the overlay writes
 * change. What comes out is read as any pack is, so a change that cannot be is a problem with the overlay's line.
 */
final class OverlayReader {

    private static final String BASE = "base";
    private static final String SHA256 = "sha256";
    private static final String SCHEMA = "$schema";
    private static final String BECAUSE = "because";
    private static final String MASKS = "masks";

    /** The key by which each section's entries are found. */
    private static final Map<String, String> KEYS = keys();

    /** Sections to which an overlay may add. */
    private static final Set<String> OPEN = Set.of("instruments", "leaks", "calendar", "categories");

    private final YamlNodes yaml;
    private final Problems problems;
    private final List<Change> changes;

    /** @param changes is given what the overlay changes */
    OverlayReader(YamlNodes yaml, Problems problems, List<Change> changes) {
        this.yaml = yaml;
        this.problems = problems;
        this.changes = changes;
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("instruments", "name");
        keys.put("grades", "grade");
        keys.put("thresholds", "id");
        keys.put("openPoints", "id");
        keys.put("mechanisms", "type");
        keys.put("facts", "fact");
        keys.put("gate", "id");
        keys.put("leaks", "category");
        keys.put("calendar", "year");
        keys.put("categories", "code");
        return keys;
    }

    Node merged(MappingNode base, Node overlay, String id, String sha256) {
        List<String> optional = new ArrayList<>(List.of(SHA256, SCHEMA));
        optional.addAll(KEYS.keySet());
        Map<String, Node> written = yaml.fields(overlay, List.of(BASE), optional);
        if (written.isEmpty()) {
            return base;
        }
        if (!yaml.text(written, BASE).equals(id)) {
            yaml.invalid(
                    yaml.node(written, BASE),
                    "The overlay is for the pack '" + yaml.text(written, BASE) + "'",
                    "weir.yaml names the pack '" + id + "'",
                    "name the same in both");
        }
        Node pinned = written.get(SHA256);
        if (pinned != null && !yaml.text(pinned).equals(sha256)) {
            yaml.invalid(
                    pinned,
                    "The overlay was written for another edition of '" + id + "'",
                    "the pack that ships has the SHA-256 " + sha256,
                    "read what has changed ('weir law'), then write that hash");
        }
        List<NodeTuple> sections = new ArrayList<>();
        for (NodeTuple section : base.getValue()) {
            String name = yaml.text(section.getKeyNode());
            Node changed = written.get(name);
            String key = KEYS.get(name);
            sections.add(
                    changed == null || key == null || !(section.getValueNode() instanceof SequenceNode entries)
                            ? section
                            : new NodeTuple(section.getKeyNode(), section(name, key, entries, changed)));
        }
        return copy(base, sections);
    }

    private SequenceNode section(String name, String key, SequenceNode base, Node overlay) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (Node entry : base.getValue()) {
            entries.put(idOf(entry, key), entry);
        }
        if (!(overlay instanceof SequenceNode written)) {
            yaml.invalid(
                    overlay, "'" + name + "' is no list", "an overlay lists the entries that it changes", "write one");
            return base;
        }
        for (Node item : written.getValue()) {
            String id = idOf(item, key);
            Map<String, Node> fields = yaml.entries(item);
            Node because = fields.remove(BECAUSE);
            if (because == null || yaml.text(because).isBlank()) {
                problems.add(
                        Code.MISSING_FIELD,
                        yaml.place(item),
                        "The change of '" + id + "' has no '" + BECAUSE + "'",
                        "somebody will ask why the workspace departs from the pack",
                        "add it, with whose advice it is");
                continue;
            }
            Node before = entries.get(id);
            if (before == null && !isAdded(name, fields)) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        yaml.place(item),
                        "The pack's '" + name + "' have no '" + id + "'",
                        whyUnknown(name),
                        Nearest.remedy(id, entries.keySet(), "write one of " + String.join(", ", entries.keySet())));
                continue;
            }
            if (item instanceof MappingNode mapping) {
                MappingNode after = over(before, without(mapping));
                note(new Entry(name, id, key, yaml.text(because), setting(before)), before, fields);
                entries.put(id, after);
            }
        }
        return new SequenceNode(
                base.getTag(),
                true,
                new ArrayList<>(entries.values()),
                base.getFlowStyle(),
                base.getStartMark(),
                base.getEndMark());
    }

    private static String whyUnknown(String name) {
        return name.equals("categories")
                ? "an overlay changes categories that are there, or adds one with all its fields, 'sensitivity' first"
                : "an overlay changes entries that are there";
    }

    /** A category is a new one where the overlay says how the law sees it; else its code is misspelt. */
    private static boolean isAdded(String section, Map<String, Node> fields) {
        return OPEN.contains(section) && (!section.equals("categories") || fields.containsKey("sensitivity"));
    }

    private record Entry(String section, String id, String key, String because, Optional<Setting> setting) {}

    private Optional<Setting> setting(@Nullable Node entry) {
        Node setting = entry == null ? null : yaml.entries(entry).get("setting");
        return setting == null ? Optional.empty() : Setting.of(yaml.text(setting));
    }

    private void note(Entry entry, @Nullable Node before, Map<String, Node> fields) {
        Map<String, Node> old = before == null ? Map.of() : yaml.entries(before);
        fields.forEach((field, after) -> {
            Node was = old.get(field);
            if (field.equals(MASKS) && was != null && yaml.isMapping(after) && yaml.isMapping(was)) {
                Map<String, Node> stages = yaml.entries(was);
                yaml.entries(after)
                        .forEach((stage, mask) ->
                                note(entry, MASKS + "." + stage, Optional.ofNullable(stages.get(stage)), mask));
            } else if (!field.equals(entry.key())) {
                note(entry, field, Optional.ofNullable(was), after);
            }
        });
    }

    private void note(Entry entry, String field, Optional<Node> before, Node after) {
        String was = before.map(OverlayReader::shown).orElse("");
        String is = shown(after);
        if (!was.equals(is)) {
            Change.Values values = new Change.Values(was, is);
            changes.add(new Change(
                    entry.section(),
                    entry.id(),
                    field,
                    values,
                    Directions.of(entry.section(), entry.id(), field, values, entry.setting()),
                    entry.because(),
                    yaml.place(after)));
        }
    }

    /** The fields of one over those of another; masks stage by stage. */
    private MappingNode over(@Nullable Node before, MappingNode after) {
        if (!(before instanceof MappingNode base)) {
            return after;
        }
        Map<String, NodeTuple> fields = new LinkedHashMap<>();
        for (NodeTuple field : base.getValue()) {
            fields.put(yaml.text(field.getKeyNode()), field);
        }
        for (NodeTuple field : after.getValue()) {
            String name = yaml.text(field.getKeyNode());
            NodeTuple old = fields.get(name);
            boolean deeper = name.equals(MASKS)
                    && old != null
                    && field.getValueNode() instanceof MappingNode
                    && old.getValueNode() instanceof MappingNode;
            fields.put(
                    name,
                    deeper && old != null
                            ? new NodeTuple(
                                    field.getKeyNode(), over(old.getValueNode(), (MappingNode) field.getValueNode()))
                            : field);
        }
        return copy(base, new ArrayList<>(fields.values()));
    }

    private MappingNode without(MappingNode entry) {
        return copy(
                entry,
                entry.getValue().stream()
                        .filter(field -> !yaml.text(field.getKeyNode()).equals(BECAUSE))
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    private static MappingNode copy(MappingNode node, List<NodeTuple> fields) {
        return new MappingNode(
                node.getTag(), true, fields, node.getFlowStyle(), node.getStartMark(), node.getEndMark());
    }

    private String idOf(Node entry, String key) {
        if (entry instanceof MappingNode mapping) {
            for (NodeTuple field : mapping.getValue()) {
                if (field.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return yaml.text(field.getValueNode());
                }
            }
        }
        return "";
    }

    /** A value on one line. */
    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(OverlayReader::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((MappingNode) node)
                .getValue().stream()
                        .map(field -> shown(field.getKeyNode()) + ": " + shown(field.getValueNode()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }
}
