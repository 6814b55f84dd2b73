package dev.weir.jobs.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Option;

/**
 * The one place that calls Spark classes which are public in bytecode but promised to nobody. A new Spark version is
 * first checked here.
 */
public final class SparkInternals {
    private SparkInternals() {}

    /** The rows of a readable table that no catalogue knows. */
    public static Dataset<Row> rowsOf(SparkSession spark, Table table) {
        return Dataset.ofRows(spark, DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
    }
}
