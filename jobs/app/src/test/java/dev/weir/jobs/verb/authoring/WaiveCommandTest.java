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

class WaiveCommandTest {

    /** A rule of severity block. */
    private static final String RULE = "enough-encounters";

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final String soon = today.plusDays(20).toString();

    @TempDir
    private Path folder;

    @BeforeEach
    void theExample() throws IOException {
        Path from = Path.of("../../examples/clinical");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).toString().contains("raw" + "/" + "clinical"))
                    .toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.resolveSibling("."));
                Files.copy(file, to);
            }
        }
        Files.deleteIfExists(file());
    }

    private Path file() {
        return folder.resolve("quality-rules/waivers.yaml");
    }

    private CommandsTest.Ended waive(String... arguments) {
        return CommandsTest.weir(Stream.concat(Stream.of("waive", "-w", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void aWaiverIsWrittenSaysWhereItStandsAndIsListed() throws Exception {
        CommandsTest.Ended ended =
                waive(RULE, "--until", soon, "--because", "One ward moves: \"house\" #5.", "--by", "ann@example.org");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(RULE + " of clinical may fail until " + soon + " (20 days left), by ann@example.org")
                .contains("quality-rules/waivers.yaml:5");
        assertThat(CommandsTest.weir("validate", "-w", folder.toString()).status())
                .isZero();
        JsonNode list = CommandsTest.json(waive("--list", "-o", "json").out());
        assertThat(CommandsTest.valid("waive", list)).isTrue();
        assertThat(list.get("waivers")).hasSize(1);
        assertThat(list.get("waivers").get(0).get("because").asText()).isEqualTo("One ward moves: \"house\" #5.");
        assertThat(waive("--list", "--product", "molecules").out()).isEmpty();
    }

    @Test
    void whoeverTypesAcceptsWhenNobodyIsNamed() throws Exception {
        assertThat(waive(RULE, "--until", today.toString(), "--because", "Today only.")
                        .status())
                .isZero();
        JsonNode waiver = CommandsTest.json(waive("--list", "-o", "json").out())
                .get("waivers")
                .get(0);
        assertThat(waiver.get("by").asText()).isNotBlank();
        assertThat(waiver.get("in-force").asBoolean()).isTrue();
    }

    @Test
    void commentsAndOrderStay() throws Exception {
        String before = """
            # Ours.
            waivers: # in force or over
              # the first
              - rule: patients.empty
                until: "2020-01-01" # long ago
                by: ann
                because: Known.
            # end
            """;
        Files.writeString(file(), before);
        assertThat(waive(RULE, "--until", soon, "--because", "Known.", "--by", "bob", "--product", "clinical")
                        .status())
                .isZero();
        String after = Files.readString(file());
        assertThat(after)
                .isEqualTo(before.replace(
                        "# end\n",
                        "  - rule: " + RULE + "\n    product: clinical\n    until: \"" + soon
                                + "\"\n    by: bob\n    because: Known.\n# end\n"));
        assertThat(waive("--list").out()).contains("patients.empty of clinical ended on 2020-01-01");
    }

    /** Whoever has an editor has no longer term than whoever types the command. */
    @Test
    void aWaiverThatIsWrittenByHandLastsForAYearAtMost() throws Exception {
        String waiver =
                "waivers:\n  - { rule: patients.empty, product: clinical, until: %s, by: ann, because: Known. }\n";
        Files.writeString(file(), waiver.formatted(today.plusYears(1)));
        assertThat(CommandsTest.weir("validate", "-w", folder.toString()).status())
                .isZero();
        Files.writeString(file(), waiver.formatted("2099-01-01"));
        assertThat(CommandsTest.weir("validate", "-w", folder.toString()).out())
                .contains("quality-rules/waivers.yaml:2:", "C004", "lasts until 2099-01-01", "no exception any more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enough-encounter        | 0    | C006 | write 'enough-encounters'",
                "enough-encounters       | -1   | C020 | name a day from today on",
                "enough-encounters       | 367  | C020 | no exception any more",
                "stops-after-it-starts   | 5    | C013 | severity: warn",
                "reason-is-coded         | 5    | C013 | needs no waiver",
            })
    void whatMakesNoSenseIsRefusedAndNothingIsWritten(String rule, int days, String code, String words) {
        CommandsTest.Ended ended =
                waive(rule, "--until", today.plusDays(days).toString(), "--because", "Known.", "--by", "ann");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(code, words);
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatIsLeftOutIsAskedFor() {
        assertThat(waive().err()).contains("No rule is named");
        assertThat(waive(RULE, "--because", "Known.").err()).contains("--until is missing");
        assertThat(waive(RULE, "--until", soon, "--because", " ").err()).contains("--because is missing");
        assertThat(waive(RULE, "--until", "31.12.2026", "--because", "Known.").err())
                .contains("is no day");
        assertThat(waive(RULE, "--until", soon, "--because", "Known.", "--product", "clincal")
                        .err())
                .contains("C006");
    }

    @Test
    void aSecondWaiverIsToldWhereTheFirstStands() throws Exception {
        waive(RULE, "--until", soon, "--because", "Known.", "--by", "ann");
        String before = Files.readString(file());
        CommandsTest.Ended ended = waive(RULE, "--until", soon, "--because", "Again.", "--by", "ann");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("quality-rules/waivers.yaml:5", "already", "change its day");
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void aWorkspaceThatIsNotSoundIsNotTouched() throws Exception {
        Files.writeString(file(), "waivers:\n  - rule: nobody\n    until: \"2030-01-01\"\n    by: a\n    because: b\n");
        String before = Files.readString(file());
        assertThat(waive(RULE, "--until", soon, "--because", "Known.").status()).isEqualTo(2);
        assertThat(Files.readString(file())).isEqualTo(before);
    }
}
