package dev.weir.releases.log;

import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Releases of other products that were made of a product's releases. While the rows of one of them stay, those that it was made of
 * stay as well: it can be made again, and traced. What was read is read of each manifest once, since that never changes.
 */
public final class ReleaseReaders {

    private final StoredReleaseLog log;
    private final Map<String, List<ReadRelease>> known = new HashMap<>();

    public ReleaseReaders(StoredReleaseLog log) {
        this.log = log;
    }

    /** The readers whose rows are kept now, such as {@code icu@3}, by the number of the release that they read. */
    public Map<Long, List<String>> of(String product) {
        Map<Long, List<String>> readers = new TreeMap<>();
        for (String other : log.products()) {
            if (other.equals(product)) {
                continue;
            }
            for (long number : log.numbers(other).toArray()) {
                reads(other, number).stream()
                        .filter(read -> read.product().equals(product))
                        .map(ReadRelease::number)
                        .distinct()
                        .filter(read -> Expiry.of(log, other, number).isEmpty())
                        .forEach(read -> readers.computeIfAbsent(read, first -> new ArrayList<>())
                                .add(other + "@" + number));
            }
        }
        return readers;
    }

    private List<ReadRelease> reads(String product, long number) {
        return known.computeIfAbsent(
                product + "@" + number,
                first -> log.read(product, number).record().sources().stream()
                        .map(SourceCount::release)
                        .flatMap(release -> release.stream())
                        .toList());
    }
}
