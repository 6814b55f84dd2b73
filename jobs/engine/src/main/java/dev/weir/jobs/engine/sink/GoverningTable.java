package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.sink.spec.SinkSpec;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The sink as Spark sees it: a table that takes clear rows. It stands for one write. */
final class GoverningTable implements Table, SupportsWrite {

    private final StructType input;
    private final SinkSpec spec;
    private final SinkPlan task;
    private final SinkTargets targets;
    private @Nullable SinkResult result;

    /** @param input the rows' own schema, equal to the specification's but for what may be NULL */
    GoverningTable(StructType input, SinkSpec spec, SinkPlan task, SinkTargets targets) {
        this.input = input;
        this.spec = spec;
        this.task = task;
        this.targets = targets;
    }

    @Override
    public String name() {
        return "governed " + targets.product().table().name();
    }

    @Override
    @SuppressWarnings("deprecation") // what Table has for a schema in Spark 3.5
    public StructType schema() {
        return input;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_WRITE);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new WriteBuilder() {
            @Override
            public Write build() {
                // Iceberg names its files by it: what a dead run left can be found.
                String query = spec.run() + "-" + info.queryId();
                Map<SideOutput, Write> outlets = new EnumMap<>(SideOutput.class);
                targets.outlets()
                        .forEach((outlet, target) -> outlets.put(
                                outlet, WriteInfo.start(target, query + "-" + outlet, outlet.columns(spec))));
                return new GoverningWrite(
                        spec,
                        task,
                        WriteInfo.start(targets.product(), query, spec.released()),
                        outlets,
                        GoverningTable.this::committed);
            }
        };
    }

    private synchronized void committed(SinkResult result) {
        this.result = result;
    }

    /** What the write came to; empty before its commit. */
    synchronized Optional<SinkResult> result() {
        return Optional.ofNullable(result);
    }
}
