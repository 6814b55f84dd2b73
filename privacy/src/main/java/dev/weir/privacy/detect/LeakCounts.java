package dev.weir.privacy.detect;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many of a column's values held what a {@link LeakScan} looks for: counts that add up, never a value.
 *
 * @param values that were not NULL
 * @param codes of those the numbers and codes of seven digits and more
 * @param titles of those the phrases that are written as titles are
 * @param hits by kind; every kind has one
 * @param own by category, for the forms that the law gives to categories
 */
public record LeakCounts(long values, long codes, Titles titles, Map<LeakKind, Hits> hits, Map<String, Hits> own)
        implements Serializable {

    /** Fewer numbers of a kind beside other text may be there by chance. */
    private static final int FEWEST_BESIDE_TEXT = 10;

    /** Of its limit: less of a kind counts for nothing beside others. */
    private static final double LEAST_PART = 0.2;

    /** One of so many values. */
    private static final int LEAST_TITLES = 3;

    private static final int MOST_NAMES_BESIDE = 5;

    public LeakCounts {
        Map<LeakKind, Hits> all = new EnumMap<>(LeakKind.class);
        for (LeakKind kind : LeakKind.values()) {
            all.put(kind, requireNonNull(hits.get(kind), kind.name()));
        }
        hits = Collections.unmodifiableMap(all);
        own = Collections.unmodifiableMap(new TreeMap<>(own));
    }

    /** Of both. */
    public LeakCounts plus(LeakCounts other) {
        Map<LeakKind, Hits> sum = new EnumMap<>(LeakKind.class);
        hits.forEach((kind, each) -> sum.put(kind, each.plus(other.of(kind))));
        Map<String, Hits> ownSum = new TreeMap<>(own);
        other.own.forEach((category, each) -> ownSum.merge(category, each, Hits::plus));
        return new LeakCounts(values + other.values, codes + other.codes, titles.plus(other.titles), sum, ownSum);
    }

    public Hits of(LeakKind kind) {
        return requireNonNull(hits.get(kind), kind.name());
    }

    /** How many values held a kind, alone or among other text. */
    public long found(LeakKind kind) {
        return Math.min(values, of(kind).whole() + of(kind).inside());
    }

    /** How many values held what has a category's own form. */
    public long found(String category) {
        Hits found = own.getOrDefault(category, Hits.NONE);
        return found.whole() + found.inside();
    }

    /** Whether what has a category's own form goes over a limit. */
    public boolean isOver(String category, LeakLimit limit) {
        return isOver(own.getOrDefault(category, Hits.NONE), found(category), limit);
    }

    private boolean isOver(Hits hit, long hitValues, LeakLimit limit) {
        boolean many = hitValues > limit.share() * values || hit.inside() > limit.inside() * values;
        return many && hit.distinct() >= limit.distinct();
    }

    /** Whether half of the values and more are of a kind, and nothing else; identity numbers and names count among other text, too. */
    public boolean isMost(LeakKind kind) {
        boolean isAmongText = kind == LeakKind.IDENTITY || kind == LeakKind.NAME;
        long found = isAmongText ? found(kind) : of(kind).whole();
        return found > 0 && 2 * found >= values;
    }

    /**
     * Whether at least half of a column's numbers are of a kind: then chance does not explain them, however much other text the
     * column holds.
     */
    public boolean isMostOfCodes(LeakKind kind) {
        long found = of(kind).whole();
        return kind.comesByChance() && found >= FEWEST_BESIDE_TEXT && 2 * found >= codes;
    }

    /** Such numbers count as those do that stand among other text. */
    private boolean isOverBesideText(LeakKind kind, LeakLimit limit) {
        return isMostOfCodes(kind) && of(kind).distinct() >= limit.distinct() && found(kind) > limit.inside() * values;
    }

    /**
     * The kinds that go over their limits, or are most of a column ({@link LeakKind#fewest}); and those that are as much together,
     * such as two of which each comes to more than half of its limit. A kind without a limit is not asked.
     */
    public List<Leak> over(Map<LeakKind, LeakLimit> limits) {
        Map<LeakKind, Double> rest = new EnumMap<>(LeakKind.class);
        List<Leak> leaks = new ArrayList<>();
        limits.forEach((kind, limit) -> {
            double part = part(kind, limit);
            if (kind == LeakKind.NAME && areTitles()) {
                return;
            }
            if (isOver(of(kind), found(kind), limit)
                    || isOverBesideText(kind, limit)
                    || (isMost(kind) && of(kind).distinct() >= kind.fewest(values))) {
                leaks.add(new Leak(kind, found(kind), values));
            } else if (part >= LEAST_PART) {
                rest.put(kind, part);
            }
        });
        if (rest.values().stream().mapToDouble(part -> part).sum() > 1) {
            rest.keySet().forEach(kind -> leaks.add(new Leak(kind, found(kind), values)));
        }
        return leaks;
    }

    /**
     * Whether a column holds what organisations, places or works are called, some of them after people: a third of its values and
     * more are titles, as many different ones as names, of which less than half hold a name. Where people are called something in
     * their column, nearly all of the titles do. A fifth of names beside the titles are those of people.
     */
    private boolean areTitles() {
        long beside = found(LeakKind.NAME) - titles.named();
        return LEAST_TITLES * titles.values().whole() >= values
                && titles.values().distinct() >= of(LeakKind.NAME).distinct()
                && 2 * titles.named() < titles.values().whole()
                && MOST_NAMES_BESIDE * beside < values;
    }

    /** How much of its limit a kind comes to; nothing of words and numbers that may be so by chance. */
    private double part(LeakKind kind, LeakLimit limit) {
        boolean isChance = kind == LeakKind.READ_AS_NAME || (kind.comesByChance() && !isMostOfCodes(kind));
        return isChance || of(kind).distinct() < limit.distinct()
                ? 0
                : Math.max(found(kind) / (limit.share() * values), of(kind).inside() / (limit.inside() * values));
    }

    /**
     * Values that are phrases as titles are.
     *
     * @param values all of them
     * @param named those that hold a name
     */
    public record Titles(Hits values, long named) implements Serializable {

        /** No title. */
        static final Titles NONE = new Titles(Hits.NONE, 0);

        Titles plus(Titles other) {
            return new Titles(values.plus(other.values), named + other.named);
        }
    }

    /**
     * Values that held one kind.
     *
     * @param whole values that were nothing else
     * @param inside values that held it among other text; of names it is what those that were searched say of all
     * @param hashes of the first 64 different ones: enough to tell few from many
     */
    public record Hits(long whole, long inside, Set<Long> hashes) implements Serializable {

        /** Of nothing. */
        static final Hits NONE = new Hits(0, 0, Set.of());

        public Hits {
            hashes = Set.copyOf(hashes);
        }

        Hits plus(Hits other) {
            return new Hits(whole + other.whole, inside + other.inside, HitTally.of(hashes, other.hashes));
        }

        /** How many different ones there are; 64 stands for more, too. */
        public int distinct() {
            return hashes.size();
        }
    }

    /** A kind that goes over its limit: in so many of so many values. */
    public record Leak(LeakKind kind, long hits, long values) {}
}
