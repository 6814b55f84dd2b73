package dev.weir.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What OpenLineage's own listener says of queries whose lineage was written by hand: for each query that it answers otherwise, the edges
 * that it lacks and those that it has besides.
 */
public final class ListenerLineage {

    private static final String LISTENER = "io.openlineage.spark.agent.OpenLineageSparkListener";

    /** The tables of the queries. */
    private static final Map<String, String> TABLES = Map.of(
            "t",
            "id INT, a INT, b INT, c STRING",
            "u",
            "id INT, k INT, v INT",
            "n",
            "id INT, tags ARRAY<STRING>, s STRUCT<x: INT, y: STRING>, m MAP<STRING, INT>, j STRING,"
                    + " pairs ARRAY<STRUCT<x: INT, y: INT>>");

    private static final Pattern COLUMN = Pattern.compile("(`[^`]+`|[\\p{L}\\p{N}_ .()-]+):(?: (.*))?");

    private ListenerLineage() {}

    /** @param edges by hand: {@code column <- table.column kind}; {@code rows} for what decides on all rows */
    private record Query(String sql, NavigableSet<String> edges) {}

    /** Arguments: the file of queries with their edges, a folder to work in. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[1]).toAbsolutePath();
        List<Query> queries = queries(Files.readAllLines(Path.of(arguments[0])));
        Path events = root.resolve("listener.ndjson");
        try (SparkSession spark = session(events)) {
            TABLES.forEach((name, columns) -> table(spark, root, name, columns));
            for (int i = 0; i < queries.size(); i++) {
                spark.sql(queries.get(i).sql())
                        .write()
                        .mode("overwrite")
                        .parquet(root.resolve("q" + i).toString());
            }
        }
        Map<String, NavigableSet<String>> heard = heard(events);
        int same = 0;
        for (int i = 0; i < queries.size(); i++) {
            NavigableSet<String> lacking = new TreeSet<>(queries.get(i).edges());
            NavigableSet<String> besides = new TreeSet<>(heard.getOrDefault("q" + i, new TreeSet<>()));
            NavigableSet<String> both = new TreeSet<>(besides);
            both.retainAll(lacking);
            lacking.removeAll(both);
            besides.removeAll(both);
            if (lacking.isEmpty() && besides.isEmpty()) {
                same++;
            } else {
                out.println(queries.get(i).sql() + "\n  lacks " + lacking + "\n  has besides " + besides);
            }
        }
        out.printf(Locale.ROOT, "same\t%d of %d%n", same, queries.size());
    }

    private static SparkSession session(Path events) {
        return SparkSession.builder()
                .master("local[1]")
                .appName("peer")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "localhost")
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.extraListeners", LISTENER)
                .config("spark.openlineage.columnLineage.datasetLineageEnabled", "true")
                .config("spark.openlineage.transport.type", "file")
                .config("spark.openlineage.transport.location", events.toString())
                .getOrCreate();
    }

    private static void table(SparkSession spark, Path root, String name, String columns) {
        String folder = root.resolve(name).toString();
        spark.createDataFrame(List.of(), StructType.fromDDL(columns))
                .write()
                .mode("overwrite")
                .parquet(folder);
        spark.read().schema(columns).parquet(folder).createOrReplaceTempView(name);
    }

    private static List<Query> queries(List<String> lines) {
        List<Query> queries = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        NavigableSet<String> edges = new TreeSet<>();
        for (int i = 0; i <= lines.size(); i++) {
            String line = i == lines.size() ? "" : lines.get(i);
            Matcher column = COLUMN.matcher(line);
            if (line.isBlank()) {
                if (sql.length() > 0) {
                    queries.add(new Query(sql.toString().strip(), edges));
                }
                sql.setLength(0);
                edges = new TreeSet<>();
            } else if (sql.length() > 0 && column.matches()) {
                String edgesOf = column.group(2);
                for (String edge : edgesOf == null ? new String[0] : edgesOf.split(", ")) {
                    edges.add(column.group(1).toLowerCase(Locale.ROOT) + " <- " + edge.replace("group by", "group_by"));
                }
            } else if (!line.startsWith("#")) {
                sql.append(line).append('\n');
            }
        }
        return queries;
    }

    /** By the last part of each output's name. */
    private static Map<String, NavigableSet<String>> heard(Path events) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Map<String, NavigableSet<String>> heard = new HashMap<>();
        for (String event : Files.readAllLines(events)) {
            for (JsonNode output : json.readTree(event).path("outputs")) {
                JsonNode facet = output.at("/facets/columnLineage");
                NavigableSet<String> edges =
                        heard.computeIfAbsent(last(output.path("name").asText()), first -> new TreeSet<>());
                facet.path("fields")
                        .properties()
                        .forEach(field -> field.getValue()
                                .path("inputFields")
                                .forEach(input -> add(edges, field.getKey().toLowerCase(Locale.ROOT), input)));
                facet.path("dataset").forEach(input -> add(edges, "rows", input));
            }
        }
        return heard;
    }

    private static void add(NavigableSet<String> edges, String column, JsonNode input) {
        input.path("transformations")
                .forEach(kind ->
                        edges.add(column + " <- " + last(input.path("name").asText()) + "."
                                + input.path("field").asText() + " "
                                + kind.path("subtype").asText().toLowerCase(Locale.ROOT)));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
