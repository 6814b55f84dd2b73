package dev.weir.jobs.release.table;

import java.util.List;

/**
 * The many small files that small loads leave in a table. The next load that changes the table writes them anew as few, so that a
 * table of years of daily loads is read as fast as a new one. Earlier releases keep theirs: they are as they were, and go with them.
 */
public final class SmallFiles {

    /** So many may lie there. */
    public static final int MOST = 32;

    /** In bytes: a file below it is small. */
    static final long SMALL = 8L << 20;

    private SmallFiles() {}

    /** The small ones of a version's files, where they are too many; none where they are not. */
    public static List<DataFile> tooMany(List<DataFile> files) {
        List<DataFile> small =
                files.stream().filter(file -> file.bytes() < SMALL).toList();
        return small.size() < MOST ? List.of() : small;
    }
}
