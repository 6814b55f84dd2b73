package dev.weir.jobs.release.table;

import java.util.List;

/**
 * The many small files that small loads leave in a table. The next load that changes the table, and a compaction, write them anew as few,
 * so that a table of years of daily loads is read as fast as a new one. Earlier releases keep theirs: they are as they were, and go with them.
 */
public final class SmallFiles {

    /** So many may lie there. */
    public static final int MOST = 32;

    /** In bytes: a file below it is small. */
    static final long SMALL = 8L << 20;

    /** In bytes: as much as a file has that rows are written to in plenty. */
    static final long USUAL = 128L << 20;

    private SmallFiles() {}

    /** The small ones of a version's files, where they are too many; none where they are not. */
    public static List<DataFile> tooMany(List<DataFile> files) {
        List<DataFile> small =
                files.stream().filter(file -> file.bytes() < SMALL).toList();
        return small.size() < MOST ? List.of() : small;
    }

    /** The small ones of a version's files, where their rows would lie in fewer; none where they would not. */
    public static List<DataFile> toFewer(List<DataFile> files) {
        List<DataFile> small =
                files.stream().filter(file -> file.bytes() < SMALL).toList();
        return small.size() > few(small) ? small : List.of();
    }

    /** In how many files of a usual size the rows of small ones lie, one at least. */
    public static int few(List<DataFile> small) {
        long bytes = small.stream().mapToLong(DataFile::bytes).sum();
        return (int) Math.max(1, (bytes + USUAL - 1) / USUAL);
    }
}
