package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Namespaces;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.KeyColumns;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableComments;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.spark.ScanTaskSetManager;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.types.StructType;

/**
 * Releases kept as Iceberg tables in Spark's catalogue {@value Catalogue#NAME}. A run writes to a branch of its own.
 * Before the release exists the branch's snapshot is tagged {@code release_<number>}, so it can be read by that name as soon as
 * the release does. Publishing moves {@code main} to the snapshot, removes the branch and the columns that the schema no
 * longer has, in one commit of the table, and for all tables at once.
 */
public final class IcebergStore implements TableStore {

    private static final int ATTEMPTS = 20;
    private static final String MAIN = "main";

    /**
     * Several processes may share a table; Iceberg's own four retries starve. Each commit writes a file with all of the table's
     * history; the last ten stay, since a reader may be at the table. Small loads leave a manifest each, which every later load
     * reads: ten are put together.
     */
    private static final Map<String, String> PROPERTIES = Map.of(
            "format-version", "2",
            "commit.retry.num-retries", "20",
            "commit.retry.min-wait-ms", "20",
            "commit.manifest.min-count-to-merge", "10",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "10");

    private final LazySpark spark;
    private final MultiTableCommit heads;
    private final BiConsumer<Catalog, String> namespaces;
    private final Optional<Catalogue> catalogue;
    private final ReleasedTables tables;

    /** What is to be reported of tables' clocks when they are published. */
    private final Map<TableIdentifier, String> clocks = new ConcurrentHashMap<>();

    /** What runs have open, so that publishing need not read a table's metadata again. */
    private final Map<TableIdentifier, Table> open = new ConcurrentHashMap<>();

    IcebergStore(LazySpark spark, MultiTableCommit heads) {
        this(spark, heads, Namespaces::make, Optional.empty());
    }

    private IcebergStore(
            LazySpark spark,
            MultiTableCommit heads,
            BiConsumer<Catalog, String> namespaces,
            Optional<Catalogue> catalogue) {
        this.spark = spark;
        this.heads = heads;
        this.namespaces = namespaces;
        this.catalogue = catalogue;
        this.tables = new ReleasedTables(spark, catalogue);
    }

    /** On a catalogue, which moves all heads of a release at once. */
    public static IcebergStore on(LazySpark spark, Catalogue catalogue) {
        return new IcebergStore(
                spark, new MultiTableCommit(catalogue::commit), catalogue::claim, Optional.of(catalogue));
    }

    @Override
    public StagedTable stage(String run, TableIdentity identity, StructType schema, LoadMode load) {
        Table table = loadOrCreate(identity, schema);
        settleClock(identity, table);
        open.put(name(identity), table);
        ChangedColumns columns = load == LoadMode.REPLACE
                ? ChangedColumns.replacing(schema, table.schema())
                : ChangedColumns.none(schema);
        evolve(run, table, present -> columns.between(identity.identifier(), present));
        // an empty table has nowhere for a branch to come from
        RunBranch branch = table.currentSnapshot() == null
                ? branch(run, table, OptionalLong.empty())
                : new RunBranch(table, branch(run), run);
        return new IcebergStagedTable(spark.session(), branch, identity, schema, load, columns, BranchStart.UNSEEN);
    }

    @Override
    public StagedTable change(String run, TableIdentity identity, StructType schema, ChangeBase base) {
        tables.of(base.version());
        Table table = open(identity);
        requireNewest(identity, table, base);
        ChangedColumns columns = ChangedColumns.of(onTopOf(table, schema, base), base);
        evolve(run, table, present -> columns.between(identity.identifier(), present));
        RunBranch branch = base.version().equals(base.newest().version())
                ? new RunBranch(table, branch(run), run)
                : branch(run, table, OptionalLong.of(base.version().number()));
        return new IcebergStagedTable(
                spark.session(), branch, identity, schema, LoadMode.CHANGE, columns, BranchStart.CHANGED);
    }

    @Override
    public BaseRows base(TableIdentity identity, StructType schema, ChangeBase base) {
        Table table = tables.of(base.version());
        requireNewest(identity, table, base);
        ChangedColumns columns = ChangedColumns.of(schema, base);
        columns.between(identity.identifier(), table.schema());
        return new IcebergBase(
                spark.session(), identity, table, OptionalLong.of(base.version().number()), schema, columns);
    }

    /** The rows that stay may lack a key. */
    private static StructType onTopOf(Table table, StructType schema, ChangeBase base) {
        Schema there = SnapshotUtil.schemaFor(table, base.version().number());
        Set<String> former = KeyColumns.of(schema).stream().map(base::former).collect(Collectors.toSet());
        return IdentifierFields.of(there, former).isEmpty() ? KeyColumns.marked(schema, Set.of()) : schema;
    }

    private static void requireNewest(TableIdentity identity, Table table, ChangeBase base) {
        Snapshot main = table.currentSnapshot();
        if (main == null || main.snapshotId() != base.newest().version().number()) {
            throw ProblemsException.of(
                    Code.TABLE_CHANGED,
                    Place.of(identity.identifier()),
                    "The newest version of table '" + identity.identifier() + "' is not its last release",
                    "somebody else has written to it; only releases should",
                    "Find out who writes there and stop it, then make the table anew with --full: the same run again ends"
                            + " in the same way.");
        }
    }

    @Override
    public StagedTable restore(String run, TableIdentity identity, RunMark release, ReleasedTable former) {
        tables.of(former.version());
        Table table = open(identity);
        long released = former.version().number();
        StructType all = SparkSchemaUtil.convert(SnapshotUtil.schemaFor(table, released));
        StructType schema = new StructType();
        for (ReleasedTable.ReleasedColumn column : former.columns()) {
            if (all.getFieldIndex(column.name()).isDefined()) {
                schema = schema.add(all.apply(column.name()));
            }
        }
        RunBranch branch = branch(run, table, OptionalLong.of(released));
        return new IcebergStagedTable(
                spark.session(),
                branch,
                identity,
                schema,
                LoadMode.REPLACE,
                ChangedColumns.none(schema),
                BranchStart.RESTORED);
    }

    @Override
    public void prepare(RunMark mark, List<StagedEntry> entries, TableComments comments) {
        commit(entries, entry -> {
            Table table = opened(entry.table());
            open.put(name(entry.table()), table);
            long staged = entry.version().orElseThrow();
            SnapshotRef there = table.refs().get(ReleaseTag.of(mark));
            if (there != null && there.snapshotId() == staged) {
                return Optional.empty();
            }
            Transaction transaction = table.newTransaction();
            ManageSnapshots references = transaction.manageSnapshots();
            if (there != null) { // of a run that had the number before, and was undone
                references.removeTag(ReleaseTag.of(mark));
            }
            references.createTag(ReleaseTag.of(mark), staged).commit();
            return Optional.of(transaction);
        });
    }

    /** The same change of each table, for all of them at once, tried again where another client came between. */
    private void commit(List<StagedEntry> entries, Function<StagedEntry, Optional<Transaction>> change) {
        for (int attempt = 1; ; attempt++) {
            List<Transaction> changes = new ArrayList<>();
            List<TableIdentifier> names = new ArrayList<>();
            for (StagedEntry entry : entries) {
                change.apply(entry).ifPresent(made -> {
                    changes.add(made);
                    names.add(name(entry.table()));
                });
            }
            try {
                heads.commit(names, changes);
                return;
            } catch (CommitFailedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public List<String> publish(RunMark mark, List<StagedEntry> entries, TableComments comments) {
        Map<TableIdentity, String> warnings = new LinkedHashMap<>();
        commit(entries, entry -> {
            warnings.remove(entry.table());
            Table table = opened(entry.table());
            if (!table.refs().containsKey(branch(mark.run()))) {
                return commented(entry, comments, table, FormerColumns.givenBack(table, mark.run()));
            }
            Transaction moved = move(mark, entry, table, sentence -> warnings.put(entry.table(), sentence));
            comments.of(entry).ifPresent(comment -> comment(moved, comment));
            return Optional.of(moved);
        });
        List<TableIdentifier> released = entries.stream()
                .filter(entry -> entry.load().isReleased() && entry.version().isPresent())
                .map(entry -> name(entry.table()))
                .toList();
        catalogue.ifPresent(own -> own.published(new HadoopFileIO(spark.hadoop()), released));
        List<String> sentences = new ArrayList<>(warnings.values());
        entries.forEach(
                entry -> Optional.ofNullable(clocks.remove(name(entry.table()))).ifPresent(sentences::add));
        return List.copyOf(sentences);
    }

    /** A table that the run left as it was has the comment of its newest release all the same. */
    private static Optional<Transaction> commented(
            StagedEntry entry, TableComments comments, Table table, Optional<Transaction> begun) {
        Snapshot newest = table.currentSnapshot();
        Optional<String> other = comments.of(entry)
                .filter(comment -> newest != null
                        && entry.version().equals(OptionalLong.of(newest.snapshotId()))
                        && !comment.equals(table.properties().get(TableCatalog.PROP_COMMENT)));
        if (other.isEmpty()) {
            return begun;
        }
        Transaction transaction = begun.orElseGet(table::newTransaction);
        comment(transaction, other.get());
        return Optional.of(transaction);
    }

    private static void comment(Transaction transaction, String comment) {
        if (!comment.equals(transaction.table().properties().get(TableCatalog.PROP_COMMENT))) {
            transaction
                    .updateProperties()
                    .set(TableCatalog.PROP_COMMENT, comment)
                    .commit();
        }
    }

    @Override
    public void rollBack(RunMark mark, List<StagedEntry> entries) {
        String branch = branch(mark.run());
        for (StagedEntry entry : entries) {
            open.remove(name(entry.table()));
            Optional<Table> found = NamespaceTables.find(spark.session(), name(entry.table()));
            if (found.isEmpty()) {
                continue;
            }
            Table table = found.get();
            settleClock(entry.table(), table);
            change(table, () -> {
                ManageSnapshots references = table.manageSnapshots();
                boolean changed = false;
                if (table.refs().containsKey(branch)) {
                    references.removeBranch(branch);
                    changed = true;
                }
                if (entry.load().isReleased() && isPrepared(mark, entry, table)) {
                    references.removeTag(ReleaseTag.of(mark));
                    changed = true;
                }
                if (changed) {
                    references.commit();
                }
            });
            change(table, () -> FormerColumns.givenBack(table, mark.run()).ifPresent(MultiTableCommit::commit));
            table.refresh();
            if (table.refs().isEmpty()) {
                drop(name(entry.table()));
            } else {
                expire(table, mark.run());
            }
        }
    }

    /** Takes the run's snapshots with their files: a run that a leak stopped has written what may lie nowhere. */
    private static void expire(Table table, String run) {
        change(table, () -> {
            Set<Long> reached = new HashSet<>();
            table.refs()
                    .values()
                    .forEach(reference -> SnapshotUtil.ancestorIds(
                                    table.snapshot(reference.snapshotId()), table::snapshot)
                            .forEach(reached::add));
            List<Long> own = new ArrayList<>();
            table.snapshots().forEach(snapshot -> {
                if (run.equals(snapshot.summary().get(RunBranch.RUN)) && !reached.contains(snapshot.snapshotId())) {
                    own.add(snapshot.snapshotId());
                }
            });
            if (!own.isEmpty()) {
                // by name alone: no other snapshot is ever too old
                ExpireSnapshots expire = table.expireSnapshots().expireOlderThan(0);
                own.forEach(expire::expireSnapshotId);
                expire.commit();
            }
        });
    }

    private void drop(TableIdentifier name) {
        try {
            catalog().dropTable(name, true);
        } catch (
                ForbiddenException
                        e) { // there are servers that remove no files; those that stay go with the next clean-up
            catalog().dropTable(name, false);
        }
    }

    private static boolean isPrepared(RunMark mark, StagedEntry entry, Table table) {
        if (mark.release().isEmpty() || entry.version().isEmpty()) {
            return false;
        }
        SnapshotRef tag = table.refs().get(ReleaseTag.of(mark));
        return tag != null && tag.snapshotId() == entry.version().getAsLong();
    }

    @Override
    public void require(RunMark release, ReleasedTable table) {
        tables.of(table.version());
    }

    @Override
    public OptionalLong newestRelease(Warehouse warehouse, String product) {
        return tables.of(product).stream()
                .flatMap(table -> table.refs().entrySet().stream())
                .map(reference -> ReleaseTag.release(reference.getKey(), reference.getValue()))
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    @Override
    public Dataset<Row> read(RunMark release, ReleasedTable table) {
        tables.of(table.version());
        return rows(
                spark.session(),
                ReleasedTables.name(table.version()),
                table.version().number(),
                table.columns().stream().map(ReleasedTable.ReleasedColumn::name).toList());
    }

    @Override
    public Dataset<Row> located(RunMark release, ReleasedTable table) {
        tables.of(table.version());
        List<String> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add(ColumnsByName.quoted(column.name())));
        columns.add("_file AS " + ROW_FILE);
        columns.add("_pos AS " + ROW_PLACE);
        return spark.session()
                .sql("SELECT " + String.join(", ", columns) + " FROM "
                        + quoted(ReleasedTables.name(table.version())) + " VERSION AS OF "
                        + table.version().number());
    }

    @Override
    public List<DataFile> files(RunMark release, ReleasedTable table) {
        return SnapshotFiles.of(tables.of(table.version()), table.version().number())
                .list();
    }

    @Override
    public Optional<Dataset<Row>> read(RunMark release, ReleasedTable released, Set<String> files) {
        Table table = tables.of(released.version());
        Schema then = SnapshotUtil.schemaFor(table, released.version().number());
        List<String> columns = released.columns().stream()
                .map(ReleasedTable.ReleasedColumn::name)
                .toList();
        // files are read by the table's present columns
        for (String column : columns) {
            Types.NestedField now = table.schema().findField(column);
            Types.NestedField there = then.findField(column);
            boolean same = now != null && now.fieldId() == there.fieldId() && (now.isOptional() || there.isRequired());
            if (!same) {
                return Optional.empty();
            }
        }
        List<FileScanTask> tasks = SnapshotFiles.of(table, released.version().number()).tasks().values().stream()
                .filter(task -> files.contains(task.file().location()))
                .toList();
        if (tasks.isEmpty()) {
            return Optional.of(read(release, released).limit(0));
        }
        String staged = UUID.randomUUID().toString();
        ScanTaskSetManager.get().stageTasks(table, staged, tasks);
        return Optional.of(spark.session()
                .read()
                .format("iceberg")
                .option(SparkReadOptions.SCAN_TASK_SET_ID, staged)
                .load(quoted(ReleasedTables.name(released.version())))
                .select(ColumnsByName.columns(columns)));
    }

    /** The rows of one snapshot, with these columns. */
    static Dataset<Row> rows(SparkSession session, TableIdentifier name, long snapshot, List<String> columns) {
        return session.sql("SELECT "
                + String.join(", ", columns.stream().map(ColumnsByName::quoted).toList())
                + " FROM " + quoted(name) + " VERSION AS OF " + snapshot);
    }

    /** The table's name in Spark's SQL. */
    static String quoted(TableIdentifier name) {
        return Catalogue.table(name.namespace().level(0), name.name());
    }

    static TableIdentifier name(TableIdentity table) {
        return TableIdentifier.of(Namespace.of(table.namespace()), table.name());
    }

    private static String branch(String run) {
        return "run-" + run;
    }

    /** The run's branch, made where it is not there: at that snapshot, or else at the newest. */
    private static RunBranch branch(String run, Table table, OptionalLong snapshot) {
        String branch = branch(run);
        change(table, () -> {
            if (!table.refs().containsKey(branch)) {
                ManageSnapshots references = table.manageSnapshots();
                if (snapshot.isPresent()) {
                    references.createBranch(branch, snapshot.getAsLong()).commit();
                } else {
                    references.createBranch(branch).commit();
                }
            }
        });
        table.refresh();
        return new RunBranch(table, branch, run);
    }

    /** One metadata commit that makes the branch what everybody sees; not committed here. */
    private static Transaction move(RunMark mark, StagedEntry entry, Table table, Consumer<String> warnings) {
        String branch = branch(mark.run());
        Transaction transaction = table.newTransaction();
        ManageSnapshots references = transaction.manageSnapshots();
        OptionalLong version = entry.version();
        if (version.isPresent()) {
            long staged = version.getAsLong();
            Snapshot main = table.currentSnapshot();
            OptionalLong head = main == null ? OptionalLong.empty() : OptionalLong.of(main.snapshotId());
            boolean released = entry.load().isReleased();
            if (!head.equals(entry.base())) {
                warnings.accept("Table '" + entry.table().identifier() + "' was changed by somebody else meanwhile; "
                        + (released
                                ? "its newest version is the release again."
                                : "the run's rows were added to theirs."));
            }
            if (head.isEmpty() || SnapshotUtil.isAncestorOf(table, staged, head.getAsLong())) {
                references.fastForwardBranch(MAIN, branch);
            } else if (released) {
                references.replaceBranch(MAIN, staged);
            } else {
                references.cherrypick(staged);
            }
        }
        if (version.isEmpty() && table.currentSnapshot() == null) { // later runs need no branch to begin with
            references.fastForwardBranch(MAIN, branch);
        }
        references.removeBranch(branch).commit();
        FormerColumns.forget(transaction, mark.run());
        if (version.isPresent() && entry.load().isReleased()) {
            SchemaChange.settle(transaction, version.getAsLong(), columns(entry));
        }
        return transaction;
    }

    private static StructType columns(StagedEntry entry) {
        return (StructType) StructType.fromJson(entry.schema());
    }

    /** Changes a table's columns for a run, until that is undone or publishes. */
    static void evolve(String run, Table table, Function<Schema, Optional<SchemaChange>> needed) {
        change(
                table,
                () -> needed.apply(table.schema()).ifPresent(change -> {
                    Transaction transaction = table.newTransaction();
                    change.apply(transaction.updateSchema()).commit();
                    FormerColumns.keep(transaction, run, table.schema().schemaId());
                    MultiTableCommit.commit(transaction);
                }));
        table.refresh();
    }

    /** Iceberg does not retry changes of references itself. */
    static void change(Table table, Runnable change) {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            try {
                change.run();
                return;
            } catch (CommitFailedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Table open(TableIdentity identity) {
        Table table = catalog().loadTable(name(identity));
        settleClock(identity, table);
        open.put(name(identity), table);
        return table;
    }

    /** As it is now. */
    private Table opened(TableIdentity identity) {
        Table there = open.remove(name(identity));
        Table table = there == null ? catalog().loadTable(name(identity)) : there;
        settleClock(identity, table);
        return table;
    }

    private void settleClock(TableIdentity identity, Table table) {
        change(
                table,
                () -> TableClock.settle(table, Instant.now())
                        .ifPresent(sentence -> clocks.put(name(identity), sentence)));
    }

    private Table loadOrCreate(TableIdentity identity, StructType schema) {
        namespaces.accept(catalog(), identity.namespace());
        Optional<Table> found = NamespaceTables.find(spark.session(), name(identity));
        if (found.isPresent()) {
            return found.get();
        }
        Schema columns =
                IdentifierFields.on(SparkSchemaUtil.convert(SchemaChange.nullable(schema)), KeyColumns.of(schema));
        try {
            return catalog()
                    .buildTable(name(identity), columns)
                    .withLocation(identity.location())
                    .withProperties(PROPERTIES)
                    .create();
        } catch (AlreadyExistsException e) {
            return catalog().loadTable(name(identity));
        }
    }

    private Catalog catalog() {
        return Spark3Util.loadIcebergCatalog(spark.session(), Catalogue.NAME);
    }
}
