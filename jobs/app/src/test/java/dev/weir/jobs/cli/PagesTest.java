package dev.weir.jobs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.jobs.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages of the documentation name is there: commands, options, codes, other pages. */
class PagesTest {

    /** Words of a command line; a text in quotation marks is one. */
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

    /** What ends a command in a shell. */
    private static final Set<String> ENDS = Set.of(">", "<", "|", "&&", ";");

    static final Pattern CODE = Pattern.compile("(?<![A-Za-z0-9])[CQPRSVX]0\\d\\d(?![A-Za-z0-9])");

    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*[a-z0-9](?:IT|Test))`");

    private static final CommandLine WEIR = Weir.commandLine(Terminal.ofProcess());

    @Test
    void everyCommandIsThereWithItsOptions() {
        List<String> faults = new ArrayList<>();
        int commands = 0;
        for (WrittenPage page : pages()) {
            for (String command : page.commands()) {
                commands++;
                fault(words(command)).ifPresent(fault -> faults.add(page + ": weir " + command + ": " + fault));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(commands).isGreaterThan(300);
    }

    @Test
    void commandsThatAreNotThereAreFound() {
        assertThat(fault(words("rnu clinical"))).contains("rnu");
        assertThat(fault(words("run clinical --nope=1"))).contains("--nope");
        assertThat(fault(words("keys rotate --signing --because x"))).contains("--because");
        assertThat(fault(words("submit --executor-memory 8g -- run clinical --explain")))
                .contains("--explain");
        assertThat(fault(words("waive a --until 2026-12-31 --because \"--no option\" > file --nope")))
                .isEmpty();
    }

    @Test
    void everyLinkLeadsToAPageAndAHeading() {
        List<String> faults = new ArrayList<>();
        for (WrittenPage page : pages()) {
            for (String link : page.links()) {
                Path target = target(page, link);
                String anchor = link.substring(link.indexOf('#') + 1);
                if (!Files.exists(target)) {
                    faults.add(page + " -> " + link);
                } else if (link.contains("#")
                        && !WrittenPage.of(target).anchors().contains(anchor)) {
                    faults.add(page + " -> " + link + ", whose heading is not there");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyCodeIsThere() {
        Set<String> codes = Arrays.stream(Code.values()).map(Code::id).collect(Collectors.toSet());
        for (WrittenPage page : pages()) {
            assertThat(codes(page)).as(page.toString()).isSubsetOf(codes);
        }
    }

    @Test
    void everyTestThatIsNamedIsThereAndNoRowOfATableOfTestsIsWithoutOne() throws IOException {
        Set<String> there;
        try (Stream<Path> files = Files.walk(WrittenPage.ROOT)) {
            there = files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .collect(Collectors.toSet());
        }
        List<String> faults = new ArrayList<>();
        int named = 0;
        for (WrittenPage page : pages()) {
            boolean ofTests = false;
            for (String line : page.prose()) {
                List<String> tests = NAMED_TEST
                        .matcher(line)
                        .results()
                        .map(match -> match.group(1))
                        .toList();
                named += tests.size();
                tests.stream().filter(test -> !there.contains(test)).forEach(test -> faults.add(page + ": " + test));
                boolean isHead = line.endsWith("| test |");
                ofTests = isHead || (ofTests && line.startsWith("|"));
                if (ofTests && !isHead && !line.startsWith("|--") && tests.isEmpty()) {
                    faults.add(page + ": no test in " + line);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(named).isGreaterThan(100);
    }

    static Path target(WrittenPage page, String link) {
        int anchor = link.indexOf('#');
        String name = anchor < 0 ? link : link.substring(0, anchor);
        return name.isEmpty() ? page.file() : page.file().resolveSibling(name).normalize();
    }

    static Set<String> codes(WrittenPage page) {
        return CODE.matcher(String.join("\n", page.lines()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** All but the change log, which names what was there once. */
    private static List<WrittenPage> pages() {
        return WrittenPage.all().stream()
                .filter(page -> !page.file().endsWith("CHANGELOG.md"))
                .toList();
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(MatchResult::group)
                .takeWhile(word -> !ENDS.contains(word))
                .toList();
    }

    /** The first word that is no command, or no option of it. */
    private static Optional<String> fault(List<String> words) {
        CommandLine command = WEIR;
        int at = 0;
        while (at < words.size() && command.getSubcommands().containsKey(words.get(at))) {
            command = requireNonNull(command.getSubcommands().get(words.get(at)));
            at++;
        }
        List<String> rest = words.subList(at, words.size());
        if (command.getCommandName().equals("submit")) {
            // what stands before the command is for spark-submit
            return fault(rest.stream()
                    .dropWhile(word -> !WEIR.getSubcommands().containsKey(word))
                    .toList());
        }
        boolean isPlaceholder = !rest.isEmpty() && rest.get(0).matches("COMMAND|…");
        if (command == WEIR && !rest.isEmpty() && !rest.get(0).startsWith("-") && !isPlaceholder) {
            return Optional.of(rest.get(0));
        }
        CommandLine.Model.CommandSpec spec = command.getCommandSpec();
        return rest.stream()
                .filter(word -> word.matches("--?[A-Za-z].*"))
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(option -> spec.findOption(option) == null)
                .findFirst();
    }
}
