package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.settings.CaseRules;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;

/** Makes the writer of each task; travels to it. */
final class GoverningWriterFactory implements DataWriterFactory {

    private static final long serialVersionUID = 1L;

    private final SinkTask task;
    private final int samples;
    private final DataWriterFactory product;
    private final EnumMap<Outlet, DataWriterFactory> outlets;

    /** @param samples how many rows a task may keep for each rule that warns */
    GoverningWriterFactory(
            SinkTask task, int samples, DataWriterFactory product, Map<Outlet, DataWriterFactory> outlets) {
        this.task = task;
        this.samples = samples;
        this.product = product;
        this.outlets = new EnumMap<>(Outlet.class);
        this.outlets.putAll(outlets);
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partition, long taskId) {
        CaseRules.require(); // of the executor
        return new GoverningWriter(
                task,
                partition,
                samples,
                new Outlets(product.createWriter(partition, taskId), outlets, partition, taskId));
    }
}
