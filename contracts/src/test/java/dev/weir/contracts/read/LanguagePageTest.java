package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of docs/language.md are right: laid out as the files that they name, they are one workspace. */
final class LanguagePageTest {

    private static final Path PAGE = Path.of("..", "docs", "language.md");
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");

    private static final Pattern SAMPLE = Pattern.compile("(?ms)^```(?:yaml|sql)\\n(.*?)^```$");

    /** A sample begins with a comment that names its file. */
    private static final Pattern NAME = Pattern.compile("\\A(?:#|--) (\\S+)\\n");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final String RULES_BEGIN = "The sample above states these rules";
    private static final String RULES_END = "\n## ";

    @TempDir
    private Path folder;

    @Test
    void samplesReadWithoutAProblem() throws IOException {
        assertThat(workspace().problemsIn(folder)).isEmpty();
    }

    @Test
    void showsEveryKindOfFile() throws IOException {
        assertThat(samples().keySet())
                .contains("weir.yaml", "contracts/recipients.yaml", "quality-rules/waivers.yaml")
                .anyMatch(name -> name.startsWith("contracts/raw/") && name.endsWith(".odcs.yaml"))
                .anyMatch(name -> name.startsWith("contracts/clinical/") && name.endsWith(".odcs.yaml"))
                .anyMatch(name -> name.endsWith(".odps.yaml"))
                .anyMatch(name -> name.endsWith(".sql"))
                .anyMatch(name -> name.startsWith("quality-rules/clinical/"))
                .anyMatch(name -> name.startsWith("quality-rules/packs/"));
    }

    @Test
    void listsExactlyTheRulesThatTheSampleContractsState() throws IOException {
        List<String> stated = new ArrayList<>();
        for (Product product : workspace().workspaceIn(folder).products()) {
            for (Rule rule : product.rules()) {
                if (rule.standing().author() == Rule.Author.CONTRACT && !(rule.check() instanceof Rule.OfSource)) {
                    stated.add(rule.id());
                }
            }
        }
        String page = page();
        int begin = page.indexOf(RULES_BEGIN);
        String list = page.substring(begin, page.indexOf(RULES_END, begin));
        assertThat(QUOTED.matcher(list)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(stated);
    }

    @Test
    void namesEverySchemaThatShips() throws IOException {
        String page = page();
        try (Stream<Path> schemas = Files.list(SCHEMAS)) {
            assertThat(schemas.map(schema -> schema.getFileName().toString()).toList())
                    .isNotEmpty()
                    .allMatch(schema -> page.contains("`" + schema + "`"));
        }
    }

    private static Sample workspace() throws IOException {
        Sample workspace = new Sample();
        samples().forEach((name, text) -> workspace.with(name, text));
        return workspace;
    }

    /** The samples by the files that they name. */
    private static Map<String, String> samples() throws IOException {
        Map<String, String> samples = new LinkedHashMap<>();
        Matcher sample = SAMPLE.matcher(page());
        while (sample.find()) {
            String text = sample.group(1);
            Matcher name = NAME.matcher(text);
            assertThat(name.find()).as("a sample names its file: %s", text).isTrue();
            assertThat(samples.put(name.group(1), text)).as(name.group(1)).isNull();
        }
        return samples;
    }

    private static String page() throws IOException {
        return Files.readString(PAGE, StandardCharsets.UTF_8);
    }
}
