package dev.weir.jobs.release.delta;

import dev.weir.contracts.TableFormat;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folders of a namespace that hold Delta tables, or in which runs left files before there was one. */
final class DeltaFolders {

    private static final String LOG = "_delta_log";

    private DeltaFolders() {}

    /** Whether a table's folder holds the log of a Delta table. */
    static boolean isDelta(Warehouse warehouse, TableIdentity table) {
        try {
            return warehouse
                    .files()
                    .folders(table.namespace() + "/" + table.name())
                    .contains(LOG);
        } catch (IOException e) {
            throw Warehouse.notWritable(table.location(), e);
        }
    }

    /** By name; none where there is no such namespace. */
    static List<TableIdentity> of(Warehouse warehouse, String namespace) {
        List<TableIdentity> tables = new ArrayList<>();
        try {
            for (String table : warehouse.files().folders(namespace)) {
                List<String> there = warehouse.files().folders(namespace + "/" + table);
                // tables of other formats have folders of their own in there; of a run that died, files alone may be
                // there
                if (there.contains(LOG) || there.isEmpty()) {
                    tables.add(TableIdentity.of(warehouse, TableFormat.DELTA, namespace, table));
                }
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(warehouse.files().place(namespace), e);
        }
        tables.sort(Comparator.comparing(TableIdentity::name));
        return tables;
    }
}
