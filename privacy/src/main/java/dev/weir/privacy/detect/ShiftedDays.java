package dev.weir.privacy.detect;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * How well a reader who sees only the moved dates of a column can tell by how many days they were moved. If everyone has one
 * day, as in a load of that day, in a column with the end of a study or where a day stands for "not known", each person's
 * moved date tells that person's shift.
 *
 * <p>It keeps the days of a sample of the people: those whose hashes are the smallest, so that what parts of a table saw adds up
 * (a bottom-k sample: Cohen and Kaplan, 2007). The days lie in memory alone, and are gone once they are {@link #judged}. Not for
 * several threads.
 */
public final class ShiftedDays implements Serializable {

    private static final long serialVersionUID = 1L;

    /** People in the sample. */
    static final int PEOPLE = 512;

    /** Days that are kept of each of them. */
    private static final int DAYS = 64;

    /** A moved date may be of any day that is no more than so many days away. */
    private static final int FARTHEST = 365;

    private static final int WEEK = 7;

    /** A week tells less than a day does: so many times as many people have to have a date in it. */
    private static final int IN_A_WEEK = 4;

    /** Of each day of the week; below it the sum says nothing. */
    private static final int FEWEST_EXPECTED = 5;

    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final TreeMap<Long, HashSet<Integer>> people = new TreeMap<>();

    /**
     * A day of a person, before it is moved.
     *
     * @param person equal for equal people, and for others by chance alone: a hash, or a number
     * @param day since 1970-01-01
     */
    public void add(long person, int day) {
        HashSet<Integer> days = people.computeIfAbsent(hash(person), unseen -> new HashSet<>());
        if (days.size() < DAYS) {
            days.add(day);
        }
        if (people.size() > PEOPLE) {
            people.pollLastEntry();
        }
    }

    /** Whether a person may be of the sample: the days of others need not be read. */
    public boolean samples(long person) {
        return people.size() < PEOPLE || hash(person) <= people.lastKey();
    }

    /** Numbers that follow one another are mixed as well. */
    private static long hash(long person) {
        long mixed = (person ^ (person >>> 32)) * STEP;
        return (mixed ^ (mixed >>> 29)) * STEP;
    }

    /** Of both parts of a table. */
    public ShiftedDays plus(ShiftedDays other) {
        ShiftedDays sum = new ShiftedDays();
        for (ShiftedDays part : new ShiftedDays[] {this, other}) {
            part.people.forEach((hash, days) ->
                    sum.people.computeIfAbsent(hash, unseen -> new HashSet<>()).addAll(days));
        }
        while (sum.people.size() > PEOPLE) {
            sum.people.pollLastEntry();
        }
        return sum;
    }

    /**
     * What they tell; no day is in it.
     *
     * @param step days are moved by a multiple of it
     * @param fewest people who have a day in common by no chance
     */
    public Judged judged(int step, int fewest) {
        TreeMap<Integer, Set<Long>> byDay = new TreeMap<>();
        people.forEach((hash, days) -> days.forEach(
                day -> byDay.computeIfAbsent(day, unseen -> new HashSet<>()).add(hash)));
        int alike = 0;
        int near = 0;
        for (Map.Entry<Integer, Set<Long>> day : byDay.entrySet()) {
            int those = day.getValue().size();
            if (those >= fewest) {
                int confused = near(byDay, day.getKey(), step).size();
                // A larger share: those / confused > alike / near.
                if (near == 0 || (long) those * near > (long) alike * confused) {
                    alike = those;
                    near = confused;
                }
            }
        }
        Judged.Week week = week(byDay, IN_A_WEEK * fewest);
        return new Judged(alike, near, week, squares(byDay));
    }

    /** Of all weeks, whatever day they begin on, the one that tells most. */
    private Judged.Week week(NavigableMap<Integer, Set<Long>> byDay, int fewest) {
        Judged.Week most = new Judged.Week(0, 0);
        for (int day : byDay.keySet()) {
            int in = people(byDay.subMap(day, true, day + WEEK - 1, true)).size();
            if (in >= fewest) {
                int near = people(byDay.subMap(day - FARTHEST, true, day + WEEK - 1 + FARTHEST, true))
                        .size();
                Judged.Week week = new Judged.Week(in, near);
                most = week.share() > most.share() ? week : most;
            }
        }
        return most;
    }

    private Set<Long> people(Map<Integer, Set<Long>> byDay) {
        Set<Long> all = new HashSet<>();
        for (Set<Long> those : byDay.values()) {
            all.addAll(those);
            if (all.size() == people.size()) {
                break; // in a table of a few years these are soon all
            }
        }
        return all;
    }

    /** The people of whom a moved date may be of a day. */
    private Set<Long> near(NavigableMap<Integer, Set<Long>> byDay, int day, int step) {
        Set<Long> near = new HashSet<>();
        for (Map.Entry<Integer, Set<Long>> other :
                byDay.subMap(day - FARTHEST, true, day + FARTHEST, true).entrySet()) {
            if ((other.getKey() - day) % step == 0) {
                near.addAll(other.getValue());
            }
            if (near.size() == people.size()) {
                break; // in a table of a few years these are soon all
            }
        }
        return near;
    }

    /** Pearson's sum of squares against seven days of the week that are alike; 0 where there are too few to tell. */
    private static double squares(Map<Integer, Set<Long>> byDay) {
        int[] week = new int[WEEK];
        byDay.forEach((day, those) -> week[Math.floorMod(day, WEEK)] += those.size());
        double expected = (double) Arrays.stream(week).sum() / week.length;
        if (expected < FEWEST_EXPECTED) {
            return 0;
        }
        return Arrays.stream(week)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    /**
     * What a sample of the people tells.
     *
     * @param alike people who have one and the same day: of all such days the one that tells most; 0 where there is none
     * @param near people of whom a moved date might be of that day, these among them
     * @param week the week that tells most
     * @param squares by how much the days of the week differ: Pearson's chi-square, with six degrees of freedom
     */
    public record Judged(int alike, int near, Week week, double squares) {

        /**
         * A week that people have dates in, as in the load of one: then each moved date tells the shift to within a few days.
         *
         * @param people who have one
         * @param near people of whom a moved date might be of that week, these among them
         */
        public record Week(int people, int near) {

            /** Of 0 to 1. */
            public double share() {
                return near == 0 ? 0 : (double) people / near;
            }
        }

        /** A week tells less than a day does: so many times as many people may have a date in it. */
        private static final double WEEK_TO_DAY = 2;

        /** Exceeded by chance once in a million columns. */
        private static final double CHANCE = 38.26;

        /** Of 0 to 1: how many of the moved dates that might be of one day are of it. */
        public double share() {
            return near == 0 ? 0 : (double) alike / near;
        }

        /**
         * Whether one day tells the shift.
         *
         * @param most share of the people that may have it
         */
        public boolean tellsByDay(double most) {
            return share() > most;
        }

        /** Whether one week tells it to within a few days. */
        public boolean tellsByWeek(double most) {
            return week.share() > WEEK_TO_DAY * most;
        }

        /** Whether people have some days of the week more often than others. */
        public boolean differsByWeekday() {
            return squares > CHANCE;
        }
    }
}
