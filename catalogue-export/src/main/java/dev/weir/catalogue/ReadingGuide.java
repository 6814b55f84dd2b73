package dev.weir.catalogue;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import java.util.ArrayList;
import java.util.List;

/**
 * How to read a release's table without Weir: lines for each engine, for the very version of the release. Each runs by
 * itself, with pyiceberg 0.12, deltalake 1.6 and DuckDB 2.0.
 */
public final class ReadingGuide {

    private ReadingGuide() {}

    /**
     * Lines that read one table.
     *
     * @param engine such as {@code Spark}
     * @param language for a highlighter: {@code python}, {@code sql}
     * @param code one statement or a few
     */
    public record Snippet(String engine, String language, String code) {}

    /**
     * Lines for Spark, Python and DuckDB.
     *
     * @param manifest the release
     * @param table one of its tables
     * @param warehouse the warehouse's absolute path, with forward slashes
     */
    public static List<Snippet> of(Manifest manifest, ReleasedTable table, String warehouse) {
        return table.version().format() == TableFormat.ICEBERG ? iceberg(manifest, table, warehouse) : delta(table);
    }

    private static List<Snippet> iceberg(Manifest manifest, ReleasedTable table, String warehouse) {
        List<Snippet> snippets = new ArrayList<>();
        String name = table.version().identifier();
        long snapshot = table.version().number();
        snippets.add(new Snippet(
                "Spark", "sql", "SELECT * FROM weir.%s VERSION AS OF 'release_%d'".formatted(name, manifest.number())));
        String open = """
                from pyiceberg.catalog.sql import SqlCatalog
                weir = SqlCatalog("weir", uri="sqlite:///%s/catalog.db", warehouse="file://%s")
                release = weir.load_table("%s").scan(snapshot_id=%d)
                """.formatted(warehouse, warehouse, name, snapshot);
        snippets.add(new Snippet("pyiceberg", "python", open + "frame = release.to_pandas()"));
        snippets.add(new Snippet("DuckDB", "python", """
                import duckdb
                %srows = release.to_arrow_batch_reader()
                frame = duckdb.sql("SELECT * FROM rows").df()""".formatted(open)));
        return snippets;
    }

    private static List<Snippet> delta(ReleasedTable table) {
        List<Snippet> snippets = new ArrayList<>();
        String location = table.version().location();
        long version = table.version().number();
        snippets.add(
                new Snippet("Spark", "sql", "SELECT * FROM delta.`%s` VERSION AS OF %d".formatted(location, version)));
        String open = """
                from deltalake import DeltaTable
                release = DeltaTable("%s", version=%d)
                """.formatted(location, version);
        snippets.add(new Snippet("deltalake", "python", open + "frame = release.to_pandas()"));
        snippets.add(new Snippet("DuckDB", "python", """
                import duckdb
                %srows = release.to_pyarrow_dataset()
                frame = duckdb.sql("SELECT * FROM rows").df()""".formatted(open)));
        return snippets;
    }
}
