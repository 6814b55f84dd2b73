package dev.weir.jobs.release.catalogue;

import java.util.List;

/** Moves heads as the embedded catalogue does, through any address of JDBC. */
public final class SqliteHeads {

    private SqliteHeads() {}

    public static Moved move(String address, List<Head> heads) {
        return new SqlRows(new EmbeddedCatalogue.File(address)).move(heads);
    }
}
