package dev.weir.jobs.engine.pass;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.change.ColumnChange;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.table.FileChanges;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The keys of a table that the last release has and the run no longer has. What is read follows what has changed: nothing
 * where the content hash of the key is the same; of a table that was changed the files that went and came, and the others only
 * where keys went; of one that was made anew the key's columns of then and now.
 */
public final class RemovedKeys {

    private static final String KEY = "_weir_lost_";

    private final Releases releases;
    private final RunScope scope;

    /** @param scope whose newest release had them */
    public RemovedKeys(Releases releases, RunScope scope) {
        this.releases = releases;
        this.scope = scope;
    }

    /** Whether no key can be lost, as far as that is known without a look at any row. */
    boolean isNone(TableRun parent, List<String> columns) {
        Optional<ReleasedTable> former = former(parent);
        if (former.isEmpty() || !parent.plan().canLose(columns)) {
            return true;
        }
        Optional<StagedTable> changed = changed(parent);
        return changed.isPresent()
                ? changed.get().changes().removed().isEmpty()
                : isSame(former.get().content(), parent.loaded().content(), columns);
    }

    /** Whether a key is lost. */
    public boolean isAny(TableRun parent, List<String> columns) {
        return !isNone(parent, columns) && !of(parent, columns).isEmpty();
    }

    /** The keys, each once, in columns of {@link #same}. */
    Dataset<Row> of(TableRun parent, List<String> columns) {
        Optional<StagedTable> changed = changed(parent);
        if (changed.isPresent()) {
            return lost(changed.get(), columns);
        }
        Map<String, String> renamed =
                ColumnChange.renamed(former(parent).orElseThrow().columns(), ReleasedColumns.of(parent.plan()));
        Dataset<Row> before =
                releases.read(scope.last().orElseThrow(), parent.plan().name());
        List<String> then = columns.stream()
                .map(column -> renamed.getOrDefault(column, column))
                .toList();
        return keys(before, then).except(keys(parent.product().rows(), columns));
    }

    /** Whether rows refer by these columns to one of the keys. */
    static Column same(List<String> columns) {
        Column same = lit(true);
        for (int i = 0; i < columns.size(); i++) {
            same = same.and(ColumnsByName.column(columns.get(i)).equalTo(col(KEY + i)));
        }
        return same;
    }

    private static Dataset<Row> lost(StagedTable table, List<String> columns) {
        FileChanges changes = table.changes();
        Dataset<Row> gone = keys(table.baseRows(FileChanges.paths(changes.removed())), columns)
                .except(keys(table.addedRows(), columns));
        if (gone.isEmpty()) {
            return gone;
        }
        Set<String> kept = FileChanges.paths(table.base());
        kept.removeAll(FileChanges.paths(changes.removed()));
        return gone.except(keys(table.baseRows(kept), columns));
    }

    /** The same values as often; of several columns only the whole rows tell which values stand together. */
    private static boolean isSame(ContentDigest then, ContentSum sum, List<String> columns) {
        if (sum.method() == HashMethod.NONE) {
            return false; // a trial's: only the keys tell
        }
        ContentDigest now = sum.content();
        if (then.hash().equals(now.hash())) {
            return true;
        }
        if (columns.size() != 1) {
            return false;
        }
        Optional<String> before = then.column(columns.get(0)).map(ContentDigest.OfColumn::hash);
        return before.isPresent() && before.equals(now.column(columns.get(0)).map(ContentDigest.OfColumn::hash));
    }

    private Optional<ReleasedTable> former(TableRun parent) {
        return scope.last().flatMap(manifest -> manifest.table(parent.plan().name()));
    }

    /** Where files are replaced, the table is a change of an earlier release than the last one. */
    private Optional<StagedTable> changed(TableRun parent) {
        return !scope.replaced().isOf(parent.plan().name())
                        && parent.product() instanceof StagedTable staged
                        && !staged.base().isEmpty()
                ? Optional.of(staged)
                : Optional.empty();
    }

    private static Dataset<Row> keys(Dataset<Row> rows, List<String> columns) {
        List<Column> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            keys.add(ColumnsByName.column(columns.get(i)).as(KEY + i));
        }
        return rows.select(keys.toArray(new Column[0]));
    }
}
