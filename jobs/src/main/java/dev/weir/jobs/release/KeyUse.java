package dev.weir.jobs.release;

import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which releases were masked with which version of the workspace's key, as their manifests say.
 *
 * @param releases references such as {@code clinical@2}, by the id of the version
 */
public record KeyUse(Map<String, List<String>> releases) {

    public KeyUse {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        releases.forEach((id, references) -> copy.put(id, List.copyOf(references)));
        releases = Collections.unmodifiableMap(copy);
    }

    /** Reads every manifest of every product that the log has. */
    public static KeyUse in(StoredReleaseLog log) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String product : log.products()) {
            for (long number : log.numbers(product).toArray()) {
                Manifest manifest = log.read(product, number);
                for (String id : manifest.basis().keys()) {
                    found.computeIfAbsent(id, key -> new ArrayList<>()).add(manifest.reference());
                }
            }
        }
        return new KeyUse(found);
    }

    /** The releases masked with that version, by product and number. */
    public List<String> of(String id) {
        return releases.getOrDefault(id, List.of());
    }
}
