package dev.weir.jobs.release;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.NamedFiles;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.evidence.TablesCheck;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.LostManifest;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The releases of a warehouse's products: the log, and the tables that follow it.
 *
 * @param runs where runs keep journals and take turns
 * @param stores of the formats that will be met
 * @param dead the listener for dead runs
 * @param lists with which a table is compared before its rows are read
 */
public record Releases(
        Warehouse warehouse,
        RunStore runs,
        ReleaseLog log,
        Map<TableFormat, TableStore> stores,
        DeadRun.Listener dead,
        SignedLists lists)
        implements TablesCheck.Listing {

    public Releases {
        stores = new TreeMap<>(stores);
    }

    public Releases(
            Warehouse warehouse,
            RunStore runs,
            ReleaseLog log,
            Map<TableFormat, TableStore> stores,
            DeadRun.Listener dead) {
        this(warehouse, runs, log, stores, dead, SignedLists.none());
    }

    public Releases(Warehouse warehouse, ReleaseLog log, Map<TableFormat, TableStore> stores) {
        this(warehouse, RunStore.in(warehouse), log, stores, run -> {});
    }

    /** The same, whose tables are read whatever they name: for who compares them with what was signed. */
    public Releases uncompared() {
        return new Releases(warehouse, runs, log, stores, dead);
    }

    /**
     * Begins a run: takes the product's lease, finishes or undoes what dead runs left. The caller closes what it gets.
     *
     * @param run its id, a UUID
     * @throws ProblemsException with {@link Code#CONFLICT} when another run of the product is at work; with {@link
     *     Code#RELEASE_MISSING} when a table of the newest release is not there as it was released; with {@link
     *     Code#NOT_WRITABLE}
     */
    public Staging begin(String product, String run) {
        return begin(product, run, Duration.ZERO);
    }

    /** The same, after waiting for another run of the product that is at work. */
    public Staging begin(String product, String run, Duration patience) {
        Lease lease = runs.leases().await(product, "run " + run, patience);
        Staging staging = null;
        try {
            staging = new Staging(
                    product, run, log, stores, runs.journals(product), lease, dead, () -> requireTables(product));
        } finally {
            if (staging == null) {
                lease.close();
            }
        }
        return staging;
    }

    /**
     * A run goes on from the newest release: where its tables are not as it has them, the history would begin anew. Nothing is
     * asked of one that was declared lost: that its tables may be gone is on record.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING}
     */
    public void requireTables(String product) {
        requireNewest(product);
        log.latest(product)
                .filter(newest -> log.isKept(product, newest.number()))
                .ifPresent(newest ->
                        newest.tables().forEach(table -> store(table).require(mark(newest), asItLies(product, table))));
    }

    /**
     * Fails where a tag, a pin or the history of a table names a release after the newest in the log: the manifest
     * of that one was lost. Of a product whose runs are not over nothing is asked: their tables go before their manifest.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING}
     */
    public void requireNewest(String product) {
        log.requireNewest(product);
        long held = stores.values().stream()
                .map(store -> store.newestRelease(warehouse, product))
                .flatMapToLong(OptionalLong::stream)
                .max()
                .orElse(0);
        // the log is asked after the tables, and once more after the runs: one may publish meanwhile
        if (held > newest(product) && runs.journals(product).runs().isEmpty() && held > newest(product)) {
            String place = "releases/" + product + "/" + held + ".json";
            throw held > log.last(product).orElse(0)
                    ? LostManifest.of(place, product, held, "tables of the product hold it")
                    : LostManifest.disowned(place, product, held);
        }
    }

    private long newest(String product) {
        return log.numbers(product).max().orElse(0);
    }

    /**
     * Finishes or undoes what dead runs of the product left.
     *
     * @return one sentence for each; none while a living run is at work
     */
    public List<String> recover(String product) {
        RunJournals left = runs.journals(product);
        if (left.runs().isEmpty()) {
            return List.of();
        }
        Optional<Lease> taken = runs.leases().tryTake(product, "recovery");
        if (taken.isEmpty()) {
            return List.of();
        }
        try (Lease lease = taken.get()) {
            return new Recovery(log, stores, left, lease, dead).finishAll();
        }
    }

    /**
     * Begins a clean-up: takes the product's lease, finishes or undoes what dead runs left. The caller closes what it gets.
     *
     * @param all the log whose releases they are, with what lies beside them
     * @param tables who looks after those of each format
     * @throws ProblemsException with {@link Code#CONFLICT} when a run of the product is at work
     */
    public CleanUp cleanUp(String product, StoredReleaseLog all, Map<TableFormat, TableUpkeep> tables) {
        Lease lease = runs.leases().take(product, "weir clean");
        CleanUp cleanUp = null;
        try {
            RunJournals left = runs.journals(product);
            List<String> recovered = new Recovery(log, stores, left, lease, dead).finishAll();
            requireSettled(product, left);
            requireNewest(product);
            cleanUp = new CleanUp(product, warehouse, all, tables, lease, recovered);
        } finally {
            if (cleanUp == null) {
                lease.close();
            }
        }
        return cleanUp;
    }

    /**
     * What a clean-up would remove from the product, for a look only: nothing that dead runs left is finished or undone.
     * Has the product's lease meanwhile.
     *
     * @return empty where dead runs have left something: until it is settled, what belongs to no release is unknown
     * @throws ProblemsException as {@link #cleanUp}
     */
    public Optional<CleanPlan> cleanable(
            String product,
            StoredReleaseLog all,
            Map<TableFormat, TableUpkeep> tables,
            Retention retention,
            Instant now) {
        try (Lease lease = runs.leases().take(product, "weir doctor")) {
            if (!runs.journals(product).runs().isEmpty()) {
                return Optional.empty();
            }
            requireNewest(product);
            return Optional.of(new CleanUp(product, warehouse, all, tables, lease, List.of()).look(retention, now));
        }
    }

    /** Nothing is removed while it is not known whether a run has published. */
    private static void requireSettled(String product, RunJournals left) {
        for (RunJournal journal : left.list()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(product),
                    "Run " + journal.run() + " of '" + product
                            + "' ended when it was about to publish, and the release log does not say whether it has it",
                    "nothing is removed before that is known",
                    "See to the release log, then clean again.");
        }
    }

    /**
     * A table of a release, exactly as it was released.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when the release has no such table, or its rows are gone;
     *     with {@link Code#RELEASE_EXPIRED} when they were let go; with {@link Code#EVIDENCE_BROKEN} when the table names other
     *     files than its signed list
     */
    public Dataset<Row> read(Manifest release, String table) {
        ReleasedTable found = table(release, table);
        requireSigned(release, found, TablesCheck.Part.ROWS);
        return store(found).read(mark(release), asItLies(release.product(), found));
    }

    /**
     * The same rows, each with where it lies, as {@link TableStore#located} has it; errors as {@link #read}, but that no list is
     * compared: the caller has compared every byte of the files.
     */
    public Dataset<Row> located(Manifest release, String table) {
        ReleasedTable found = table(release, table);
        log.requireKept(release.product(), release.number());
        return store(found).located(mark(release), asItLies(release.product(), found));
    }

    /**
     * The data files of a table exactly as it was released.
     *
     * @throws ProblemsException as {@link #read}, and with {@link Code#TABLE_FEATURE}; no list is compared
     */
    public List<DataFile> files(Manifest release, String table) {
        return files(release, release.product(), table(release, table));
    }

    /** The same of a table that is released beside one of these, or of one of these: {@code namespace} has it. */
    public List<DataFile> files(Manifest release, String namespace, ReleasedTable table) {
        log.requireKept(release.product(), release.number());
        return store(table).files(mark(release), asItLies(namespace, table));
    }

    /** The rows of some of these files; empty and errors as {@link TableStore#read(RunMark, ReleasedTable, Set)}. */
    public Optional<Dataset<Row>> read(Manifest release, String table, Set<String> files) {
        ReleasedTable found = table(release, table);
        requireSigned(release, found, TablesCheck.Part.ROWS);
        return store(found).read(mark(release), asItLies(release.product(), found), files);
    }

    /** The same of a table that is released beside one of these, such as the one that remembers which keys went. */
    public Dataset<Row> read(Manifest release, String namespace, ReleasedTable beside) {
        requireSigned(
                release,
                beside,
                namespace.equals(release.product()) ? TablesCheck.Part.ROWS : TablesCheck.Part.DELETED);
        return store(beside).read(mark(release), asItLies(namespace, beside));
    }

    private void requireSigned(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        log.requireKept(release.product(), release.number());
        lists.require(release, table, part, this);
    }

    @Override
    public String place(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        return asItLies(namespace(release, part), part.of(table)).version().location();
    }

    @Override
    public DataFileList files(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        return NamedFiles.of(
                table.name(), place(release, table, part), files(release, namespace(release, part), part.of(table)));
    }

    private static String namespace(Manifest release, TablesCheck.Part part) {
        return part == TablesCheck.Part.ROWS ? release.product() : TableIdentity.namespaceOfDeletes(release.product());
    }

    /** What a change of the newest release's table would begin on; errors as {@link TableStore#change}. */
    public BaseRows base(TableIdentity table, StructType schema, ChangeBase base) {
        return store(table.format()).base(table, schema, base);
    }

    private static RunMark mark(Manifest release) {
        return new RunMark(release.product(), release.record().run().id(), OptionalLong.of(release.number()));
    }

    private static ReleasedTable table(Manifest release, String table) {
        return release.tables().stream()
                .filter(candidate -> candidate.name().equals(table))
                .findFirst()
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("releases/" + release.product() + "/" + release.number() + ".json"),
                        release.reference() + " has no table '" + table + "'",
                        "it has "
                                + String.join(
                                        ", ",
                                        release.tables().stream()
                                                .map(ReleasedTable::name)
                                                .toList()),
                        "name one of these"));
    }

    private TableStore store(ReleasedTable table) {
        return store(table.version().format());
    }

    private TableStore store(TableFormat format) {
        return TableKinds.of(format, stores);
    }

    /**
     * The manifest names the columns that a mask drops, and no row has them; and it names the place where the table lay,
     * which is another one since the warehouse was moved.
     */
    public ReleasedTable asItLies(String namespace, ReleasedTable table) {
        ReleasedTable.Version version = table.version();
        if (!version.location().startsWith(warehouse.root() + "/")) {
            String location = TableIdentity.of(warehouse, version.format(), namespace, table.name())
                    .location();
            String identifier = version.identifier().equals(version.location()) ? location : version.identifier();
            version = new ReleasedTable.Version(version.format(), location, identifier, version.number());
        }
        return new ReleasedTable(
                table.name(),
                version,
                table.columns().stream()
                        .filter(column -> !column.mask().drops())
                        .toList(),
                table.content(),
                table.files(),
                table.contract());
    }
}
