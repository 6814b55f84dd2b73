package dev.weir.jobs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command that can answer in JSON answers in JSON when it fails as well. */
class JsonErrorsTest {

    @TempDir
    private Path folder;

    /** The words of each command that has a JSON output, as the command line itself has them. */
    static List<List<String>> commands() {
        List<List<String>> found = new ArrayList<>();
        walk(Weir.commandLine(silent()), List.of(), found);
        return found;
    }

    private static void walk(CommandLine command, List<String> words, List<List<String>> found) {
        OptionSpec output = command.getCommandSpec().findOption("--output");
        if (output != null
                && Stream.of(output.type().getEnumConstants())
                        .anyMatch(format -> format.toString().equalsIgnoreCase("json"))) {
            found.add(words);
        }
        command.getSubcommands().forEach((name, below) -> {
            List<String> more = new ArrayList<>(words);
            more.add(name);
            walk(below, more, found);
        });
    }

    private static Terminal silent() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Terminal(nowhere, nowhere, Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN);
    }

    @Test
    void allCommandsAreWalked() {
        assertThat(commands()).hasSizeGreaterThan(28).contains(List.of("run"), List.of("quarantine", "retry"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aUsageErrorIsJson(List<String> command) throws Exception {
        List<String> words = required(command);
        words.add("--no-such-option");
        CommandsTest.Ended text = weir(words);
        assertThat(text.status()).isEqualTo(2);
        assertThat(text.out()).isEmpty();
        for (List<String> asking : List.of(List.of("--output", "json"), List.of("-o", "JSON"), List.of("-ojson"))) {
            List<String> all = new ArrayList<>(words);
            all.addAll(asking);
            CommandsTest.Ended ended = weir(all);
            assertThat(ended.err()).isEqualTo(text.err());
            JsonNode error = error(ended);
            assertThat(error.at("/problems/0/code").asText()).isEqualTo(Code.USAGE.id());
            assertThat(error.at("/problems/0/what").asText()).contains("--no-such-option");
            assertThat(error.at("/problems/0/file").asText()).isEqualTo("weir " + String.join(" ", command));
        }
    }

    /** In a workspace that cannot be read: standard output is one JSON text, whatever the command makes of it. */
    @ParameterizedTest
    @MethodSource("commands")
    void aFailureIsJson(List<String> command) throws Exception {
        Files.writeString(folder.resolve("weir.yaml"), "workspace: [broken\n");
        List<String> words = required(command);
        words.addAll(List.of("--output", "json"));
        CommandsTest.Ended ended = weir(words);
        JsonNode answer = CommandsTest.json(ended.out());
        assertThat(answer).as(ended.out()).isNotNull();
        assertThat(answer.isObject()).as(ended.out()).isTrue();
        if (command.equals(List.of("validate"))) {
            assertThat(CommandsTest.valid("validate", answer)).isTrue();
            assertThat(ended.status()).isEqualTo(2);
        } else if (ended.status() != 0) {
            assertThat(error(ended).at("/problems")).isNotEmpty();
            assertThat(ended.err())
                    .contains(answer.at("/problems/0/code").asText())
                    .contains(answer.at("/problems/0/what").asText());
        }
    }

    /** Without what a command needs. */
    @ParameterizedTest
    @MethodSource("commands")
    void nothingButJsonOnStandardOutput(List<String> command) throws Exception {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--output", "json"));
        words.addAll(place(command, folder.resolve("none")));
        CommandsTest.Ended ended = weir(words);
        assertThat(CommandsTest.json(ended.out()).isObject()).as(ended.out()).isTrue();
    }

    /** Where a command works; without it, in the folder that the tests run in. */
    private List<String> place(List<String> command, Path workspace) {
        if (command.equals(List.of("init"))) {
            return List.of(workspace.toString());
        }
        return takesWorkspace(command) ? List.of("-w", workspace.toString()) : List.of();
    }

    private List<String> required(List<String> command) {
        List<String> words = new ArrayList<>(command);
        CommandLine.Model.CommandSpec spec = spec(command);
        words.addAll(place(command, folder));
        Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
                .filter(ArgSpec::required)
                .forEach(needed -> {
                    if (needed instanceof OptionSpec option) {
                        words.add(option.longestName());
                    }
                    words.add(sample(needed));
                });
        return words;
    }

    private String sample(ArgSpec needed) {
        Class<?> type = needed.typeInfo().getType();
        if (type.isEnum()) {
            return type.getEnumConstants()[0].toString();
        }
        return type == String.class
                ? "clinical"
                : type == Path.class ? folder.resolve("file").toString() : "1";
    }

    private static boolean takesWorkspace(List<String> command) {
        return spec(command).findOption("-w") != null;
    }

    private static CommandLine.Model.CommandSpec spec(List<String> command) {
        CommandLine found = Weir.commandLine(silent());
        for (String word : command) {
            found = requireNonNull(found.getSubcommands().get(word), word);
        }
        return found.getCommandSpec();
    }

    /** A fault of our own, and a class that cannot be loaded, which ends a process before a command can answer. */
    @Test
    void internalFaultsAreJson() throws Exception {
        for (Throwable fault : List.of(new IllegalStateException("Table 't' was not staged"), new LinkageError("x"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Terminal terminal = new Terminal(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    Ansi.OFF,
                    Ansi.OFF,
                    Terminal.Liveness.PLAIN);
            assertThat(new CommandFailures(terminal).print(fault, List.of("run", "clinical", "-o", "json")))
                    .isEqualTo(ExitCode.INTERNAL);
            JsonNode json = CommandsTest.json(out.toString(StandardCharsets.UTF_8));
            assertThat(CommandsTest.valid("error", json)).isTrue();
            assertThat(json.at("/exit").asInt()).isEqualTo(1);
            assertThat(json.at("/problems/0/code").asText()).isEqualTo(Code.INTERNAL.id());
            assertThat(err.toString(StandardCharsets.UTF_8)).contains(Code.INTERNAL.id(), "--debug");
        }
    }

    @Test
    void aResultThatStandsThereIsNotFollowedByAnother() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, silent().err(), Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN);
        terminal.json("{\"done\": true}");
        new CommandFailures(terminal)
                .print(new IllegalStateException("after all"), List.of("run", "x", "--output=json"));
        assertThat(CommandsTest.json(out.toString(StandardCharsets.UTF_8))
                        .at("/done")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whoAskedForTextGetsNoJson() {
        assertThat(weir(List.of("show", "clinical@7", "-w", folder.toString())).out())
                .isEmpty();
        assertThat(weir(List.of("show", "json", "-w", folder.toString(), "-o", "text"))
                        .out())
                .isEmpty();
    }

    private static JsonNode error(CommandsTest.Ended ended) throws Exception {
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("error", json)).as(ended.out()).isTrue();
        assertThat(json.at("/exit").asInt()).isEqualTo(ended.status());
        return json;
    }

    private static CommandsTest.Ended weir(List<String> words) {
        return CommandsTest.weir(words.toArray(String[]::new));
    }
}
