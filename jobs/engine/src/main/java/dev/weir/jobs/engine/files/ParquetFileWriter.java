package dev.weir.jobs.engine.files;

import dev.weir.jobs.engine.custody.FileKey;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.jspecify.annotations.Nullable;

/** Writes one task's file, opened by its first row. */
final class ParquetFileWriter implements DataWriter<InternalRow> {

    private final ParquetTask task;
    private final TaskAttemptContext context;
    private final String name;
    private @Nullable OutputWriter writer;
    private @Nullable FileKey key;
    private boolean open;

    ParquetFileWriter(ParquetTask task, int partition, long taskId) {
        this.task = task;
        this.context = task.context(partition, taskId);
        this.name = task.newName(partition, context);
    }

    @Override
    public void write(InternalRow row) {
        OutputWriter current = writer;
        if (current == null) {
            key = task.newKey();
            current = task.open(name, key, context);
            writer = current;
            open = true;
        }
        current.write(row);
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        finish();
        ArrayList<WrittenParquet> files = new ArrayList<>();
        if (writer != null) {
            files.add(task.written(name, key));
        }
        return new Message(files);
    }

    @Override
    public void abort() throws IOException {
        try {
            finish();
        } finally {
            if (writer != null) {
                task.delete(name);
            }
        }
    }

    @Override
    public void close() {
        finish();
    }

    private void finish() {
        if (open && writer != null) {
            open = false;
            writer.close();
        }
    }

    /** The file of one task, if it had rows. */
    record Message(List<WrittenParquet> files) implements WriterCommitMessage, Serializable {
        Message {
            files = List.copyOf(files);
        }
    }
}
