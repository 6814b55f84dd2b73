package dev.weir.jobs.verb.run;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.check.PreviewResult;
import dev.weir.lineage.RunEvent;

/** Looks at the first rows of a product before there is a release. */
public final class RowPreview {

    private RowPreview() {}

    /**
     * Leaves nothing in the workspace.
     *
     * @param rows of each table at most
     */
    public static PreviewResult of(Desk desk, String product, int rows, RunEvent.Listener progress) {
        Workspace read = desk.read(product);
        LookupByName.product(read, product);
        return Engine.aside(
                desk,
                read,
                product,
                session -> new CheckRun(session, WeirVersion.number(), progress).preview(product, rows));
    }
}
