package dev.weir.contracts.standard;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Place;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key of an object in a file: a {@link Shape} checks it, and a reader asks it for its value. The check has reported what is
 * no value, so the reader sees nothing there; a blank text is no value to a reader, so what has to say something is of the
 * kind {@link FieldKinds#SOMETHING}.
 *
 * @param name as it is written
 * @param kind what its value may be
 * @param isRequired whether an object without it is wrong
 * @param about its meaning, for people who write it; empty where the name is enough
 */
public record Field<T>(String name, FieldKind<T> kind, boolean isRequired, String about) {

    /** Where an editor finds the JSON schema of the file. */
    public static final Field<String> SCHEMA = optional("$schema", FieldKinds.TEXT);

    public Field {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(about, "about");
    }

    /** One that every object has. */
    public static <T> Field<T> required(String name, FieldKind<T> kind, String about) {
        return new Field<>(name, kind, true, about);
    }

    /** One that every object has. */
    public static <T> Field<T> required(String name, FieldKind<T> kind) {
        return required(name, kind, "");
    }

    /** One that may be left out. */
    public static <T> Field<T> optional(String name, FieldKind<T> kind, String about) {
        return new Field<>(name, kind, false, about);
    }

    /** One that may be left out. */
    public static <T> Field<T> optional(String name, FieldKind<T> kind) {
        return optional(name, kind, "");
    }

    /** The same, in an object that may leave it out. */
    public Field<T> notRequired() {
        return new Field<>(name, kind, false, about);
    }

    /** Whether an object has it, whatever its value. */
    public boolean isIn(YamlMap map) {
        return map.has(name);
    }

    /** Its value; blank text counts as none. */
    public Optional<T> in(YamlMap map) {
        return map.get(name).flatMap(kind.value()).filter(value -> !(value instanceof String text) || !text.isBlank());
    }

    /** Its value, or another where there is none. */
    public T or(YamlMap map, T otherwise) {
        return in(map).orElse(otherwise);
    }

    /** The scalar that has its value. */
    public Optional<YamlScalar> written(YamlMap map) {
        return map.scalar(name).filter(scalar -> in(map).isPresent());
    }

    /** Its value, blank or not, in an object that a shape with this field has found whole. */
    public T of(YamlMap map) {
        return map.get(name)
                .flatMap(kind.value())
                .orElseThrow(() -> new IllegalArgumentException("There is no '" + name + "' at " + map.place()));
    }

    /** Where its value stands, or the object that lacks it. */
    public Place place(YamlMap map) {
        return map.placeOf(name);
    }

    /** Where its name stands, or the object that lacks it. */
    public Place placeOfKey(YamlMap map) {
        return map.placeOfKey(name);
    }

    /** The keywords of JSON schema for its value. */
    Map<String, Object> schema() {
        Map<String, Object> schema = new HashMap<>(kind.schema().get());
        if (!about.isEmpty()) {
            schema.put("description", about);
        }
        return schema;
    }

    @Override
    public String toString() {
        return name;
    }
}
