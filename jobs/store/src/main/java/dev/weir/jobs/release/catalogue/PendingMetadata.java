package dev.weir.jobs.release.catalogue;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metadata of changed tables in files that no row names yet. Moving the heads to them commits the changes. */
public final class PendingMetadata {

    private static final Logger LOG = LoggerFactory.getLogger(PendingMetadata.class);

    private PendingMetadata() {}

    /**
     * Writes the metadata, and has the heads moved.
     *
     * @param catalogue moves them: all, or none
     */
    public static Moved commit(List<TableChange> changes, Function<List<Head>, Moved> catalogue) {
        List<Written> written = new ArrayList<>();
        try {
            changes.forEach(change -> written.add(write(change)));
        } catch (RuntimeException e) { // no row names them yet
            written.forEach(Written::discard);
            throw e;
        }
        Moved moved = catalogue.apply(written.stream().map(Written::head).toList());
        switch (moved.ending()) {
            case ALL -> written.forEach(Written::prune);
            case CHANGED, REFUSED -> written.forEach(Written::discard);
            case UNKNOWN -> {} // a head may be there
        }
        return moved;
    }

    private static Written write(TableChange change) {
        TableOperations operations = change.operations();
        String old = change.before().metadataFileLocation();
        String next = operations.metadataFileLocation(String.format(
                Locale.ROOT, "%05d-%s.metadata.json", TableRow.number(old).orElse(-1) + 1, UUID.randomUUID()));
        TableMetadataParser.write(change.after(), operations.io().newOutputFile(next));
        return new Written(new Head(change.namespace(), change.name(), old, next), change);
    }

    /** A head whose metadata is written. */
    private record Written(Head head, TableChange change) {

        /** What the new head no longer lists; a file that stays goes with the next clean-up. */
        void prune() {
            try {
                CatalogUtil.deleteRemovedMetadataFiles(change.operations().io(), change.before(), change.after());
            } catch (RuntimeException e) { // the tables have their heads
                LOG.warn("Earlier metadata of table {} could not be deleted", head.name(), e);
            }
        }

        /** A file that stays is no head, and goes with the next clean-up. */
        void discard() {
            try {
                change.operations().io().deleteFile(head.next());
            } catch (UncheckedIOException e) {
                LOG.warn("'{}' could not be deleted", head.next(), e);
            }
        }
    }
}
