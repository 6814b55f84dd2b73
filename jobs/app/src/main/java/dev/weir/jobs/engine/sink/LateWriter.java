package dev.weir.jobs.engine.sink;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/** A writer that is opened by its first row: most tasks have none for quarantine. */
final class LateWriter {

    private final DataWriterFactory factory;
    private final int partition;
    private final long taskId;
    private @Nullable DataWriter<InternalRow> writer;

    LateWriter(DataWriterFactory factory, int partition, long taskId) {
        this.factory = factory;
        this.partition = partition;
        this.taskId = taskId;
    }

    void write(InternalRow row) throws IOException {
        DataWriter<InternalRow> open = writer;
        if (open == null) {
            open = factory.createWriter(partition, taskId);
            writer = open;
        }
        open.write(row);
    }

    /** The message of what was written; null when nothing was. */
    @Nullable
    WriterCommitMessage commit() throws IOException {
        return writer == null ? null : writer.commit();
    }

    void abort() throws IOException {
        if (writer != null) {
            writer.abort();
        }
    }

    void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
