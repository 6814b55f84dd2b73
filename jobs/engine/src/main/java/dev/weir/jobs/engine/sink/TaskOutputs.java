package dev.weir.jobs.engine.sink;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/** One task's writers: the product's, and one for each outlet, opened by its first row. */
final class TaskOutputs {

    private final DataWriter<InternalRow> product;
    private final Map<SideOutput, LateWriter> writers = new EnumMap<>(SideOutput.class);

    TaskOutputs(
            DataWriter<InternalRow> product, Map<SideOutput, DataWriterFactory> factories, int partition, long taskId) {
        this.product = product;
        factories.forEach((outlet, factory) -> writers.put(outlet, new LateWriter(factory, partition, taskId)));
    }

    boolean isOpen(SideOutput outlet) {
        return writers.containsKey(outlet);
    }

    void writeProduct(InternalRow row) throws IOException {
        product.write(row);
    }

    void write(SideOutput outlet, InternalRow row) throws IOException {
        LateWriter writer = writers.get(outlet);
        if (writer == null) {
            throw new IllegalStateException("A row has to go to " + outlet + ", and the write was given none");
        }
        writer.write(row);
    }

    WriterCommitMessage commitProduct() throws IOException {
        return product.commit();
    }

    /** The messages of the outlets that rows went to. */
    Map<SideOutput, WriterCommitMessage> commit() throws IOException {
        Map<SideOutput, WriterCommitMessage> messages = new EnumMap<>(SideOutput.class);
        for (Map.Entry<SideOutput, LateWriter> writer : writers.entrySet()) {
            WriterCommitMessage message = writer.getValue().commit();
            if (message != null) {
                messages.put(writer.getKey(), message);
            }
        }
        return messages;
    }

    void abort() throws IOException {
        ending(product::abort, LateWriter::abort);
    }

    void close() throws IOException {
        ending(product::close, LateWriter::close);
    }

    /** Every writer has its turn, whatever another one throws. */
    private void ending(Ending first, EndingOf each) throws IOException {
        Ending all = first;
        for (LateWriter writer : writers.values()) {
            Ending before = all;
            all = () -> {
                try {
                    before.end();
                } finally {
                    each.end(writer);
                }
            };
        }
        all.end();
    }

    private interface Ending {
        void end() throws IOException;
    }

    private interface EndingOf {
        void end(LateWriter writer) throws IOException;
    }

    /** A writer that is opened by its first row: most tasks have none for quarantine. */
    private static final class LateWriter {

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
}
