package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.cli.CommandsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What 'weir validate' and 'weir plan' say of columns that are called harmless. */
class HarmlessColumnTest {

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @BeforeEach
    void theExample() throws IOException {
        Path from = Path.of("../../examples/clinical");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).toString().contains("raw/clinical"))
                    .toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.resolveSibling("."));
                Files.copy(file, to);
            }
        }
    }

    private void say(String column, String looksLike, LocalDate until) throws IOException {
        Files.writeString(folder.resolve("quality-rules/waivers.yaml"), """
            harmless:
              - { column: %s, looksLike: [%s], until: "%s", by: ann@example.org, because: Codes. }
            """.formatted(column, looksLike, until));
    }

    private CommandsTest.Ended weir(String... arguments) {
        return CommandsTest.weir(Stream.concat(Stream.of(arguments), Stream.of("-w", folder.toString()))
                .toArray(String[]::new));
    }

    @Test
    void itIsNamed() throws Exception {
        say("encounters.reason_code", "PHONE", today.plusDays(3));
        String sentence = "encounters.reason_code may look like PHONE until " + today.plusDays(3)
                + ", says ann@example.org: the entry ends in 3 days";
        assertThat(weir("validate").out()).contains("Called harmless", "clinical: " + sentence);
        JsonNode validated = CommandsTest.json(weir("validate", "-o", "json").out());
        assertThat(CommandsTest.valid("validate", validated)).isTrue();
        assertThat(validated.get("harmless").get(0).asText()).isEqualTo("clinical: " + sentence);
        assertThat(weir("plan", "clinical", "--explain").out()).contains("harmless", sentence);
        assertThat(weir("waive", "--list").out())
                .contains("encounters.reason_code of clinical looks like PHONE: counts as harmless until "
                        + today.plusDays(3) + " (3 days left), by ann@example.org: Codes.");
        JsonNode list = CommandsTest.json(weir("waive", "--list", "-o", "json").out());
        assertThat(CommandsTest.valid("waive", list)).isTrue();
        assertThat(list.get("harmless").get(0).get("in-force").asBoolean()).isTrue();
        JsonNode plan = CommandsTest.json(weir("plan", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("plan", plan)).isTrue();
        assertThat(plan.get("harmless").get(0).asText()).isEqualTo(sentence);
    }

    @Test
    void thatItHasEndedOrIsNotNeededIsSaid() throws Exception {
        say("encounters.reason_code", "PHONE, NAME", today.minusDays(1));
        assertThat(weir("validate").out())
                .contains("was called harmless until " + today.minusDays(1)
                        + ": what looks like PHONE or NAME stops a release again");
        assertThat(weir("waive", "--list").out())
                .contains("ended on " + today.minusDays(1) + ", a release stops again");
        say("encounters.total_cost", "PHONE", today);
        assertThat(weir("validate").out()).contains("encounters.total_cost is called harmless", "is not needed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RID   | 20  | C004 | prove themselves",
                "BANK  | 20  | C004 | write classification: BANK",
                "AGE   | 20  | C004 | a run looks for PHONE, NAME",
                "PHOEN | 20  | C006 | write 'PHONE'",
                "PHONE | 367 | C004 | write a day up to",
            })
    void whatMayNotBeCalledHarmlessIsAProblem(String category, int days, String code, String words) throws Exception {
        say("encounters.reason_code", category, today.plusDays(days));
        CommandsTest.Ended ended = weir("validate");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).contains("quality-rules/waivers.yaml:2", code, words);
    }
}
