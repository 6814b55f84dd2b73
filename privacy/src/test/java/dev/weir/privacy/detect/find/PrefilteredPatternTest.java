package dev.weir.privacy.detect.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pattern that is tried at few places finds what the pattern alone finds, whatever the text. */
class PrefilteredPatternTest {

    private static final List<PrefilteredPattern> SHIPPED = Stream.of(
                    DateFinder.class, PostcodeFinder.class, StreetFinder.class)
            .flatMap(finder -> Stream.of(finder.getDeclaredFields()))
            .flatMap(PrefilteredPatternTest::patterns)
            .toList();

    /** Sentences and notes with people in them. */
    private static final List<String> LINES = Stream.of("english-sentences.txt", "notes.txt", "hard-notes.txt")
            .flatMap(PrefilteredPatternTest::lines)
            .toList();

    @Test
    void holdsThePatternsThatShip() {
        assertThat(SHIPPED).hasSizeGreaterThan(10);
    }

    @Test
    void findsInNotesWhatThePatternAloneFinds() {
        int found = 0;
        for (String line : LINES) {
            for (PrefilteredPattern pattern : SHIPPED) {
                List<String> alone = alone(pattern, line);
                assertThat(found(pattern, line))
                        .as("%s in %s", pattern.pattern(), line)
                        .isEqualTo(alone);
                found += alone.size();
            }
        }
        assertThat(found).isGreaterThan(60);
    }

    @Property(tries = 400)
    void findsInAnyTextWhatThePatternAloneFinds(@ForAll("texts") String text) {
        for (PrefilteredPattern pattern : SHIPPED) {
            assertThat(found(pattern, text)).as(pattern.pattern().pattern()).isEqualTo(alone(pattern, text));
        }
    }

    /** Behind the last capital letter of a text the patterns whose matches hold one are not tried. */
    @Test
    void findsInSmallLettersWhatThePatternAloneFinds() {
        int found = 0;
        for (String street :
                List.of("calle mayor 50", "calle 7 # 71-21", "rue du bac 5", "ul. polna 3", "via 7 n\u00b0 8")) {
            String text = "Seen at " + street;
            for (PrefilteredPattern pattern : SHIPPED) {
                List<String> alone = alone(pattern, text);
                assertThat(found(pattern, text))
                        .as("%s in %s", pattern.pattern(), text)
                        .isEqualTo(alone);
                found += alone.size();
            }
        }
        assertThat(found).isGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("hard")
    void findsWhatALookAroundDecides(PrefilteredPattern pattern, String text, int times) {
        assertThat(alone(pattern, text)).hasSize(times);
        assertThat(found(pattern, text)).isEqualTo(alone(pattern, text));
    }

    static Stream<Arguments> hard() {
        return Stream.of(
                hard("(?<=[a-z], )K\\w+", "so, Kim", 1),
                hard("(?=K)(?<=[.)] \\n{1,3})K\\w+", "ok. \n\nKim", 1),
                hard("(?<=[(\\])] )(?:a|b)", "[x] a (y) b c", 2),
                hard("\\d{2}(?!\\d)", "1234 5", 1),
                hard("(?!19)\\d{4}", "1999 2024", 1),
                hard("(?m)^b$", "a\nb\nb", 2),
                hard("𠮷+野", "𠮷𠮷野屋", 1),
                hard("(?iu)ſt", "ſT ST", 2),
                hard("é?x", "x éx", 2),
                hard("a", "a", 1),
                hard("a|ab", "ab", 1),
                hard("张.?三", "张三 张 三", 2));
    }

    private static Arguments hard(String regex, String text, int times) {
        return Arguments.of(PrefilteredPattern.compile(regex), text, times);
    }

    /** Pieces of notes, cut anywhere, put together anew, and characters of all kinds between them. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(LINES)
                .flatMap(line -> Arbitraries.integers()
                        .between(0, Math.max(0, line.length() - 1))
                        .map(at -> line.substring(at, Math.min(line.length(), at + 24))));
        return Arbitraries.oneOf(pieces, pieces, pieces, Arbitraries.strings().ofMaxLength(6))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    private static List<String> found(PrefilteredPattern pattern, String text) {
        List<String> found = new ArrayList<>();
        pattern.each(
                text,
                match -> found.add(match.start() + ":" + match.group() + groups(match.groupCount(), match::start)));
        return found;
    }

    private static List<String> alone(PrefilteredPattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.pattern().matcher(text);
        while (matcher.find()) {
            found.add(matcher.start() + ":" + matcher.group() + groups(matcher.groupCount(), matcher::start));
        }
        return found;
    }

    private static List<Integer> groups(int count, IntUnaryOperator start) {
        return IntStream.rangeClosed(1, count).map(start).boxed().toList();
    }

    private static Stream<PrefilteredPattern> patterns(Field field) {
        try {
            field.setAccessible(true);
            Object value = Modifier.isStatic(field.getModifiers()) ? field.get(null) : "";
            if (value instanceof PrefilteredPattern pattern) {
                return Stream.of(pattern);
            }
            return value instanceof List<?> list
                    ? list.stream().filter(PrefilteredPattern.class::isInstance).map(PrefilteredPattern.class::cast)
                    : Stream.of();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> lines(String file) {
        try (var stream = Objects.requireNonNull(PrefilteredPatternTest.class.getResourceAsStream("/detect/" + file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
