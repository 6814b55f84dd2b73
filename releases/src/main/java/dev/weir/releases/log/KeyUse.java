package dev.weir.releases.log;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
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
 * @param damaged manifests that cannot be read
 */
public record KeyUse(Map<String, List<String>> releases, List<Problem> damaged) {

    public KeyUse {
        damaged = List.copyOf(damaged);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        releases.forEach((id, references) -> copy.put(id, List.copyOf(references)));
        releases = Collections.unmodifiableMap(copy);
    }

    /** Reads every manifest of every product that the log has. */
    public static KeyUse in(StoredReleaseLog log) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        List<Problem> damaged = new ArrayList<>();
        for (String product : log.products()) {
            PartialRead<Manifest> manifests =
                    log.legible(product, log.numbers(product).boxed().toList());
            damaged.addAll(manifests.damaged());
            for (Manifest manifest : manifests.whole()) {
                for (String id : manifest.basis().keys()) {
                    found.computeIfAbsent(id, key -> new ArrayList<>()).add(manifest.reference());
                }
            }
        }
        return new KeyUse(found, damaged);
    }

    /**
     * The same, where every manifest is whole.
     *
     * @throws ProblemsException with {@code EVIDENCE_BROKEN} when one is damaged: which key masked its release is unknown
     */
    public KeyUse whole() {
        ProblemsException.throwIfAny(damaged);
        return this;
    }

    /** The releases masked with that version, by product and number. */
    public List<String> of(String id) {
        return releases.getOrDefault(id, List.of());
    }
}
