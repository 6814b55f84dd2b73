package dev.weir.jobs.spark;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The intervals that were released since every table was last made whole, or since something else than files has changed. What
 * was rolled back is not among them.
 *
 * @param spans by their first moment and the first one after them
 * @param files that releases were made of, by source and path, each as the newest of them read it
 */
record ReleasedIntervals(
        Map<List<Instant>, TableLoad.Span> spans, Map<String, Map<String, SourceCount.SourceFile>> files) {

    /**
     * Those of a product.
     *
     * @param newestFirst its releases
     * @param basis what a run of it would work by now
     */
    static ReleasedIntervals of(Iterable<Manifest> newestFirst, Manifest.Basis basis) {
        ReleasedIntervals released = new ReleasedIntervals(new LinkedHashMap<>(), new HashMap<>());
        long newest = Long.MAX_VALUE;
        for (Manifest manifest : newestFirst) {
            if (manifest.number() > newest) {
                continue;
            }
            if (!manifest.basis().equals(basis)) {
                break;
            }
            newest = manifest.rollbackOf().orElse(newest);
            released.add(manifest);
            if (manifest.tables().stream().allMatch(table -> table.load().base().isEmpty())) {
                break;
            }
        }
        return released;
    }

    private void add(Manifest manifest) {
        manifest.tables().stream()
                .flatMap(table -> table.load().interval().stream())
                .forEach(span -> spans.putIfAbsent(List.of(span.from(), span.to()), span));
        for (SourceCount source : manifest.record().sources()) {
            Map<String, SourceCount.SourceFile> known = files.computeIfAbsent(source.table(), name -> new HashMap<>());
            source.files().forEach(file -> known.putIfAbsent(file.path(), file));
        }
    }

    /** Whether exactly this stretch was released. */
    boolean has(Instant from, Instant to) {
        return spans.containsKey(List.of(from, to));
    }
}
