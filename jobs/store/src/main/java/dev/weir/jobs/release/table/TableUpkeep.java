package dev.weir.jobs.release.table;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks after the tables of one format. Only the holder of the product's {@link Lease} calls what changes anything, after
 * recovery: no run is at work then, and whatever no version names is unused.
 */
public interface TableUpkeep {

    /** The tables of a namespace, by name; also folders in which runs left files before there was a table. */
    List<TableIdentity> tables(String namespace);

    /**
     * What goes of a table, when these stay. Changes nothing.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING} when a file is not there that a version
     *     needs which stays: then nothing of the table may be removed
     */
    TableSurplus surplus(TableIdentity table, RetainedVersions kept);

    /** Makes the table forget the versions that go, as far as the format knows them. Done already is done. */
    void forget(TableIdentity table, RetainedVersions kept);

    /** Removes a file of the table's own folder. Gone already is gone. */
    void remove(TableIdentity table, TableSurplus.Left file);

    /**
     * Which of these releases can still be read of a table, whose log or metadata is read once.
     *
     * @param releases the table as each release has it, by the release's number
     */
    Set<Long> there(TableIdentity table, Map<Long, ReleasedTable> releases);

    /**
     * The data files of a table at each of these releases, as its log or metadata names them now, read once; without releases
     * whose version is gone. No data file is looked at.
     *
     * @param releases as in {@link #there}
     * @throws dev.weir.contracts.ProblemsException as {@link TableStore#files}
     */
    Map<Long, List<DataFile>> files(TableIdentity table, Map<Long, ReleasedTable> releases);

    /**
     * The data files of a table's newest version, also of one that another client made; empty where it has none.
     *
     * @throws dev.weir.contracts.ProblemsException as {@link TableStore#files}
     */
    Optional<List<DataFile>> newest(TableIdentity table);

    /**
     * The released columns that a table's newest version has by another name, or not at all, though its data files may be the same.
     * None in a format whose columns cannot change without its files.
     *
     * @param released as the release has it; its version is there
     */
    default List<String> changedColumns(TableIdentity table, ReleasedTable released) {
        return List.of();
    }
}
