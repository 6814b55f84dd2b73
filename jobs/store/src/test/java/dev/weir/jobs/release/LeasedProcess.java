package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.Leases;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.ThroughStorage;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.StructType;

/**
 * A process whose runs take turns by leases in a store, with one table. All of it stands still while it is asleep, its lease's
 * heart included; where it is dead no call of it arrives.
 */
final class LeasedProcess extends ThroughStorage {

    /** What is done before or after a call; its thread may fall asleep there. */
    interface Watch {
        void at(LeasedProcess process, String call) throws IOException;
    }

    private static final Warehouse WAREHOUSE = new Warehouse(Path.of("/nowhere"));
    private static final TableIdentity TABLE = TableIdentity.of(WAREHOUSE, TableFormat.DELTA, "clinical", "patients");

    final StoredReleaseLog log;
    final Releases releases;
    private final Watch watch;
    private boolean asleep;
    private boolean dead;

    LeasedProcess(LogStorage storage, MemoryTables tables, Duration length, Watch watch) {
        this(storage, tables, length, watch, leases -> leases);
    }

    /** @param leases may be others in place of its own */
    LeasedProcess(LogStorage storage, MemoryTables tables, Duration length, Watch watch, UnaryOperator<Leases> leases) {
        super(storage);
        this.watch = requireNonNull(watch);
        LogFiles files = new LogFiles(this);
        this.log = new StoredReleaseLog(this);
        RunStore runs = new RunStore(List.of(files), leases.apply(new StorageLeases(files, length)));
        Map<TableFormat, TableStore> stores = Map.of(TableFormat.DELTA, tables.of(this));
        this.releases = new Releases(WAREHOUSE, runs, log, stores, run -> {});
    }

    /** A run with rows in its table, that is released. */
    PublishResult release(String run) {
        try (Staging staging = begin(run)) {
            stage(staging);
            return staging.release(manifest(staging, run));
        }
    }

    Staging begin(String run) {
        return releases.begin("clinical", run, Duration.ofSeconds(10));
    }

    void stage(Staging staging) {
        staging.open(TABLE, new StructType(), LoadMode.REPLACE);
    }

    /** A run that is decided against, once it has put rows aside. */
    void hold(String run) {
        try (Staging staging = begin(run)) {
            staging.open(TABLE, new StructType(), LoadMode.APPEND);
            staging.hold();
        }
    }

    /** The manifest of a run that is about to be released. */
    static Manifest manifest(Staging staging, String run) {
        ReleasedTable patients = new ReleasedTable(
                TABLE.name(),
                new ReleasedTable.Version(TABLE.format(), TABLE.location(), TABLE.location(), 1),
                List.of(),
                new ContentDigest(0, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(0, 0, "0".repeat(64)),
                "clinical.patients 1.0.0");
        return SampleRelease.of(staging.nextNumber(), staging.previousSha256(), run, List.of(patients));
    }

    synchronized void sleep() {
        asleep = true;
    }

    synchronized void wake() {
        asleep = false;
        notifyAll();
    }

    synchronized void die() {
        dead = true;
    }

    /** Waits where it is asleep; fails where it is dead. */
    void call(String call) throws IOException {
        watch.at(this, call);
        synchronized (this) {
            while (asleep) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            if (dead) {
                throw new CertainlyNothing(new IOException("dead"));
            }
        }
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        call("read " + name);
        Optional<byte[]> read = super.read(name);
        call("has read " + name);
        return read;
    }

    @Override
    public List<String> list(String folder) throws IOException {
        call("list " + folder);
        List<String> names = super.list(folder);
        call("has listed " + folder);
        return names;
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        call("create " + name);
        boolean created = super.create(name, content);
        call("has created " + name);
        return created;
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        call("replace " + name);
        super.replace(name, content);
        call("has replaced " + name);
    }

    @Override
    public void delete(String name) throws IOException {
        call("delete " + name);
        super.delete(name);
        call("has deleted " + name);
    }
}
