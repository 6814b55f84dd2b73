package dev.weir.jobs.desk.upkeep;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Named;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.LocalDate;

/**
 * Lets go what no release, pin, tag or retention of a product holds, and puts the papers of earlier runs away.
 *
 * @param plan what goes, and what stays
 * @param papers of earlier runs and releases
 */
public record LetGo(CleanPlan plan, Papers papers) {

    public LetGo {
        requireNonNull(plan, "plan");
        requireNonNull(papers, "papers");
    }

    /** Whether there is nothing to do. */
    public boolean isNothing() {
        return plan.isNothing() && papers.isNothing();
    }

    /** What would go. Changes nothing. */
    public static LetGo look(Desk desk, String product, int staying) {
        return of(
                desk,
                product,
                staying,
                (workspace, cleanUp, retention, papers) -> new LetGo(cleanUp.look(retention, desk.now()), papers));
    }

    /** Does it; {@code by} answers for it. */
    public static LetGo apply(Desk desk, String product, int staying, String by) {
        return of(desk, product, staying, (workspace, cleanUp, retention, papers) -> {
            CleanPlan done = cleanUp.apply(retention, by, desk.now());
            papers.putAway(workspace);
            return new LetGo(done, papers);
        });
    }

    private interface Verb {
        LetGo on(Workspace workspace, CleanUp cleanUp, Retention retention, Papers papers);
    }

    private static LetGo of(Desk desk, String product, int staying, Verb verb) {
        Workspace read = desk.read();
        Retention retention = Retention.of(Named.product(read, product));
        StoredReleaseLog log = StoredReleaseLog.of(read);
        desk.caller().engineBegins(read.root());
        try (WeirSession session = WeirSession.reading(read);
                CleanUp cleanUp = session.releases().cleanUp(product, log, session.upkeep())) {
            cleanUp.recovered().forEach(desk.caller()::note);
            return verb.on(
                    read, cleanUp, retention, Papers.of(read, log, product, LocalDate.now(desk.clock()), staying));
        }
    }
}
