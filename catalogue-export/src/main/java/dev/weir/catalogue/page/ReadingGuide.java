package dev.weir.catalogue.page;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to read a release's table without Weir: lines for each engine, for the very version of the release. Each runs by
 * itself, with Spark 3.5, pyiceberg 0.12, deltalake 1.6, DuckDB 2.0 and pandas 3.1; a test runs them, but for Trino's.
 */
public final class ReadingGuide {

    private static final String PYTHON = "python";
    private static final String SQL = "sql";

    private ReadingGuide() {}

    /**
     * Lines that read one table. Python's leave the rows in {@code frame}.
     *
     * @param engine such as {@code pyiceberg}
     * @param language for a highlighter: {@code python}, {@code sql}, {@code bash}
     * @param code one statement or a few
     */
    public record Snippet(String engine, String language, String code) {}

    /**
     * Lines for each engine.
     *
     * @param manifest the release
     * @param table one of its tables
     * @param warehouse the warehouse's absolute path, with forward slashes
     */
    public static List<Snippet> of(Manifest manifest, ReleasedTable table, String warehouse) {
        List<Snippet> snippets = new ArrayList<>();
        if (table.version().format().equals(TableFormat.ICEBERG)) {
            snippets.addAll(iceberg(manifest, table, warehouse).snippets());
        } else if (table.version().format().equals(TableFormat.DELTA)) {
            snippets.addAll(delta(table).snippets());
        }
        snippets.add(new Snippet(
                "Weir",
                "bash",
                "weir read %s.%s@%d --output parquet --to %s.parquet"
                        .formatted(manifest.product(), table.name(), manifest.number(), table.name())));
        return snippets;
    }

    /**
     * What a format's lines differ in.
     *
     * @param settings of a Spark session that knows the format
     * @param query of Spark's SQL
     * @param library that reads it from Python
     * @param open lines of that library that leave the {@code release}
     * @param arrow its method that makes an Arrow table
     * @param batches its method that makes what DuckDB scans
     * @param trino what Trino calls the table, and its version
     */
    private record Lines(
            Map<String, String> settings,
            String query,
            String library,
            String open,
            String arrow,
            String batches,
            String trino) {

        List<Snippet> snippets() {
            StringBuilder session = new StringBuilder();
            settings.forEach((key, value) -> session.append("    .config(\"%s\", \"%s\")\n".formatted(key, value)));
            return List.of(
                    new Snippet("Spark, SQL", SQL, query),
                    new Snippet("Spark, Python", PYTHON, """
                        from pyspark.sql import SparkSession
                        spark = (SparkSession.builder
                        %s    .getOrCreate())
                        frame = spark.sql("%s")\
                        """.formatted(session, query)),
                    new Snippet(library + ", Arrow", PYTHON, open + "frame = release." + arrow + "()"),
                    new Snippet("pandas", PYTHON, open + "frame = release.to_pandas()"),
                    new Snippet("DuckDB", PYTHON, """
                        import duckdb
                        %srows = release.%s()
                        frame = duckdb.sql("SELECT * FROM rows").df()\
                        """.formatted(open, batches)),
                    new Snippet("Trino", SQL, "SELECT * FROM " + trino));
        }
    }

    private static Lines iceberg(Manifest manifest, ReleasedTable table, String warehouse) {
        String name = table.version().identifier();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "spark.jars.packages",
                "org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.12.0,org.xerial:sqlite-jdbc:3.50.3.0");
        settings.put("spark.sql.catalog.weir", "org.apache.iceberg.spark.SparkCatalog");
        settings.put("spark.sql.catalog.weir.type", "jdbc");
        settings.put("spark.sql.catalog.weir.uri", "jdbc:sqlite:" + warehouse + "/catalog.db");
        settings.put("spark.sql.catalog.weir.warehouse", warehouse);
        settings.put("spark.sql.catalog.weir.jdbc.schema-version", "V1");
        return new Lines(
                settings,
                "SELECT * FROM weir.%s VERSION AS OF 'release_%d'".formatted(name, manifest.number()),
                "pyiceberg",
                """
                from pyiceberg.catalog.sql import SqlCatalog
                weir = SqlCatalog("weir", uri="sqlite:///%s/catalog.db", warehouse="file://%s")
                table = weir.load_table("%s")
                release = table.scan(snapshot_id=table.snapshot_by_name("release_%d").snapshot_id)
                """.formatted(warehouse, warehouse, name, manifest.number()),
                "to_arrow",
                "to_arrow_batch_reader",
                "weir.%s FOR VERSION AS OF %d".formatted(name, table.version().number()));
    }

    private static Lines delta(ReleasedTable table) {
        String location = table.version().location();
        long version = table.version().number();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.jars.packages", "io.delta:delta-spark_2.12:3.3.3");
        settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        settings.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        return new Lines(
                settings,
                "SELECT * FROM delta.`%s` VERSION AS OF %d".formatted(location, version),
                "deltalake",
                """
                from deltalake import DeltaTable
                release = DeltaTable("%s", version=%d)
                """.formatted(location, version),
                "to_pyarrow_table",
                "to_pyarrow_dataset",
                "%s FOR VERSION AS OF %d".formatted(trino(location), version));
    }

    /** What the table is called in Trino, once its folder is registered under its own names. */
    private static String trino(String location) {
        String[] parts = location.split("/");
        return "weir." + parts[parts.length - 2] + "." + parts[parts.length - 1];
    }
}
