package dev.weir.jobs.engine.read.excel;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Days as workbooks count them: a number of days with the time as their fraction (ISO/IEC 29500-1, 18.17.4). Counted from 1900, day
 * 60 is the 29th of February 1900, which never was and is no value; counted from 1904, day 0 is the first of January. Times are
 * rounded to milliseconds, the smallest unit that Excel shows.
 */
final class SerialTime {
    private static final LocalDate FIRST_1904 = LocalDate.of(1904, 1, 1);
    private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 31);
    private static final int LEAP_DAY_1900 = 60;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int LAST_YEAR = 9999;
    private static final double MOST_DAYS = 2_958_466;

    private SerialTime() {}

    /** Day and time of a number; null where it is none. */
    static @Nullable LocalDateTime dayAndTime(double serial, boolean since1904) {
        if (!(serial >= 0) || serial > MOST_DAYS) {
            return null;
        }
        long day = (long) Math.floor(serial);
        long millis = Math.round((serial - day) * DAY_MILLIS);
        if (millis == DAY_MILLIS) {
            day++;
            millis = 0;
        }
        if (!since1904 && (day == 0 || day == LEAP_DAY_1900)) {
            return null;
        }
        LocalDate date =
                since1904 ? FIRST_1904.plusDays(day) : BEFORE_1900.plusDays(day < LEAP_DAY_1900 ? day : day - 1);
        return date.getYear() > LAST_YEAR ? null : date.atTime(LocalTime.ofNanoOfDay(millis * 1_000_000));
    }

    /** Hours, minutes and seconds of a number, such as {@code 36:00:00}; null where it is below zero. */
    static @Nullable String elapsed(double serial) {
        if (!(serial >= 0) || serial > MOST_DAYS) {
            return null;
        }
        long millis = Math.round(serial * DAY_MILLIS);
        long seconds = millis / 1000;
        String whole = String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        return millis % 1000 == 0 ? whole : whole + String.format(Locale.ROOT, ".%03d", millis % 1000);
    }

    /** The time of day of a number that has no day; null where it has one. */
    static @Nullable LocalTime time(double serial) {
        if (!(serial >= 0) || serial >= 1) {
            return null;
        }
        long millis = Math.round(serial * DAY_MILLIS);
        return millis == DAY_MILLIS ? null : LocalTime.ofNanoOfDay(millis * 1_000_000);
    }
}
