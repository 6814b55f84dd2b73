package dev.weir.jobs.desk.run;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.Named;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.rollback.RollbackResult;
import dev.weir.lineage.RunEvent;

/** Makes a new release with the content of an earlier one, or says why there is none. */
public final class ReleaseRollback {

    private ReleaseRollback() {}

    /** @param number of the release whose content the new one has */
    public static RollbackResult to(Desk desk, String product, long number, RunEvent.Listener progress) {
        Workspace read = desk.read();
        Named.product(read, product);
        return Engine.writing(
                desk,
                read,
                session -> new Rollback(session, WeirVersion.number(), progress, desk.clock()).to(product, number));
    }
}
