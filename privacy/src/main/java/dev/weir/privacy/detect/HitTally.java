package dev.weir.privacy.detect;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what is found of one kind. Of different ones the hashes of the first {@value #MOST} are kept: enough to tell few from many
 * exactly, and never a value.
 */
final class HitTally {

    /** More are many. */
    static final int MOST = 64;

    private final Set<Long> hashes = new HashSet<>();
    private long whole;
    private long inside;

    /** So many values are one and no more, or hold one. */
    void add(boolean isWhole, long values) {
        whole += isWhole ? values : 0;
        inside += isWhole ? 0 : values;
    }

    /** What was found is of this hash. */
    void found(long hash) {
        if (hashes.size() < MOST) {
            hashes.add(hash);
        }
    }

    LeakCounts.Hits hits() {
        return new LeakCounts.Hits(whole, inside, hashes);
    }

    /** Of both, as many as are kept. */
    static Set<Long> of(Set<Long> some, Set<Long> others) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .limit(MOST)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In 64 bits, so that two of a few values are hardly ever alike. */
    static long hash(String value) {
        long hash = value.length();
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
