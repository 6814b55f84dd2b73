package dev.weir.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.text.TimePattern.Doubt;
import dev.weir.contracts.text.TimePattern.Meaning;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimePatternTest {

    private static final String DATE_TO_STRING = "EEE MMM dd HH:mm:ss zzz yyyy";
    private static final Map<String, String> NAMES = Map.of(
            "CST", "Asia/Shanghai", "C", "-06:00", "CSTX", "America/Havana", "China Standard Time", "Asia/Shanghai");

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
                "[yyyy-M-d][yyyy/M/d] | DAY",
                "[yyyyMMdd][yyyy年M月d日] | DAY",
                "ppppy-ppM-ppd | DAY",
                "yyyy-MM-dd HH:mm:ss | MOMENT",
                "yyyy-MM-dd'T'HH:mm:ssX | MOMENT",
                "yyyy-MM-dd HH:mm:ss.SSSSSS VV | MOMENT",
                "yyyyMMddHHmmssSSS | MOMENT",
                "M/d/yyyy h:mm:ss a | MOMENT",
                "yyyy-MM-dd[ HH:mm] | MOMENT",
                "EEE MMM dd HH:mm:ss zzz yyyy | MOMENT",
                "EEE MMM dd HH:mm:ss XXX '('zzzz')' yyyy | MOMENT",
                "HH:mm | TIME",
                "HHmmss | TIME",
                "hh:mm a | TIME",
            })
    void takesWhatSaysIt(String pattern, Meaning meaning) {
        assertThat(TimePattern.of(pattern).fault(meaning)).isEmpty();
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
                "[yyyy-M-d][HH:mm] | DAY",
            })
    void refusesWhatNoTextOfItCouldSay(String pattern, Meaning meaning) {
        assertThat(TimePattern.of(pattern).fault(meaning))
                .hasValueSatisfying(why -> assertThat(why).startsWith("no text of this form says "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd bogus", "yyyy-MM-dd 'open", "pp", "V"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThat(TimePattern.of(pattern).fault(Meaning.DAY))
                .hasValueSatisfying(why -> assertThat(why).startsWith("it is no pattern of Java's"));
    }

    /** The one moment that is tried says what all of them would. */
    @Property(tries = 300)
    void whatIsTakenReadsEveryMomentThatItWrites(@ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seconds) {
        LocalDateTime moment = LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(seconds);
        for (String text :
                new String[] {"yyyyMMddHHmmss", "M/d/yy h:mm:ss a", "d MMM yyyy HH:m:s", "yyyyDDD HH:mm:ss"}) {
            TimePattern pattern = new TimePattern(text, Map.of(), 2000);
            assertThat(pattern.fault(Meaning.MOMENT)).isEmpty();
            assertThat(new TimeTexts(pattern).moment(pattern.formatter().format(moment)))
                    .isEqualTo(new TimeTexts.Moment(moment, Optional.empty()));
        }
    }

    /** Letter by letter: two moments that Java writes alike, although they differ in what the letter tells apart. */
    @Test
    void aPatternLeavesOpenWhatJavaWritesAlike() {
        List<String> open = new ArrayList<>();
        for (char letter = 'A'; letter <= 'z'; letter++) {
            for (int count = 1; count <= 6; count++) {
                String text = Character.toString(letter).repeat(count);
                DateTimeFormatter java;
                try {
                    java = DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
                } catch (IllegalArgumentException noPattern) {
                    continue;
                }
                EnumSet<Doubt> expected = EnumSet.noneOf(Doubt.class);
                if (writesZonesAlike(java)) {
                    expected.add(Doubt.ZONE_NAMES);
                }
                if (writesCenturiesAlike(java)) {
                    expected.add(Doubt.TWO_DIGIT_YEARS);
                }
                assertThat(TimePattern.of(text).doubts()).as(text).isEqualTo(expected);
                assertThat(TimePattern.of("HH:mm '" + text + "'").doubts()).isEmpty();
                expected.forEach(doubt -> open.add(text));
            }
        }
        assertThat(open).containsExactlyInAnyOrder("yy", "uu", "YY", "z", "zz", "zzz", "zzzz", "v", "vvvv");
    }

    private static boolean writesZonesAlike(DateTimeFormatter java) {
        Map<String, Set<ZoneOffset>> offsets = new HashMap<>();
        for (LocalDateTime time : List.of(LocalDateTime.of(2020, 6, 11, 9, 30), LocalDateTime.of(2020, 1, 10, 9, 30))) {
            for (String id : ZoneId.getAvailableZoneIds()) {
                offsets.computeIfAbsent(
                                text(java, time.atZone(ZoneId.of(id))) + time, text -> new java.util.HashSet<>())
                        .add(time.atZone(ZoneId.of(id)).getOffset());
            }
        }
        return offsets.size() > 2 && offsets.values().stream().anyMatch(alike -> alike.size() > 1);
    }

    private static boolean writesCenturiesAlike(DateTimeFormatter java) {
        List<String> texts = IntStream.range(1900, 2100)
                .mapToObj(
                        year -> text(java, LocalDateTime.of(year, 2, 11, 9, 30).atZone(ZoneOffset.UTC)))
                .toList();
        return Set.copyOf(texts).size() > 1 && texts.subList(0, 100).equals(texts.subList(100, 200));
    }

    private static String text(DateTimeFormatter java, TemporalAccessor moment) {
        try {
            return java.format(moment);
        } catch (DateTimeException notWritten) {
            return "";
        }
    }

    @Property(tries = 500)
    void yearsOfTwoDigitsAreOfTheHundredFromThePivotOn(
            @ForAll @IntRange(min = 1, max = 9900) int pivot, @ForAll @IntRange(min = 0, max = 99) int digits) {
        int expected = IntStream.iterate(pivot, year -> year + 1)
                .filter(year -> year % 100 == digits)
                .findFirst()
                .getAsInt();
        for (String letters : List.of("yy", "uu")) {
            assertThat(day("dd/MM/" + letters, pivot, "03/04/%02d".formatted(digits)))
                    .isEqualTo(LocalDate.of(expected, 4, 3));
            assertThat(day(letters + "MMdd", pivot, "%02d0403".formatted(digits)))
                    .isEqualTo(LocalDate.of(expected, 4, 3));
        }
        assertThat(day("YY-ww-e", pivot, "%02d-10-3".formatted(digits))
                        .get(WeekFields.of(Locale.ENGLISH).weekBasedYear()))
                .isEqualTo(expected);
        assertThat(new TimePattern("EEE dd/MM/yy", Map.of(), pivot).fault(Meaning.DAY))
                .isEmpty();
    }

    private static LocalDate day(String pattern, int pivot, String text) {
        return new TimeTexts(new TimePattern(pattern, Map.of(), pivot)).day(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "yyy", "yyyy", "u", "uuu", "uuuu"})
    void aYearHasFourDigits(String letters) {
        TimeTexts texts = new TimeTexts(TimePattern.of("d/M/" + letters));
        assertThat(texts.day("3/4/2020")).isEqualTo(LocalDate.of(2020, 4, 3));
        assertThatThrownBy(() -> texts.day("3/4/20")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> texts.day("3/4/020")).isInstanceOf(DateTimeException.class);
    }

    @Property(tries = 300)
    void namesOfZonesAreThoseThatItSays(@ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seconds) {
        LocalDateTime moment = LocalDateTime.of(1990, 1, 1, 0, 0).plusSeconds(seconds);
        TimeTexts texts = new TimeTexts(new TimePattern(DATE_TO_STRING, NAMES, TimePattern.NO_PIVOT));
        NAMES.forEach((name, zone) -> {
            for (String written : List.of(name, name.toLowerCase(Locale.ROOT))) {
                String text = String.format(Locale.ENGLISH, "%1$ta %1$tb %1$td %1$tT %2$s %1$tY", moment, written);
                assertThat(texts.moment(text)).isEqualTo(new TimeTexts.Moment(moment, Optional.of(ZoneId.of(zone))));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"CDT", "CS", "CSTXX", "GMT", "UTC", "+08:00", "0", "Asia/Shanghai", ""})
    void otherNamesOfZonesAreNone(String name) {
        TimeTexts texts = new TimeTexts(new TimePattern(DATE_TO_STRING, NAMES, TimePattern.NO_PIVOT));
        assertThatThrownBy(() -> texts.moment("Thu Jun 11 09:30:00 " + name + " 2020"))
                .isInstanceOf(DateTimeException.class);
    }

    /** On 2020-10-25 clocks of Paris showed 02:30 twice. */
    @Test
    void aZoneAndAnOffsetHaveToAgree() {
        TimeTexts ids = new TimeTexts(TimePattern.of("yyyy-MM-dd'T'HH:mmXXX'['VV']'"));
        LocalDateTime twice = LocalDateTime.of(2020, 10, 25, 2, 30);
        for (String offset : List.of("+01:00", "+02:00")) {
            assertThat(ids.moment("2020-10-25T02:30" + offset + "[Europe/Paris]"))
                    .isEqualTo(new TimeTexts.Moment(twice, Optional.of(ZoneOffset.of(offset))));
        }
        assertThatThrownBy(() -> ids.moment("2020-10-25T02:30+03:00[Europe/Paris]"))
                .isInstanceOf(DateTimeException.class);
        TimeTexts names = new TimeTexts(new TimePattern("yyyy-MM-dd HH:mm Z[ '('z')']", NAMES, TimePattern.NO_PIVOT));
        assertThat(names.moment("2020-06-11 09:30 +0800 (CST)")).isEqualTo(names.moment("2020-06-11 09:30 +0800"));
        assertThatThrownBy(() -> names.moment("2020-06-11 09:30 -0500 (CST)")).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EST", "MST", "HST"})
    void abbreviationsThatAreIdentifiersAreNone(String id) {
        TimeTexts texts = new TimeTexts(TimePattern.of("yyyy-MM-dd HH:mm VV"));
        assertThat(texts.moment("2020-06-11 09:30 UTC").zone()).contains(ZoneId.of("UTC"));
        assertThatThrownBy(() -> texts.moment("2020-06-11 09:30 " + id)).isInstanceOf(DateTimeException.class);
    }
}
