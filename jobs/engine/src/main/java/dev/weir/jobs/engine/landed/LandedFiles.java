package dev.weir.jobs.engine.landed;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.engine.custody.CurrentFileKey;
import dev.weir.jobs.engine.custody.FileKey;
import dev.weir.jobs.engine.custody.KeyCustody;
import dev.weir.jobs.engine.files.ParquetFolder;
import dev.weir.jobs.engine.files.WrittenParquet;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.runtime.AbstractFunction1;

/**
 * Clear rows that a run keeps for itself, such as a source's readable records between their one reading and the
 * transformations: Parquet files in a folder of the run, encrypted with keys that are in the memory of the run's processes only.
 * Closing forgets the keys and deletes the files; when the process dies first, what is left cannot be read by anybody.
 */
public final class LandedFiles implements AutoCloseable {

    private final SparkSession spark;
    private final Path folder;
    private final StructType columns;
    private final KeyCustody custody;
    private List<WrittenParquet> files = List.of();

    /**
     * @param folder where the files may lie, a path of this machine or a URI; they get a folder of their own in it
     * @param columns as {@link SinkSpec#released()} has them, with file and line ({@link Origin#KEPT}), or as
     *     {@link SinkSpec#keptAside()} has them
     */
    public LandedFiles(SparkSession spark, String folder, StructType columns) {
        this(spark, folder, columns, KeyCustody.of(spark.sparkContext().getConf()));
    }

    LandedFiles(SparkSession spark, String folder, StructType columns, KeyCustody custody) {
        this.spark = spark;
        this.folder = new Path(folder, "landed-" + UUID.randomUUID());
        this.columns = columns;
        this.custody = custody;
    }

    /** Where the sink writes; each write comes beside those before. */
    public SupportsWrite table() {
        return new ParquetFolder(
                spark,
                folder.toString(),
                "landed",
                columns,
                Optional.of(custody),
                ParquetFolder.Statistics.NONE,
                this::landed);
    }

    private synchronized void landed(List<WrittenParquet> written) {
        List<WrittenParquet> all = new ArrayList<>(files);
        all.addAll(written);
        files = List.copyOf(all);
    }

    /** The names of the files; no other file here has one of them. */
    public synchronized Set<String> names() {
        return files.stream().map(WrittenParquet::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The rows that were landed, in the columns that were. */
    public Dataset<Row> stored() {
        return stored(names());
    }

    /** The rows of these files. Spark knows the file that each lies in as {@code _metadata.file_name}, if there are any. */
    public Dataset<Row> stored(Set<String> names) {
        List<WrittenParquet> asked =
                written().stream().filter(file -> names.contains(file.name())).toList();
        return asked.isEmpty()
                ? spark.createDataFrame(List.of(), columns)
                : SparkInternals.rowsOf(spark, new LandedIndex(folder, asked), new LandedFormat(), columns);
    }

    synchronized List<WrittenParquet> written() {
        return files;
    }

    /**
     * The rows that were landed, with file and line, and {@link SinkColumns#UNREADABLE}, which is NULL in all of them: as
     * a reader hands them over.
     */
    public Dataset<Row> rows() {
        return stored().withColumn(SinkColumns.UNREADABLE, functions.lit(null).cast(SinkColumns.REASONS_TYPE));
    }

    @Override
    public synchronized void close() {
        List<FileKey> known = new ArrayList<>();
        for (WrittenParquet file : files) {
            known.add(requireNonNull(file.key(), "key"));
        }
        custody.forget(known);
        files = List.of();
        try {
            folder.getFileSystem(spark.sessionState().newHadoopConf()).delete(folder, true);
        } catch (IOException e) {
            throw new UncheckedIOException("Landed files could not be removed; without their key they tell nothing", e);
        }
    }

    /** Spark's Parquet, each file opened with the key that came with it. */
    private static final class LandedFormat extends ParquetFileFormat {

        private static final long serialVersionUID = 1L;

        @Override
        public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
                SparkSession spark,
                StructType columns,
                StructType partitioning,
                StructType required,
                Seq<Filter> filters,
                Map<String, String> options,
                Configuration configuration) {
            CurrentFileKey.configuration().forEach(configuration::set);
            return new Opening(super.buildReaderWithPartitionValues(
                    spark, columns, partitioning, required, filters, options, configuration));
        }

        private static final class Opening extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
                implements Serializable {

            private static final long serialVersionUID = 1L;

            private final Function1<PartitionedFile, Iterator<InternalRow>> reader;

            Opening(Function1<PartitionedFile, Iterator<InternalRow>> reader) {
                this.reader = reader;
            }

            @Override
            public Iterator<InternalRow> apply(PartitionedFile file) {
                return CurrentFileKey.open(LandedIndex.key(file), () -> reader.apply(file));
            }
        }
    }
}
