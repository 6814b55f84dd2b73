package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;

/** A file of a table's own metadata that cannot be read. */
final class DamagedMetadata {

    private DamagedMetadata() {}

    static ProblemsException of(String table, String file, String why, Throwable cause) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(file),
                "The metadata of table '" + table + "' cannot be read",
                why,
                "Restore the file from a copy.",
                cause);
    }
}
