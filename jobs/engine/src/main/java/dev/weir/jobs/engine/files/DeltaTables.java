package dev.weir.jobs.engine.files;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.delta.DeltaStore;
import dev.weir.jobs.release.delta.DeltaUpkeep;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.TableKind;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import io.delta.tables.DeltaTable;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables in Delta, found by their folders; {@link DeltaFilesTable} writes their files. */
public final class DeltaTables implements TableKind {

    @Override
    public TableFormat format() {
        return TableFormat.DELTA;
    }

    @Override
    public TableStore store(LazySpark spark, Warehouse warehouse, Catalogue catalogue) {
        return new DeltaStore(
                spark,
                (location, run, schema, written) ->
                        DeltaFilesTable.open(spark.session(), location, run, schema, written));
    }

    @Override
    public TableUpkeep upkeep(SparkSession spark, Warehouse warehouse) {
        return new DeltaUpkeep(spark, warehouse);
    }

    @Override
    public Optional<Dataset<Row>> newest(SparkSession spark, TableIdentity table) {
        return DeltaTable.isDeltaTable(spark, table.location())
                ? Optional.of(spark.read().format("delta").load(table.location()))
                : Optional.empty();
    }
}
