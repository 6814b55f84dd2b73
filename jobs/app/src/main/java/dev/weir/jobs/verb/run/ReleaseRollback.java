package dev.weir.jobs.verb.run;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.rollback.RollbackResult;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.acts.ActDetails;
import java.util.Optional;

/** Makes a new release with the content of an earlier one, or reports why there is none. */
public final class ReleaseRollback {

    private ReleaseRollback() {}

    /**
     * @param number of the release whose content the new one has
     * @param by who asks
     */
    public static RollbackResult to(Desk desk, String product, long number, String by, RunEvent.Listener progress) {
        Workspace read = desk.read(product);
        LookupByName.product(read, product);
        Optional<ActAuthorisation> acting = desk.accessGuard(by)
                .alone(ActDetails.of(Act.ROLLBACK, "to", product + "@" + number))
                .enter();
        return Engine.writing(
                desk,
                read,
                session -> new Rollback(session, WeirVersion.number(), progress, desk.clock())
                        .to(product, number, acting));
    }
}
