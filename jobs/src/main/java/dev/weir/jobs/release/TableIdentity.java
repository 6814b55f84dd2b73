package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.TableFormat;

/**
 * A table of the warehouse.
 *
 * @param format Iceberg or Delta
 * @param namespace the product's id, or {@code <product>_quarantine}
 * @param name in the namespace
 * @param location its own folder, absolute
 */
public record TableIdentity(TableFormat format, String namespace, String name, String location) {

    public TableIdentity {
        requireNonNull(format, "format");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(location, "location");
    }

    /** The table of that name in the warehouse: {@code <warehouse>/<namespace>/<name>}. */
    public static TableIdentity of(Warehouse warehouse, TableFormat format, String namespace, String name) {
        return new TableIdentity(
                format, namespace, name, warehouse.table(namespace, name).toString());
    }

    /** The namespace in which a product's merged tables remember the keys that went, each under its own name. */
    public static String namespaceOfDeletes(String product) {
        return product + "_deletes";
    }

    /** {@code namespace.name}. */
    public String identifier() {
        return namespace + "." + name;
    }
}
