package dev.weir.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.text.TimePattern.Meaning;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-MM-dd | DAY",
                "yyyyMMdd | DAY",
                "d/M/yy | DAY",
                "dd MMM yyyy | DAY",
                "yyyyDDD | DAY",
                "G yyyy-MM-dd | DAY",
                "yyyy年M月d日 | DAY",
                "yyyy-MM-dd HH:mm | DAY",
                "yyyy-MM-dd HH:mm:ss | MOMENT",
                "yyyy-MM-dd'T'HH:mm:ssX | MOMENT",
                "yyyy-MM-dd HH:mm:ss.SSSSSS VV | MOMENT",
                "yyyyMMddHHmmssSSS | MOMENT",
                "M/d/yyyy h:mm:ss a | MOMENT",
                "yyyy-MM-dd[ HH:mm] | MOMENT",
                "HH:mm | TIME",
                "HHmmss | TIME",
                "hh:mm a | TIME",
            })
    void takesWhatSaysIt(String pattern, Meaning meaning) {
        assertThat(TimePattern.fault(pattern, meaning)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-mm-dd | DAY",
                "YYYY-MM-dd | DAY",
                "yyyy-MM | DAY",
                "MM-dd | DAY",
                "HH:mm | DAY",
                "yyyy-MM-dd | MOMENT",
                "HH:mm:ss | MOMENT",
                "yyyy-MM-dd hh:mm | MOMENT",
                "yyyy-MM-dd mm:ss | MOMENT",
                "yyyy-MM-dd | TIME",
                "hh:mm | TIME",
                "mm:ss | TIME",
                "'yyyy' | DAY",
            })
    void refusesWhatNoTextOfItCouldSay(String pattern, Meaning meaning) {
        assertThat(TimePattern.fault(pattern, meaning))
                .hasValueSatisfying(why -> assertThat(why).startsWith("no text of this form says "));
    }

    /** The one moment that is tried says what all of them would. */
    @Property(tries = 300)
    void whatIsTakenReadsEveryMomentThatItWrites(@ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seconds) {
        LocalDateTime moment = LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(seconds);
        for (String pattern :
                new String[] {"yyyyMMddHHmmss", "M/d/yy h:mm:ss a", "d MMM yyyy HH:m:s", "yyyyDDD HH:mm:ss"}) {
            assertThat(TimePattern.fault(pattern, Meaning.MOMENT)).isEmpty();
            DateTimeFormatter formatter = TimePattern.formatter(pattern);
            assertThat(LocalDateTime.parse(formatter.format(moment), formatter)).isEqualTo(moment);
        }
    }
}
