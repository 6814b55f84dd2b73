package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.settings.CaseRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Commits what the tasks wrote: quarantines first, so that a product is never seen without them. */
final class GoverningBatchWrite implements BatchWrite {

    /** Rows that are kept of all that break a rule that warns; a task keeps its share, and one at least. */
    private static final int SAMPLES = 20;

    private final SinkPlan task;
    private final BatchWrite product;
    private final Map<SideOutput, BatchWrite> outlets;
    private final Consumer<SinkResult> committed;

    GoverningBatchWrite(
            SinkPlan task, BatchWrite product, Map<SideOutput, BatchWrite> outlets, Consumer<SinkResult> committed) {
        this.task = task;
        this.product = product;
        this.outlets = outlets;
        this.committed = committed;
    }

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        Map<SideOutput, DataWriterFactory> factories = new EnumMap<>(SideOutput.class);
        outlets.forEach((outlet, write) -> factories.put(outlet, write.createBatchWriterFactory(info)));
        int samples = Math.max(1, SAMPLES / Math.max(1, info.numPartitions()));
        return new GoverningWriterFactory(task, samples, product.createBatchWriterFactory(info), factories);
    }

    @Override
    public boolean useCommitCoordinator() {
        return product.useCommitCoordinator();
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        List<GoverningMessage> all = GoverningMessage.all(messages);
        SinkResult result = GoverningMessage.merge(all, task);
        outlets.forEach((outlet, write) -> {
            WriterCommitMessage[] inner = GoverningMessage.of(all, outlet);
            // An outlet that no row went to is left as it is.
            if (inner.length > 0) {
                write.commit(inner);
            }
        });
        product.commit(GoverningMessage.products(all));
        committed.accept(result);
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        List<GoverningMessage> all = GoverningMessage.all(messages);
        Deque<Runnable> left = new ArrayDeque<>();
        outlets.forEach((outlet, write) -> left.add(() -> write.abort(GoverningMessage.of(all, outlet))));
        left.add(() -> product.abort(GoverningMessage.products(all)));
        runAll(left);
    }

    /** Each has its turn, whatever another one throws. */
    private static void runAll(Deque<Runnable> left) {
        try {
            left.remove().run();
        } finally {
            if (!left.isEmpty()) {
                runAll(left);
            }
        }
    }

    /** Makes the writer of each task; travels to it. */
    private static final class GoverningWriterFactory implements DataWriterFactory {

        private static final long serialVersionUID = 1L;

        private final SinkPlan task;
        private final int samples;
        private final DataWriterFactory product;
        private final EnumMap<SideOutput, DataWriterFactory> outlets;

        /** @param samples how many rows a task may keep for each rule that warns */
        GoverningWriterFactory(
                SinkPlan task, int samples, DataWriterFactory product, Map<SideOutput, DataWriterFactory> outlets) {
            this.task = task;
            this.samples = samples;
            this.product = product;
            this.outlets = new EnumMap<>(SideOutput.class);
            this.outlets.putAll(outlets);
        }

        @Override
        public DataWriter<InternalRow> createWriter(int partition, long taskId) {
            CaseRules.require(); // of the executor
            return new GoverningWriter(
                    task,
                    partition,
                    samples,
                    new TaskOutputs(product.createWriter(partition, taskId), outlets, partition, taskId));
        }
    }
}
