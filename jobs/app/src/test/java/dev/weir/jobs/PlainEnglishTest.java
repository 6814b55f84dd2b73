package dev.weir.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read holds no turn that {@code CONTRIBUTING.md} lists: pages, schemas, templates, and the texts of the code. */
class PlainEnglishTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path LIST = ROOT.resolve("CONTRIBUTING.md");
    private static final List<String> MODULES = List.of(
            "contracts",
            "privacy",
            "quality-rules",
            "releases",
            "lineage",
            "catalogue-export",
            "jobs",
            "docs",
            "examples");

    /** A line of the list: the turns stand in its first column. */
    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\| ");

    private static final Pattern TURN = Pattern.compile("`([^`]+)`");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    @Test
    void noPageAndNoMessageHasATurnOfTheList() {
        Pattern banned = banned(turns());
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (banned.matcher(read(file, lines.get(i))).find()) {
                    found.add(ROOT.relativize(file) + ":" + (i + 1) + "  "
                            + lines.get(i).strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theListIsRead() {
        assertThat(turns()).hasSizeGreaterThan(10).contains("whoever", "is told", "shall");
        assertThat(files())
                .map(file -> file.getFileName().toString())
                .contains("drafting.md", "dqdl-and-drift.md", "README.md", "run.schema.json", "GateCommand.java");
        Pattern banned = banned(turns());
        assertThat(banned.matcher("The steward Is Told so.").find()).isTrue();
        assertThat(banned.matcher("These cannot be told apart; marshall it.").find())
                .isFalse();
        assertThat(read(Path.of("A.java"), "call(\"it \\\" shall\", x); // whoever"))
                .isEqualTo("\"it \\\" shall\"");
    }

    private static List<String> turns() {
        return lines(LIST).stream()
                .dropWhile(line -> !line.equals("## English"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(Matcher::find)
                .flatMap(row -> TURN.matcher(row.group(1)).results().map(turn -> turn.group(1)))
                .toList();
    }

    private static Pattern banned(List<String> turns) {
        return Pattern.compile(
                turns.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(?:", ")\\b(?! apart)")),
                Pattern.CASE_INSENSITIVE);
    }

    /** Of code what stands in quotation marks, of a page the whole line but for the list itself. */
    private static String read(Path file, String line) {
        if (!file.toString().endsWith(".java")) {
            return ROW.matcher(line).find() && file.equals(LIST) ? "" : line;
        }
        return TEXT.matcher(line).results().map(MatchResult::group).collect(Collectors.joining(" "));
    }

    private static List<Path> files() {
        List<Path> all = new ArrayList<>(List.of(ROOT.resolve("README.md"), LIST, ROOT.resolve("ARCHITECTURE.md")));
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                files.filter(PlainEnglishTest::isRead).sorted().forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static boolean isRead(Path file) {
        String name = file.toString().replace('\\', '/');
        if (name.contains("/target/") || name.contains("/test/")) {
            return false;
        }
        boolean isResource = name.contains("/main/resources/") && name.matches(".*\\.(?:json|ftlh?|html|md)");
        boolean isPage = !name.contains("/src/") && name.endsWith(".md");
        return isResource || isPage || (name.contains("/main/java/") && name.endsWith(".java"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
