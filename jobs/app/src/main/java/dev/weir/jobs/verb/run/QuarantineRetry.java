package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LastRun;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.quarantine.RetryResult;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.StoredReleaseLog;

/** Judges again what the last run of a product left outside. */
public final class QuarantineRetry {

    private QuarantineRetry() {}

    /**
     * Writes nothing.
     *
     * @param limit rows of each class and cause
     * @throws ProblemsException when the product has no run yet
     */
    public static RetryResult of(Desk desk, String product, int limit, RunEvent.Listener progress) {
        Workspace read = desk.read(product);
        LookupByName.product(read, product);
        RunRecord open = LastRun.of(product, StoredReleaseLog.of(read), new RunArchive(read.root()))
                .orElseThrow(() -> ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of("runs/" + product),
                        "'" + product + "' has no run yet",
                        "there is nothing outside that could be judged again",
                        "run it first, or try the sources with 'weir check " + product + "'"));
        return Engine.aside(
                desk,
                read,
                product,
                session -> new CheckRun(session, WeirVersion.number(), progress).retry(open, limit));
    }
}
