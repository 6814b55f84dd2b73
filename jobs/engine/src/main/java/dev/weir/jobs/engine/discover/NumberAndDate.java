package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** Whether the numbers of one column follow the dates of another. What parts of the rows have adds up. */
final class NumberAndDate implements Serializable {

    /** Fewer rows follow anything by chance. */
    private static final int FEWEST = 10;

    /** Pearson's coefficient, either way: what is measured of people never goes so closely with the calendar. */
    private static final double CLOSELY = 0.95;

    /** Of the rows, so many have the part of the date. */
    private static final double NEARLY_ALL = 0.9;

    /** Of the rows, so many have it. */
    private static final double MANY = 0.1;

    private static final int TIMES = 4;

    /** More days are no interval in a life. */
    private static final double MOST_DAYS = 45_000;

    private long rows;
    private double x;
    private double y;
    private double xx;
    private double yy;
    private double xy;
    private final CommonDay days = new CommonDay();
    private final CommonDay later = new CommonDay();
    private final CommonDay earlier = new CommonDay();
    private final long[] parts = new long[parts(LocalDate.EPOCH).length];

    /** What people write of a date: parts of it, counted as calendars and spreadsheets do. */
    static long[] parts(LocalDate day) {
        int year = day.getYear();
        int month = day.getMonthValue();
        int quarter = day.get(IsoFields.QUARTER_OF_YEAR);
        int weekday = day.getDayOfWeek().getValue();
        return new long[] {
            year,
            year % 100,
            month,
            day.getDayOfMonth(),
            quarter,
            weekday,
            weekday % 7,
            weekday % 7 + 1,
            day.getDayOfYear(),
            day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
            year * 100L + month,
            year * 10L + quarter,
            year * 100L + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
            month * 100L + day.getDayOfMonth(),
            (year * 100L + month) * 100 + day.getDayOfMonth()
        };
    }

    /** @param own the parts of the day */
    void add(double number, long day, long[] own) {
        rows++;
        x += number;
        y += day;
        xx += number * number;
        yy += (double) day * day;
        xy += number * day;
        if (number == Math.rint(number) && Math.abs(number) <= MOST_DAYS) {
            days.add(day);
            later.add(day + (long) number);
            earlier.add(day - (long) number);
        }
        for (int i = 0; i < own.length; i++) {
            parts[i] += own[i] == number ? 1 : 0;
        }
    }

    void add(NumberAndDate other) {
        rows += other.rows;
        x += other.x;
        y += other.y;
        xx += other.xx;
        yy += other.yy;
        xy += other.xy;
        days.add(other.days);
        later.add(other.later);
        earlier.add(other.earlier);
        for (int i = 0; i < parts.length; i++) {
            parts[i] += other.parts[i];
        }
    }

    boolean follows() {
        double ofNumbers = rows * xx - x * x;
        double ofDays = rows * yy - y * y;
        if (rows < FEWEST || ofNumbers <= 0 || ofDays <= 0) {
            return false;
        }
        double closely = Math.abs(rows * xy - x * y) / Math.sqrt(ofNumbers * ofDays);
        for (long each : parts) {
            if (each >= NEARLY_ALL * rows) {
                return true;
            }
        }
        return closely >= CLOSELY || makesOneDay(later) || makesOneDay(earlier);
    }

    /** Whether date and number make one day in many rows, which the dates alone have not in common: the end of a study. */
    private boolean makesOneDay(CommonDay made) {
        return made.most() >= FEWEST && made.most() >= MANY * rows && made.most() >= TIMES * Math.max(days.most(), 1);
    }
}
