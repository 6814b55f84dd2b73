package dev.weir.jobs.engine.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/** Gathers the files of a write, or removes them. */
final class ParquetBatchWrite implements BatchWrite {

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
