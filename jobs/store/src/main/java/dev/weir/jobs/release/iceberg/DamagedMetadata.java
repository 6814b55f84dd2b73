package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.util.List;

/** A file of a table's own metadata that cannot be read. */
final class DamagedMetadata {

    private DamagedMetadata() {}

    static ProblemsException of(String table, String file, String why, Throwable cause) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(file),
                        "The metadata of table '" + table + "' cannot be read",
                        why,
                        "Restore the file from a copy.")),
                cause);
    }
}
