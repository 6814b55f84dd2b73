package dev.weir.jobs.engine.read.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.file.TextEncoding;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FixedLayoutTest {

    private static final List<String> NAMES = List.of("张三", "欧阳修", "王五六七");

    private static Optional<Layout> of(String text, String charset) {
        return FixedLayout.of(text, true, new TextEncoding(charset, "because"));
    }

    private static String lines(int count, String form, int width) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String name = NAMES.get(i % NAMES.size());
                    return String.format(
                            Locale.ROOT, form, 1000 + i, name + " ".repeat(width - name.length()), 20_260_101 + i);
                })
                .collect(Collectors.joining());
    }

    @Test
    void columnsStandBetweenBlanksOfAllLines() {
        Layout layout = of(lines(25, "%d %s%d  \n", 6), "UTF-8").orElseThrow();
        assertThat(layout.format()).isEqualTo("fixed");
        assertThat(layout.read()).containsOnlyKeys("gaps").containsEntry("gaps", "blank");
        assertThat(layout.columns()).extracting(LayoutColumn::physicalName).containsExactly("1-4", "6-9", "12-21");
        assertThat(layout.remarks())
                .singleElement()
                .asString()
                .contains("uncertain", "first 25 lines")
                .doesNotContain("张三");
    }

    @Test
    void linesThatAreAsWideInBytesCountThese() {
        String text = IntStream.range(0, 20)
                .mapToObj(i -> {
                    String name = NAMES.get(i % NAMES.size());
                    return (1000 + i) + " " + name + " ".repeat(10 - 2 * name.length()) + i % 10 + "\n";
                })
                .collect(Collectors.joining());
        Layout layout = of(text, "GB18030").orElseThrow();
        assertThat(layout.read()).containsEntry("positions", "bytes").containsEntry("encoding", "GB18030");
        assertThat(layout.columns()).extracting(LayoutColumn::physicalName).containsExactly("1-4", "6-13", "16");
    }

    @Test
    void fewLinesOrLinesOfAnyWidthAreNone() {
        assertThat(of(lines(9, "%d %s%d\n", 6), "UTF-8")).isEmpty();
        assertThat(of(lines(20, "%d %s%d\n", 6) + "one more\n", "UTF-8")).isEmpty();
        assertThat(of("abcdefgh\n".repeat(50), "UTF-8")).as("one column").isEmpty();
        assertThat(of("abc\u0000 efgh\n".repeat(50), "UTF-8")).isEmpty();
        assertThat(of("", "UTF-8")).isEmpty();
    }
}
