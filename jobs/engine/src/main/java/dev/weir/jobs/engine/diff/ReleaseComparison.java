package dev.weir.jobs.engine.diff;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.diff.ManifestDiff;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.TableDiff;
import dev.weir.contracts.diff.TableDiff.ColumnMove;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.engine.watch.DamagedRows;
import dev.weir.jobs.release.Releases;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What changed from one release to another, rows included. Tables whose content hashes are equal are not read; of others,
 * files that both versions share are left out on both sides.
 */
public final class ReleaseComparison {

    private final Releases releases;
    private final List<String> key;
    private final int examples;

    /**
     * A comparison in the session of the releases' stores.
     *
     * @param key the columns that say which row is which; none for {@link ReleasedTable#rowKey} of each table
     * @param examples how many rows of each kind are shown
     */
    public ReleaseComparison(Releases releases, List<String> key, int examples) {
        this.releases = releases;
        this.key = List.copyOf(key);
        this.examples = examples;
    }

    /**
     * What changed.
     *
     * @throws ProblemsException when rows of one of them are gone or damaged, or when the key names a column that no table has
     */
    public ReleaseDiff of(Manifest before, Manifest after) {
        requireColumns(after);
        return new ManifestDiff(before, after).with((was, is) -> rows(before, was, after, is));
    }

    private void requireColumns(Manifest release) {
        List<String> columns = release.tables().stream()
                .flatMap(table -> table.columns().stream())
                .map(ReleasedTable.ReleasedColumn::name)
                .distinct()
                .toList();
        Problems problems = new Problems();
        for (String name : key) {
            if (columns.stream().noneMatch(name::equalsIgnoreCase)) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        Place.of("--key"),
                        "there is no column '" + name + "'",
                        "no table of " + release.reference() + " has it",
                        NearestName.remedy(name, columns, "name a column that 'weir show' has"));
            }
        }
        problems.throwIfAny();
    }

    private RowsDiff rows(Manifest before, ReleasedTable was, Manifest after, ReleasedTable is) {
        if (was.content().hash().equals(is.content().hash())) {
            return RowsDiff.same(is.rows());
        }
        try {
            UnsharedRows unshared = UnsharedRows.of(releases, before, was, after, is);
            AlignedTables tables = AlignedTables.of(renamed(unshared.before(), was, is), unshared.after());
            return new RowComparison(tables, was.rows(), is.rows(), unshared.shared(), examples)
                    .by(key.isEmpty() ? is.rowKey() : key);
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            throw DamagedRows.toUserFacing(
                    "The rows of table '" + is.name() + "'", List.of(before.reference(), after.reference()), e);
        }
    }

    /** With the names that columns have in the later release: a column's id is what it is. */
    private static Dataset<Row> renamed(Dataset<Row> rows, ReleasedTable was, ReleasedTable is) {
        Dataset<Row> renamed = rows;
        for (ColumnMove move : ManifestDiff.columns(was, is)) {
            renamed = move.of() == TableDiff.Of.NAME ? renamed.withColumnRenamed(move.before(), move.after()) : renamed;
        }
        return renamed;
    }
}
