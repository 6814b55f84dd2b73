package dev.weir.jobs.engine.sink;

import java.util.Optional;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCatalog;

/** Iceberg tables of the shared catalogue as targets of the sink, on a branch of the run. */
public final class IcebergTargets {

    public static final String BRANCH = "run";

    private IcebergTargets() {}

    public static SinkTarget branch(SparkSession spark, String namespace, String table, SinkTarget.Load load) {
        try {
            CatalogPlugin catalog = spark.sessionState().catalogManager().catalog("weir");
            SparkTable loaded =
                    (SparkTable) ((TableCatalog) catalog).loadTable(Identifier.of(new String[] {namespace}, table));
            if (loaded.table().refs().get(BRANCH) == null) {
                loaded.table().manageSnapshots().createBranch(BRANCH).commit();
            }
            SinkTarget target = SinkTarget.append(loaded.copyWithBranch(BRANCH));
            return new SinkTarget(target.table(), Optional.of(catalog), load, target.options());
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("The test has not made its table", e);
        }
    }

    public static SinkTargets all(SparkSession spark, String namespace) {
        return new SinkTargets(
                branch(spark, namespace, "people", SinkTarget.Load.REPLACE),
                Optional.of(branch(spark, namespace, "quarantine", SinkTarget.Load.APPEND)),
                Optional.of(branch(spark, namespace, "source", SinkTarget.Load.APPEND)));
    }
}
