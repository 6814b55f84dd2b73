package dev.weir.jobs.desk;

import dev.weir.contracts.Workspace;
import dev.weir.releases.acts.Asker;
import dev.weir.releases.acts.Door;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Arrival;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Clock;
import java.time.Instant;

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

    /** What {@code weir.yaml} alone says: for verbs about releases. */
    public Workspace settings() {
        return folder.settings();
    }

    /**
     * The door to what not everybody may do.
     *
     * @param by how whoever asks calls themselves
     */
    public Door door(String by) {
        return new Door(settings(), new Asker(by, caller.account(), folder.environment()), clock);
    }

    public Instant now() {
        return clock.instant();
    }

    /** The release log, for a verb about one product that starts no engine. Notes what dead runs of the product have left. */
    public ProductLog log(String product) {
        requireName(product);
        Workspace settings = settings();
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        Leftovers.tell(settings, log, product, caller);
        return new ProductLog(settings, log);
    }

    /**
     * The same, of a product that log or workspace know.
     *
     * @throws dev.weir.contracts.ProblemsException when neither does
     */
    public ProductLog known(String product) {
        ProductLog opened = log(product);
        requireKnown(opened.log(), product);
        return opened;
    }

    /** Notes what dead runs of every product have left. */
    public void tellLeftovers(Workspace settings) {
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        new Arrival(Warehouse.of(settings)).requireOver();
        log.products().forEach(product -> Leftovers.tell(settings, log, product, caller));
    }

    /** Tells that there is no such product, when neither the log nor the workspace has it. */
    public void requireKnown(StoredReleaseLog log, String product) {
        requireName(product);
        if (log.numbers(product).findAny().isEmpty()) {
            Named.product(read(), product);
        }
    }

    /** Tells that there is no such product, where none can be called so: {@code clinical@3} is a release. */
    public void requireName(String product) {
        if (!LogFiles.isName(product)) {
            Named.product(read(), product);
        }
    }
}
