package dev.weir.jobs.engine.files;

import dev.weir.jobs.engine.custody.CurrentFileKey;
import dev.weir.jobs.engine.custody.KeyCustody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one write leaves Parquet files in, one for each task that had rows; nothing else, and no file after an
 * abort. The receiver of the files decides whether readers see them.
 */
public final class ParquetFolder implements SupportsWrite {

    /** Whether the files' footers are read for Delta's statistics. */
    public enum Statistics {
        FROM_FOOTER,
        NONE
    }

    private final SparkSession spark;
    private final String folder;
    private final String run;
    private final StructType columns;
    private final Optional<KeyCustody> custody;
    private final Statistics statistics;
    private final Consumer<List<WrittenParquet>> written;

    /**
     * @param run part of every file's name
     * @param custody of the keys that the files are encrypted with, if they are
     * @param written gets the files when the write commits
     */
    public ParquetFolder(
            SparkSession spark,
            String folder,
            String run,
            StructType columns,
            Optional<KeyCustody> custody,
            Statistics statistics,
            Consumer<List<WrittenParquet>> written) {
        this.spark = spark;
        this.folder = folder;
        this.run = run;
        this.columns = columns;
        this.custody = custody;
        this.statistics = statistics;
        this.written = written;
    }

    @Override
    public String name() {
        return "files in " + folder;
    }

    @Override
    @SuppressWarnings("deprecation") // what Spark 3.5 asks for
    public StructType schema() {
        return columns;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_WRITE);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        requireColumns(info.schema());
        return new WriteBuilder() {
            @Override
            public Write build() {
                return new Write() {
                    @Override
                    public String description() {
                        return name();
                    }

                    @Override
                    public BatchWrite toBatch() {
                        return batch();
                    }
                };
            }
        };
    }

    private BatchWrite batch() {
        try {
            Configuration session = spark.sessionState().newHadoopConf();
            Job job = Job.getInstance(session);
            if (custody.isPresent()) {
                CurrentFileKey.configuration().forEach(job.getConfiguration()::set);
            }
            ParquetTask task = new ParquetTask(spark, job, folder, run, columns, statistics, custody);
            return new ParquetBatchWrite(task, written);
        } catch (IOException e) {
            throw new UncheckedIOException("A Parquet write cannot be set up", e);
        }
    }

    /** Names, types and order: a file with other columns would be in the folder before anybody looks. */
    private void requireColumns(StructType rows) {
        boolean same = rows.size() == columns.size();
        for (int i = 0; same && i < columns.size(); i++) {
            StructField wanted = columns.fields()[i];
            StructField given = rows.fields()[i];
            same = wanted.name().equals(given.name())
                    && DataType.equalsIgnoreNullability(wanted.dataType(), given.dataType());
        }
        if (!same) {
            throw new IllegalArgumentException("The folder takes the columns " + columns.catalogString()
                    + "; the rows have " + rows.catalogString());
        }
    }

    /** Gathers the files of a write, or removes them. */
    private static final class ParquetBatchWrite implements BatchWrite {

        private final ParquetTask task;
        private final Consumer<List<WrittenParquet>> written;

        ParquetBatchWrite(ParquetTask task, Consumer<List<WrittenParquet>> written) {
            this.task = task;
            this.written = written;
        }

        @Override
        public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
            return task;
        }

        @Override
        public void commit(WriterCommitMessage[] messages) {
            written.accept(files(messages));
        }

        @Override
        public void abort(WriterCommitMessage[] messages) {
            try {
                for (WrittenParquet file : files(messages)) {
                    task.delete(file.name());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A file of a write that failed could not be removed", e);
            }
        }

        private static List<WrittenParquet> files(@Nullable WriterCommitMessage[] messages) {
            List<WrittenParquet> files = new ArrayList<>();
            for (WriterCommitMessage message : messages) {
                if (message != null) {
                    files.addAll(((ParquetFileWriter.Message) message).files());
                }
            }
            return files;
        }
    }
}
