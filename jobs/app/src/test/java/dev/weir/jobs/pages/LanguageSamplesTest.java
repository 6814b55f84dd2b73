package dev.weir.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.sql.Grammars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples of the pages in docs/language are right: laid out as the files that they name, they are one workspace. Where
 * several samples name one file, the last one is that workspace's, and each other stands in its place in one of its own.
 */
final class LanguageSamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGES = Path.of("..", "..", "docs", "language");
    private static final Path SCHEMAS = Path.of("../../contracts/src/main/resources/schemas");

    private static final Pattern SAMPLE = Pattern.compile("(?ms)^```(?:yaml|sql)\\n(.*?)^```$");

    /** A sample begins with a comment that names its file. */
    private static final Pattern NAME = Pattern.compile("\\A(?:#|--) (\\S+)\\n");

    /** A row of the index of all keys begins with one. */
    private static final Pattern INDEXED = Pattern.compile("(?m)^\\| `([^`]+)` \\| ");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final String RULES_BEGIN = "(those on source files are not listed)";
    private static final String RULES_END = "\n## ";

    @TempDir
    private Path folder;

    @Test
    void samplesReadWithoutAProblem() throws IOException {
        assertThat(problems(samples())).isEmpty();
    }

    @Test
    void samplesThatStandInAnothersPlaceReadWithoutAProblem() throws IOException {
        for (NamedSample other : others()) {
            Map<String, String> files = samples();
            files.put(other.file(), other.text());
            assertThat(problems(files)).as(other.text()).isEmpty();
        }
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
        for (Product product : read(samples()).workspace().orElseThrow().products()) {
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

    /** A sample, and the file that its first line names. */
    private record NamedSample(String file, String text) {}

    /** Alone, or behind the keys around it. */
    @Test
    void theIndexNamesEveryKeyOfTheSchemasForEditors() throws IOException {
        Set<String> named = INDEXED.matcher(Files.readString(PAGES.resolve("keys.md"), StandardCharsets.UTF_8))
                .results()
                .flatMap(row -> Stream.of(row.group(1).split("\\.")))
                .collect(Collectors.toSet());
        Set<String> keys = new TreeSet<>();
        for (String file : List.of("workspace", "rules", "waivers", "recipients")) {
            addKeys(
                    JSON.readTree(
                            SCHEMAS.resolve("weir-" + file + ".schema.json").toFile()),
                    keys);
        }
        assertThat(keys).hasSizeGreaterThan(100);
        assertThat(named).containsAll(keys);
    }

    private static void addKeys(JsonNode schema, Set<String> keys) {
        JsonNode properties = schema.path("properties");
        properties.fieldNames().forEachRemaining(keys::add);
        properties.forEach(property -> addKeys(property, keys));
        schema.properties().stream()
                .filter(part -> !part.getKey().equals("properties"))
                .forEach(part -> addKeys(part.getValue(), keys));
        if (schema.isArray()) {
            schema.forEach(element -> addKeys(element, keys));
        }
    }

    private List<String> problems(Map<String, String> files) throws IOException {
        return read(files).problems().stream()
                .map(problem -> problem.place() + " " + problem.code().id() + " " + problem.what())
                .toList();
    }

    private WorkspaceReader.Outcome read(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
        return WorkspaceReader.readWhatCanBe(
                folder, Optional.empty(), Map.of("HIS_PASSWORD", "a password"), Grammars.languages());
    }

    /** The samples by the files that they name; of several for one file the last. */
    private static Map<String, String> samples() throws IOException {
        Map<String, String> samples = new LinkedHashMap<>();
        all().forEach(sample -> samples.put(sample.file(), sample.text()));
        return samples;
    }

    private static List<NamedSample> others() throws IOException {
        Map<String, String> chosen = samples();
        return all().stream()
                .filter(sample -> !sample.text().equals(chosen.get(sample.file())))
                .toList();
    }

    private static List<NamedSample> all() throws IOException {
        List<NamedSample> samples = new ArrayList<>();
        Matcher sample = SAMPLE.matcher(page());
        while (sample.find()) {
            String text = sample.group(1);
            Matcher name = NAME.matcher(text);
            assertThat(name.find()).as("a sample names its file: %s", text).isTrue();
            samples.add(new NamedSample(name.group(1), text));
        }
        return samples;
    }

    /** All pages, one behind the other. */
    private static String page() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> pages = Files.walk(PAGES)) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(page, StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}
