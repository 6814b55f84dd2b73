package dev.weir.contracts.yaml;

import dev.weir.contracts.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values by key. The accessors for one type see nothing where the value has another: that is reported elsewhere, once.
 *
 * @param entries in the file's order
 */
public record YamlMap(Map<String, Entry> entries, Place place) implements YamlNode {

    public YamlMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** A value and where its key stands. */
    public record Entry(Place key, YamlNode value) {}

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    public Optional<YamlNode> get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    /** The value, when it is a scalar other than null. */
    public Optional<YamlScalar> scalar(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.value() instanceof YamlScalar scalar && scalar.sort() != YamlScalar.Sort.NULL
                ? Optional.of(scalar)
                : Optional.empty();
    }

    /** The value, when it is text; blank text counts as none. */
    public Optional<YamlScalar> text(String key) {
        return scalar(key)
                .filter(scalar ->
                        scalar.sort() == YamlScalar.Sort.TEXT && !scalar.text().isBlank());
    }

    /** The text; empty when there is none. */
    public String textOrEmpty(String key) {
        return text(key).map(YamlScalar::text).orElse("");
    }

    public boolean isTrue(String key) {
        return scalar(key).filter(YamlScalar::isTrue).isPresent();
    }

    /** The value, when it is a map. */
    public Optional<YamlMap> map(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.value() instanceof YamlMap map ? Optional.of(map) : Optional.empty();
    }

    /** The items of a list; none when it is no list. */
    public List<YamlNode> items(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.value() instanceof YamlList list ? list.items() : List.of();
    }

    /** Those items of a list that are maps. */
    public List<YamlMap> maps(String key) {
        return items(key).stream()
                .filter(YamlMap.class::isInstance)
                .map(YamlMap.class::cast)
                .toList();
    }

    /** Those items of a list that are scalars other than null. */
    public List<YamlScalar> scalars(String key) {
        return items(key).stream()
                .filter(item -> item instanceof YamlScalar scalar && scalar.sort() != YamlScalar.Sort.NULL)
                .map(YamlScalar.class::cast)
                .toList();
    }

    /** The texts of {@link #scalars}. */
    public List<String> texts(String key) {
        return scalars(key).stream().map(YamlScalar::text).toList();
    }

    /** Where the key's value stands, or the map itself. */
    public Place placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place : entry.value().place();
    }

    /** Where the key stands, or the map itself. */
    public Place placeOfKey(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place : entry.key();
    }

    @Override
    public String describe() {
        return "an object";
    }
}
