package dev.weir.jobs.release.iceberg;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;

/** The embedded catalogue's own rows: where each table's metadata lies. For whoever repoints them, past Iceberg. */
final class CatalogueRows {

    private final EmbeddedCatalogue catalogue;

    CatalogueRows(EmbeddedCatalogue catalogue) {
        this.catalogue = requireNonNull(catalogue, "catalogue");
    }

    /**
     * A table's row.
     *
     * @param metadata path of its newest metadata file
     */
    record Row(String namespace, String name, String metadata) {

        Row {
            requireNonNull(namespace, "namespace");
            requireNonNull(name, "name");
            requireNonNull(metadata, "metadata");
        }

        /** The warehouse's root as the row has it; empty when the table does not lie where Weir puts its tables. */
        Optional<String> root() {
            int at = metadata.indexOf("/" + namespace + "/" + name + "/metadata/");
            return at <= 0 ? Optional.empty() : Optional.of(metadata.substring(0, at));
        }

        /**
         * The table as its metadata file has it, for reading alone. Iceberg's own loading tries a damaged file twenty
         * times, for minutes.
         *
         * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where the file cannot be read
         */
        Table table(FileIO files) {
            TableMetadata read;
            try {
                read = TableMetadataParser.read(files, metadata);
            } catch (NotFoundException e) {
                throw DamagedMetadata.of(namespace + "." + name, metadata, "the file is not there", e);
            } catch (RuntimeException e) { // the parser throws many kinds
                throw DamagedMetadata.of(
                        namespace + "." + name,
                        metadata,
                        "reading it ended with " + e.getClass().getSimpleName(),
                        e);
            }
            return new BaseTable(
                    new StaticTableOperations(read, files), EmbeddedCatalogue.NAME + "." + namespace + "." + name);
        }
    }

    /** One table; empty when the catalogue has none of that name. */
    Optional<Row> find(String namespace, String name) {
        return list().stream()
                .filter(row -> row.namespace().equals(namespace) && row.name().equals(name))
                .findFirst();
    }

    /** All tables, by name. */
    List<Row> list() {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(catalogue.uri());
                PreparedStatement select =
                        connection.prepareStatement("SELECT table_namespace, table_name, metadata_location"
                                + " FROM iceberg_tables WHERE catalog_name = ?"
                                + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)"
                                + " ORDER BY table_namespace, table_name")) {
            select.setString(1, EmbeddedCatalogue.NAME);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getString(1), found.getString(2), found.getString(3)));
                }
            }
        } catch (SQLException e) {
            throw catalogue.unusable(String.valueOf(e.getMessage()), e);
        }
        return rows;
    }

    /** Puts another root in the place of the one that a table's row begins with. Done already is done. */
    void repoint(Row row, String former, String present) {
        try (Connection connection = DriverManager.getConnection(catalogue.uri());
                PreparedStatement update = connection.prepareStatement("UPDATE iceberg_tables SET"
                        + " metadata_location = ? || substr(metadata_location, ?),"
                        + " previous_metadata_location = ? || substr(previous_metadata_location, ?)"
                        + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"
                        + " AND metadata_location = ?")) {
            update.setString(1, present);
            update.setInt(2, former.length() + 1);
            update.setString(3, present);
            update.setInt(4, former.length() + 1);
            update.setString(5, EmbeddedCatalogue.NAME);
            update.setString(6, row.namespace());
            update.setString(7, row.name());
            update.setString(8, row.metadata());
            update.executeUpdate();
        } catch (SQLException e) {
            throw catalogue.unusable(String.valueOf(e.getMessage()), e);
        }
    }
}
