package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the values of one column are those of a day: on each day all people have one, and on other days they have others. A lot, a
 * plate, the temperature of a room and the rate of a currency are such. People with one value have one day, so the differences of their
 * moved dates are those of the days by which they are moved, whether the values stay or become pseudonyms.
 *
 * <p>It keeps a sample of days and of the people of each, those whose hashes are the smallest, so that what parts of the rows have adds
 * up (a bottom-k sample: Cohen and Kaplan, 2007).
 */
final class ValueOfDay implements Serializable {

    private static final int DAYS = 128;
    private static final int PEOPLE = 16;

    /** People beside the first of a day; of fewer it is chance. */
    private static final int FEWEST = 20;

    private static final int FEWEST_VALUES = 5;

    /** Of those people so many have the day's value. */
    private static final double NEARLY_ALL = 0.9;

    /** Days to each value: what stays for longer tells less, and may tell a machine from another. */
    private static final int MOST_DAYS = 6;

    private final TreeMap<Long, TreeMap<Long, Long>> days = new TreeMap<>();

    /**
     * A row's.
     *
     * @param day a hash
     * @param person a hash
     * @param value a hash
     */
    void add(long day, long person, long value) {
        if (days.size() < DAYS || day <= days.lastKey()) {
            add(days.computeIfAbsent(day, first -> new TreeMap<>()), person, value);
            shorten(days, DAYS);
        }
    }

    private static void add(NavigableMap<Long, Long> people, long person, long value) {
        people.putIfAbsent(person, value);
        shorten(people, PEOPLE);
    }

    private static void shorten(NavigableMap<Long, ?> sample, int most) {
        if (sample.size() > most) {
            sample.pollLastEntry();
        }
    }

    void add(ValueOfDay other) {
        other.days.forEach((day, people) -> {
            TreeMap<Long, Long> own = days.computeIfAbsent(day, first -> new TreeMap<>());
            people.forEach((person, value) -> add(own, person, value));
            shorten(days, DAYS);
        });
    }

    boolean follows() {
        long others = 0;
        long alike = 0;
        long kept = 0;
        Map<Long, Long> daysOfValues = new HashMap<>();
        for (TreeMap<Long, Long> people : days.values()) {
            if (people.size() < 2) {
                continue;
            }
            Map<Long, Long> values =
                    people.values().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            Map.Entry<Long, Long> most =
                    values.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            others += people.size() - 1L;
            alike += most.getValue() - 1;
            kept++;
            daysOfValues.merge(most.getKey(), 1L, Long::sum);
        }
        return others >= FEWEST
                && daysOfValues.size() >= FEWEST_VALUES
                && kept <= (long) MOST_DAYS * daysOfValues.size()
                && alike >= NEARLY_ALL * others;
    }
}
