package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.catalogue.Head;
import dev.weir.jobs.release.catalogue.Moved;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepared changes of several tables, committed together: their metadata is written here, and the catalogue moves the heads. */
final class HeadsTogether {

    private static final Logger LOG = LoggerFactory.getLogger(HeadsTogether.class);

    private final Function<List<Head>, Moved> catalogue;

    /** @param catalogue that moves them: all, or none */
    HeadsTogether(Function<List<Head>, Moved> catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Commits one as it was prepared. Iceberg's own call does its updates once more on what somebody else has committed
     * meanwhile, but for those that went to the operations themselves, as a schema that is set by its id does.
     *
     * @throws CommitFailedException when the table has changed since
     */
    static void commit(Transaction change) {
        BaseTransaction prepared = (BaseTransaction) change;
        prepared.underlyingOps().commit(prepared.startMetadata(), prepared.currentMetadata());
    }

    /**
     * Commits them.
     *
     * @param names of the tables
     * @param changes one for each, not committed
     * @throws CommitFailedException when a table has changed since; the caller looks again
     */
    void commit(List<TableIdentifier> names, List<Transaction> changes) {
        List<Written> written = new ArrayList<>();
        try {
            for (int index = 0; index < changes.size(); index++) {
                written.add(write(names.get(index), (BaseTransaction) changes.get(index)));
            }
        } catch (RuntimeException e) { // no row names them yet
            written.forEach(Written::discard);
            throw e;
        }
        Moved moved = catalogue.apply(written.stream().map(Written::head).toList());
        switch (moved.ending()) {
            case ALL -> written.forEach(Written::prune);
            case CHANGED -> {
                written.forEach(Written::discard);
                throw new CommitFailedException("A table has changed since its new head was prepared");
            }
            case REFUSED -> {
                written.forEach(Written::discard);
                throw new CommitFailedException(
                        moved.answer().orElseThrow(), "The catalogue did not take the new heads");
            }
            case UNKNOWN -> throw new CommitStateUnknownException(moved.answer().orElseThrow());
        }
    }

    /** Writes the changed table's metadata to a file that no row names yet. */
    private static Written write(TableIdentifier name, BaseTransaction change) {
        TableOperations operations = change.underlyingOps();
        String old = change.startMetadata().metadataFileLocation();
        TableMetadata metadata = change.currentMetadata();
        String next = operations.metadataFileLocation(
                String.format(Locale.ROOT, "%05d-%s.metadata.json", version(old) + 1, UUID.randomUUID()));
        TableMetadataParser.write(metadata, operations.io().newOutputFile(next));
        return new Written(
                new Head(name.namespace().toString(), name.name(), old, next),
                operations,
                change.startMetadata(),
                metadata);
    }

    /** The number at the start of a metadata file's name; -1 when it has none. */
    private static int version(String location) {
        String file = location.substring(location.lastIndexOf('/') + 1);
        String digits = file.substring(0, Math.max(0, file.indexOf('-')));
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    /** A head whose metadata is written. */
    private record Written(Head head, TableOperations operations, TableMetadata before, TableMetadata after) {

        /** What the new head no longer lists; a file that stays goes with the next clean-up. */
        void prune() {
            try {
                CatalogUtil.deleteRemovedMetadataFiles(operations.io(), before, after);
            } catch (RuntimeException e) { // the tables have their heads
                LOG.warn("Earlier metadata of table {} could not be deleted", head.name(), e);
            }
        }

        /** A file that stays is no head, and goes with the next clean-up. */
        void discard() {
            try {
                operations.io().deleteFile(head.next());
            } catch (UncheckedIOException e) {
                LOG.warn("'{}' could not be deleted", head.next(), e);
            }
        }
    }
}
