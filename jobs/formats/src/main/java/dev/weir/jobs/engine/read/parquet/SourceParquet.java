package dev.weir.jobs.engine.read.parquet;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.read.file.Compression;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.nio.channels.ClosedByInterruptException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.runtime.AbstractFunction1;

/**
 * Spark's reader of Parquet for files that others have written. Pages are compared with their checksums where they have
 * some; dates and times are those of the proleptic Gregorian calendar, as Parquet's specification has them, unless an
 * old Spark wrote a file, by its metadata; and failures name the file.
 */
public final class SourceParquet extends ParquetFileFormat {
    /** The option with the prefix of the files' paths. */
    static final String FOLDER = "weir.folder";

    private static final String ISO_CALENDAR = "CORRECTED";

    /** As Spark makes it by its name. */
    public SourceParquet() {}

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration configuration) {
        configuration.setBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true);
        Map<String, String> readOptions = options.updated(ParquetOptions.DATETIME_REBASE_MODE(), ISO_CALENDAR)
                .updated(ParquetOptions.INT96_REBASE_MODE(), ISO_CALENDAR);
        Function1<PartitionedFile, Iterator<InternalRow>> reader = super.buildReaderWithPartitionValues(
                spark, dataSchema, partitionSchema, requiredSchema, filters, readOptions, configuration);
        return new Opening(reader, options.apply(FOLDER), new SerializableConfiguration(configuration));
    }

    /** Opens a file in a task. */
    private static final class Opening extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private final Function1<PartitionedFile, Iterator<InternalRow>> reader;
        private final String folder;
        private final SerializableConfiguration configuration;

        Opening(
                Function1<PartitionedFile, Iterator<InternalRow>> reader,
                String folder,
                SerializableConfiguration configuration) {
            this.reader = reader;
            this.folder = folder;
            this.configuration = configuration;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile part) {
            Path path = part.toPath();
            SourceFile file = new SourceFile(
                    path.toString(),
                    path.toString().startsWith(folder) ? path.toString().substring(folder.length()) : path.getName(),
                    part.fileSize(),
                    part.modificationTime(),
                    Compression.NONE);
            SourceStreams.checkUnchanged(configuration.value(), file);
            try {
                return rows(new Batches(
                        batches(SparkInternals.tellingCaseApart(() -> reader.apply(part))), file, configuration));
            } catch (Exception | OutOfMemoryError e) {
                throw failure(file, configuration, e);
            }
        }

        /** Spark passes batches of rows off as rows. */
        @SuppressWarnings("unchecked")
        private static Iterator<Object> batches(Iterator<?> rows) {
            return (Iterator<Object>) rows;
        }

        @SuppressWarnings("unchecked")
        private static Iterator<InternalRow> rows(Iterator<?> batches) {
            return (Iterator<InternalRow>) batches;
        }
    }

    /** Scala throws checked exceptions without a word. An error is no cause of what is thrown: at one Spark ends the process. */
    private static RuntimeException failure(SourceFile file, SerializableConfiguration configuration, Throwable cause) {
        if (cause instanceof TaskKilledException killed) {
            return killed;
        }
        if (cause instanceof InterruptedIOException || cause instanceof ClosedByInterruptException) {
            return new IllegalStateException("Reading was interrupted", cause);
        }
        if (cause instanceof OutOfMemoryError) {
            return UnreadableSourceException.outOfMemory(file);
        }
        return UnreadableSourceException.causing(cause)
                .orElseGet(() -> new UnreadableSourceException(
                        file,
                        "is damaged, or written in a way that this reader of Parquet lacks: a page of it cannot be read "
                                + ParquetFooter.of(configuration.value(), file).written() + ".",
                        "Fetch it again, or have it written again, packed with ZSTD, SNAPPY, GZIP or none.",
                        cause));
    }

    /** What one file holds, in batches or rows. */
    private static final class Batches extends AbstractIterator<Object> {
        private final Iterator<Object> batches;
        private final SourceFile file;
        private final SerializableConfiguration configuration;

        Batches(Iterator<Object> batches, SourceFile file, SerializableConfiguration configuration) {
            this.batches = batches;
            this.file = file;
            this.configuration = configuration;
        }

        @Override
        public boolean hasNext() {
            try {
                return batches.hasNext();
            } catch (Exception | OutOfMemoryError e) {
                throw failure(file, configuration, e);
            }
        }

        @Override
        public Object next() {
            try {
                return batches.next();
            } catch (Exception | OutOfMemoryError e) {
                throw failure(file, configuration, e);
            }
        }
    }
}
