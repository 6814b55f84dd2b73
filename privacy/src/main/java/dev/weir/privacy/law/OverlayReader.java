package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import dev.weir.privacy.detect.LeakKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a workspace's overlay over a law pack: entries are found by their ids, and only the fields that the overlay writes
 * change. What comes out is read as any pack is, so a change that cannot be is a problem with the overlay's line.
 */
final class OverlayReader {

    private static final String BOOK = "an overlay of the law";

    private static final Field<YamlScalar> BASE = Field.required("base", FieldKinds.SCALAR);
    private static final Field<YamlScalar> SHA256 = Field.optional("sha256", FieldKinds.SCALAR);
    private static final Field<String> BECAUSE = Field.required("because", ProvisionsReader.WORD);

    /** The sections, and the key by which the entries of each are found. */
    private static final Map<Field<List<YamlMap>>, String> SECTIONS = sections();

    private static final Field<Act> ACT = Field.required(
            "act",
            FieldKinds.oneOf(List.of(Act.WAIVE.word(), Act.EXPORT.word())).map(Act::of));
    private static final Field<List<YamlMap>> TWO_PEOPLE = Field.optional(
            LawPack.TWO_PEOPLE, FieldKinds.objects(Shape.of("what two people answer for", BOOK, ACT, BECAUSE)));

    private static final Shape SHAPE = Shape.of("an overlay", BOOK)
            .with(BASE, SHA256, Field.SCHEMA, TWO_PEOPLE)
            .with(SECTIONS.keySet().toArray(Field<?>[]::new));

    private static final String LEAKS = "leaks";

    /** Sections to which an overlay may add. */
    private static final Set<String> OPEN = Set.of("instruments", LEAKS, "calendar", "categories");

    private final Problems problems;
    private final List<OverlayChange> changes;

    /** @param changes is given what the overlay changes */
    OverlayReader(Problems problems, List<OverlayChange> changes) {
        this.problems = problems;
        this.changes = changes;
    }

    private static Map<Field<List<YamlMap>>, String> sections() {
        Map<Field<List<YamlMap>>, String> sections = new LinkedHashMap<>();
        for (String section : List.of(
                "instruments name",
                "grades grade",
                "thresholds id",
                "openPoints id",
                "mechanisms type",
                "facts fact",
                "gate id",
                "leaks category",
                "calendar year",
                "categories code")) {
            String[] words = section.split(" ", 2);
            sections.put(Field.optional(words[0], FieldKinds.listOf(FieldKinds.OPEN_OBJECT)), words[1]);
        }
        return sections;
    }

    YamlMap merged(YamlMap base, YamlNode overlay, String id, String sha256) {
        SHAPE.check(overlay, problems);
        if (!(overlay instanceof YamlMap written) || BASE.in(written).isEmpty()) {
            return base;
        }
        YamlScalar pack = BASE.of(written);
        if (!pack.text().equals(id)) {
            problems.add(
                    Code.INVALID_VALUE,
                    pack.place(),
                    "The overlay is for the pack '" + pack.text() + "'",
                    "weir.yaml names the pack '" + id + "'",
                    "name the same in both");
        }
        SHA256.in(written)
                .filter(pinned -> !pinned.text().equals(sha256))
                .ifPresent(pinned -> problems.add(
                        Code.INVALID_VALUE,
                        pinned.place(),
                        "The overlay was written for another edition of '" + id + "'",
                        "the pack that ships has the SHA-256 " + sha256,
                        "read what has changed ('weir law'), then write that hash"));
        for (YamlMap asked : TWO_PEOPLE.or(written, List.of())) {
            ACT.in(asked)
                    .ifPresent(act -> changes.add(new OverlayChange(
                            LawPack.TWO_PEOPLE,
                            act.word(),
                            "people",
                            new OverlayChange.Values("1", "2"),
                            OverlayChange.Direction.STRICTER,
                            BECAUSE.or(asked, ""),
                            asked.place())));
        }
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(base.entries());
        SECTIONS.forEach((section, key) -> {
            if (section.in(written).isPresent() && section.in(base).isPresent()) {
                YamlList changed = section(section, key, base, written);
                entries.put(section.name(), new YamlMap.Entry(section.placeOfKey(base), changed));
            }
        });
        return new YamlMap(entries, base.place());
    }

    private YamlList section(Field<List<YamlMap>> section, String key, YamlMap base, YamlMap overlay) {
        String name = section.name();
        Map<String, YamlMap> entries = new LinkedHashMap<>();
        section.of(base).forEach(entry -> entries.put(text(entry, key), entry));
        Set<String> changed = new HashSet<>();
        for (YamlMap item : section.of(overlay)) {
            String id = text(item, key);
            if (!id.isEmpty() && !changed.add(id)) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        item.place(),
                        "The overlay changes '" + id + "' of '" + name + "' twice",
                        "of two entries nobody can tell which one is meant",
                        "put all that changes into one entry");
                continue;
            }
            Optional<String> because = BECAUSE.in(item);
            if (because.isEmpty()) {
                problems.add(
                        Code.MISSING_FIELD,
                        item.place(),
                        "The change of '" + id + "' has no '" + BECAUSE + "'",
                        "somebody will ask why the workspace departs from the pack",
                        "add it, with whose advice it is");
                continue;
            }
            YamlMap before = entries.get(id);
            if (before == null && !isAdded(name, item)) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        item.place(),
                        "The pack's '" + name + "' have no '" + id + "'",
                        whyUnknown(name),
                        NearestName.remedy(
                                id, entries.keySet(), "write one of " + String.join(", ", entries.keySet())));
                continue;
            }
            Map<String, YamlMap.Entry> fields = new LinkedHashMap<>(item.entries());
            fields.remove(BECAUSE.name());
            YamlMap after = new YamlMap(fields, item.place());
            Optional<CounselSetting> setting =
                    before == null ? Optional.empty() : CounselSetting.of(text(before, "setting"));
            int noted = changes.size();
            note(new Entry(name, id, key, because.get(), setting), before, after);
            boolean isLaxer = changes.subList(noted, changes.size()).stream()
                    .anyMatch(change -> change.direction() == OverlayChange.Direction.LAXER);
            if (isLaxer && name.equals(LEAKS) && provesItself(id)) {
                problems.add(
                        Code.INVALID_VALUE,
                        item.place(),
                        "The overlay lets a run pass more numbers of the category '" + id + "' than the pack",
                        "numbers of that category prove themselves, by check digits or by region and date of birth: they"
                                + " are nobody's by chance",
                        "take the change out, or make it stricter");
            }
            entries.put(id, before == null ? after : over(before, after));
        }
        return new YamlList(List.copyOf(entries.values()), section.place(base));
    }

    private static boolean provesItself(String category) {
        return Arrays.stream(LeakKind.values())
                .anyMatch(kind -> kind.provesItself() && kind.category().equals(category));
    }

    private static String whyUnknown(String name) {
        return name.equals("categories")
                ? "an overlay changes categories that are there, or adds one with all its fields, 'sensitivity' first"
                : "an overlay changes entries that are there";
    }

    /** A category is a new one where the overlay has its standing; else its code is misspelt. */
    private static boolean isAdded(String section, YamlMap fields) {
        return OPEN.contains(section) && (!section.equals("categories") || CategoryReader.SENSITIVITY.isIn(fields));
    }

    private record Entry(String section, String id, String key, String because, Optional<CounselSetting> setting) {}

    private void note(Entry entry, @Nullable YamlMap before, YamlMap after) {
        YamlMap old = before == null ? new YamlMap(Map.of(), after.place()) : before;
        after.entries().forEach((field, written) -> {
            if (isDeeper(field, old, after)) {
                YamlMap stages = CategoryReader.MASKS.of(old);
                CategoryReader.MASKS
                        .of(after)
                        .entries()
                        .forEach((stage, mask) -> note(entry, field + "." + stage, stages.get(stage), mask.value()));
            } else if (!field.equals(entry.key())) {
                note(entry, field, old.get(field), written.value());
            }
        });
    }

    /** Masks change stage by stage. */
    private static boolean isDeeper(String field, YamlMap before, YamlMap after) {
        return field.equals(CategoryReader.MASKS.name())
                && CategoryReader.MASKS.in(before).isPresent()
                && CategoryReader.MASKS.in(after).isPresent();
    }

    private void note(Entry entry, String field, Optional<YamlNode> before, YamlNode after) {
        String was = before.map(OverlayReader::shown).orElse("");
        String is = shown(after);
        if (!was.equals(is)) {
            OverlayChange.Values values = new OverlayChange.Values(was, is);
            changes.add(new OverlayChange(
                    entry.section(),
                    entry.id(),
                    field,
                    values,
                    ChangeDirections.of(entry.section(), entry.id(), field, values, entry.setting()),
                    entry.because(),
                    after.place()));
        }
    }

    /** The fields of one over those of another. */
    private static YamlMap over(YamlMap before, YamlMap after) {
        Map<String, YamlMap.Entry> fields = new LinkedHashMap<>(before.entries());
        after.entries()
                .forEach((name, field) -> fields.put(
                        name,
                        isDeeper(name, before, after)
                                ? new YamlMap.Entry(
                                        field.key(),
                                        over(CategoryReader.MASKS.of(before), CategoryReader.MASKS.of(after)))
                                : field));
        return new YamlMap(fields, before.place());
    }

    private static String text(YamlMap entry, String key) {
        return entry.scalar(key).map(YamlScalar::text).orElse("");
    }

    /** A value on one line. */
    private static String shown(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar.text();
        }
        if (node instanceof YamlList list) {
            return list.items().stream().map(OverlayReader::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((YamlMap) node)
                .entries().entrySet().stream()
                        .map(field ->
                                field.getKey() + ": " + shown(field.getValue().value()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }
}
