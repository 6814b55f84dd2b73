package dev.weir.releases.warehouse;

/** How the tables of a quarantine are called. */
public final class QuarantineName {

    private QuarantineName() {}

    /** The namespace that holds a product's quarantine. */
    public static String namespace(String product) {
        return TableIdentity.namespaceOfQuarantine(product);
    }

    /** Whether a namespace holds a quarantine: no product's id is one. */
    public static boolean isNamespace(String namespace) {
        return namespace.endsWith(TableIdentity.namespaceOfQuarantine(""));
    }

    /** The table for some of the rows that break a rule of a table which only warns; none of them is in quarantine. */
    public static String ofSamples(String table) {
        return table + "__warned";
    }

    /**
     * The table for the unreadable records of a source.
     *
     * @param contract the source's contract id
     * @param table its table
     */
    public static String ofSource(String contract, String table) {
        return "source__" + contract.replace('.', '_') + "__" + table;
    }
}
