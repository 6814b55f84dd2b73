package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.catalogue.Catalogue;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;

/** The tables that a session's catalogue has under a namespace. */
final class NamespaceTables {

    private NamespaceTables() {}

    /** By name; none where there is no such namespace, or where nothing was made yet and a session that only reads has no catalogue. */
    static SortedMap<String, Table> of(SparkSession session, String namespace) {
        SortedMap<String, Table> tables = new TreeMap<>();
        if (session.conf().getOption("spark.sql.catalog." + Catalogue.NAME).isEmpty()) {
            return tables;
        }
        Catalog catalog = Spark3Util.loadIcebergCatalog(session, Catalogue.NAME);
        try {
            catalog.listTables(Namespace.of(namespace))
                    .forEach(name -> tables.put(name.name(), catalog.loadTable(name)));
        } catch (NoSuchNamespaceException e) {
            return new TreeMap<>();
        }
        return tables;
    }

    /** One by its name; empty where there is none. */
    static Optional<Table> find(SparkSession session, TableIdentifier name) {
        try {
            return Optional.of(
                    Spark3Util.loadIcebergCatalog(session, Catalogue.NAME).loadTable(name));
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return Optional.empty();
        }
    }
}
