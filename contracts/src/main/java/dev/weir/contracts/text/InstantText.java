package dev.weir.contracts.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as pages and notices write it, to the minute: {@code 2026-11-26 05:00 UTC}. */
public final class InstantText {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private InstantText() {}

    public static String of(Instant moment) {
        return MINUTES.format(moment);
    }
}
