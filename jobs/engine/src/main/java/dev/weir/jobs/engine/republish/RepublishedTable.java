package dev.weir.jobs.engine.republish;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.release.table.StagedTable;
import java.util.Optional;

/**
 * A table of an earlier release, staged for a new one.
 *
 * @param former as the earlier release has it
 * @param staged the same rows
 * @param load how it came about, by the new release
 * @param deletes the same of the keys that went, where they are remembered
 * @param known hashes of files that both releases have, which are not read again
 */
public record RepublishedTable(
        ReleasedTable former,
        StagedTable staged,
        TableLoad load,
        Optional<StagedTable> deletes,
        Optional<DataFileList> known) {
    FileDigests.OfTable files() {
        return new FileDigests.OfTable(former.name(), staged.identity().location(), staged.files(), known);
    }

    Optional<FileDigests.OfTable> deleted() {
        return deletes.map(table ->
                new FileDigests.OfTable(former.name(), table.identity().location(), table.files(), Optional.empty()));
    }

    /** As the new release has it: the same content in files of its own. */
    ReleasedTable released(DataFileList files) {
        return new ReleasedTable(
                former.name(),
                staged.version(),
                former.columns(),
                former.content(),
                files.inSum(),
                former.contract(),
                load);
    }
}
