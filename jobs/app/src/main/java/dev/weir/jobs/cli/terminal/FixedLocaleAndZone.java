package dev.weir.jobs.cli.terminal;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What a Java process takes from its machine and should not: the locale, by whose rules text becomes upper case, and the
 * time zone, in which some libraries see dates. Here they are the same everywhere. People still see times in their own zone.
 */
public final class FixedLocaleAndZone {

    private static final ZoneId OF_THE_MACHINE = ZoneId.systemDefault();

    private FixedLocaleAndZone() {}

    /** Called once, before anything else. */
    public static void begin() {
        Locale.setDefault(Locale.ENGLISH);
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    }

    /** The machine's own zone, in which people read times. */
    static ZoneId zoneOfTheMachine() {
        return OF_THE_MACHINE;
    }
}
