package dev.weir.releases.evidence;

import dev.weir.contracts.Problem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import java.util.List;

/** Whether a table's list of data files adds up to what the manifest says of the table: of a release that is there, and of one that is about to be signed. */
public final class FileCounts {

    private FileCounts() {}

    /** Nothing where it does. */
    public static List<Problem> differing(Manifest manifest, ReleasedTable table, DataFileList list) {
        EvidenceProblems findings = new EvidenceProblems("data files");
        if (list.rows() != table.rows()
                || list.files().size() != table.files().count()
                || list.inSum().bytes() != table.bytes()) {
            findings.broken(
                    manifest.reference(),
                    "The list of data files of table '" + table.name() + "' does not add up to what the manifest says",
                    "it names " + list.files().size() + " files with " + list.rows() + " rows, the manifest "
                            + table.files().count() + " with " + table.rows());
        }
        return findings.end("").broken();
    }
}
