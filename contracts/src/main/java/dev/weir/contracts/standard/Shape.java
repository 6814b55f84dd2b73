package dev.weir.contracts.standard;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which fields an object of a file may have. */
public final class Shape {

    private final String noun;
    private final String book;
    private final Map<String, Field<?>> fields;
    private final boolean open;
    private final List<Variant> variants;
    private final List<Further> further;
    private final Map<String, Object> keywords;

    private Shape(
            String noun,
            String book,
            Map<String, Field<?>> fields,
            boolean open,
            List<Variant> variants,
            List<Further> further,
            Map<String, Object> keywords) {
        this.noun = noun;
        this.book = book;
        this.fields = fields;
        this.open = open;
        this.variants = variants;
        this.further = further;
        this.keywords = keywords;
    }

    /** Fields that an object has besides, by what its other fields say. */
    public interface Variant {
        /** The further fields, in a shape; {@code null} for none. */
        @Nullable
        Shape of(YamlMap map);
    }

    /** What no single field can say. */
    public interface Further {
        /** Tells what is wrong with an object. */
        void check(YamlMap map, Problems problems);
    }

    /**
     * One that has these fields, and no conditions besides.
     *
     * @param noun what the object is, for messages, such as {@code a server}
     * @param book whose rule it is, such as {@code ODCS v3.2}
     */
    public static Shape of(String noun, String book, Field<?>... fields) {
        return new Shape(
                        requireNonNull(noun, "noun"),
                        requireNonNull(book, "book"),
                        Map.of(),
                        false,
                        List.of(),
                        List.of(),
                        Map.of())
                .with(fields);
    }

    /** With further fields, which messages list in this order. */
    public Shape with(Field<?>... more) {
        Map<String, Field<?>> all = new LinkedHashMap<>(fields);
        for (Field<?> field : more) {
            all.put(field.name(), field);
        }
        return new Shape(noun, book, all, open, variants, further, keywords);
    }

    /** With a field that is asked for by its name, if at all. */
    public Shape required(String key, FieldKind<?> kind) {
        return with(Field.required(key, kind));
    }

    /** With a field that is asked for by its name, if at all. */
    public Shape optional(String key, FieldKind<?> kind) {
        return with(Field.optional(key, kind));
    }

    /** With several optional fields of one kind. */
    public Shape optional(FieldKind<?> kind, String... keys) {
        return with(Stream.of(keys).map(key -> Field.optional(key, kind)).toArray(Field<?>[]::new));
    }

    /** With the fields of another shape, which count where both have one. */
    public Shape and(Shape other) {
        return with(other.fields.values().toArray(Field<?>[]::new));
    }

    /** Other keys are allowed as well. */
    public Shape open() {
        return new Shape(noun, book, fields, true, variants, further, keywords);
    }

    /** With fields that hang on others. */
    public Shape variant(Variant variant) {
        return new Shape(noun, book, fields, open, joined(variants, variant), further, keywords);
    }

    /** The fields of one shape where a field is there, else those of another. */
    public Shape either(Field<?> field, Shape one, Shape other) {
        Map<String, Object> all = new HashMap<>(keywords);
        all.put("if", having(field));
        all.put("then", one.schema());
        all.put("else", other.schema());
        return new Shape(noun, book, fields, open, variants, further, all)
                .variant(map -> field.isIn(map) ? one : other);
    }

    /** Of two fields every object has one. */
    public Shape oneOf(Field<?> one, Field<?> other) {
        return further(
                (map, problems) -> {
                    boolean both = one.isIn(map);
                    if (both == other.isIn(map)) {
                        problems.add(
                                both ? Code.INVALID_VALUE : Code.MISSING_FIELD,
                                both ? other.placeOfKey(map) : map.place(),
                                noun + " has " + (both ? "'" + one + "' and" : "neither '" + one + "' nor") + " '"
                                        + other + "'",
                                book + " asks for one of them",
                                both ? "take one of them out" : "add the one that is meant");
                    }
                },
                Map.of("oneOf", List.of(having(one), having(other))));
    }

    /** With a check of its own, and the keywords of JSON schema that say the same. */
    public Shape further(Further check, Map<String, Object> schema) {
        Map<String, Object> all = new HashMap<>(keywords);
        all.putAll(schema);
        return new Shape(noun, book, fields, open, variants, joined(further, check), all);
    }

    private static <T> List<T> joined(List<T> some, T one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    /** Its fields, by name. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /** The equivalent JSON schema, for editors; of what variants add it knows those of {@link #either} alone. */
    public Map<String, Object> schema() {
        Map<String, Object> schema = new HashMap<>(keywords);
        schema.put("type", "object");
        if (!open && variants.isEmpty()) {
            schema.put("additionalProperties", false);
        }
        List<String> required = fields.values().stream()
                .filter(Field::isRequired)
                .map(Field::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach((key, field) -> properties.put(key, field.schema()));
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        return schema;
    }

    /** What JSON schema asks of an object that has these fields. */
    public static Map<String, Object> having(Field<?>... fields) {
        return Map.of("required", Stream.of(fields).map(Field::name).toList());
    }

    /** Whether each field that is there has a value, and none is missing; other keys count for nothing. */
    public boolean isWhole(YamlMap map) {
        return fields.values().stream()
                .allMatch(field -> map.get(field.name())
                        .map(node -> field.kind().value().apply(node).isPresent())
                        .orElse(!field.isRequired()));
    }

    /** Tells everything that is wrong with a document or an object of it. */
    public void check(YamlNode node, Problems problems) {
        if (!(node instanceof YamlMap map)) {
            problems.add(
                    Code.INVALID_VALUE,
                    node.place(),
                    noun + " is " + node.describe(),
                    book + " asks for an object",
                    "write its fields as 'key: value'");
            return;
        }
        Shape whole = this;
        for (Variant variant : variants) {
            Shape more = variant.of(map);
            if (more != null) {
                whole = whole.varied(more);
            }
        }
        whole.checkKeys(map, problems);
    }

    /** With what a variant adds; one with a more exact noun gives its noun as well. */
    private Shape varied(Shape more) {
        List<Further> checks =
                Stream.concat(further.stream(), more.further.stream()).toList();
        String exact = more.noun.startsWith(noun) ? more.noun : noun;
        return new Shape(exact, book, and(more).fields, open || more.open, variants, checks, keywords);
    }

    private void checkKeys(YamlMap map, Problems problems) {
        Set<String> meant = new HashSet<>();
        map.entries().forEach((key, entry) -> {
            Field<?> field = fields.get(key);
            if (field != null) {
                field.kind().check(entry.value(), "'" + key + "' of " + noun, book, problems);
            } else if (!open) {
                NearestName.to(key, fields.keySet()).ifPresent(meant::add);
                problems.add(
                        Code.UNKNOWN_FIELD,
                        entry.key(),
                        "'" + key + "' is no field of " + noun,
                        book + " does not know it there",
                        NearestName.remedy(
                                key,
                                fields.keySet(),
                                fields.isEmpty()
                                        ? "take it out"
                                        : "take it out; known are " + String.join(", ", fields.keySet())));
            }
        });
        for (Field<?> field : fields.values()) {
            if (field.isRequired() && !field.isIn(map) && !meant.contains(field.name())) {
                problems.add(
                        Code.MISSING_FIELD,
                        map.place(),
                        noun + " has no '" + field + "'",
                        book + " requires it",
                        "add '" + field + "': " + field.kind().words());
            }
        }
        further.forEach(check -> check.check(map, problems));
    }
}
