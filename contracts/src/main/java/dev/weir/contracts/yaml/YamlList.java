package dev.weir.contracts.yaml;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Place;
import java.util.List;

/** A list of values. */
public record YamlList(List<YamlNode> items, Place place) implements YamlNode {

    public YamlList {
        items = List.copyOf(items);
        requireNonNull(place, "place");
    }

    @Override
    public String describe() {
        return items.isEmpty() ? "an empty list" : "a list";
    }
}
