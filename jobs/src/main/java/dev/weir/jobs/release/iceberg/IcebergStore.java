package dev.weir.jobs.release.iceberg;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.Load;
import dev.weir.jobs.release.Mark;
import dev.weir.jobs.release.StagedEntry;
import dev.weir.jobs.release.StagedTable;
import dev.weir.jobs.release.TableIdentity;
import dev.weir.jobs.release.TableStore;
import dev.weir.quality.ByName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Releases kept as Iceberg tables in Spark's catalogue {@value EmbeddedCatalogue#NAME}. A run writes to a branch of its own;
 * publishing moves {@code main} to the branch's snapshot, tags it {@code release_<number>}, removes the branch and the
 * columns that the schema no longer has, in one commit of the table, and for all tables in one transaction where the
 * catalogue is the embedded one.
 */
public final class IcebergStore implements TableStore {

    private static final int ATTEMPTS = 20;
    private static final String MAIN = "main";

    /** Several processes may share a table; Iceberg's own four retries starve. */
    private static final Map<String, String> PROPERTIES =
            Map.of("format-version", "2", "commit.retry.num-retries", "20", "commit.retry.min-wait-ms", "20");

    private final SparkSession session;
    private final HeadMove heads;

    IcebergStore(SparkSession session, HeadMove heads) {
        this.session = requireNonNull(session, "session");
        this.heads = requireNonNull(heads, "heads");
    }

    /** On the embedded catalogue, which moves all heads of a release at once. */
    public static IcebergStore on(SparkSession session, EmbeddedCatalogue catalogue) {
        return new IcebergStore(session, new SqlHeadMove(catalogue.uri(), EmbeddedCatalogue.NAME));
    }

    /** On any catalogue that is called {@value EmbeddedCatalogue#NAME}; the heads move one after the other. */
    public static IcebergStore on(SparkSession session) {
        return new IcebergStore(session, new SingleHeadMove());
    }

    @Override
    public StagedTable stage(String run, TableIdentity identity, StructType schema, Load load) {
        Table table = loadOrCreate(identity, schema);
        evolve(identity, table, schema);
        String branch = branch(run);
        change(table, () -> {
            if (!table.refs().containsKey(branch)) {
                table.manageSnapshots().createBranch(branch).commit();
            }
        });
        table.refresh();
        return new IcebergStagedTable(session, new RunBranch(table, branch, run), identity, schema, load);
    }

    @Override
    public List<String> publish(Mark mark, List<StagedEntry> entries) {
        for (int attempt = 1; ; attempt++) {
            List<String> told = new ArrayList<>();
            List<Transaction> moves = new ArrayList<>();
            List<TableIdentifier> names = new ArrayList<>();
            for (StagedEntry entry : entries) {
                Table table = catalog().loadTable(name(entry.table()));
                if (table.refs().containsKey(branch(mark.run()))) {
                    moves.add(move(mark, entry, table, told::add));
                    names.add(name(entry.table()));
                }
            }
            try {
                heads.commit(names, moves);
                return told;
            } catch (CommitFailedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void rollBack(Mark mark, List<StagedEntry> entries) {
        String branch = branch(mark.run());
        for (StagedEntry entry : entries) {
            Optional<Table> found = find(name(entry.table()));
            if (found.isEmpty()) {
                continue;
            }
            Table table = found.get();
            change(table, () -> {
                if (table.refs().containsKey(branch)) {
                    table.manageSnapshots().removeBranch(branch).commit();
                }
            });
            table.refresh();
            if (table.refs().isEmpty()) {
                catalog().dropTable(name(entry.table()), true);
            }
        }
    }

    @Override
    public Dataset<Row> read(Mark release, ReleasedTable table) {
        String identifier = table.version().identifier();
        int dot = identifier.lastIndexOf('.');
        TableIdentifier name =
                TableIdentifier.of(Namespace.of(identifier.substring(0, dot)), identifier.substring(dot + 1));
        if (find(name)
                .filter(found -> found.snapshot(table.version().number()) != null)
                .isEmpty()) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(table.version().location()),
                    "Snapshot " + table.version().number() + " of table '" + identifier + "' is gone",
                    "the table was dropped, or its snapshots were expired by hand",
                    "Restore the warehouse from a copy.");
        }
        return rows(
                session,
                name,
                table.version().number(),
                table.columns().stream().map(ReleasedTable.ReleasedColumn::name).toList());
    }

    /** The rows of one snapshot, with these columns. */
    static Dataset<Row> rows(SparkSession session, TableIdentifier name, long snapshot, List<String> columns) {
        return session.sql("SELECT "
                + String.join(", ", columns.stream().map(ByName::quoted).toList())
                + " FROM " + EmbeddedCatalogue.NAME + "."
                + ByName.quoted(name.namespace().level(0)) + "." + ByName.quoted(name.name())
                + " VERSION AS OF " + snapshot);
    }

    static TableIdentifier name(TableIdentity table) {
        return TableIdentifier.of(Namespace.of(table.namespace()), table.name());
    }

    private static String branch(String run) {
        return "run-" + run;
    }

    /** One metadata commit that makes the branch what everybody sees; not committed here. */
    private static Transaction move(Mark mark, StagedEntry entry, Table table, Consumer<String> told) {
        String branch = branch(mark.run());
        Transaction transaction = table.newTransaction();
        ManageSnapshots references = transaction.manageSnapshots();
        OptionalLong version = entry.version();
        if (version.isPresent()) {
            long staged = version.getAsLong();
            Snapshot main = table.currentSnapshot();
            if (main == null || SnapshotUtil.isAncestorOf(table, staged, main.snapshotId())) {
                references.fastForwardBranch(MAIN, branch);
            } else {
                told.accept("Table '" + entry.table().identifier() + "' was changed by somebody else meanwhile; "
                        + (entry.load() == Load.REPLACE
                                ? "its newest version is the release again."
                                : "the run's rows were added to theirs."));
                if (entry.load() == Load.REPLACE) {
                    references.replaceBranch(MAIN, staged);
                } else {
                    references.cherrypick(staged);
                }
            }
            if (entry.load() == Load.REPLACE && mark.release().isPresent()) {
                references.createTag("release_" + mark.release().getAsLong(), staged);
            }
        }
        references.removeBranch(branch).commit();
        if (version.isPresent() && entry.load() == Load.REPLACE) {
            SchemaChange.settle(transaction, columns(entry));
        }
        return transaction;
    }

    private static StructType columns(StagedEntry entry) {
        return (StructType) StructType.fromJson(entry.schema());
    }

    private void evolve(TableIdentity identity, Table table, StructType schema) {
        change(
                table,
                () -> SchemaChange.between(identity.identifier(), table.schema(), schema)
                        .ifPresent(change -> change.apply(table.updateSchema()).commit()));
        table.refresh();
    }

    /** Iceberg does not retry changes of references itself. */
    private static void change(Table table, Runnable change) {
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

    private Table loadOrCreate(TableIdentity identity, StructType schema) {
        Optional<Table> found = find(name(identity));
        if (found.isPresent()) {
            return found.get();
        }
        createNamespace(identity.namespace());
        Schema columns = SparkSchemaUtil.convert(SchemaChange.nullable(schema));
        try {
            return catalog()
                    .buildTable(name(identity), columns)
                    .withProperties(PROPERTIES)
                    .create();
        } catch (AlreadyExistsException e) {
            return catalog().loadTable(name(identity));
        }
    }

    /** Iceberg's own check and insert can be overtaken, and says so in two ways. */
    private void createNamespace(String name) {
        if (!(catalog() instanceof SupportsNamespaces namespaces)) {
            return;
        }
        Namespace namespace = Namespace.of(name);
        if (namespaces.namespaceExists(namespace)) {
            return;
        }
        try {
            namespaces.createNamespace(namespace);
        } catch (AlreadyExistsException | UncheckedSQLException e) {
            if (!namespaces.namespaceExists(namespace)) {
                throw e;
            }
        }
    }

    private Optional<Table> find(TableIdentifier name) {
        try {
            return Optional.of(catalog().loadTable(name));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    private Catalog catalog() {
        return Spark3Util.loadIcebergCatalog(session, EmbeddedCatalogue.NAME);
    }
}
