package dev.weir.releases.journal;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.releases.lease.JointLeases;
import dev.weir.releases.lease.Leases;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.ProductLocks;
import dev.weir.releases.warehouse.Warehouse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where runs keep their journals, and how they take turns.
 *
 * @param places where journals lie, in each product's folder: new ones in the first; in others lie those of runs that died
 *     before the log was moved, or under an earlier version
 * @param leases who has a product now
 */
public record RunStore(List<LogFiles> places, Leases leases) {

    public RunStore {
        places = List.copyOf(places);
    }

    /** A warehouse's own folder: runs take turns by locks of the operating system; in a bucket, by leases there. */
    public static RunStore in(Warehouse warehouse) {
        LogFiles files = new LogFiles(warehouse.releases());
        return new RunStore(
                List.of(files), warehouse.disk().isPresent() ? new ProductLocks(warehouse) : new StorageLeases(files));
    }

    /**
     * That of a workspace. Where its log lies in an object store, or its warehouse in a bucket and the log elsewhere, journals
     * lie beside the log, and runs take turns there: the lock of the operating system does not reach other machines.
     *
     * @param log where its profile keeps it
     */
    public static RunStore of(Workspace workspace, StoredReleaseLog log) {
        Warehouse warehouse = Warehouse.of(workspace);
        ReleaseStore store = workspace.profile().storage().releases();
        boolean here =
                store.isWarehouse() || (store.isDatabase() && warehouse.disk().isPresent());
        return here ? in(warehouse) : beside(log.files(), warehouse);
    }

    /** Beside a log that several machines reach, whose warehouse is one folder, or one prefix of a bucket, for all of them. */
    public static RunStore beside(LogFiles log, Warehouse warehouse) {
        Leases leases = new StorageLeases(log);
        return new RunStore(
                List.of(log, new LogFiles(warehouse.releases())),
                warehouse.disk().isEmpty() ? leases : new JointLeases(new ProductLocks(warehouse), leases));
    }

    public RunJournals journals(String product) {
        return new RunJournals(places, product);
    }

    /** The products that may have journals, by name. */
    public Set<String> products() {
        Set<String> products = new TreeSet<>();
        places.forEach(files -> products.addAll(files.folders("")));
        return products;
    }
}
