package dev.weir.contracts.yaml;

import dev.weir.contracts.Place;
import java.util.List;

/** A list of values. */
public record YamlList(List<YamlNode> items, Place place) implements YamlNode {

    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return items.isEmpty() ? "an empty list" : "a list";
    }
}
