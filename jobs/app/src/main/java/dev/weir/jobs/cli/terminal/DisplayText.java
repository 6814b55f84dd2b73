package dev.weir.jobs.cli.terminal;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times, in people's own zone and saying which, sizes and numbers of things are shown to them. */
public final class DisplayText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    private DisplayText() {}

    public static String time(Instant instant) {
        return TIME.format(instant.atZone(FixedLocaleAndZone.zoneOfTheMachine()));
    }

    /** Such as {@code 2,000}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 file}, {@code 2,000 files}. */
    public static String count(long number, String thing) {
        return count(number, thing, thing + "s");
    }

    /** {@code 1 query}, {@code 2,000 queries}. */
    public static String count(long number, String one, String more) {
        return number(number) + " " + (number == 1 ? one : more);
    }

    /** A number of bytes, in the unit that fits: {@code 1.4 MB}, of 1,000 kB. */
    public static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
