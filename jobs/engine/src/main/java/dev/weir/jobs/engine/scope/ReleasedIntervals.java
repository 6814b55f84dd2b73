package dev.weir.jobs.engine.scope;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The intervals that were released since every table was last made whole. What was rolled back is not among them. */
public final class ReleasedIntervals {

    private final Map<List<Instant>, Made> intervals = new LinkedHashMap<>();

    private ReleasedIntervals() {}

    /**
     * An interval as it was released last.
     *
     * @param span the interval
     * @param files that its release read, by source and path: a file of several intervals may have changed since for one of
     *     them and not for another
     */
    public record Made(TableLoad.Span span, Map<String, Map<String, SourceCount.SourceFile>> files) {
        /** Of a source, the files that it was made of, by path. */
        public Map<String, SourceCount.SourceFile> files(String source) {
            return files.getOrDefault(source, Map.of());
        }
    }

    /**
     * Those of a product, by whatever rules.
     *
     * @param newestFirst its releases
     */
    public static ReleasedIntervals of(Iterable<Manifest> newestFirst) {
        return of(newestFirst, manifest -> true);
    }

    /**
     * Those that were released since something else than files has changed: they need not be run again.
     *
     * @param newestFirst its releases
     * @param basis what a run of it would work by now
     */
    public static ReleasedIntervals alike(Iterable<Manifest> newestFirst, Manifest.Basis basis) {
        return of(newestFirst, manifest -> manifest.basis().equals(basis));
    }

    private static ReleasedIntervals of(Iterable<Manifest> newestFirst, Predicate<Manifest> isAlike) {
        ReleasedIntervals released = new ReleasedIntervals();
        long newest = Long.MAX_VALUE;
        for (Manifest manifest : newestFirst) {
            if (manifest.number() > newest) {
                continue;
            }
            if (!isAlike.test(manifest)) {
                break;
            }
            newest = manifest.history().contentOf().orElse(newest);
            released.add(manifest);
            if (manifest.tables().stream().allMatch(table -> table.load().base().isEmpty())) {
                break;
            }
        }
        return released;
    }

    private void add(Manifest manifest) {
        Map<String, Map<String, SourceCount.SourceFile>> files = new HashMap<>();
        for (SourceCount source : manifest.record().sources()) {
            Map<String, SourceCount.SourceFile> read = files.computeIfAbsent(source.table(), name -> new HashMap<>());
            source.files().forEach(file -> read.put(file.path(), file));
        }
        manifest.tables().stream()
                .flatMap(table -> table.load().interval().stream())
                .forEach(span -> intervals.putIfAbsent(
                        List.of(span.from(), span.to()),
                        new Made(span, within(span).map(Made::files).orElse(files))));
    }

    /** A later release of a stretch that holds another, such as its month: it has read that one's files anew. */
    private Optional<Made> within(TableLoad.Span span) {
        return intervals.values().stream()
                .filter(made -> !made.span().from().isAfter(span.from())
                        && !made.span().to().isBefore(span.to()))
                .findFirst();
    }

    /** Each with what it was made of. */
    public Collection<Made> all() {
        return intervals.values();
    }

    /** Whether exactly this stretch was released. */
    public boolean has(Instant from, Instant to) {
        return intervals.containsKey(List.of(from, to));
    }
}
