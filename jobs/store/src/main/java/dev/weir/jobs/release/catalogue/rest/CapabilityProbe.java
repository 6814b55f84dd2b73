package dev.weir.jobs.release.catalogue.rest;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.release.catalogue.TableChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.types.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries what a catalogue keeps, on two scratch tables that go afterwards. A server does not report a dropped branch: it has
 * to be looked for.
 *
 * @param together commits changes of several tables at once
 * @param folder where scratch tables may lie
 */
record CapabilityProbe(Catalog catalog, Consumer<List<TableChange>> together, String folder) {

    private static final Logger LOG = LoggerFactory.getLogger(CapabilityProbe.class);

    /** Of the scratch tables; it stays. */
    static final String NAMESPACE = "weir_probe";

    private static final String BRANCH = "branch";
    private static final String TAG = "tag";

    ServerCapabilities find() {
        String id = UUID.randomUUID().toString().replace("-", "");
        List<TableIdentifier> names = List.of(name(id, 1), name(id, 2));
        try {
            for (TableIdentifier name : names) {
                Table table = catalog.buildTable(
                                name, new Schema(Types.NestedField.optional(1, "id", Types.IntegerType.get())))
                        .withLocation(folder + "/" + name.name())
                        .create();
                branch(((BaseTable) table).operations(), id);
            }
            for (TableIdentifier name : names) {
                if (catalog.loadTable(name).snapshot(BRANCH) == null) {
                    return new ServerCapabilities(false, false, false);
                }
            }
            boolean atOnce = tagTogether(names);
            if (!atOnce) {
                names.forEach(name -> tag(catalog.loadTable(name)).commitTransaction());
            }
            boolean tags = names.stream()
                    .allMatch(name -> catalog.loadTable(name).refs().containsKey(TAG));
            return new ServerCapabilities(true, tags, atOnce);
        } finally {
            names.forEach(this::remove);
        }
    }

    /** A branch whose snapshot has no files: none is written, and it has no reader. */
    private static void branch(TableOperations table, String id) {
        TableMetadata before = table.current();
        Snapshot empty = SnapshotParser.fromJson("{\"snapshot-id\":1,\"sequence-number\":1,\"timestamp-ms\":"
                + before.lastUpdatedMillis() + ",\"summary\":{\"operation\":\"append\"},\"manifest-list\":\""
                + before.location() + "/metadata/" + id + ".avro\",\"schema-id\":0}");
        table.commit(
                before,
                TableMetadata.buildFrom(before).setBranchSnapshot(empty, BRANCH).build());
    }

    private static TableIdentifier name(String id, int number) {
        return TableIdentifier.of(Namespace.of(NAMESPACE), "t" + id + "_" + number);
    }

    private boolean tagTogether(List<TableIdentifier> names) {
        List<TableChange> commits = new ArrayList<>();
        for (TableIdentifier name : names) {
            BaseTransaction tagged = (BaseTransaction) tag(catalog.loadTable(name));
            commits.add(new TableChange(
                    NAMESPACE, name.name(), tagged.underlyingOps(), tagged.startMetadata(), tagged.currentMetadata()));
        }
        try {
            together.accept(commits);
            return true;
        } catch (UnsupportedOperationException | RESTException e) { // by its own list, or when it is asked
            LOG.info("The catalogue does not commit several tables at once", e);
            return false;
        }
    }

    /** Not committed. */
    private static Transaction tag(Table table) {
        Transaction transaction = table.newTransaction();
        transaction
                .manageSnapshots()
                .createTag(TAG, requireNonNull(table.snapshot(BRANCH)).snapshotId())
                .commit();
        return transaction;
    }

    /** What stays of a scratch table does no harm. */
    private void remove(TableIdentifier name) {
        try {
            if (catalog.tableExists(name)) {
                Path folder = new Path(catalog.loadTable(name).location());
                catalog.dropTable(name, false);
                folder.getFileSystem(new Configuration()).delete(folder, true);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The scratch table {} could not be removed", name, e);
        }
    }
}
