package dev.weir.jobs.engine.staged;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;

/** No row is lost between two places that count the rows of a table. */
public final class RowCountBalance {

    private RowCountBalance() {}

    /**
     * Stops the run where two counts differ.
     *
     * @param place of the table in its contract
     * @param did what was done to the rows in the first place, such as {@code let through}
     * @param then what was done to them in the second
     * @throws ProblemsException with {@link Code#COUNTS_DIFFER}
     */
    public static void require(String table, Place place, String did, long rows, String then, long later) {
        if (rows != later) {
            throw ProblemsException.of(
                    Code.COUNTS_DIFFER,
                    place,
                    "Of table '" + table + "' " + rows + " rows were " + did + ", and " + later + " were " + then,
                    "a fault of Weir lost or doubled rows, so the run stops",
                    "report it with this message");
        }
    }
}
