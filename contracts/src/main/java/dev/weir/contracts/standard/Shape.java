package dev.weir.contracts.standard;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.util.ArrayList;
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

    private Shape(Builder builder) {
        this.noun = builder.noun;
        this.book = builder.book;
        this.fields = new LinkedHashMap<>(builder.fields);
        this.open = builder.open;
        this.variants = List.copyOf(builder.variants);
        this.further = List.copyOf(builder.further);
        this.keywords = new HashMap<>(builder.keywords);
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
     * @param noun what the object is, for messages, such as {@code a server}
     * @param book whose rule it is, such as {@code ODCS v3.1}
     */
    public static Builder of(String noun, String book) {
        return new Builder(noun, book);
    }

    /** One that has these fields, and no conditions besides. */
    public static Shape of(String noun, String book, Field<?>... fields) {
        return of(noun, book).with(fields).build();
    }

    /** Its fields, by name. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /** The equivalent JSON schema, for editors; of what variants add it knows those of {@link Builder#either} alone. */
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
        Seen seen = new Seen(noun, new LinkedHashMap<>(fields), !open, new ArrayList<>(further));
        for (Variant variant : variants) {
            Shape more = variant.of(map);
            if (more != null) {
                seen = seen.and(more);
            }
        }
        seen.check(map, book, problems);
    }

    /** A shape with its variants for one object. */
    private record Seen(String noun, Map<String, Field<?>> fields, boolean closed, List<Further> further) {

        /** A variant with a more exact noun gives its noun as well. */
        Seen and(Shape more) {
            fields.putAll(more.fields);
            further.addAll(more.further);
            return new Seen(more.noun.startsWith(noun) ? more.noun : noun, fields, closed && !more.open, further);
        }

        void check(YamlMap map, String book, Problems problems) {
            Set<String> meant = new HashSet<>();
            for (Map.Entry<String, YamlMap.Entry> entry : map.entries().entrySet()) {
                String key = entry.getKey();
                Field<?> field = fields.get(key);
                if (field != null) {
                    field.kind().check(entry.getValue().value(), "'" + key + "' of " + noun, book, problems);
                } else if (closed) {
                    NearestName.to(key, fields.keySet()).ifPresent(meant::add);
                    unknown(key, entry.getValue().key(), book, problems);
                }
            }
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
            for (Further check : further) {
                check.check(map, problems);
            }
        }

        private void unknown(String key, Place place, String book, Problems problems) {
            problems.add(
                    Code.UNKNOWN_FIELD,
                    place,
                    "'" + key + "' is no field of " + noun,
                    book + " does not know it there",
                    NearestName.remedy(
                            key,
                            fields.keySet(),
                            fields.isEmpty()
                                    ? "take it out"
                                    : "take it out; known are " + String.join(", ", fields.keySet())));
        }
    }

    /** Lays down a shape, field by field. */
    public static final class Builder {
        private final String noun;
        private final String book;
        private final Map<String, Field<?>> fields = new LinkedHashMap<>();
        private final List<Variant> variants = new ArrayList<>();
        private final List<Further> further = new ArrayList<>();
        private final Map<String, Object> keywords = new HashMap<>();
        private boolean open;

        private Builder(String noun, String book) {
            this.noun = requireNonNull(noun, "noun");
            this.book = requireNonNull(book, "book");
        }

        /** Adds fields, which messages list in this order. */
        public Builder with(Field<?>... more) {
            for (Field<?> field : more) {
                fields.put(field.name(), field);
            }
            return this;
        }

        /** Adds a field that is asked for by its name, if at all. */
        public Builder required(String key, FieldKind<?> kind) {
            return with(Field.required(key, kind));
        }

        /** Adds a field that is asked for by its name, if at all. */
        public Builder optional(String key, FieldKind<?> kind) {
            return with(Field.optional(key, kind));
        }

        /** Several optional fields of one kind. */
        public Builder optional(FieldKind<?> kind, String... keys) {
            for (String key : keys) {
                optional(key, kind);
            }
            return this;
        }

        /** The fields of another shape, which count where both have one. */
        public Builder and(Shape other) {
            fields.putAll(other.fields);
            return this;
        }

        /** Other keys are allowed as well. */
        public Builder open() {
            open = true;
            return this;
        }

        /** With fields that hang on others. */
        public Builder variant(Variant variant) {
            variants.add(variant);
            return this;
        }

        /** The fields of one shape where a field is there, else those of another. */
        public Builder either(Field<?> field, Shape one, Shape other) {
            keywords.put("if", having(field));
            keywords.put("then", one.schema());
            keywords.put("else", other.schema());
            return variant(map -> field.isIn(map) ? one : other);
        }

        /** Of two fields every object has one. */
        public Builder oneOf(Field<?> one, Field<?> other) {
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
        public Builder further(Further check, Map<String, Object> schema) {
            further.add(check);
            keywords.putAll(schema);
            return this;
        }

        public Shape build() {
            return new Shape(this);
        }
    }
}
