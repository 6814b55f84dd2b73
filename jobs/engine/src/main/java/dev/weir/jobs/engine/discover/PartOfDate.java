package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Whether the values of one column say a part of the dates of another, in whatever words: {@code Jan}, {@code Monday}, 上旬, {@code
 * FY22}. Where the part is one, nearly all rows have one value, and elsewhere they have others. Of each part the value that most rows
 * have is found as they pass by (Boyer and Moore, "MJRTY", 1981); what parts of the rows have adds up.
 */
final class PartOfDate implements Serializable {

    /** Of the rows, so many have the value of the part. */
    private static final double NEARLY_ALL = 0.9;

    /** If so many rows have one value whatever the date, it says nothing of it. */
    private static final double MOSTLY_ONE = 0.7;

    /** Rows to each part: of fewer, each has a value of its own by chance. */
    private static final int FEWEST = 6;

    /** The first parts come again: the others are of one year each. */
    private static final int CALENDAR = 7;

    private static final int DAY_OF_MONTH = 5;

    /** Years of the Chinese zodiac, which begin about so many days after ours. */
    private static final int ANIMALS = 12;

    private static final int DAYS_TO_NEW_YEAR = 35;

    /** Parts that come again within a month: thirds of it, days of the week, days of the month. */
    private static final Set<Integer> OFTEN = Set.of(1, 4, DAY_OF_MONTH);

    /** Of so many days to each part a part is one value's by no chance, though other parts between have others. */
    private static final int TURNS = 3;

    private static final int MOST_DAYS = TURNS * 31;

    private final Set<Long> days = new HashSet<>();

    private final Majority all = new Majority();
    private final List<Map<Long, Majority>> byPart = new ArrayList<>();

    PartOfDate() {
        for (int i = 0; i < parts(LocalDate.EPOCH).length; i++) {
            byPart.add(new HashMap<>());
        }
    }

    static long[] parts(LocalDate day) {
        long month = day.getMonthValue();
        long third = Math.min(2, (day.getDayOfMonth() - 1) / 10);
        return new long[] {
            month,
            third,
            month * 3 + third,
            day.get(IsoFields.QUARTER_OF_YEAR),
            day.getDayOfWeek().getValue(),
            day.getDayOfMonth(),
            Math.floorMod(day.minusDays(DAYS_TO_NEW_YEAR).getYear(), ANIMALS),
            day.getYear() * 4L + day.get(IsoFields.QUARTER_OF_YEAR),
            day.getYear() * 12L + month
        };
    }

    /**
     * A row's.
     *
     * @param value a hash of it
     * @param parts of its date
     */
    void add(long value, long[] parts) {
        all.add(value, 1, 1);
        if (days.size() < MOST_DAYS) {
            days.add(parts[parts.length - 1] * 32 + parts[DAY_OF_MONTH]);
        }
        for (int i = 0; i < parts.length; i++) {
            byPart.get(i).computeIfAbsent(parts[i], first -> new Majority()).add(value, 1, 1);
        }
    }

    void add(PartOfDate other) {
        all.add(other.all.value, other.all.lead, other.all.rows);
        days.addAll(other.days);
        for (int i = 0; i < byPart.size(); i++) {
            Map<Long, Majority> own = byPart.get(i);
            other.byPart
                    .get(i)
                    .forEach((part, each) ->
                            own.computeIfAbsent(part, first -> new Majority()).add(each.value, each.lead, each.rows));
        }
    }

    /** Instruments and lots that take turns say nothing of the date: what follows it has each value in one stretch of days. */
    boolean follows() {
        return all.share() < MOSTLY_ONE
                && IntStream.range(0, byPart.size()).anyMatch(i -> {
                    Map<Long, Majority> parts = byPart.get(i);
                    return follows(parts)
                            && (OFTEN.contains(i) ? isNoChance(parts) : areStretches(parts, i < CALENDAR));
                });
    }

    /** Of parts that come again within a month each has a value of its own, or several days that agree. */
    private boolean isNoChance(Map<Long, Majority> parts) {
        long values = parts.values().stream().map(each -> each.value).distinct().count();
        return values == parts.size() || days.size() >= TURNS * parts.size();
    }

    /** Whether nearly all rows of each value are in one stretch of parts; the last part of a year is beside the first. */
    private static boolean areStretches(Map<Long, Majority> parts, boolean isRound) {
        List<Majority> stretches = new ArrayList<>();
        new TreeMap<>(parts).values().forEach(each -> lengthen(stretches, each));
        Majority first = stretches.get(0);
        Majority last = stretches.get(stretches.size() - 1);
        if (isRound && stretches.size() > 1 && first.value == last.value) {
            first.rows += last.rows;
            stretches.remove(last);
        }
        Map<Long, Long> longest = new HashMap<>();
        stretches.forEach(each -> longest.merge(each.value, each.rows, Math::max));
        double rows = stretches.stream().mapToDouble(each -> each.rows).sum();
        return longest.values().stream().mapToDouble(Long::doubleValue).sum() >= NEARLY_ALL * rows;
    }

    private static void lengthen(List<Majority> stretches, Majority part) {
        Majority last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && last.value == part.value) {
            last.rows += part.rows;
        } else {
            Majority next = new Majority();
            next.add(part.value, part.lead, part.rows);
            stretches.add(next);
        }
    }

    private boolean follows(Map<Long, Majority> parts) {
        double rows = parts.values().stream()
                .mapToDouble(each -> each.share() * each.rows)
                .sum();
        return parts.size() > 1 && all.rows >= (long) FEWEST * parts.size() && rows >= NEARLY_ALL * all.rows;
    }

    /** The value that more than half of some rows have. */
    private static final class Majority implements Serializable {

        private long value;
        private long lead;
        private long rows;

        /**
         * Adds rows.
         *
         * @param count by how many rows more have the value than have others
         */
        void add(long other, long count, long more) {
            rows += more;
            if (other == value || lead == 0) {
                value = other;
                lead += count;
            } else if (count > lead) {
                value = other;
                lead = count - lead;
            } else {
                lead -= count;
            }
        }

        /** The least share of the rows that has it, where more than half have. */
        double share() {
            return rows == 0 ? 0 : (1 + (double) lead / rows) / 2;
        }
    }
}
