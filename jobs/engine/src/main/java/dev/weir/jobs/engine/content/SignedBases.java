package dev.weir.jobs.engine.content;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.Releases;
import dev.weir.releases.evidence.DataFileLocations;
import dev.weir.releases.evidence.TablesCheck;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The released tables that a release is built on. Rows that stay are not read anew, so a release on a table whose metadata has
 * lost some of them would be signed without them.
 */
public final class SignedBases {

    private final Releases releases;
    private final StoredReleaseLog log;
    private final Configuration hadoop;
    private final List<Problem> doubts = new ArrayList<>();

    /** @param hadoop the settings by which a table's folder is listed */
    public SignedBases(Releases releases, StoredReleaseLog log, Configuration hadoop) {
        this.releases = releases;
        this.log = log;
        this.hadoop = hadoop;
    }

    /** Looks at one more, by its metadata and the names and sizes of its files. */
    public SignedBases and(Manifest release, ReleasedTable table) {
        for (TablesCheck.Part part : TablesCheck.Part.values()) {
            BaseFiles files = new BaseFiles(new DeepEngine(releases), hadoop);
            new TablesCheck(release, log.files(), files)
                    .doubt(table, part, remedy(release))
                    .or(() -> files.lost(release, table, part))
                    .ifPresent(doubts::add);
        }
        return this;
    }

    /** The same of one that rows are merged into, with the bytes of the keys that went from it: a run reads them, and believes them. */
    public SignedBases merged(Manifest release, ReleasedTable table) {
        int before = doubts.size();
        and(release, table);
        if (doubts.size() == before && table.load().deletes().isPresent()) {
            new TablesCheck(release, log.files(), new DeepEngine(releases))
                    .forgotten(table, DataFileLocations.in(releases.warehouse()), remedy(release))
                    .ifPresent(doubts::add);
        }
        return this;
    }

    static String remedy(Manifest release) {
        return "Restore the table's files from a copy, and find out who changed them; where there is no copy, 'weir run "
                + release.product() + " --full' makes every table from all sources.";
    }

    /**
     * @throws ProblemsException with {@link dev.weir.contracts.Code#EVIDENCE_BROKEN} for each that is not as it was signed; with
     *     {@link dev.weir.contracts.Code#RELEASE_MISSING} for each of which a file is gone
     */
    public void require() {
        ProblemsException.throwIfAny(doubts);
    }
}
