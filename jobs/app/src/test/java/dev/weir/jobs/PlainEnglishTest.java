package dev.weir.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people read holds no turn that {@code CONTRIBUTING.md} lists: pages, schemas, templates, and the texts, comments and names
 * of the code.
 */
class PlainEnglishTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path LIST = ROOT.resolve("CONTRIBUTING.md");
    private static final String ENGLISH = "## English";
    private static final String COMMENTS = "### Comments";
    private static final String NAMES = "### Names";
    private static final List<String> MODULES = List.of(
            "testing",
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

    /** Java as its comments (lines that follow one another are one), its texts, and its names. */
    private static final Pattern TOKEN = Pattern.compile("(//[^\n]*(?:\n[ \\t]*+//[^\n]*)*+|/\\*(?s:.*?)\\*/)"
            + "|\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)++'"
            + "|([A-Za-z_$][\\w$]*+)");

    private static final int COMMENT = 1;
    private static final int NAME = 2;

    private static final Pattern NEXT_LINE = Pattern.compile("\\s*\n\\s*(?:\\*(?!/)|//)?\\s*");

    /** Names of constants stay: some are printed, and read back. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z0-9_$]+");

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");

    @Test
    void noPageAndNoMessageHasATurnOfTheList() {
        Pattern banned = banned(turns(ENGLISH));
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
    void noCommentHasATurnOfItsList() {
        Pattern banned = banned(turns(COMMENTS));
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            tokens(file, COMMENT)
                    .map(PlainEnglishTest::unwrapped)
                    .filter(banned.asPredicate())
                    .forEach(comment -> found.add(ROOT.relativize(file) + "  " + comment));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noNameHasAWordOfItsList() {
        Pattern banned = banned(turns(NAMES));
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            tokens(file, NAME)
                    .distinct()
                    .filter(name -> banned.matcher(words(name)).find())
                    .forEach(name -> found.add(ROOT.relativize(file) + "  " + name));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theListIsRead() {
        assertThat(turns(ENGLISH)).hasSizeGreaterThan(10).contains("whoever", "is told", "shall");
        assertThat(files())
                .map(file -> file.getFileName().toString())
                .contains("drafting.md", "dqdl-and-drift.md", "README.md", "run.schema.json", "GateCommand.java");
        Pattern banned = banned(turns(ENGLISH));
        assertThat(banned.matcher("The steward Is Told so.").find()).isTrue();
        assertThat(banned.matcher("These cannot be told apart; marshall it.").find())
                .isFalse();
        assertThat(read(Path.of("A.java"), "call(\"it \\\" shall\", x); // whoever"))
                .isEqualTo("\"it \\\" shall\"");
    }

    @Test
    void commentsAndNamesAreRead() {
        String code =
                "/** What nobody\n * knows. */\nint letGo(String told) { return \"// whoever\".length(); } // for\n// want of\n";
        assertThat(tokens(code, COMMENT).map(PlainEnglishTest::unwrapped))
                .containsExactly("What nobody knows.", "for want of");
        assertThat(tokens(code, NAME).map(PlainEnglishTest::words))
                .containsExactly("int", "let go", "string", "told", "return", "length");
        assertThat(turns(COMMENTS)).contains("nobody", "somebody", "told", "for want of", "who says so");
        assertThat(turns(NAMES)).contains("nobody", "told", "let go");
        assertThat(banned(turns(NAMES)).matcher(words("toldOfThatProduct")).find())
                .isTrue();
        assertThat(words("CANNOT_BE_TOLD")).isEmpty();
        assertThat(sources()).hasSizeGreaterThan(1_000);
    }

    private static List<String> turns(String heading) {
        return lines(LIST).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
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

    private static List<Path> sources() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java") && !file.startsWith(ROOT.resolve("examples")))
                .toList();
    }

    private static Stream<String> tokens(Path file, int group) {
        return tokens(String.join("\n", lines(file)), group);
    }

    private static Stream<String> tokens(String code, int group) {
        return TOKEN.matcher(code).results().map(match -> match.group(group)).filter(Objects::nonNull);
    }

    /** A comment's text on one line. */
    private static String unwrapped(String comment) {
        String text = comment.replaceAll("^(?:/\\*+|//)\\s*|\\s*\\*+/$", "");
        return NEXT_LINE.matcher(text).replaceAll(" ").strip();
    }

    /** The words of a name in small letters, as those of {@code letGo} are {@code let go}; none of a constant. */
    private static String words(String name) {
        if (CONSTANT.matcher(name).matches()) {
            return "";
        }
        return WORD.matcher(name)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
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
