package dev.weir.jobs.release.table;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Who keeps the tables of one format. {@link TableKinds} finds each by {@link java.util.ServiceLoader}, beside the {@link
 * dev.weir.contracts.format.AddedTableFormat} by which contracts may name it.
 */
public interface TableKind {

    /** What contracts and manifests call it; no two have the same. */
    TableFormat format();

    /** Stages, publishes and reads tables. */
    TableStore store(LazySpark spark, Warehouse warehouse, Catalogue catalogue);

    /** Looks after them. */
    TableUpkeep upkeep(SparkSession spark, Warehouse warehouse);

    /** The newest rows of a table that may be there in this format; empty where it is not. */
    Optional<Dataset<Row>> newest(SparkSession spark, TableIdentity table);
}
