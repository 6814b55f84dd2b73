package dev.weir.jobs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.releases.log.ReleaseReference;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The commands that need no Spark, in this process. */
public class CommandsTest {

    private static final String CLINICAL = Path.of("../../examples/clinical").toString();

    @TempDir
    private Path folder;

    public record Ended(int status, String out, String err) {}

    public static Ended weir(String... arguments) {
        WeirProcess.Ended ended = WarmCommands.weir(arguments);
        return new Ended(ended.status(), ended.out(), ended.err());
    }

    @Test
    void theExamplesHaveNoProblems() {
        Ended ended = weir("validate", "-w", CLINICAL);
        assertThat(ended.status()).as(ended.out()).isZero();
        assertThat(ended.out()).isEqualTo("No problems.\n");
        assertThat(ended.err())
                .startsWith("Not written for catalogues: weirCatalogue.period, ")
                .endsWith(" of contracts/clinical/clinical.odps.yaml\n");
        assertThat(weir("validate", "-w", "../../examples/molecules").status()).isZero();
    }

    @Test
    void aCommandThatDoesNotExistHasTheNearestName() {
        Ended ended = weir("rnu", "clinical");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("There is no command 'rnu'; did you mean 'run'?");
        assertThat(weir("--nope").err()).contains("Unknown option: '--nope'");
    }

    /** The list of commands shows the first line of each. */
    @Test
    void theFirstLineOfEachCommandsHelpIsASentence() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN);
        assertThat(Weir.commandLine(terminal).getSubcommands()).hasSizeGreaterThan(30);
        Weir.commandLine(terminal)
                .getSubcommands()
                .forEach((name, command) -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(name)
                        .endsWith("."));
    }

    /** What tab completion asks is shown to nobody. */
    @Test
    void eachCommandBelongsToOneTaskOfTheHelp() {
        assertThat(HelpGroup.names()).doesNotHaveDuplicates();
        List<String> commands = new ArrayList<>(
                Weir.commandLine(Terminal.ofProcess()).getSubcommands().keySet());
        commands.remove("names");
        assertThat(HelpGroup.names()).containsExactlyInAnyOrderElementsOf(commands);
        assertThat(weir("--help").out())
                .containsSubsequence(
                        "Write a product", "  init ", "Run it", "  run ", "Let data leave", "  gate ", "More");
    }

    @Test
    void aNewWorkspaceSaysWhatComesNext() {
        String fresh = folder.resolve("fresh").toString();
        assertThat(weir("init", fresh).out()).contains("Next: ", "docs/language/index.md");
        assertThat(weir("validate", "-w", fresh).out()).startsWith("No problems, and no product yet");
    }

    @Test
    void everyProblemIsToldAtOnceAndAsJson() throws Exception {
        Files.writeString(folder.resolve("weir.yaml"), "workspace: broken\ndefalt: laptop\nprofiles: []\n");
        Ended ended = weir("validate", "-w", folder.toString(), "--output", "json");
        assertThat(ended.status()).isEqualTo(2);
        JsonNode json = json(ended.out());
        assertThat(valid("validate", json)).isTrue();
        assertThat(json.get("valid").asBoolean()).isFalse();
        assertThat(json.get("problems").size()).isGreaterThan(1);
        assertThat(ended.out()).contains("defalt", "default");
    }

    @Test
    void aProductWithoutReleasesHasAnEmptyList() throws Exception {
        Ended ended = weir("releases", "-w", CLINICAL, "clinical", "--output", "json");
        assertThat(ended.status()).isZero();
        assertThat(valid("releases", json(ended.out()))).isTrue();
        assertThat(json(ended.out()).get("releases")).isEmpty();
    }

    @Test
    void aReleaseThatIsNotThereIsTold() {
        Ended ended = weir("show", "-w", CLINICAL, "clinical@7");
        assertThat(ended.status()).isEqualTo(6);
        assertThat(ended.err()).contains("S005", "clinical@7");
    }

    @Test
    void initMakesAKeyThatOnlyItsOwnerReads() throws Exception {
        Ended ended = weir("init", folder.resolve("new").toString(), "-o", "json");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(valid("init", json(ended.out()))).isTrue();
        Path key = folder.resolve("new/keys/weir.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        String before = Files.readString(key);
        assertThat(weir("init", folder.resolve("new").toString()).status()).isZero();
        assertThat(Files.readString(key)).isEqualTo(before);
        assertThat(ended.out()).doesNotContain(before.strip());
        assertThat(weir("validate", "-w", folder.resolve("new").toString()).status())
                .isZero();
    }

    @Test
    void explainPrintsOneSection() throws Exception {
        assertThat(weir("explain", "c006").out())
                .startsWith("## C006 unknown-name")
                .doesNotContain("## C007");
        assertThat(valid("explain", json(weir("explain", "C006", "-o", "json").out())))
                .isTrue();
        assertThat(weir("explain", "C999").status()).isEqualTo(2);
    }

    @Test
    void planPrintsForPeopleAndForTools() throws Exception {
        assertThat(weir("plan", "-w", CLINICAL, "clinical").out()).contains("patients", "publish");
        assertThat(weir("plan", "-w", CLINICAL, "clinical", "--explain").out().length())
                .isGreaterThan(weir("plan", "-w", CLINICAL, "clinical").out().length());
        assertThat(valid(
                        "plan",
                        json(weir("plan", "-w", CLINICAL, "clinical", "-o", "json")
                                .out())))
                .isTrue();
        assertThat(weir("plan", "-w", CLINICAL, "clincal").status()).isEqualTo(2);
    }

    @Test
    void theProductsOfAWorkspaceAreThereForASchedulerWithTheFilesThatTheyFollowFrom() throws Exception {
        assertThat(weir("plan", "--all", "-w", CLINICAL).out()).contains("clinical  6 tables  due every 1 d");
        JsonNode products =
                json(weir("plan", "--all", "-w", CLINICAL, "-o", "json").out());
        assertThat(valid("products", products)).as("%s", products).isTrue();
        assertThat(products.at("/timezone").asText()).isEqualTo("UTC");
        JsonNode clinical = products.at("/products/0");
        assertThat(clinical.at("/product").asText()).isEqualTo("clinical");
        assertThat(clinical.at("/tables")).hasSize(6);
        assertThat(clinical.at("/schedule/every-seconds").asLong()).isEqualTo(86_400);
        Path root = Path.of(CLINICAL);
        try (Stream<Path> written = Files.walk(root)) {
            List<String> files = written.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.equals("weir.yaml")
                            || file.startsWith("contracts/")
                            || file.startsWith("quality-rules/"))
                    .toList();
            assertThat(products.at("/files"))
                    .extracting(file -> file.at("/path").asText())
                    .containsExactlyInAnyOrderElementsOf(files);
        }
        for (JsonNode file : products.at("/files")) {
            assertThat(file.at("/sha256").asText())
                    .isEqualTo(Sha256.hex(
                            Files.readAllBytes(root.resolve(file.at("/path").asText()))));
        }
        assertThat(weir("plan", "-w", CLINICAL).err()).contains("No product is named");
        assertThat(weir("plan", "--all", "clinical", "-w", CLINICAL).err())
                .contains("'--all' stands beside 'clinical'");
        assertThat(weir("plan", "--all", "--explain", "-w", CLINICAL).status()).isEqualTo(2);
    }

    @Test
    void noLineOfAHelpIsBrokenByItsWidth() {
        List<String> lines = new ArrayList<>();
        Weir.commandLine(Terminal.ofProcess()).getSubcommands().values().forEach(command -> {
            lines.addAll(List.of(command.getCommandSpec().usageMessage().description()));
            lines.addAll(List.of(command.getCommandSpec().usageMessage().footer()));
        });
        assertThat(lines).filteredOn(line -> line.length() > 110).isEmpty();
    }

    /** What is made for one command is what the whole line has. */
    @Test
    void aCommandIsTheSameByItself() {
        Terminal terminal = Terminal.ofProcess();
        CommandLine whole = Weir.commandLine(terminal);
        assertThat(Weir.commandLine(terminal, List.of("--help"))
                        .getSubcommands()
                        .keySet())
                .isEqualTo(whole.getSubcommands().keySet());
        assertThat(Weir.commandLine(terminal, List.of("valdate"))
                        .getSubcommands()
                        .keySet())
                .isEqualTo(whole.getSubcommands().keySet());
        whole.getSubcommands().forEach((name, command) -> {
            CommandLine alone = requireNonNull(Weir.commandLine(terminal, List.of("--debug", name, "validate"))
                    .getSubcommands()
                    .get(name));
            assertThat(alone.getUsageMessage()).isEqualTo(command.getUsageMessage());
            assertThat(alone.getSubcommands().keySet())
                    .isEqualTo(command.getSubcommands().keySet());
        });
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(weir("--version").out()).matches("weir [0-9]+\\.[0-9]+\\.[0-9]+\\R");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(weir("completion").out()).contains("validate", "releases", "--workspace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@1", "clinical@", "clinical@0", "clinical@-1", "clinical@1x", "clinical@99999999999999999999"})
    void whatIsNoReleaseIsAUsageError(String reference) {
        Ended ended = weir("show", "-w", CLINICAL, reference);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("C020").doesNotContain("\tat ");
    }

    @Test
    void aReferenceWithoutANumberMeansTheLastRelease() {
        assertThat(ReleaseReference.parse("clinical"))
                .isEqualTo(new ReleaseReference("clinical", Optional.empty(), OptionalLong.empty(), Optional.empty()));
        assertThat(ReleaseReference.parse("clinical@12"))
                .isEqualTo(new ReleaseReference("clinical", Optional.empty(), OptionalLong.of(12), Optional.empty()));
    }

    public static JsonNode json(String text) throws Exception {
        return JsonMapper.builder().build().readTree(text);
    }

    public static boolean valid(String schema, JsonNode json) throws Exception {
        return Schemas.valid(schema, json);
    }

    @Test
    void checkRefusesWhatTheProductDoesNotHave() {
        assertThat(weir("check", "-w", CLINICAL, "clincal").status()).isEqualTo(2);
        assertThat(weir("check", "-w", CLINICAL, "clinical", "--limit", "-1").status())
                .isEqualTo(2);
        Ended table = weir("check", "-w", CLINICAL, "clinical", "--table", "encouters");
        assertThat(table.status()).isEqualTo(2);
        assertThat(table.err()).contains("C006", "did you mean 'encounters'?");
        assertThat(weir("check", "-w", CLINICAL, "clinical", "--rule", "patients.kye")
                        .err())
                .contains("did you mean 'patients.key'?");
        Ended both = weir("check", "-w", CLINICAL, "clinical", "--next", "--interval", "2026-11-19");
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("'--next' and '--interval'", "leave one of them out");
        assertThat(weir("check", "-w", CLINICAL, "clinical", "--interval", "yesterday")
                        .err())
                .contains("--interval", "yesterday");
        assertThat(weir("check", "--help").out())
                .contains("weir check clinical", "--limit", "--next", "weir check stays --interval 2026-11-19");
    }

    @Test
    void backtestTellsTheProblemsOfTheEditedFileByItsOwnName() throws Exception {
        Path edited = folder.resolve("edited.yaml");
        Files.writeString(edited, "contract: clinical.encounters\nrules:\n  - id: odd\n    row: \"(\"\n");
        Ended ended = weir("backtest", "-w", CLINICAL, "clinical", "--rules", edited.toString());
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(edited.toString());
        Files.writeString(edited, "rules: []\n");
        assertThat(weir("backtest", "-w", CLINICAL, "clinical", "--rules", edited.toString())
                        .err())
                .contains("contract:");
        assertThat(weir("backtest", "-w", CLINICAL, "clinical", "--rules", "no-such.yaml")
                        .status())
                .isEqualTo(2);
        assertThat(weir("backtest", "--help").out()).contains("--last");
    }

    @Test
    void suggestRefusesWhatIsNoTable() {
        assertThat(weir("suggest", "-w", CLINICAL, "clinical").status()).isEqualTo(2);
        assertThat(weir("suggest", "-w", CLINICAL, "clinical.encouters").err()).contains("did you mean 'encounters'?");
        assertThat(weir("suggest", "--help").out()).contains("yaml");
    }
}
