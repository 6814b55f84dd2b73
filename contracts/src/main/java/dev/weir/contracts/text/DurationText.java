package dev.weir.contracts.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A length of time in words of its units: {@code 2 d 3 h}. */
public final class DurationText {

    private static final int MICROS = 1000;

    private DurationText() {}

    /** To the microsecond, in the units that are not zero. */
    public static String of(Duration time) {
        List<String> words = new ArrayList<>();
        word(words, time.toDays(), " d");
        word(words, time.toHoursPart(), " h");
        word(words, time.toMinutesPart(), " min");
        word(words, time.toSecondsPart(), " s");
        word(words, time.toNanosPart() / MICROS, " µs");
        return words.isEmpty() ? "0 min" : String.join(" ", words);
    }

    private static void word(List<String> words, long count, String unit) {
        if (count > 0) {
            words.add(count + unit);
        }
    }
}
