package dev.weir.releases.evidence;

import dev.weir.contracts.release.json.DataFileList;
import java.util.List;

/**
 * The data files of a release, with their hashes.
 *
 * @param tables of every table, whole
 * @param deleted of every table that remembers which keys of one of these went, whole
 * @param quarantine of every table of the quarantine that the run wrote to: the files that the run added
 */
public record ReleaseFiles(List<DataFileList> tables, List<DataFileList> deleted, List<DataFileList> quarantine) {

    public ReleaseFiles {
        tables = List.copyOf(tables);
        deleted = List.copyOf(deleted);
        quarantine = List.copyOf(quarantine);
    }
}
