package dev.weir.jobs.release.catalogue.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.connector.catalog.TableCatalog;

/** What a table that is shown elsewhere has to become, so that those who look see the newest released version. */
final class MirroredTable {

    /** Of a snapshot's summary: the run that made it. */
    private static final String RUN = "weir.run";

    private static final ObjectMapper JSON = new ObjectMapper();

    private MirroredTable() {}

    /**
     * The table as it is shown at first: without anything but its released versions, and at a place of its own. What others write
     * there is nothing that a clean-up of the table itself may meet.
     */
    static TableMetadata first(TableIdentifier name, TableMetadata released) {
        String below = "/" + name.namespace() + "/" + name.name();
        String location = released.location();
        String place = location.endsWith(below)
                ? location.substring(0, location.length() - below.length()) + "/.shown" + below
                : location + ".shown";
        TableMetadata.Builder first = TableMetadata.buildFrom(released).setLocation(place);
        released.refs().forEach((reference, where) -> {
            if (where.isBranch() && !reference.equals(SnapshotRef.MAIN_BRANCH)) {
                first.removeRef(reference);
            }
        });
        return withoutLog(first.discardChanges().build());
    }

    /** A server may delete the files that a table's log of metadata lets go, and those are the table's own. */
    private static TableMetadata withoutLog(TableMetadata table) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(TableMetadataParser.toJson(table));
            json.remove("metadata-log");
            return TableMetadataParser.fromJson(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The table as it is to be shown; empty where it is shown so.
     *
     * @param shown as it is there
     * @param released the table itself
     */
    static Optional<TableMetadata> following(TableMetadata shown, TableMetadata released) {
        Snapshot newest = released.currentSnapshot();
        if (newest == null) {
            return Optional.empty();
        }
        Snapshot seen = shown.currentSnapshot();
        if (seen != null
                && seen.snapshotId() == newest.snapshotId()
                && shown.schema().sameSchema(released.schema())
                && comment(shown).equals(comment(released))) {
            return Optional.empty();
        }
        TableMetadata columns = shown.schema().sameSchema(released.schema())
                ? shown
                : TableMetadata.buildFrom(shown)
                        .setCurrentSchema(released.schema(), Math.max(shown.lastColumnId(), released.lastColumnId()))
                        .build();
        TableMetadata.Builder next = TableMetadata.buildFrom(columns);
        comment(released).ifPresent(comment -> next.setProperties(Map.of(TableCatalog.PROP_COMMENT, comment)));
        if (shown.snapshot(newest.snapshotId()) == null) {
            next.addSnapshot(asThere(newest, columns));
        }
        next.setRef(
                SnapshotRef.MAIN_BRANCH,
                SnapshotRef.branchBuilder(newest.snapshotId()).build());
        released.refs().forEach((name, reference) -> {
            if (reference.isTag() && reference.snapshotId() == newest.snapshotId()) {
                next.setRef(name, reference);
            }
        });
        next.removeSnapshots(gone(shown, released));
        return Optional.of(next.build());
    }

    private static Optional<String> comment(TableMetadata table) {
        return Optional.ofNullable(table.properties().get(TableCatalog.PROP_COMMENT));
    }

    /** Versions that were let go: no file of theirs may be there any more. Those of others are theirs. */
    private static Set<Long> gone(TableMetadata shown, TableMetadata released) {
        Set<Long> gone = new HashSet<>();
        for (Snapshot snapshot : shown.snapshots()) {
            if (snapshot.summary() != null
                    && snapshot.summary().containsKey(RUN)
                    && released.snapshot(snapshot.snapshotId()) == null) {
                gone.add(snapshot.snapshotId());
            }
        }
        return gone;
    }

    /** The same files, by the numbers and times of the table that it comes into. */
    private static Snapshot asThere(Snapshot snapshot, TableMetadata there) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(SnapshotParser.toJson(snapshot));
            json.put("schema-id", there.currentSchemaId());
            json.put("timestamp-ms", Math.max(snapshot.timestampMillis(), there.lastUpdatedMillis()));
            // one that comes back, or comes after others, has a number behind; its manifests keep theirs
            json.put("sequence-number", Math.max(snapshot.sequenceNumber(), there.lastSequenceNumber() + 1));
            Long parent = snapshot.parentId();
            if (parent == null || there.snapshot(parent) == null) {
                json.remove("parent-snapshot-id");
            }
            return SnapshotParser.fromJson(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
