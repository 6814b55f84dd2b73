package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftKeys.PrimaryKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches a key of several columns. Of those that hold the one of the better columns is taken, then the shorter one:
 * {@code usubjid, aeseq} before {@code usubjid, aestdtc, aeterm}. One of which no column tells records apart by chance comes first,
 * then one with a doubt, and one that a few records break before what only adds to it.
 *
 * <p>Of seven columns 98 sets are counted at once, to five in a hundred, and 21 of five columns where none of these holds. Sets that
 * may be keys are counted exactly, one by one.
 */
final class KeySearch {

    private static final int MOST_COLUMNS = 4;
    private static final long FEWEST_ROWS = 10;

    /** So few records, and so small a share, may break a key that is drafted with a doubt. */
    private static final long FEW = 5;

    private static final double SHARE = 0.005;
    private static final long FEWEST_FOR_DOUBT = 100;

    /** Distinct values are counted to five in a hundred before they are counted exactly. */
    private static final double NEARLY = 0.9;

    /** Each exact count reads all records. */
    private static final int MOST_EXACT = 24;

    /** What happens more often than so may have happened. */
    private static final double CHANCE = 0.01;

    private final KeyCounts counts;
    private final long rows;
    private final Map<List<Integer>, Long> about = new HashMap<>();
    private final Map<List<Integer>, Long> exact = new HashMap<>();

    KeySearch(KeyCounts counts, long rows) {
        this.counts = counts;
        this.rows = rows;
    }

    /** How many of so many records may break a key, so that it is drafted all the same. */
    static long allowed(long rows) {
        return rows < FEWEST_FOR_DOUBT ? 0 : Math.max(FEW, (long) (SHARE * rows));
    }

    /** The doubt of a key that some records break. */
    static String broken(long repeated, long rows) {
        return "doubtful: " + DraftText.count(repeated, "record") + " of " + DraftText.count(rows, "record")
                + " have the key of another one, and go to quarantine with it, as quality-rules say; is it the key?";
    }

    /**
     * The best key that holds; empty where none does.
     *
     * @param parts without those that are unique by themselves
     */
    Optional<PrimaryKey> of(List<KeyPart> parts) {
        if (rows < FEWEST_ROWS || parts.size() < 2) {
            return Optional.empty();
        }
        return best(parts, 1, MOST_COLUMNS).or(() -> best(parts, MOST_COLUMNS + 1, MOST_COLUMNS + 1));
    }

    private Optional<PrimaryKey> best(List<KeyPart> parts, int fewest, int most) {
        List<List<KeyPart>> sets = sets(parts, fewest, most);
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        List<List<Integer>> places = sets.stream().map(KeySearch::places).toList();
        List<Long> counted = counts.about(places);
        for (int i = 0; i < counted.size(); i++) {
            about.put(places.get(i), counted.get(i));
        }
        List<List<KeyPart>> keys = new ArrayList<>();
        Optional<PrimaryKey> broken = Optional.empty();
        Optional<PrimaryKey> doubtful = Optional.empty();
        for (List<KeyPart> set : finestFirst(sets)) {
            boolean isMinimal = keys.stream().noneMatch(set::containsAll);
            if (!mayBeKey(set) || !isMinimal || !isNearlyUnique(set) || exact.size() >= MOST_EXACT) {
                continue;
            }
            long repeated = repeated(set);
            List<KeyPart> byChance = repeated > allowed(rows)
                    ? List.of()
                    : set.stream().filter(part -> isByChance(set, part)).toList();
            if (repeated == 0) {
                keys.add(set);
                if (byChance.isEmpty()) {
                    return Optional.of(key(set, byChance, 0));
                } else if (doubtful.isEmpty() && parts.stream().noneMatch(this::isOwn)) {
                    doubtful = Optional.of(key(set, byChance, 0));
                }
            } else if (repeated <= allowed(rows) && byChance.isEmpty() && broken.isEmpty()) {
                broken = Optional.of(key(set, byChance, repeated));
            }
        }
        // what a few records break is mended by one column more, and by chance
        Optional<PrimaryKey> few = broken;
        return doubtful.filter(key ->
                        few.isEmpty() || !key.columns().containsAll(few.get().columns()))
                .or(() -> few);
    }

    /** Of sets that suit alike, the number of a stay comes before that of its patient. */
    private List<List<KeyPart>> finestFirst(List<List<KeyPart>> sets) {
        return sets.stream()
                .sorted(Comparator.comparingInt(KeySearch::cost)
                        .thenComparing(this::numbers, Comparator.reverseOrder()))
                .toList();
    }

    private long numbers(List<KeyPart> set) {
        return set.stream()
                .filter(KeyPart::isNumber)
                .mapToLong(part -> about(List.of(part)))
                .sum();
    }

    private static int cost(List<KeyPart> set) {
        return set.stream().mapToInt(part -> part.cost() + 1).sum();
    }

    private PrimaryKey key(List<KeyPart> set, List<KeyPart> byChance, long repeated) {
        String doubt = String.join(" and ", byChance.stream().map(KeyPart::name).toList());
        String because = repeated > 0
                ? broken(repeated, rows)
                : "no two of the " + DraftText.count(rows, "record") + " have the same values"
                        + (doubt.isEmpty() ? "" : ": doubtful, since " + doubt + " may tell them apart by chance");
        return new PrimaryKey(
                set.stream().map(KeyPart::name).toList(), because, repeated, repeated > 0 || !doubt.isEmpty());
    }

    /** Whether a number is nearly one record's own: what tells the others apart may do so by chance, and is no part of a key. */
    private boolean isOwn(KeyPart part) {
        return part.isNumber() && isNearlyUnique(List.of(part));
    }

    /**
     * Whether records that are alike in the other columns may differ in this one by chance, were its values dealt to them at
     * random. That 40 pairs do is no wonder if it has 400 values, and proves that it belongs to the key if it has two.
     */
    private boolean isByChance(List<KeyPart> set, KeyPart part) {
        List<KeyPart> others = set.stream().filter(each -> !each.equals(part)).toList();
        if (part.isDoubtful()) {
            return true;
        } else if (part.kind() == KeyPart.Kind.COUNTED && !isNearlyUnique(others)) {
            return false;
        }
        double different = Math.max(2, about(List.of(part)));
        double alike = isNearlyUnique(others) ? repeated(others) : rows - about(others);
        double pairs = Math.max(alike, rows * (rows / (rows - alike) - 1) / 2);
        return Math.pow(1 - 1 / different, pairs) > CHANCE;
    }

    private boolean isNearlyUnique(List<KeyPart> set) {
        return about(set) >= NEARLY * rows;
    }

    private long about(List<KeyPart> set) {
        return Math.min(rows, Objects.requireNonNull(about.get(places(set))));
    }

    private long repeated(List<KeyPart> set) {
        return exact.computeIfAbsent(places(set), counts::repeated);
    }

    private static List<Integer> places(List<KeyPart> set) {
        return set.stream().map(KeyPart::place).toList();
    }

    /** Whether a set may be a key by what its columns are: times tell records of one person or thing apart, and so need its number. */
    private static boolean mayBeKey(List<KeyPart> set) {
        boolean hasTime = set.stream().anyMatch(part -> part.kind() == KeyPart.Kind.TIME);
        return set.size() > 1 && (!hasTime || set.stream().anyMatch(KeyPart::isNumber));
    }

    /** All sets of some columns. */
    private static List<List<KeyPart>> sets(List<KeyPart> parts, int fewest, int most) {
        List<List<KeyPart>> sets = new ArrayList<>(List.of(List.of()));
        for (KeyPart part : parts) {
            List<List<KeyPart>> larger = sets.stream()
                    .filter(set -> set.size() < most)
                    .map(set -> Stream.concat(set.stream(), Stream.of(part)).toList())
                    .toList();
            sets.addAll(larger);
        }
        return sets.stream().filter(set -> set.size() >= fewest).toList();
    }
}
