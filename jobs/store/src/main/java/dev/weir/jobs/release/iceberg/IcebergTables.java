package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.TableKind;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables in Iceberg, found by its catalogue. */
public final class IcebergTables implements TableKind {

    @Override
    public TableFormat format() {
        return TableFormat.ICEBERG;
    }

    @Override
    public TableStore store(LazySpark spark, Warehouse warehouse, Catalogue catalogue) {
        return IcebergStore.on(spark, catalogue);
    }

    @Override
    public TableUpkeep upkeep(SparkSession spark, Warehouse warehouse) {
        return new IcebergUpkeep(spark);
    }

    @Override
    public Optional<Dataset<Row>> newest(SparkSession spark, TableIdentity table) {
        String identifier = Catalogue.table(table.namespace(), table.name());
        return spark.catalog().tableExists(identifier) ? Optional.of(spark.table(identifier)) : Optional.empty();
    }
}
