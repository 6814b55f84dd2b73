package dev.weir.jobs.engine.read;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which keys the records of a source have, where each names its values itself.
 *
 * @param unread by the path of an object, empty for the record, the keys that it has and no column reads
 * @param more whether there are further ones: a file may use values as keys
 * @param isAnyMet whether some record has what some column reads
 * @param unmet paths that no record has, with the columns that read them
 * @param gaps places of lines where something stands and no column reads it
 */
record ObservedKeys(
        Map<String, SortedSet<String>> unread,
        boolean more,
        boolean isAnyMet,
        Map<String, String> unmet,
        SortedSet<String> gaps)
        implements Serializable {

    /** Of no record, and of records that name nothing. */
    static final ObservedKeys NONE = new ObservedKeys(Map.of(), false, false, Map.of(), new TreeSet<>());

    /** Keys of one object beyond these are not kept. */
    static final int MOST = 100;

    ObservedKeys {
        TreeMap<String, SortedSet<String>> byObject = new TreeMap<>();
        unread.forEach((object, keys) -> byObject.put(object, Collections.unmodifiableSortedSet(new TreeSet<>(keys))));
        unread = Collections.unmodifiableMap(byObject);
        unmet = Collections.unmodifiableMap(new TreeMap<>(unmet));
        gaps = Collections.unmodifiableSortedSet(new TreeSet<>(gaps));
    }

    /** The paths that no record has; of one within another, only the outer. */
    Map<String, String> outerUnmet() {
        Map<String, String> outer = new TreeMap<>(unmet);
        outer.keySet()
                .removeIf(path -> unmet.keySet().stream()
                        .anyMatch(other -> path.startsWith(other + ".") || path.startsWith(other + "[")));
        return outer;
    }

    /** Of both. */
    ObservedKeys plus(ObservedKeys other) {
        if (equals(NONE) || other.equals(NONE)) {
            return equals(NONE) ? other : this;
        }
        Map<String, SortedSet<String>> both = new TreeMap<>();
        unread.forEach((object, keys) -> both.put(object, new TreeSet<>(keys)));
        other.unread.forEach((object, keys) ->
                both.computeIfAbsent(object, first -> new TreeSet<>()).addAll(keys));
        boolean beyond = more || other.more;
        for (SortedSet<String> keys : both.values()) {
            while (keys.size() > MOST) {
                keys.remove(keys.last());
                beyond = true;
            }
        }
        Map<String, String> neither = new TreeMap<>(unmet);
        neither.keySet().retainAll(other.unmet.keySet());
        SortedSet<String> places = new TreeSet<>(gaps);
        places.addAll(other.gaps);
        return new ObservedKeys(both, beyond, isAnyMet || other.isAnyMet, neither, places);
    }

    /** Numbers alone: a key may be personal data. */
    @Override
    public String toString() {
        return unread.size() + " objects with keys that no column reads";
    }
}
