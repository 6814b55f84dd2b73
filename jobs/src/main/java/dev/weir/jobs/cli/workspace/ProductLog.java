package dev.weir.jobs.cli.workspace;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;

/**
 * The release log of a workspace, as a command opens it that is about one product and starts no engine.
 *
 * @param settings what {@code weir.yaml} alone says
 */
public record ProductLog(Workspace settings, StoredReleaseLog log) {

    /** Says, on standard error, what dead runs of the product have left. */
    public static ProductLog open(WorkspaceOption workspace, String product, Terminal terminal) {
        Workspace settings = Workspaces.settings(workspace);
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        Leftovers.tell(Warehouse.of(settings), log, product, terminal);
        return new ProductLog(settings, log);
    }

    /**
     * The same, of a product that log or workspace know.
     *
     * @throws dev.weir.contracts.ProblemsException when neither does
     */
    public static ProductLog known(WorkspaceOption workspace, String product, Terminal terminal) {
        ProductLog opened = open(workspace, product, terminal);
        Released.requireProduct(workspace, opened.log(), product);
        return opened;
    }
}
