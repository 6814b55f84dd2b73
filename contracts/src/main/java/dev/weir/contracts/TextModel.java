package dev.weir.contracts;

import dev.weir.contracts.text.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that a workspace brings, to be asked beside the rules about who stands in a text.
 *
 * @param file its path from the workspace's folder
 * @param sha256 that the file must have
 * @param finds by the model's own names for what it finds, such as {@code person}, the category in law
 * @param minimum how sure the model has to be of a name, from 0 to 1
 * @param place where {@code weir.yaml} names it
 */
public record TextModel(String file, String sha256, Map<String, String> finds, double minimum, Place place) {

    /** How sure a model has to be where nothing is said. */
    public static final double USUAL_MINIMUM = 0.5;

    public TextModel {
        Sha256.require(sha256);
        finds = Collections.unmodifiableMap(new TreeMap<>(finds));
        if (finds.isEmpty()) {
            throw new IllegalArgumentException("The model '" + file + "' finds nothing");
        }
        if (!(minimum >= 0 && minimum <= 1)) {
            throw new IllegalArgumentException("No probability: " + minimum);
        }
    }
}
