package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.TableRow;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;

/** A table as its metadata file has it, for reading alone. */
final class DescribedTable {

    private DescribedTable() {}

    /**
     * The table of a catalogue's row. Iceberg's own loading tries a damaged file twenty times, for minutes.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} where the file cannot be read
     */
    static Table of(TableRow row, FileIO files) {
        TableMetadata read;
        try {
            read = TableMetadataParser.read(files, row.metadata());
        } catch (NotFoundException e) {
            throw damaged(row.identifier(), row.metadata(), "the file is not there", e);
        } catch (RuntimeException e) { // the parser throws many kinds
            throw damaged(
                    row.identifier(),
                    row.metadata(),
                    "reading it ended with " + e.getClass().getSimpleName(),
                    e);
        }
        return new BaseTable(new StaticTableOperations(read, files), Catalogue.NAME + "." + row.identifier());
    }

    /** The problem that a file of a table's own metadata cannot be read. */
    static ProblemsException damaged(String table, String file, String why, Throwable cause) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(file),
                "The metadata of table '" + table + "' cannot be read",
                why,
                "Restore the file from a copy.",
                cause);
    }
}
