package dev.weir.jobs.release.table;

import static java.util.Objects.requireNonNull;

import dev.weir.releases.warehouse.TableIdentity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a product's tables stays.
 *
 * @param releases numbers of the releases whose rows stay
 * @param versions that the manifests of these name, by {@code namespace.name} of the table
 */
public record RetainedVersions(String product, Set<Long> releases, Map<String, Set<Long>> versions) {

    public RetainedVersions {
        requireNonNull(product, "product");
        releases = Set.copyOf(releases);
        Map<String, Set<Long>> copy = new TreeMap<>();
        versions.forEach((table, numbers) -> copy.put(table, Set.copyOf(new TreeSet<>(numbers))));
        versions = java.util.Collections.unmodifiableMap(copy);
    }

    /**
     * Whether only a table's newest version is ever read: that of what releases leave for the rules of those after them, whose rows
     * name their release.
     */
    public boolean isNewestAlone(TableIdentity table) {
        return table.namespace().equals(TableIdentity.namespaceOfQuality(product));
    }

    /** The versions of a table that manifests name. */
    public Set<Long> of(TableIdentity table) {
        return versions.getOrDefault(table.identifier(), Set.of());
    }
}
