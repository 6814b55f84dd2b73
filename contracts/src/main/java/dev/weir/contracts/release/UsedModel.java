package dev.weir.contracts.release;

import dev.weir.contracts.text.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that looked for people in the text of a release, as it was then.
 *
 * @param engine what asked it, with its version
 * @param file its path from the workspace's folder
 * @param sha256 of the file
 * @param finds by the model's own names for what it finds, the category in law
 * @param minimum how sure it had to be, from 0 to 1
 */
public record UsedModel(String engine, String file, String sha256, Map<String, String> finds, double minimum) {

    public UsedModel {
        Sha256.require(sha256);
        finds = Collections.unmodifiableMap(new TreeMap<>(finds));
        if (!(minimum >= 0 && minimum <= 1)) {
            throw new IllegalArgumentException("No probability: " + minimum);
        }
    }
}
