package dev.weir.releases.warehouse;

import dev.weir.contracts.TableFormat;
import java.util.List;

/**
 * A table of the warehouse.
 *
 * @param format in which it is kept
 * @param namespace the product's id, or one that is made of it
 * @param name in the namespace
 * @param location its own folder: an absolute path, or the URI in a bucket
 */
public record TableIdentity(TableFormat format, String namespace, String name, String location) {
    /**
     * The table of that name in the warehouse. Weir's own formats keep it in {@code <warehouse>/<namespace>/<name>}, where each
     * knows the other's files. A format that is added has a folder of its own name in there, so that no clean-up meets files
     * of which it knows nothing.
     */
    public static TableIdentity of(Warehouse warehouse, TableFormat format, String namespace, String name) {
        String folder = warehouse.table(namespace, name);
        String location = TableFormat.own().contains(format) ? folder : folder + "/" + format.name();
        return new TableIdentity(format, namespace, name, location);
    }

    /** The namespace of the rows that a product's rules took out, each table under its own name. */
    public static String namespaceOfQuarantine(String product) {
        return product + "_quarantine";
    }

    /** The namespace of what a product's releases leave for the rules of those after them. */
    public static String namespaceOfQuality(String product) {
        return product + "_quality";
    }

    /** Every namespace that belongs to a product. */
    public static List<String> namespaces(String product) {
        return List.of(
                product, namespaceOfQuarantine(product), namespaceOfQuality(product), namespaceOfDeletes(product));
    }

    /** The namespace in which a product's merged tables remember the keys that went, each under its own name. */
    public static String namespaceOfDeletes(String product) {
        return product + "_deletes";
    }

    /** The table that remembers which keys went from this one, which is a product's own. */
    public TableIdentity ofDeletes() {
        int at = location.lastIndexOf("/" + namespace + "/" + name);
        String beside = location.substring(0, at) + "/" + namespaceOfDeletes(namespace)
                + location.substring(at + 1 + namespace.length());
        return new TableIdentity(format, namespaceOfDeletes(namespace), name, beside);
    }

    /** {@code namespace.name}. */
    public String identifier() {
        return namespace + "." + name;
    }
}
