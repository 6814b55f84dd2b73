package dev.weir.jobs.release.catalogue.rest;

import dev.weir.jobs.release.catalogue.TableChange;
import dev.weir.jobs.release.catalogue.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A REST catalogue in which the released tables of another catalogue are shown, for servers that keep no branches, or that others
 * look into. It is brought to what the tables are, whatever it has: so an answer that was lost, a death and a foreign write are
 * all mended by showing once more.
 */
record CatalogueMirror(CatalogueServer server) {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueMirror.class);
    private static final int ATTEMPTS = 10;

    /**
     * Shows the newest versions of these tables, all in one commit where the server has a call for it.
     *
     * @param own where each has its metadata
     * @param files by which that is read
     */
    void show(Function<TableIdentifier, Optional<TableRow>> own, FileIO files, List<TableIdentifier> tables) {
        server.asked(() -> {
            boolean lost = false;
            for (int attempt = 1; ; attempt++) {
                try {
                    commit(changes(own, files, tables));
                    return true;
                } catch (CommitFailedException e) { // another client writes there
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                } catch (CommitStateUnknownException | RESTException e) { // a second look shows what is left to do
                    if (lost) {
                        throw e;
                    }
                    lost = true;
                }
            }
        });
    }

    private void commit(List<TableChange> changes) {
        if (changes.size() > 1) {
            try {
                server.commitTogether(changes);
                return;
            } catch (UnsupportedOperationException e) {
                LOG.info("{} does not change several tables at once", server);
            }
        }
        CatalogueServer.commitEach(changes);
    }

    private List<TableChange> changes(
            Function<TableIdentifier, Optional<TableRow>> own, FileIO files, List<TableIdentifier> tables) {
        List<TableChange> changes = new ArrayList<>();
        for (TableIdentifier name : tables) {
            Optional<TableRow> row = own.apply(name);
            if (row.isEmpty()) {
                continue; // dropped when its releases were let go
            }
            TableMetadata released = TableMetadataParser.read(files, row.get().metadata());
            TableOperations there = server.load(name).orElseGet(() -> enter(name, released, files));
            TableMetadata shown = there.current();
            MirroredTable.following(shown, released)
                    .ifPresent(next -> changes.add(
                            new TableChange(row.get().namespace(), row.get().name(), there, shown, next)));
        }
        return changes;
    }

    /** A table that was never shown is entered with metadata of its own, beside which the server's will lie. */
    private TableOperations enter(TableIdentifier name, TableMetadata released, FileIO files) {
        TableMetadata first = MirroredTable.first(name, released);
        String file = first.location() + "/metadata/00000-" + UUID.randomUUID() + ".metadata.json";
        TableMetadataParser.write(first, files.newOutputFile(file));
        server.make(name.namespace());
        try {
            server.client().registerTable(name, file);
        } catch (AlreadyExistsException since) {
            LOG.info("Table {} was entered by somebody else", name);
        }
        return server.load(name)
                .orElseThrow(() -> new CommitFailedException("Table %s has gone since it was entered", name));
    }
}
