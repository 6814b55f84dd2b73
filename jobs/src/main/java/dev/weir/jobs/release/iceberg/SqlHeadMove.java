package dev.weir.jobs.release.iceberg;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tables in one SQL transaction of the embedded catalogue. Iceberg's JDBC catalogue commits a table by comparing and
 * setting its row in {@code iceberg_tables}; here the rows of several tables are compared and set together. This goes past
 * Iceberg's commit code (1.12 has no call for it), so a contract test holds it against Iceberg's own reading.
 */
final class SqlHeadMove implements HeadMove {

    private static final Logger LOG = LoggerFactory.getLogger(SqlHeadMove.class);

    private static final String MOVE = "UPDATE iceberg_tables SET metadata_location = ?, previous_metadata_location = ?"
            + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ? AND metadata_location = ?"
            + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)";
    private static final String WHERE = "SELECT metadata_location FROM iceberg_tables"
            + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?";

    private final String uri;
    private final String catalogue;

    SqlHeadMove(String uri, String catalogue) {
        this.uri = uri;
        this.catalogue = catalogue;
    }

    @Override
    public void commit(List<TableIdentifier> names, List<Transaction> changes) {
        List<Head> heads = new ArrayList<>();
        try {
            for (int index = 0; index < changes.size(); index++) {
                heads.add(write(names.get(index), (BaseTransaction) changes.get(index)));
            }
        } catch (RuntimeException e) { // no row names them yet
            heads.forEach(Head::discard);
            throw e;
        }
        try {
            move(heads);
        } catch (CommitFailedException e) {
            heads.forEach(Head::discard);
            throw e;
        }
    }

    /** Writes the changed table's metadata to a file that no row names yet. */
    private static Head write(TableIdentifier name, BaseTransaction change) {
        TableOperations operations = change.underlyingOps();
        String old = change.startMetadata().metadataFileLocation();
        TableMetadata metadata = change.currentMetadata();
        String next = operations.metadataFileLocation(
                String.format(Locale.ROOT, "%05d-%s.metadata.json", version(old) + 1, UUID.randomUUID()));
        TableMetadataParser.write(metadata, operations.io().newOutputFile(next));
        return new Head(name, operations, old, next);
    }

    private void move(List<Head> heads) {
        if (heads.isEmpty()) {
            return;
        }
        // IMMEDIATE: a read lock that has to grow into a write lock is refused whatever the time-out
        try (Connection connection = DriverManager.getConnection(uri + "&transaction_mode=IMMEDIATE")) {
            connection.setAutoCommit(false);
            boolean moved = true;
            for (Head head : heads) {
                moved = moved && move(connection, head);
            }
            if (moved) {
                connection.commit();
                return;
            }
            connection.rollback();
        } catch (SQLException e) {
            settle(heads, e);
            return;
        }
        throw new CommitFailedException("A table has changed since its new head was prepared");
    }

    private boolean move(Connection connection, Head head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setString(1, head.next());
            update.setString(2, head.old());
            update.setString(3, catalogue);
            update.setString(4, head.name().namespace().toString());
            update.setString(5, head.name().name());
            update.setString(6, head.old());
            return update.executeUpdate() == 1;
        }
    }

    /** The answer was lost or bad: what the rows say now is how it ended. They moved together or not at all. */
    private void settle(List<Head> heads, SQLException answer) {
        Head first = heads.get(0);
        String found;
        try (Connection connection = DriverManager.getConnection(uri);
                PreparedStatement select = connection.prepareStatement(WHERE)) {
            select.setString(1, catalogue);
            select.setString(2, first.name().namespace().toString());
            select.setString(3, first.name().name());
            try (ResultSet row = select.executeQuery()) {
                found = row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            answer.addSuppressed(e);
            throw new CommitStateUnknownException(answer);
        }
        if (!first.next().equals(found)) {
            throw new CommitFailedException(answer, "The catalogue did not take the new heads");
        }
    }

    /** The number at the start of a metadata file's name; -1 when it has none. */
    private static int version(String location) {
        String file = location.substring(location.lastIndexOf('/') + 1);
        String digits = file.substring(0, Math.max(0, file.indexOf('-')));
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    /** A table's head: where its metadata was, and where it will be. */
    private record Head(TableIdentifier name, TableOperations operations, String old, String next) {

        /** A file that stays is no head, and goes with the next clean-up. */
        void discard() {
            try {
                operations.io().deleteFile(next);
            } catch (UncheckedIOException e) {
                LOG.warn("'{}' could not be deleted", next, e);
            }
        }
    }
}
