package dev.weir.jobs.release.delta;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;

/** Writes a Delta table's data files without telling its log. */
@FunctionalInterface
public interface DeltaFiles {

    /**
     * A table of Spark's whose one write leaves Parquet files with their statistics in the folder.
     *
     * @param location the Delta table's folder, absolute; it may not be there yet
     * @param run the run's id, to be part of each file's name, so that what a dead run left can be found
     * @param schema of the rows
     * @param written gets the files, once, when the write commits; their paths are relative to the folder
     */
    SupportsWrite open(String location, String run, StructType schema, Consumer<List<AddFile>> written);
}
