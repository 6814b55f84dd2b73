package dev.weir.jobs.engine.read.value;

import java.time.LocalDate;
import java.time.YearMonth;

/** The usual ISO 8601 forms of dates and times, straight from bytes; anything else is {@link #UNUSUAL}. */
final class IsoTime {
    /** Not a value of any of the methods here: ask {@link Literals}. */
    static final long UNUSUAL = Long.MIN_VALUE;

    private IsoTime() {}

    /** Days since 1970-01-01 of the ten bytes {@code yyyy-MM-dd}. */
    static long epochDay(byte[] bytes, int from) {
        int year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2);
        int month = twoDigits(bytes, from + 5);
        int day = twoDigits(bytes, from + 8);
        boolean usual = bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && year >= 1
                && year <= 9999
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        return usual ? LocalDate.of(year, month, day).toEpochDay() : UNUSUAL;
    }

    /** Seconds since midnight of the eight bytes {@code HH:mm:ss}. */
    static long secondOfDay(byte[] bytes, int from) {
        int hour = twoDigits(bytes, from);
        int minute = twoDigits(bytes, from + 3);
        int second = twoDigits(bytes, from + 6);
        boolean usual = bytes[from + 2] == ':'
                && bytes[from + 5] == ':'
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59;
        return usual ? hour * 3_600L + minute * 60L + second : UNUSUAL;
    }

    /** Microseconds of {@code yyyy-MM-dd}, T or a blank, {@code HH:mm:ss}, perhaps a point and up to six digits. */
    static long wallClock(byte[] bytes, int from, int to) {
        if (to - from < 19 || to - from > 26 || (bytes[from + 10] != 'T' && bytes[from + 10] != ' ')) {
            return UNUSUAL;
        }
        long day = epochDay(bytes, from);
        long second = secondOfDay(bytes, from + 11);
        long micros = fraction(bytes, from + 19, to);
        if (day == UNUSUAL || second == UNUSUAL || micros == UNUSUAL) {
            return UNUSUAL;
        }
        return (day * 86_400 + second) * 1_000_000 + micros;
    }

    /** As {@link #wallClock}, followed by Z or an offset {@code +HH:mm}. */
    static long instant(byte[] bytes, int from, int to) {
        if (to - from < 20) {
            return UNUSUAL;
        }
        if (bytes[to - 1] == 'Z') {
            return wallClock(bytes, from, to - 1);
        }
        byte sign = bytes[to - 6];
        int hours = twoDigits(bytes, to - 5);
        int minutes = twoDigits(bytes, to - 2);
        if ((sign != '+' && sign != '-')
                || bytes[to - 3] != ':'
                || hours < 0
                || hours > 17
                || minutes < 0
                || minutes > 59) {
            return UNUSUAL;
        }
        long local = wallClock(bytes, from, to - 6);
        long offset = (hours * 60L + minutes) * 60_000_000L;
        return local == UNUSUAL ? UNUSUAL : sign == '+' ? local - offset : local + offset;
    }

    private static long fraction(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        if (bytes[from] != '.' || to - from < 2) {
            return UNUSUAL;
        }
        long micros = 0;
        for (int i = 1; i <= 6; i++) {
            int digit = from + i < to ? bytes[from + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return UNUSUAL;
            }
            micros = micros * 10 + digit;
        }
        return micros;
    }

    /** The number of two digits, or a negative one so large that a hundred of them and more stay negative. */
    private static int twoDigits(byte[] bytes, int from) {
        int tens = bytes[from] - '0';
        int ones = bytes[from + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000;
    }
}
