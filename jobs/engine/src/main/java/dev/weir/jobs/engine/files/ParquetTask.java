package dev.weir.jobs.engine.files;

import dev.weir.jobs.engine.custody.CurrentFileKey;
import dev.weir.jobs.engine.custody.FileKey;
import dev.weir.jobs.engine.custody.KeyCustody;
import dev.weir.jobs.engine.internals.SparkInternals;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** What a task needs to write its file; travels to it. */
final class ParquetTask implements DataWriterFactory {

    private static final long serialVersionUID = 1L;

    private final String folder;
    private final String run;
    private final StructType columns;
    private final ParquetFolder.Statistics statistics;
    private final OutputWriterFactory writers;
    private final SerializableConfiguration configuration;
    private final @Nullable KeyCustody custody;

    ParquetTask(
            SparkSession spark,
            Job job,
            String folder,
            String run,
            StructType columns,
            ParquetFolder.Statistics statistics,
            Optional<KeyCustody> custody) {
        this.folder = folder;
        this.run = run;
        this.columns = columns;
        this.statistics = statistics;
        this.custody = custody.orElse(null);
        this.writers = SparkInternals.parquetWriter(spark, job, columns, Map.of());
        this.configuration = new SerializableConfiguration(job.getConfiguration());
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partition, long taskId) {
        return new ParquetFileWriter(this, partition, taskId);
    }

    TaskAttemptContext context(int partition, long taskId) {
        TaskID task = new TaskID("weir", 0, TaskType.MAP, partition);
        return new TaskAttemptContextImpl(
                new Configuration(configuration.value()), new TaskAttemptID(task, (int) (taskId & 0xffff)));
    }

    /** A name that no other file has, in the order of the partitions. */
    String newName(int partition, TaskAttemptContext context) {
        return String.format(Locale.ROOT, "part-%05d-%s-%s", partition, run, UUID.randomUUID())
                + writers.getFileExtension(context);
    }

    /** The key of a file that is about to be written; null where files are not encrypted. */
    @Nullable
    FileKey newKey() {
        return custody == null ? null : custody.key();
    }

    OutputWriter open(String name, @Nullable FileKey key, TaskAttemptContext context) {
        return key == null ? open(name, context) : CurrentFileKey.open(key, () -> open(name, context));
    }

    private OutputWriter open(String name, TaskAttemptContext context) {
        return SparkInternals.openParquet(writers, path(name).toString(), columns, context);
    }

    WrittenParquet written(String name, @Nullable FileKey key) throws IOException {
        FileStatus status = fileSystem().getFileStatus(path(name));
        String json = switch (statistics) {
            case FROM_FOOTER -> FooterStatistics.json(path(name), configuration.value(), columns);
            case NONE -> "";
        };
        return new WrittenParquet(name, status.getLen(), status.getModificationTime(), json, key);
    }

    void delete(String name) throws IOException {
        fileSystem().delete(path(name), false);
    }

    private FileSystem fileSystem() throws IOException {
        return new Path(folder).getFileSystem(configuration.value());
    }

    private Path path(String name) {
        return new Path(folder, name);
    }
}
