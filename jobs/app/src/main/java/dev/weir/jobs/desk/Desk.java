package dev.weir.jobs.desk;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.releases.acts.AccessGuard;
import dev.weir.releases.acts.Requester;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.PendingMove;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a verb is asked for.
 *
 * @param folder the workspace that it is about
 * @param clock what time it is
 */
public record Desk(WorkspaceFolder folder, Clock clock, Caller caller) {
    /** The whole workspace. */
    public Workspace read() {
        return folder.read();
    }

    /**
     * The workspace, for a verb about one product. What is wrong in files that neither the product nor what it reads has a part in
     * does not stop it, and is noted; those other products may be made up.
     *
     * @throws ProblemsException where the product may have a part in what is wrong
     */
    public Workspace read(String product) {
        WorkspaceReader.Outcome outcome = folder.readWhatCanBe();
        int problems = outcome.problems().size();
        if (problems > 0 && folder.sound(outcome).contains(product)) {
            caller.note("The workspace has " + (problems == 1 ? "a problem" : problems + " problems") + " that '"
                    + product + "' has no part in: 'weir validate' says more.");
        } else {
            ProblemsException.throwIfAny(outcome.problems());
        }
        return outcome.workspace().orElseThrow();
    }

    /** The settings of {@code weir.yaml} alone: for verbs about releases. */
    public Workspace settings() {
        return folder.settings();
    }

    /**
     * The guard of acts that not every person may do.
     *
     * @param by the name that the caller states
     */
    public AccessGuard accessGuard(String by) {
        return new AccessGuard(settings(), new Requester(by, caller.account(), folder.environment()), clock);
    }

    public Instant now() {
        return clock.instant();
    }

    /** The release log, for a verb about one product that starts no engine. Notes what dead runs of the product have left. */
    public ProductLog log(String product) {
        requireName(product);
        Workspace settings = settings();
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        reportDeadRuns(settings, log, product);
        return new ProductLog(settings, log);
    }

    /**
     * The same, of a product that log or workspace know.
     *
     * @throws ProblemsException when neither does
     */
    public ProductLog known(String product) {
        ProductLog opened = log(product);
        requireKnown(opened.log(), product);
        return opened;
    }

    /** Notes what dead runs of every product have left. */
    public void reportDeadRuns(Workspace settings) {
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        new PendingMove(Warehouse.of(settings)).requireOver();
        log.products().forEach(product -> reportDeadRuns(settings, log, product));
    }

    /** Tells that there is no such product, when neither the log nor the workspace has it. */
    public void requireKnown(StoredReleaseLog log, String product) {
        requireName(product);
        if (log.numbers(product).findAny().isEmpty()) {
            LookupByName.product(read(product), product);
        }
    }

    /** Tells that there is no such product, where none can be called so: {@code clinical@3} is a release. */
    public void requireName(String product) {
        if (!LogFiles.isName(product)) {
            LookupByName.product(read(product), product);
        }
    }

    /**
     * A line where something was left, and what ends it. Touches nothing: a verb with the engine ends it first ({@link Engine}).
     *
     * @throws ProblemsException where the warehouse is still being moved here, so that nothing can be said of its releases
     */
    private void reportDeadRuns(Workspace settings, StoredReleaseLog log, String product) {
        Warehouse warehouse = Warehouse.of(settings);
        new PendingMove(warehouse).requireOver();
        new RecordedRoot(warehouse)
                .before()
                .ifPresent(before -> caller.note("The warehouse was moved here from '" + before
                        + "': its tables can be read once 'weir relocate' has repointed them."));
        List<UnfinishedRuns.Left> left = new ArrayList<>(UnfinishedRuns.of(RunStore.of(settings, log), log, product));
        left.stream()
                .filter(run -> run.mending() == UnfinishedRuns.Mending.MANUAL)
                .forEach(run -> caller.note(run.plannedAction() + " Until then no run of '" + product
                        + "' begins; what you" + " read here is exact in any case."));
        left.removeIf(run -> run.mending() == UnfinishedRuns.Mending.MANUAL);
        if (left.isEmpty()) {
            return;
        }
        caller.note((left.size() == 1 ? "A run" : left.size() + " runs") + " of '" + product
                + "' ended in the middle: 'weir doctor --fix' or the next 'weir run " + product
                + "' finishes or undoes what was left. What you read here is exact in any case.");
    }
}
