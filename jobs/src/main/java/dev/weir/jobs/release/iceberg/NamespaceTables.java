package dev.weir.jobs.release.iceberg;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;

/** The tables that a catalogue has under a namespace. */
final class NamespaceTables {

    private NamespaceTables() {}

    /** By name; none where there is no such namespace. */
    static SortedMap<String, Table> of(Catalog catalog, String namespace) {
        SortedMap<String, Table> tables = new TreeMap<>();
        try {
            catalog.listTables(Namespace.of(namespace))
                    .forEach(name -> tables.put(name.name(), catalog.loadTable(name)));
        } catch (NoSuchNamespaceException e) {
            return new TreeMap<>();
        }
        return tables;
    }
}
