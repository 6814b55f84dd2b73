package dev.weir.jobs.release.table;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.format.AddedTableFormat;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All formats of tables there are. */
public final class TableKinds {

    private TableKinds() {}

    /**
     * The stores of all formats.
     *
     * @throws ProblemsException C005 when two keep one format, C014 when one cannot be loaded, or has but one half
     */
    public static Map<TableFormat, TableStore> stores(LazySpark spark, Warehouse warehouse, Catalogue catalogue) {
        return each(kind -> kind.store(spark, warehouse, catalogue));
    }

    /** Who looks after the tables of each format; errors as in {@link #stores}. */
    public static Map<TableFormat, TableUpkeep> upkeep(SparkSession spark, Warehouse warehouse) {
        return each(kind -> kind.upkeep(spark, warehouse));
    }

    /**
     * The newest rows of the tables of that name: none where there is no such table, and more than one where its product went on
     * in another format. Errors as in {@link #stores}.
     */
    public static List<Dataset<Row>> newest(SparkSession spark, Warehouse warehouse, String namespace, String name) {
        return installed().values().stream()
                .map(kind -> kind.newest(spark, TableIdentity.of(warehouse, kind.format(), namespace, name)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The newest rows of a table; empty where it is not there. Errors as in {@link #stores} and {@link #of}. */
    public static Optional<Dataset<Row>> newest(SparkSession spark, TableIdentity table) {
        return of(table.format(), installed()).newest(spark, table);
    }

    /**
     * What there is for a format.
     *
     * @throws ProblemsException C014 when a manifest or a journal names a format that is not here
     */
    public static <T> T of(TableFormat format, Map<TableFormat, T> parts) {
        T part = parts.get(format);
        if (part == null) {
            throw half(format, TableKind.class, "a release or a run that died has tables in it, and nobody keeps them");
        }
        return part;
    }

    private static <T> Map<TableFormat, T> each(Function<TableKind, T> part) {
        Map<TableFormat, T> parts = new TreeMap<>();
        installed().forEach((format, kind) -> parts.put(format, part.apply(kind)));
        return parts;
    }

    private static Map<TableFormat, TableKind> installed() {
        Map<TableFormat, TableKind> kinds = new TreeMap<>();
        InstalledPlugins.named(
                        TableKind.class,
                        "keepers of tables in the format",
                        InstalledPlugins.all(TableKind.class, "the keeper of a table format"),
                        kind -> kind.format().name())
                .values()
                .forEach(kind -> kinds.put(kind.format(), kind));
        Set<TableFormat> named = new LinkedHashSet<>();
        AddedTableFormat.names().forEach(name -> named.add(new TableFormat(name)));
        kinds.keySet().stream().filter(format -> !named.contains(format)).forEach(format -> {
            throw half(format, AddedTableFormat.class, "it is kept, and contracts may not name it");
        });
        named.stream().filter(format -> !kinds.containsKey(format)).forEach(format -> {
            throw half(format, TableKind.class, "contracts may name it, and nobody keeps its tables");
        });
        return kinds;
    }

    private static ProblemsException half(TableFormat format, Class<?> port, String why) {
        return ProblemsException.of(
                Code.UNSUPPORTED,
                InstalledPlugins.services(port),
                "The table format '" + format + "' is not whole",
                why + ": there is no " + port.getName() + " for it",
                "Add what is missing to the class path (WEIR_CLASSPATH), with its line in META-INF/services.");
    }
}
