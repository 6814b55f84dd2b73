package dev.weir.contracts.yaml;

import dev.weir.contracts.Place;

/** A value in a YAML file. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {

    /** Where it begins. */
    Place place();

    /** What it is, for messages, such as {@code a list} or {@code the text 'x'}. */
    String describe();
}
