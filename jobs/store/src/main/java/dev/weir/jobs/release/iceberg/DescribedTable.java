package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
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
            throw DamagedMetadata.of(row.identifier(), row.metadata(), "the file is not there", e);
        } catch (RuntimeException e) { // the parser throws many kinds
            throw DamagedMetadata.of(
                    row.identifier(),
                    row.metadata(),
                    "reading it ended with " + e.getClass().getSimpleName(),
                    e);
        }
        return new BaseTable(new StaticTableOperations(read, files), Catalogue.NAME + "." + row.identifier());
    }
}
