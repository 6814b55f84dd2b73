package dev.weir.jobs.engine.files;

import dev.weir.jobs.engine.internals.SparkInternals;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Writes the data files of a Delta table, with statistics, and leaves its log to others. What a table asks of its writers
 * beyond plain files (its features, constraints, partition columns) has to be refused before.
 *
 * <p>Statistics come from the files' own footers: the number of rows; NULLs of every column that is not nested; least and
 * greatest of integers, decimals, floating-point numbers, dates and texts. Where a footer does not tell, as with NaN, a
 * column has none.
 */
public final class DeltaFilesTable {

    private DeltaFilesTable() {}

    /**
     * A table whose one write leaves files in the folder and adds none to the log.
     *
     * @param location the table's folder, absolute
     * @param run the run's id, which is part of each file's name
     * @param columns of the rows, in order; types and names must be those of the table, which Delta will not check
     * @param written gets the files when the write commits, with paths relative to the folder
     */
    public static SupportsWrite open(
            SparkSession spark, String location, String run, StructType columns, Consumer<List<AddFile>> written) {
        return new ParquetFolder(
                spark,
                location,
                run,
                columns,
                Optional.empty(),
                ParquetFolder.Statistics.FROM_FOOTER,
                files -> written.accept(
                        files.stream().map(DeltaFilesTable::added).toList()));
    }

    private static AddFile added(WrittenParquet file) {
        return new AddFile(
                SparkInternals.urlEncoded(file.name()),
                new scala.collection.immutable.HashMap<>(),
                file.size(),
                file.modified(),
                true,
                file.statistics(),
                new scala.collection.immutable.HashMap<>(),
                null,
                Option.empty(),
                Option.empty(),
                Option.empty());
    }
}
