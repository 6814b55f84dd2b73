package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.connector.distributions.ClusteredDistribution;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.distributions.OrderedDistribution;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.connector.write.Write;

/** Wraps the inner writes; asks Spark for the distribution and order that the product's asks for. */
final class GoverningWrite implements Write, RequiresDistributionAndOrdering {

    private final SinkSpec spec;
    private final SinkPlan task;
    private final Write product;
    private final Map<SideOutput, Write> outlets;
    private final Consumer<SinkResult> committed;

    GoverningWrite(
            SinkSpec spec,
            SinkPlan task,
            Write product,
            Map<SideOutput, Write> outlets,
            Consumer<SinkResult> committed) {
        this.spec = spec;
        this.task = task;
        this.product = product;
        this.outlets = outlets;
        this.committed = committed;
    }

    @Override
    public String description() {
        return "governed " + product.description();
    }

    @Override
    public BatchWrite toBatch() {
        Map<SideOutput, BatchWrite> batches = new EnumMap<>(SideOutput.class);
        outlets.forEach((outlet, write) -> batches.put(outlet, write.toBatch()));
        return new GoverningBatchWrite(task, product.toBatch(), batches, committed);
    }

    @Override
    public Distribution requiredDistribution() {
        Distribution wanted = required()
                .map(RequiresDistributionAndOrdering::requiredDistribution)
                .orElseGet(Distributions::unspecified);
        if (wanted instanceof ClusteredDistribution clustered) {
            requireClear(clustered.clustering());
        } else if (wanted instanceof OrderedDistribution ordered) {
            requireClear(ordered.ordering());
        }
        return wanted;
    }

    @Override
    public boolean distributionStrictlyRequired() {
        return required()
                .map(RequiresDistributionAndOrdering::distributionStrictlyRequired)
                .orElse(true);
    }

    @Override
    public int requiredNumPartitions() {
        return required()
                .map(RequiresDistributionAndOrdering::requiredNumPartitions)
                .orElse(0);
    }

    @Override
    public long advisoryPartitionSizeInBytes() {
        return required()
                .map(RequiresDistributionAndOrdering::advisoryPartitionSizeInBytes)
                .orElse(0L);
    }

    @Override
    public SortOrder[] requiredOrdering() {
        SortOrder[] wanted = required()
                .map(RequiresDistributionAndOrdering::requiredOrdering)
                .orElseGet(() -> new SortOrder[0]);
        requireClear(wanted);
        return wanted;
    }

    private Optional<RequiresDistributionAndOrdering> required() {
        return product instanceof RequiresDistributionAndOrdering requires ? Optional.of(requires) : Optional.empty();
    }

    /** Spark orders the clear rows: what it is asked for must be the same before and after masking. */
    private void requireClear(Expression... expressions) {
        for (Expression expression : expressions) {
            for (NamedReference reference : expression.references()) {
                String name = reference.fieldNames()[0];
                for (GovernedColumn column : spec.columns()) {
                    if (column.name().equalsIgnoreCase(name) && !column.keeps()) {
                        throw new IllegalArgumentException("Column '" + name
                                + "' orders or partitions the product's table and is masked; its rows come in the"
                                + " order of the clear values, so partition and sort by columns that are kept");
                    }
                }
            }
        }
    }
}
