package dev.weir.contracts.standard;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.Nearest;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields an object of a file may have. */
public final class Shape {

    private final String noun;
    private final String book;
    private final Map<String, Field> fields;
    private final boolean open;
    private final List<Variant> variants;
    private final List<Further> further;

    private Shape(Builder builder) {
        this.noun = builder.noun;
        this.book = builder.book;
        this.fields = new LinkedHashMap<>(builder.fields);
        this.open = builder.open;
        this.variants = List.copyOf(builder.variants);
        this.further = List.copyOf(builder.further);
    }

    /** Fields that an object has besides, by what its other fields say. */
    interface Variant {
        /** The further fields, in a shape; {@code null} for none. */
        @org.jspecify.annotations.Nullable
        Shape of(YamlMap map);
    }

    /** What no single field can say. */
    interface Further {
        void check(YamlMap map, Problems problems);
    }

    private enum Need {
        REQUIRED,
        OPTIONAL
    }

    private record Field(Kind kind, Need need) {}

    /**
     * @param noun what the object is, for messages, such as {@code a server}
     * @param book whose rule it is, such as {@code ODCS v3.1}
     */
    public static Builder of(String noun, String book) {
        return new Builder(noun, book);
    }

    /** Its fields, by name. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(fields.keySet());
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
    private record Seen(String noun, Map<String, Field> fields, boolean closed, List<Further> further) {

        /** A variant whose noun says more gives its noun as well. */
        Seen and(Shape more) {
            fields.putAll(more.fields);
            further.addAll(more.further);
            return new Seen(more.noun.startsWith(noun) ? more.noun : noun, fields, closed && !more.open, further);
        }

        void check(YamlMap map, String book, Problems problems) {
            Set<String> meant = new HashSet<>();
            for (Map.Entry<String, YamlMap.Entry> entry : map.entries().entrySet()) {
                String key = entry.getKey();
                Field field = fields.get(key);
                if (field != null) {
                    field.kind().check(entry.getValue().value(), "'" + key + "' of " + noun, book, problems);
                } else if (closed) {
                    Nearest.to(key, fields.keySet()).ifPresent(meant::add);
                    unknown(key, entry.getValue().key(), book, problems);
                }
            }
            for (Map.Entry<String, Field> entry : fields.entrySet()) {
                if (entry.getValue().need() == Need.REQUIRED
                        && !map.has(entry.getKey())
                        && !meant.contains(entry.getKey())) {
                    problems.add(
                            Code.MISSING_FIELD,
                            map.place(),
                            noun + " has no '" + entry.getKey() + "'",
                            book + " requires it",
                            "add '" + entry.getKey() + "': "
                                    + entry.getValue().kind().words());
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
                    Nearest.remedy(
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
        private final Map<String, Field> fields = new LinkedHashMap<>();
        private final List<Variant> variants = new ArrayList<>();
        private final List<Further> further = new ArrayList<>();
        private boolean open;

        private Builder(String noun, String book) {
            this.noun = requireNonNull(noun, "noun");
            this.book = requireNonNull(book, "book");
        }

        public Builder required(String key, Kind kind) {
            fields.put(key, new Field(kind, Need.REQUIRED));
            return this;
        }

        public Builder optional(String key, Kind kind) {
            fields.put(key, new Field(kind, Need.OPTIONAL));
            return this;
        }

        /** Several optional fields of one kind. */
        public Builder optional(Kind kind, String... keys) {
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

        Builder variant(Variant variant) {
            variants.add(variant);
            return this;
        }

        Builder further(Further check) {
            further.add(check);
            return this;
        }

        public Shape build() {
            return new Shape(this);
        }
    }
}
