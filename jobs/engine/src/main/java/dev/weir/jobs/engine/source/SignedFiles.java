package dev.weir.jobs.engine.source;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkException;
import org.jspecify.annotations.Nullable;

/** Whether the data files of a released table are those that the release's signed evidence names: each by its SHA-256, read where the engine works. */
record SignedFiles(WeirSession session, StoredReleaseLog log) {
    /** @throws ProblemsException V001 with the first file that is another one, is gone, or cannot be read; where there are more or fewer */
    void require(Manifest release, ReleasedTable table) {
        DataFileList signed = EarlierFiles.of(log.files(), release.product())
                .of(release, table.name())
                .orElseThrow(() -> broken(
                        release,
                        table,
                        "the list that names its data files is missing, or not the one that was released",
                        null));
        Set<DataFileList.DataFile> expected = Set.copyOf(signed.files());
        List<DataFileList.DataFile> found = found(release, table).files();
        for (DataFileList.DataFile file : found) {
            if (!expected.contains(file)) {
                throw broken(release, table, "'" + file.path() + "' is not the data file that was released", null);
            }
        }
        if (found.size() != expected.size()) {
            throw broken(
                    release,
                    table,
                    "it has " + found.size() + " data files, and was released with " + expected.size(),
                    null);
        }
    }

    private DataFileList found(Manifest release, ReleasedTable table) {
        String location = TableIdentity.of(
                        session.warehouse(), table.version().format(), release.product(), table.name())
                .location();
        FileDigests.OfTable files = new FileDigests.OfTable(
                table.name(), location, session.releases().files(release, table.name()), Optional.empty());
        try {
            return new FileDigests(session.spark()).lists(List.of(files)).get(0);
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            if (e instanceof SparkException) {
                throw broken(release, table, "one of its data files is gone, cannot be read, or has another size", e);
            }
            throw e;
        }
    }

    private static ProblemsException broken(
            Manifest release, ReleasedTable table, String why, @Nullable Throwable cause) {
        return ProblemsException.of(
                Code.EVIDENCE_BROKEN,
                Place.of(release.reference()),
                "Table '" + table.name() + "' of " + release.reference() + " is not as it was signed, and is not read",
                why,
                "'weir verify " + release.reference() + "' names all such files; restore them from a copy.",
                cause);
    }
}
