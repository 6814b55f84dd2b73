package dev.weir.jobs.release.catalogue;

import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** Namespaces made in Iceberg's catalogues. */
public final class Namespaces {

    private Namespaces() {}

    /** Makes it where it is not there. Iceberg's own check and insert can be overtaken, and reports that in two ways. */
    public static void make(Catalog catalog, String name) {
        if (!(catalog instanceof SupportsNamespaces namespaces)) {
            return;
        }
        Namespace namespace = Namespace.of(name);
        if (namespaces.namespaceExists(namespace)) {
            return;
        }
        try {
            namespaces.createNamespace(namespace);
        } catch (AlreadyExistsException | UncheckedSQLException e) {
            if (!namespaces.namespaceExists(namespace)) {
                throw e;
            }
        }
    }
}
