package dev.weir.contracts.read.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InterpolatedValuesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            ab,       the ab stays,          the ab stays
            abc,      the abc goes,          the ${SECRET} goes
            abcdefg,  abcdefg and abcdefgs,  ${SECRET} and abcdefgs
            abcdefg,  0abcdefg (abcdefg),    0abcdefg (${SECRET})
            abcdefgh, in xabcdefghs,         in x${SECRET}s
            a$b\\1,    at a$b\\1,              at ${SECRET}
            """)
    void aValueOfThreeLettersIsShownAsItIsWrittenAndOneOfEightInsideAWordToo(String value, String text, String shown)
            throws IOException {
        assertThat(values("key: ${SECRET}", Map.of("SECRET", value)).asWritten(text))
                .isEqualTo(shown);
    }

    @Test
    void theLongestValueIsShownFirst() throws IOException {
        InterpolatedValues values = values(
                "a: ${HOST:-localhost}\nb: ${URL}\n", Map.of("HOST", "db.example", "URL", "https://db.example/x"));
        assertThat(values.asWritten("https://db.example/x and db.example/y")).isEqualTo("${URL} and ${HOST}/y");
    }

    @Test
    void aValueIsShownWithoutItsBlanksToo() throws IOException {
        InterpolatedValues values = values("a: ${A}", Map.of("A", " secret "));
        assertThat(values.asWritten("a secret b, (secret)")).isEqualTo("a${A}b, (${A})");
        assertThat(values("a: ${A}", Map.of("A", " ab ")).asWritten("an ab c")).isEqualTo("an ab c");
    }

    @Test
    void onlyWhatTheFileNamesIsFilledIn() throws IOException {
        InterpolatedValues values = values("a: ${A}, b: ${1B}, c: $C", Map.of("B", "bbbb", "1B", "1bbbb", "C", "cccc"));
        assertThat(values.asWritten("1bbbb bbbb cccc")).isEqualTo("1bbbb bbbb cccc");
        assertThat(InterpolatedValues.of(folder.resolve("none"), Map.of("A", "aaaa"))
                        .asWritten("aaaa"))
                .isEqualTo("aaaa");
    }

    @Test
    void everyWordOfAProblemIsShownAsWritten() throws IOException {
        InterpolatedValues values = values("a: ${A}", Map.of("A", "secretvalue"));
        Problem problem = new Problem(
                Code.INVALID_VALUE,
                new Place("in/secretvalue.yaml", 3, 7),
                "what secretvalue",
                "why secretvalue",
                "remedy secretvalue");
        IOException cause = new IOException("cause");
        ProblemsException shown = values.asWritten(new ProblemsException(List.of(problem), cause));
        assertThat(shown.problems())
                .containsExactly(new Problem(
                        Code.INVALID_VALUE, new Place("in/${A}.yaml", 3, 7), "what ${A}", "why ${A}", "remedy ${A}"));
        assertThat(shown).hasCause(cause);
    }

    private InterpolatedValues values(String text, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), text);
        return InterpolatedValues.of(folder, environment);
    }
}
