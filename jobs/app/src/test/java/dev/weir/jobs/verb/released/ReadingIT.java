package dev.weir.jobs.verb.released;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.page.ReadingGuide;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.Weir;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.release.TestWarehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every snippet of docs/reading.md and of a release's page reads the release, and not what came after it. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class ReadingIT {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    private static final Pattern SCALA = Pattern.compile("spark\\.sql\\(\"(.*)\"\\)");

    private final SparkSession shared;

    @TempDir
    private Path folder;

    private TestWarehouse warehouse;

    ReadingIT(SparkSession shared) {
        this.shared = shared;
    }

    /** A block of code, and the ids that it must find. */
    private record Block(String language, String code, List<Integer> ids) {}

    @BeforeEach
    void open() {
        warehouse = new TestWarehouse(shared, folder);
    }

    @Test
    void findsTheReleaseWithEverySnippet() throws Exception {
        List<Block> blocks = new ArrayList<>();
        Manifest encounters = releases(TableFormat.ICEBERG, "clinical", "encounters", 1, 2, 3);
        Manifest solubility = releases(TableFormat.DELTA, "molecules", "solubility", 4, 5);
        for (ReadingGuide.Snippet snippet : snippets(encounters)) {
            blocks.add(new Block(snippet.language(), snippet.code(), List.of(1, 2, 3)));
        }
        for (ReadingGuide.Snippet snippet : snippets(solubility)) {
            blocks.add(new Block(snippet.language(), snippet.code(), List.of(4, 5)));
        }
        int ofPages = blocks.size();
        String page = Files.readString(Launcher.HOME.resolve("docs/reading.md"), StandardCharsets.UTF_8)
                .replace("/path/to/workspace/warehouse", folder.toString());
        Matcher each = BLOCK.matcher(page);
        while (each.find()) {
            boolean iceberg = each.group(2).contains("encounters");
            blocks.add(new Block(each.group(1), each.group(2).strip(), iceberg ? List.of(1, 2, 3) : List.of(4, 5)));
        }
        assertThat(ofPages).isEqualTo(14);
        assertThat(blocks)
                .as("those that are not run: Trino's")
                .filteredOn(ReadingIT::isTrino)
                .hasSize(3);
        assertThat(blocks).hasSizeGreaterThan(ofPages + 10);
        assertThat(blocks).extracting(Block::language).containsOnly("python", "sql", "scala", "bash", "trino");

        List<Block> python = blocks.stream()
                .filter(block -> block.language().equals("python"))
                .toList();
        JsonNode answers = runPython(python.stream().map(Block::code).toList());
        for (int i = 0; i < python.size(); i++) {
            Block block = python.get(i);
            JsonNode answer = answers.get(i);
            assertThat(answer.path("error").asText()).as(block.code()).isEmpty();
            if (answer.has("sql")) {
                SparkSession session = shared.newSession();
                answer.get("settings")
                        .properties()
                        .forEach(setting -> set(
                                session, setting.getKey(), setting.getValue().asText()));
                finds(session.sql(answer.get("sql").asText()), block);
            } else {
                assertThat(answer.get("rows").asInt())
                        .as(block.code())
                        .isEqualTo(block.ids().size());
                assertThat(answer.get("sum").asInt())
                        .as(block.code())
                        .isEqualTo(
                                block.ids().stream().mapToInt(Integer::intValue).sum());
            }
        }
        for (Block block : blocks) {
            if (block.language().equals("sql") && !isTrino(block)) {
                finds(warehouse.session.sql(block.code()), block);
            } else if (block.language().equals("scala")) {
                Matcher statement = SCALA.matcher(block.code());
                assertThat(statement.find()).as(block.code()).isTrue();
                finds(warehouse.session.sql(statement.group(1)), block);
            } else if (block.language().equals("bash")) {
                block.code().lines().forEach(ReadingIT::isUnderstood);
            }
        }
    }

    /** Weir's own lines are not run, but their words are taken. */
    private static void isUnderstood(String line) {
        List<String> words = new ArrayList<>();
        Matcher each = WORD.matcher(line);
        while (each.find() && !Set.of("|", ">", "#").contains(each.group())) {
            words.add(each.group().replace("\"", ""));
        }
        assertThat(words.remove(0)).isEqualTo("weir");
        Weir.commandLine(Terminal.ofProcess()).parseArgs(words.toArray(new String[0]));
    }

    private static boolean isTrino(Block block) {
        return block.code().contains(" FOR VERSION ");
    }

    private static void finds(Dataset<Row> rows, Block block) {
        assertThat(TestWarehouse.sorted(rows)).as(block.code()).isEqualTo(block.ids());
    }

    /** Static settings are those of the tests' session already. */
    private static void set(SparkSession session, String key, String value) {
        if (session.conf().isModifiable(key) || key.startsWith("spark.sql.catalog.weir")) {
            session.conf().set(key, value);
        } else {
            assertThat(key).isIn("spark.jars.packages", "spark.sql.extensions", "spark.sql.catalog.spark_catalog");
        }
    }

    private List<ReadingGuide.Snippet> snippets(Manifest manifest) {
        return ReadingGuide.of(manifest, manifest.tables().get(0), folder.toString());
    }

    /** The first of two releases; the second holds other rows. */
    private Manifest releases(TableFormat format, String product, String table, int... ids) {
        Manifest first = warehouse.release(format, product, table, product + "-1", ids);
        warehouse.release(format, product, table, product + "-2", 77, 78, 79, 80);
        return first;
    }

    private static JsonNode runPython(List<String> snippets) throws Exception {
        String python = output(
                        new ProcessBuilder(
                                Launcher.HOME.resolve("notebooks/environment").toString()),
                        "")
                .strip();
        String answers = output(
                new ProcessBuilder(
                        python, Path.of("src/test/resources/reading/run.py").toString()),
                JsonMapper.builder().build().writeValueAsString(snippets));
        return JsonMapper.builder().build().readTree(answers);
    }

    private static String output(ProcessBuilder command, String input) throws IOException, InterruptedException {
        Path said = Files.createTempFile("weir-reading-", ".txt");
        Process process = command.redirectError(said.toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        Files.delete(said);
        return out;
    }
}
