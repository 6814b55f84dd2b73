package dev.weir.jobs.engine.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.value.ValueType;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueFormTest {

    private static final LocalDateTime MOMENT = LocalDateTime.of(2024, 11, 23, 14, 5, 9);

    private final FormReaders readers = new FormReaders();

    /** Java's own formatter writes what the form has to read. */
    @Test
    void aFormReadsWhatItsPatternWritesAndNoOtherDoes() {
        List<ValueForm> written =
                ValueForm.ALL.stream().filter(form -> !text(form).isEmpty()).toList();
        assertThat(written).hasSizeGreaterThan(30);
        for (ValueForm form : written) {
            List<ValueForm> reading = IntStream.range(0, ValueForm.ALL.size())
                    .filter(index -> readers.reads(index, text(form)))
                    .mapToObj(ValueForm.ALL::get)
                    .filter(read -> !read.isNumber())
                    .toList();
            assertThat(reading).as("%s: %s", form.name(), text(form)).contains(form);
            assertThat(reading.stream()
                            .filter(read ->
                                    read.pattern().isPresent() && form.pattern().isPresent()))
                    .as("%s: %s", form.name(), text(form))
                    .allMatch(form::equals);
        }
    }

    /** Of 3/4 the day and the month may change places, whatever time stands behind it. */
    @Test
    void aDayThatMayBeAMonthIsAmbiguous() {
        for (String text :
                List.of("3/4/2024", "3/4/2024 14:05", "3/4/2024 14:05:09", "3/4/2024 2:05 PM", "3/4/2024 2:05:09 pm")) {
            List<ValueForm> reading = IntStream.range(0, ValueForm.ALL.size())
                    .filter(index -> readers.reads(index, text))
                    .mapToObj(ValueForm.ALL::get)
                    .toList();
            assertThat(reading).as(text).hasSize(2);
            assertThat(reading.get(0).isAmbiguousWith(reading.get(1))).isTrue();
        }
    }

    private static String text(ValueForm form) {
        String pattern = form.type() instanceof ValueType.Day day
                ? day.pattern().text()
                : form.type() instanceof ValueType.WallClock clock
                        ? clock.pattern().text()
                        : ValueType.ISO;
        return pattern.equals(ValueType.ISO)
                ? ""
                : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(MOMENT);
    }
}
