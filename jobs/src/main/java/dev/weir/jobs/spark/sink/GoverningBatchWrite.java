package dev.weir.jobs.spark.sink;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Commits what the tasks wrote: quarantines first, so that a product is never seen without them. */
final class GoverningBatchWrite implements BatchWrite {

    private final SinkTask task;
    private final BatchWrite product;
    private final Optional<BatchWrite> quarantine;
    private final Optional<BatchWrite> sourceQuarantine;
    private final Consumer<SinkResult> committed;

    GoverningBatchWrite(
            SinkTask task,
            BatchWrite product,
            Optional<BatchWrite> quarantine,
            Optional<BatchWrite> sourceQuarantine,
            Consumer<SinkResult> committed) {
        this.task = task;
        this.product = product;
        this.quarantine = quarantine;
        this.sourceQuarantine = sourceQuarantine;
        this.committed = committed;
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        return new GoverningWriterFactory(
                task,
                product.createBatchWriterFactory(info),
                quarantine.map(write -> write.createBatchWriterFactory(info)).orElse(null),
                sourceQuarantine
                        .map(write -> write.createBatchWriterFactory(info))
                        .orElse(null));
    }

    @Override
    public boolean useCommitCoordinator() {
        return product.useCommitCoordinator();
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        List<GoverningMessage> all = GoverningMessage.all(messages);
        SinkResult result = GoverningMessage.merge(all, task);
        commit(sourceQuarantine, GoverningMessage.sourceQuarantines(all));
        commit(quarantine, GoverningMessage.quarantines(all));
        product.commit(GoverningMessage.products(all));
        committed.accept(result);
    }

    /** A quarantine that no row went to is left as it is. */
    private static void commit(Optional<BatchWrite> write, WriterCommitMessage[] messages) {
        if (messages.length > 0) {
            write.orElseThrow().commit(messages);
        }
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        List<GoverningMessage> all = GoverningMessage.all(messages);
        try {
            sourceQuarantine.ifPresent(write -> write.abort(GoverningMessage.sourceQuarantines(all)));
        } finally {
            try {
                quarantine.ifPresent(write -> write.abort(GoverningMessage.quarantines(all)));
            } finally {
                product.abort(GoverningMessage.products(all));
            }
        }
    }
}
