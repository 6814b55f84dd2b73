package dev.weir.jobs.engine.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.collection.JavaConverters;

/**
 * Every query of Spark's own tests that can be analysed has its lineage: no node of its plan is unknown, and no column is lost on the
 * way. Where the text alone shows what it reads, the text has the same lineage. They lie in the jar {@code spark-sql}, classifier {@code tests}, which the profile
 * {@code conformance} copies.
 */
@Tag("slow")
@Tag("conformance")
@ExtendWith(SparkFixture.class)
class SparkQueriesConformanceIT {

    /** What Spark's tests make in Scala. */
    private static final Map<String, String> DATA = Map.of(
            "testdata", "key INT, value STRING",
            "arraydata", "arraycol ARRAY<INT>, nestedarraycol ARRAY<ARRAY<INT>>",
            "mapdata", "mapcol MAP<INT, STRING>",
            "aggtest", "a INT, b FLOAT",
            "onek", tens("unique1"),
            "tenk1", tens("unique1"));

    /** A database as part of a column's name, and Hive's name for {@code grouping_id()}. */
    private static final List<String> EXPLAINED = List.of("mydb1.", "GROUPING__ID", "grouping__id");

    private final Path jar = Path.of("target", "spark-sql-tests.jar");
    private final SparkSession shared;
    private final Map<String, List<String>> untraced = new TreeMap<>();
    private final List<String> before;
    private int sessions;
    private int traced;
    private int equal;
    private final List<String> different = new ArrayList<>();

    SparkQueriesConformanceIT(SparkSession shared) {
        this.shared = shared;
        this.before = databases();
    }

    @AfterEach
    void drop() {
        databases().stream()
                .filter(database -> !before.contains(database))
                .forEach(database -> shared.sql("DROP DATABASE " + database + " CASCADE"));
    }

    private List<String> databases() {
        return shared.sql("SHOW DATABASES").as(Encoders.STRING()).collectAsList();
    }

    private static String tens(String first) {
        return Stream.of(
                                first,
                                "unique2",
                                "two",
                                "four",
                                "ten",
                                "twenty",
                                "hundred",
                                "thousand",
                                "twothousand",
                                "fivethous",
                                "tenthous",
                                "odd",
                                "even")
                        .map(name -> name + " INT")
                        .collect(Collectors.joining(", "))
                + ", stringu1 STRING, stringu2 STRING, string4 STRING";
    }

    @Test
    void queriesOfSqlTests() throws Exception {
        Map<String, String> files = files("sql-tests/inputs/");
        for (String name : files.keySet()) {
            SparkSession spark = session();
            DATA.forEach((table, columns) -> create(spark, table, columns));
            script(spark, name, files);
        }

        assertThat(untraced.keySet()).as("what is not a computation on rows").containsOnly("ScriptTransformation");
        assertThat(traced).as("queries that were analysed").isGreaterThan(8_000);
        assertThat(different)
                .as("queries whose text has another lineage, but for those with what Weir's own do not have")
                .allMatch(query -> EXPLAINED.stream().anyMatch(query::contains));
        assertThat(equal).as("queries whose text has the same lineage").isGreaterThan(4_600);
    }

    @Test
    void queriesOfBenchmarks() throws Exception {
        SparkSession spark = session();
        tpcds().forEach((table, columns) -> create(spark, table, columns));
        for (String folder : List.of("tpcds/", "tpcds-v2.7.0/", "tpcds-modifiedQueries/")) {
            files(folder).forEach((name, sql) -> query(spark, name, sql));
        }
        for (String others : List.of("tpch", "ssb")) {
            SparkSession fresh = session();
            statements(others.equals("tpch") ? "TPCHBase" : "SSBQuerySuite").forEach(fresh::sql);
            files(others + "/").forEach((name, sql) -> query(fresh, name, sql));
        }

        assertThat(untraced).isEmpty();
        assertThat(different).isEmpty();
        assertThat(traced).isEqualTo(103 + 32 + 21 + 22 + 13).isEqualTo(equal);
    }

    /** With a database of its own. */
    private SparkSession session() {
        SparkSession spark = shared.newSession();
        String database = "lineage_" + ++sessions;
        spark.sql("CREATE DATABASE " + database);
        spark.sql("USE " + database);
        spark.conf().set("spark.sql.ansi.enabled", false);
        spark.conf().set("spark.sql.legacy.charVarcharAsString", true); // no column of Weir is padded when it is read
        spark.udf().register("udf", (UDF1<Object, String>) String::valueOf, DataTypes.StringType);
        return spark;
    }

    private static void create(SparkSession spark, String table, String columns) {
        spark.sql("CREATE TABLE IF NOT EXISTS " + table + " (" + columns + ") USING parquet");
    }

    /** A file of statements, with lines such as {@code --SET} in front that are for Spark's own runner. */
    private void script(SparkSession spark, String name, Map<String, String> files) {
        StringBuilder sql = new StringBuilder();
        for (String line : requireNonNull(files.get(name), name).lines().toList()) {
            if (line.startsWith("--SET ")) {
                for (String setting : line.substring(6).split(",")) {
                    String[] parts = setting.split("=", 2);
                    spark.conf().set(parts[0].strip(), parts[1].strip());
                }
            } else if (line.startsWith("--IMPORT ")) {
                script(spark, "sql-tests/inputs/" + line.substring(9).strip(), files);
            } else if (!line.strip().startsWith("--")) {
                sql.append(line).append('\n');
            }
        }
        for (String statement : sql.toString().split("(?<=[^\\\\]);")) {
            if (!statement.isBlank()) {
                statement(spark, name, statement);
            }
        }
    }

    /** What makes tables and views is done, but for their rows; a query is traced. */
    private void statement(SparkSession spark, String name, String sql) {
        LogicalPlan analysed;
        try {
            LogicalPlan parsed = spark.sessionState().sqlParser().parsePlan(sql);
            if (parsed instanceof InsertIntoStatement) {
                return;
            }
            analysed = spark.sql(sql).queryExecution().analyzed();
        } catch (Exception wrong) { // on purpose, many of them
            return;
        }
        if (!(analysed instanceof Command)) {
            trace(spark, name, sql, analysed);
        }
    }

    private void query(SparkSession spark, String name, String sql) {
        trace(spark, name, sql, spark.sql(sql).queryExecution().analyzed());
    }

    private void trace(SparkSession spark, String name, String sql, LogicalPlan analysed) {
        TableLineage lineage = QueryLineage.of("made", analysed, SparkQueriesConformanceIT::input);
        traced++;
        lineage.untraced()
                .forEach(what -> untraced.computeIfAbsent(what, first -> new ArrayList<>())
                        .add(name + ": " + sql.strip()));
        List<String> views = new ArrayList<>();
        try {
            TableLineage text = new TextOfQuery(
                            sql,
                            table -> columns(spark, table, views),
                            table -> table.substring(table.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                    .lineage(lineage);
            if (views.isEmpty() && text.equals(lineage)) {
                equal++;
            } else if (views.isEmpty()) {
                different.add(name + ": " + sql.strip() + "\n  by its text: " + text + "\n  by its plan: " + lineage);
            }
        } catch (SqlSyntaxException refused) {
            // Weir takes no such query
        }
    }

    /** What a plan has of a view are the columns of tables that the text does not name. */
    private static List<String> columns(SparkSession spark, String written, List<String> views) {
        try {
            TableIdentifier table = spark.sessionState().sqlParser().parseTableIdentifier(written);
            SessionCatalog catalog = spark.sessionState().catalog();
            if (!catalog.isTempView(table)
                    && !catalog.getTableMetadata(table).tableType().equals(CatalogTableType.VIEW())) {
                return List.of(spark.table(written).columns());
            }
        } catch (Exception unknown) { // Spark throws checked exceptions undeclared
            // a temporary function of the name, for one
        }
        views.add(written);
        return List.of();
    }

    private static Optional<String> input(LogicalPlan plan) {
        return plan instanceof LogicalRelation relation
                ? Optional.of(
                        relation.catalogTable().isDefined()
                                ? relation.catalogTable().get().identifier().table()
                                : "files")
                : Optional.empty();
    }

    /** Texts of the jar by their names, below a folder. */
    private Map<String, String> files(String folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : opened.stream().toList()) {
                if (entry.getName().startsWith(folder) && entry.getName().endsWith(".sql")) {
                    files.put(
                            entry.getName(),
                            new String(opened.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    /** The columns of the tables of TPC-DS, which a trait of Spark's tests gives to what implements it. */
    @SuppressWarnings("unchecked")
    private Map<String, String> tpcds() throws Exception {
        Map<String, String> columns = new HashMap<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> trait = loader.loadClass("org.apache.spark.sql.TPCDSSchema");
            Object schema = Proxy.newProxyInstance(loader, new Class<?>[] {trait}, (proxy, method, arguments) -> {
                if (method.getName().endsWith("_setter_$tableColumns_$eq")) {
                    columns.putAll(JavaConverters.mapAsJavaMap((scala.collection.Map<String, String>) arguments[0]));
                }
                return null;
            });
            trait.getMethod("$init$", trait).invoke(null, schema);
        }
        return columns;
    }

    /** The statements in the constants of a class of Spark's tests. */
    private List<String> statements(String type) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            String constants = new String(
                    opened.getInputStream(opened.getEntry("org/apache/spark/sql/" + type + ".class"))
                            .readAllBytes(),
                    StandardCharsets.ISO_8859_1);
            return Pattern.compile("CREATE TABLE.*?USING parquet", Pattern.DOTALL)
                    .matcher(constants)
                    .results()
                    .map(MatchResult::group)
                    .map(statement -> statement.replaceAll("\\|", ""))
                    .toList();
        }
    }
}
