package dev.weir.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.text.SafeText;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Weir;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.evidence.SignedReleases;
import dev.weir.releases.log.SampleRelease;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Whatever stands in names, texts and messages, it does not steer the terminal of whoever reads them. */
class TerminalSafeStreamTest {

    /** A title, a hidden text, a cleared screen, a link, an 8-bit CSI, a bell, a cursor, an override, an isolate, marks, a separator. */
    private static final List<String> CANARIES = List.of(
            "\u001b]0;owned\u0007",
            "\u001b[8mhidden\u001b[0m",
            "\u001b[2J\u001b[H",
            "\u001b]8;;http://evil\u001b\\here",
            "\u009b31m",
            "\u0007",
            "\rAll is well",
            "\b\b\b\b",
            "\u202etxt.exe",
            "\u2066x\u2069",
            "\u200e\u200f\u061c",
            "\u2028next",
            "\u007f\u0000\u0085");

    /** The characters with the property Bidi_Control that have the direction of an ordinary letter (UAX #9, section 2.6). */
    private static final List<String> MARKS = List.of("ARABIC LETTER MARK", "LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Provide
    net.jqwik.api.Arbitrary<String> evil() {
        return net.jqwik.api.Arbitraries.oneOf(
                        net.jqwik.api.Arbitraries.of(CANARIES),
                        net.jqwik.api.Arbitraries.strings().ofMaxLength(8),
                        net.jqwik.api.Arbitraries.of("姓名", "naïve", " 🌊 ", "a\tb", "\n"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 400)
    void noTextSteersATerminalInWhateverWayItIsPrinted(@ForAll("evil") String text) {
        Terminal terminal = terminal(Ansi.OFF);
        Problem problem = new Problem(Code.USAGE, Place.of("x" + text), "w" + text, "y" + text, "r" + text);
        terminal.out().print(text);
        terminal.out().println(text);
        terminal.out().print((Object) text);
        terminal.out().print(text.toCharArray());
        terminal.out().printf(Locale.ROOT, "%s|%s", text, text);
        terminal.out().append(text).append(text, 0, text.length());
        text.chars().forEach(sign -> terminal.out().print((char) sign));
        terminal.result(text);
        terminal.json(text);
        terminal.say(text);
        terminal.problem(problem);
        terminal.err().println(problem);
        new IllegalStateException(text).printStackTrace(terminal.err());
        assertPlain();
    }

    /** Colours come from the terminal's own words; from the text come none. */
    @Property(tries = 200)
    void withColoursNothingButColoursComesOut(@ForAll("evil") String text) {
        Terminal terminal = terminal(Ansi.ON);
        Problem problem = new Problem(Code.USAGE, Place.of("x" + text), "w" + text, "y" + text, "r" + text);
        terminal.result("@|bold,green fine|@ " + text.replace("@|", ""));
        terminal.say("@|bold,red not|@ " + text.replace("@|", ""));
        terminal.problem(problem);
        String colours = "\u001b\\[[0-9;]*m";
        assertThat(out() + err()).contains("\u001b[");
        assertThat((out() + err()).replaceAll(colours, "")).matches(TerminalSafeStreamTest::isPlain);
    }

    @Property(tries = 200)
    void whatIsPlainComesOutAsItIs(@ForAll("evil") String text) {
        String plain = SafeText.of(text);
        assertThat(SafeText.of(plain)).isEqualTo(plain);
        if (isPlain(text)) {
            assertThat(plain).isEqualTo(text);
        }
    }

    /** JSON stays JSON, with the same values: an escape in a text is how JSON writes it. */
    @Property(tries = 200)
    void jsonKeepsItsValues(@ForAll("evil") String text) throws Exception {
        ObjectNode node = JsonMapper.builder().build().createObjectNode().put("text", text);
        terminal(Ansi.OFF).json(node.toPrettyString());
        assertThat(CommandsTest.json(out())).isEqualTo(node);
        assertPlain();
    }

    @Test
    void aLineStaysALine() {
        Terminal terminal = terminal(Ansi.OFF);
        terminal.problem(new Problem(
                Code.USAGE, Place.of("a.csv\nweir.yaml:1"), "bad", "x\nAll is as the key signed it.", "Mend it."));
        terminal.out().println("a.csv\nreleased");
        assertThat(err().lines()).hasSize(1);
        assertThat(out()).isEqualTo("a.csv\\nreleased\n");
    }

    @Test
    void progressIsPlain() {
        String evil = String.join("", CANARIES);
        RunEvent.Listener progress = ProgressListener.on(terminal(Ansi.OFF));
        progress.on(new RunEvent.StageStarted("land", evil));
        progress.on(new RunEvent.Tasks(1, 2));
        progress.on(new RunEvent.StageEnded(new StageTime("land", evil, 3, 4)));
        assertPlain();
    }

    /** Texts of a release may be anybody's: they are read from a manifest that came from elsewhere. */
    @Test
    void commandsShowTheTextsOfAReleasePlainly(@TempDir Path folder) throws Exception {
        SignedReleases releases = new SignedReleases(folder, 1);
        String evil = String.join("", CANARIES);
        Manifest plain = SampleRelease.of(2, Optional.of(releases.log.sha256("clinical", 1)), "run-2", List.of());
        RunRecord record = new RunRecord(
                plain.record().run().timed(List.of(new StageTime("s" + evil, evil, 1, 1))),
                new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(2), List.of(evil)),
                List.of(),
                List.of(new TableCount("t" + evil, 1, 1, 0, 0)),
                List.of());
        Manifest manifest = new Manifest(
                2,
                new Manifest.ProductFacts(
                        "clinical", "n" + evil, evil, List.of(evil), List.of(evil), evil, CatalogueFacts.NONE),
                record,
                List.of(),
                plain.basis(),
                plain.history().previousSha256());
        releases.log.publish(manifest);
        Files.createDirectories(folder.resolve("contracts"));
        for (List<String> command : List.of(
                List.of("show", "clinical@2"),
                List.of("show", "clinical@2", "-o", "json"),
                List.of("releases", "clinical"),
                List.of("quality", "clinical"),
                List.of("verify", "clinical", "--all"),
                List.of("verify", "clinical", "--all", "-o", "json"),
                List.of("verify", evil),
                List.of("explain", evil),
                List.of("plan", evil, "-o", "json"),
                List.of(evil, "--" + evil))) {
            String[] words = java.util.stream.Stream.concat(
                            command.stream(),
                            command.contains("explain")
                                            || (command.contains(evil)
                                                    && command.get(0).equals(evil))
                                    ? java.util.stream.Stream.empty()
                                    : java.util.stream.Stream.of("-w", folder.toString()))
                    .toArray(String[]::new);
            Weir.commandLine(terminal(Ansi.OFF)).execute(words);
            assertThat(out() + err()).as(command.get(0)).isNotEmpty();
            assertPlain();
        }
    }

    private Terminal terminal(Ansi colour) {
        out.reset();
        err.reset();
        return new Terminal(print(out), print(err), colour, colour, Terminal.Liveness.PLAIN);
    }

    private void assertPlain() {
        assertThat(out()).matches(TerminalSafeStreamTest::isPlain);
        assertThat(err()).matches(TerminalSafeStreamTest::isPlain);
    }

    /** Said once more, by the Unicode character database. */
    private static boolean isPlain(String text) {
        return text.codePoints()
                .allMatch(sign -> sign == '\n'
                        || sign == '\t'
                        || (Character.getType(sign) != Character.CONTROL
                                && Character.getType(sign) != Character.LINE_SEPARATOR
                                && Character.getType(sign) != Character.PARAGRAPH_SEPARATOR
                                && !isBidiControl(sign)));
    }

    private static boolean isBidiControl(int sign) {
        return switch (Character.getDirectionality(sign)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
            default -> MARKS.stream().anyMatch(mark -> mark.equals(Character.getName(sign)));
        };
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
