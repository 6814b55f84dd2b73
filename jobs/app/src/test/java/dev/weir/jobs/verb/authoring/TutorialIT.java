package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/tutorial.md} as its reader works through it: {@code sh} blocks go to a shell, {@code yaml} blocks into the
 * file that their first line names, and each command of a {@code console} block says what stands below it, where {@code …}
 * is any text.
 */
@ExtendWith(SparkFixture.class)
class TutorialIT {

    private static final Path PAGE = Launcher.HOME.resolve("docs/tutorial.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("# (\\S+\\.yaml)\\n");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String PROMPT = "$ ";
    private static final String LAST_STATUS = "echo $?";

    private final List<String> commands = new ArrayList<>();

    @TempDir
    private Path folder;

    private int status;

    /** The workspace is made by the page's first lines. */
    private Path workspace() {
        return folder.resolve("ward");
    }

    @Test
    void eachCommandDoesWhatThePageSays() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            String text = block.group(2);
            switch (block.group(1)) {
                case "sh" -> shell(text);
                case "yaml" -> write(text);
                case "console" -> console(text);
                default -> throw new AssertionError("a block of another kind: " + block.group(1));
            }
        }
        assertThat(status).isZero();
        assertThat(commands).as("commands of Weir").hasSizeBetween(5, 10);
        assertThat(commands).anyMatch(command -> command.startsWith("diff "));
    }

    private void shell(String text) throws IOException, InterruptedException {
        Path here = Files.exists(workspace()) ? workspace() : folder;
        Launcher.Ended ended = Launcher.run(here, Map.of(), "bash", "-euc", text);
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    private void write(String text) throws IOException {
        Matcher named = FILE.matcher(text);
        assertThat(named.lookingAt())
                .as("its first line names a file:%n%s", text)
                .isTrue();
        Path file = workspace().resolve(named.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void console(String text) {
        for (String part : text.split("(?m)^" + Pattern.quote(PROMPT))) {
            if (!part.isEmpty()) {
                String[] lines = part.split("\n", 2);
                assertThat(commandSays(lines[0])).as(lines[0]).matches(pattern(lines[1]));
            }
        }
    }

    private String commandSays(String line) {
        if (line.equals(LAST_STATUS)) {
            String said = status + "\n";
            status = 0;
            return said;
        }
        assertThat(status).as("status of the command before '%s'", line).isZero();
        List<String> words = WORD.matcher(line).results().map(TutorialIT::word).toList();
        assertThat(words.get(0)).isEqualTo("weir");
        commands.add(line.substring("weir ".length()));
        WeirProcess.Ended ended =
                WarmCommands.weir(inWorkspace(words.subList(1, words.size())).toArray(String[]::new));
        status = ended.status();
        return ended.err() + ended.out();
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** A test cannot change its folder as {@code cd} does. */
    private List<String> inWorkspace(List<String> words) {
        List<String> there = new ArrayList<>(words.stream()
                .map(word -> word.equals(".") || word.startsWith("raw/")
                        ? workspace().resolve(word).normalize().toString()
                        : word)
                .toList());
        if (!words.get(0).equals("init")) {
            there.addAll(List.of("-w", workspace().toString()));
        }
        return there;
    }

    /** A line of {@code …} alone is any number of lines; within a line it is any text of the line. */
    private static Pattern pattern(String expected) {
        StringBuilder pattern = new StringBuilder();
        for (String line : expected.split("\n")) {
            if (line.equals("…")) {
                pattern.append("(?s:.*)");
            } else {
                for (String text : line.split("(?<=…)|(?=…)")) {
                    pattern.append(text.equals("…") ? ".*" : Pattern.quote(text));
                }
                pattern.append("\n");
            }
        }
        return Pattern.compile(pattern + "\\n*");
    }
}
