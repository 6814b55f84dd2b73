package dev.weir.contracts.settings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a profile's sources may be besides the workspace.
 *
 * @param roots below which they may lie: folders, relative to the workspace or absolute, and addresses in buckets
 * @param databases that may be asked, by the names that contracts give their servers
 */
public record SourceSettings(List<String> roots, Map<String, DatabaseSettings> databases) {

    /** In the workspace alone. */
    public static final SourceSettings NONE = new SourceSettings(List.of(), Map.of());

    public SourceSettings {
        roots = List.copyOf(roots);
        databases = Collections.unmodifiableMap(new TreeMap<>(databases));
    }
}
