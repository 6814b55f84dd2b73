package dev.weir.jobs.engine.backtest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.engine.source.NewFilesCheck;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.warehouse.QuarantineName;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table as a release has it, with the rows that its run took out. */
final class ReleasedRows {

    /** BOOLEAN: the row was released. */
    static final String RELEASED = "_weir_released";
    /** ARRAY of STRING: the rules that took a row out. */
    static final String TAKEN_BY = "_weir_taken_by";

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Releases releases;
    private final Manifest release;
    private final ReleasedTable table;
    private final long quarantined;
    private final Asked asked;
    private final Optional<Column> brought;

    /** Which rows rules are asked of. */
    enum Asked {
        /** Those that the release's run brought, as then. */
        BROUGHT,
        /** All that the table had, as when a release is made of them once more. */
        ALL;

        /** How many of a table's released rows these are. */
        long rows(ReleasedTable table) {
            return isPart(table) ? table.load().change().added() : table.rows();
        }

        private boolean isPart(ReleasedTable table) {
            return this == BROUGHT && table.load().base().isPresent();
        }
    }

    /** @param brought which of the table's rows the release's run brought, where it went on from rows that were there */
    ReleasedRows(
            SparkSession spark,
            Warehouse warehouse,
            Releases releases,
            Manifest release,
            ReleasedTable table,
            Asked asked,
            Optional<Column> brought) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.releases = releases;
        this.release = release;
        this.table = table;
        this.asked = asked;
        this.brought = asked == Asked.ALL ? Optional.empty() : brought;
        this.quarantined = release.record().tables().stream()
                .filter(count -> count.table().equals(table.name()))
                .mapToLong(TableCount::quarantined)
                .sum();
    }

    /** The rows that its run took out; empty where they are not all there any more. */
    private Optional<Dataset<Row>> taken() {
        return TableKinds.newest(spark, warehouse, QuarantineName.namespace(release.product()), table.name()).stream()
                .map(rows -> rows.where(
                        col("_weir_run").equalTo(release.record().run().id())))
                .filter(rows -> rows.count() == quarantined)
                .findFirst();
    }

    /** How many of the released rows are asked. */
    long rows() {
        return asked.rows(table);
    }

    /** Whether there was anything that those could have been made of. */
    boolean came(ReleaseLog log) {
        return !asked.isPart(table) || NewFilesCheck.came(log, release.product(), table);
    }

    long produced() {
        return rows() + quarantined;
    }

    /** What keeps the rows that the run brought from being told apart from those that were there; empty where nothing does. */
    Optional<String> together() {
        return asked.isPart(table) && brought.isEmpty()
                ? Optional.of("rules judge the rows that a run brings, and which those were the release does not tell ("
                        + table.load().mode() + ")")
                : Optional.empty();
    }

    /** The whole table. */
    Dataset<Row> released() {
        return releases.read(release, table.name());
    }

    /** Those of its rows that the run brought. */
    Dataset<Row> own() {
        return brought.map(released()::where).orElseGet(this::released);
    }

    /** The released rows' columns that hold what they held before the mask. */
    Dataset<Row> clear() {
        return own().select(columns(Set.of("keep")));
    }

    /** The released rows' columns by which rows can be told apart as before. */
    Dataset<Row> apart() {
        return own().select(columns(Set.of("keep", "pseudonymise")));
    }

    /** What keeps a column's values from being asked after; empty where nothing does. */
    Optional<String> obstacle(String column, Set<String> masks) {
        Optional<ReleasedTable.ReleasedColumn> found = table.columns().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(column))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of("the release has no column '" + column + "'");
        }
        return masks.contains(found.get().mask().method())
                ? Optional.empty()
                : Optional.of(
                        "the mask of '" + column + "' (" + found.get().mask().method() + ") has taken the answer away");
    }

    /** All rows that were produced, with {@link #RELEASED} and {@link #TAKEN_BY}; empty where those taken out are gone. */
    Optional<Dataset<Row>> producedRows() {
        Dataset<Row> released = own();
        Dataset<Row> in = released.withColumn(RELEASED, lit(true)).withColumn(TAKEN_BY, array().cast("array<string>"));
        if (quarantined == 0) {
            return Optional.of(in);
        }
        Set<String> names = new HashSet<>(Arrays.asList(released.columns()));
        Optional<Dataset<Row>> taken = taken();
        if (taken.isEmpty() || !new HashSet<>(Arrays.asList(taken.get().columns())).containsAll(names)) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        for (String name : released.columns()) {
            columns.add(quoted(name));
        }
        columns.add(lit(false).as(RELEASED));
        columns.add(col("_weir_reasons.rule").as(TAKEN_BY));
        return Optional.of(in.unionByName(taken.get().select(columns.toArray(new Column[0]))));
    }

    private Column[] columns(Set<String> masks) {
        return table.columns().stream()
                .filter(column -> masks.contains(column.mask().method()))
                .map(column -> quoted(column.name()))
                .toArray(Column[]::new);
    }

    static Column quoted(String name) {
        return ColumnsByName.column(name);
    }
}
