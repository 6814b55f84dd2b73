package dev.weir.jobs.release.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;

/**
 * A table's own times against the clock of this machine. Iceberg refuses a commit that comes more than a minute before the
 * last one (<a href="https://iceberg.apache.org/spec/#table-metadata-fields">table metadata</a>, {@code last-updated-ms}), so a
 * clock that once ran ahead would keep every later run out until it is reached.
 */
final class TableClock {

    private static final Duration TOLERATED = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private TableClock() {}

    /**
     * Ends the table's history of commits at this moment where it lies ahead of it. Its snapshots, and the times that they
     * carry, stay as they are.
     *
     * @param table just read
     * @return what to report; empty where the clocks agree
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where the catalogue's server keeps the times
     * @throws org.apache.iceberg.exceptions.CommitFailedException when another client has changed the table meanwhile
     */
    static Optional<String> settle(Table table, Instant now) {
        TableOperations operations = ((HasTableOperations) table).operations();
        TableMetadata metadata = operations.current();
        Instant last = Instant.ofEpochMilli(metadata.lastUpdatedMillis());
        if (!last.isAfter(now.plus(TOLERATED))) {
            return Optional.empty();
        }
        operations.commit(metadata, endingAt(now.toEpochMilli(), metadata));
        table.refresh();
        if (operations.current().lastUpdatedMillis() == metadata.lastUpdatedMillis()) {
            throw ahead(table, last, now);
        }
        return Optional.of("Table '" + table.name() + "' was last changed at " + last.truncatedTo(ChronoUnit.SECONDS)
                + ", which is ahead of this machine's clock (" + now.truncatedTo(ChronoUnit.SECONDS)
                + "). One of the two clocks was wrong; the table goes on from this machine's.");
    }

    /** Where a catalogue's server writes the metadata, its clock counts. */
    private static ProblemsException ahead(Table table, Instant last, Instant now) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(table.name()),
                "The clock of the catalogue's server is ahead of this machine's",
                "table '" + table.name() + "' was last changed at " + last.truncatedTo(ChronoUnit.SECONDS)
                        + ", and it is " + now.truncatedTo(ChronoUnit.SECONDS) + " here",
                "Set both clocks by a time server, then run again.");
    }

    private static TableMetadata endingAt(long now, TableMetadata metadata) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(TableMetadataParser.toJson(metadata));
            json.withArray("metadata-log")
                    .addObject()
                    .put("timestamp-ms", metadata.lastUpdatedMillis())
                    .put("metadata-file", metadata.metadataFileLocation());
            json.put("last-updated-ms", now);
            for (String log : new String[] {"snapshot-log", "metadata-log"}) {
                for (JsonNode entry : json.withArray(log)) {
                    ((ObjectNode) entry)
                            .put(
                                    "timestamp-ms",
                                    Math.min(now, entry.path("timestamp-ms").longValue()));
                }
            }
            return TableMetadataParser.fromJson(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
