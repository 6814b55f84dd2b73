package dev.weir.jobs.spark.sink;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.jspecify.annotations.Nullable;

/** Makes the writer of each task; travels to it. */
final class GoverningWriterFactory implements DataWriterFactory {

    private static final long serialVersionUID = 1L;

    private final SinkTask task;
    private final DataWriterFactory product;
    private final @Nullable DataWriterFactory quarantine;
    private final @Nullable DataWriterFactory sourceQuarantine;

    GoverningWriterFactory(
            SinkTask task,
            DataWriterFactory product,
            @Nullable DataWriterFactory quarantine,
            @Nullable DataWriterFactory sourceQuarantine) {
        this.task = task;
        this.product = product;
        this.quarantine = quarantine;
        this.sourceQuarantine = sourceQuarantine;
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partition, long taskId) {
        return new GoverningWriter(
                task,
                partition,
                product.createWriter(partition, taskId),
                new LateWriter(quarantine, partition, taskId),
                new LateWriter(sourceQuarantine, partition, taskId));
    }
}
