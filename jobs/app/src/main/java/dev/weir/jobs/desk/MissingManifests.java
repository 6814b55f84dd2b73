package dev.weir.jobs.desk;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tag;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Manifests that the log of a product has lost: what is left of it shows that they were there. */
public final class MissingManifests {

    /** So many gaps are named; an invented number would have billions. */
    private static final int MOST = 20;

    private MissingManifests() {}

    /**
     * Numbers below the newest that have no entry, and numbers beyond it that something names.
     *
     * @param tags those of the product that can be read
     * @param pins likewise
     */
    public static List<Problem> of(StoredReleaseLog log, String product, List<Tag> tags, List<Pin> pins) {
        SortedMap<Long, Set<String>> named = new TreeMap<>();
        tags.forEach(tag -> named.computeIfAbsent(tag.release().orElseThrow(), number -> new TreeSet<>())
                .add("tag " + tag.name()));
        pins.forEach(pin ->
                named.computeIfAbsent(pin.release(), number -> new TreeSet<>()).add("pin " + pin.id()));
        Set<Long> there = log.numbers(product).boxed().collect(Collectors.toSet());
        long newest = there.stream().mapToLong(Long::longValue).max().orElse(0);
        NavigableSet<Long> wanted = new TreeSet<>(named.keySet());
        if (newest > there.size()) {
            Set<Long> given = log.entries(product).boxed().collect(Collectors.toSet());
            LongStream.range(1, newest)
                    .filter(number -> !given.contains(number))
                    .limit(MOST)
                    .forEach(wanted::add);
        }
        wanted.removeAll(there);
        return wanted.stream()
                .map(number -> new Problem(
                        Code.EVIDENCE_BROKEN,
                        Place.of(log.place(product, number)),
                        "The manifest of " + product + "@" + number + " is missing",
                        named.containsKey(number)
                                ? "it is named by " + String.join(" and ", named.get(number))
                                        + ", and a manifest is never removed"
                                : "there are later releases, and a manifest is never removed",
                        "Restore it from a copy."))
                .toList();
    }
}
