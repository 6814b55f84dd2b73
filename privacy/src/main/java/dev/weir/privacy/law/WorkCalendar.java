package dev.weir.privacy.law;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Working days in China: Monday to Friday, but for the days off and the days of work that the State Council moves each
 * year. Of a year without a notice the week alone is known.
 *
 * @param years by number
 */
public record WorkCalendar(Map<Integer, Year> years) {

    public WorkCalendar {
        years = Collections.unmodifiableMap(new TreeMap<>(years));
    }

    /**
     * A year's notice.
     *
     * @param source the notice
     * @param off days off, weekends included or not
     * @param work days of the weekend on which people work
     */
    public record Year(String source, Set<LocalDate> off, Set<LocalDate> work) {
        public Year {
            off = Collections.unmodifiableSet(new TreeSet<>(off));
            work = Collections.unmodifiableSet(new TreeSet<>(work));
        }
    }

    /** Whether the notice of every year from one day to another is there. */
    public boolean knows(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear(), to.getYear()).allMatch(years::containsKey);
    }

    /** Whether people work. */
    public boolean isWorkingDay(LocalDate day) {
        Year year = years.get(day.getYear());
        if (year != null && year.work().contains(day)) {
            return true;
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && (year == null || !year.off().contains(day));
    }

    /** The working day that so many come before it, the first day not counted. */
    public LocalDate after(LocalDate day, long workingDays) {
        return moved(day, workingDays, 1);
    }

    /** The working day so many before. */
    public LocalDate before(LocalDate day, long workingDays) {
        return moved(day, workingDays, -1);
    }

    private LocalDate moved(LocalDate day, long workingDays, int step) {
        LocalDate moved = day;
        for (long left = workingDays; left > 0; ) {
            moved = moved.plusDays(step);
            if (isWorkingDay(moved)) {
                left--;
            }
        }
        return moved;
    }
}
