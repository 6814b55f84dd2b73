package dev.weir.jobs.release.delta;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.TableFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;

/** Delta's own words for the files of a table. */
final class AddFiles {

    private AddFiles() {}

    /** The files of a version. */
    static List<AddFile> of(Snapshot snapshot) {
        return snapshot.allFiles().collectAsList();
    }

    /** Absolute; the URI of one in a bucket. */
    static String path(String location, AddFile file) {
        return TableFolder.plain(new Path(new Path(location), file.sparkPath().toPath()).toString());
    }

    /**
     * The files as both formats have them.
     *
     * @throws ProblemsException with {@link Code#TABLE_FEATURE} when a file does not tell how many rows it has, or rows of it are
     *     deleted by a vector: its name and size would stay what they were
     */
    static List<DataFile> list(String location, Collection<AddFile> files) {
        List<DataFile> list = new ArrayList<>();
        for (AddFile file : files) {
            if (file.deletionVector() != null) {
                throw ProblemsException.of(
                        Code.TABLE_FEATURE,
                        Place.of(location),
                        "A file of the Delta table has a deletion vector",
                        "another program has deleted rows of '" + file.path()
                                + "', and Weir changes tables by whole data files",
                        "Find out who writes there and stop it, then make the table anew with --full.");
            }
            Option<Object> rows = file.numLogicalRecords();
            if (rows.isEmpty()) {
                throw ProblemsException.of(
                        Code.TABLE_FEATURE,
                        Place.of(location),
                        "A file of the Delta table does not tell how many rows it has",
                        "somebody else has written '" + file.path() + "' without statistics",
                        "Find out who writes there and stop it, then make the table anew with --full.");
            }
            list.add(new DataFile(path(location, file), (long) rows.get(), file.size()));
        }
        return list;
    }

    /** The same file as part of a new version. */
    static AddFile again(AddFile file) {
        return file.copy(
                file.path(),
                file.partitionValues(),
                file.size(),
                file.modificationTime(),
                true,
                file.stats(),
                file.tags(),
                file.deletionVector(),
                file.baseRowId(),
                file.defaultRowCommitVersion(),
                file.clusteringProvider());
    }
}
