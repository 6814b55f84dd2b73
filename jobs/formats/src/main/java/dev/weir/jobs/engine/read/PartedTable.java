package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.value.ReadColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table of Spark's whose partitions are known. Columns are never pruned: all are read to be judged, and a value that is not
 * asked for costs nothing more.
 */
public final class PartedTable implements SupportsRead, ScanBuilder, Scan, Batch, SupportsReportStatistics {
    private final String name;
    private final StructType schema;
    private final List<? extends InputPartition> partitions;
    private final PartitionReaderFactory readers;
    private final OptionalLong bytes;

    /** @param bytes its size, so that small ones are broadcast in joins; empty where it is not known */
    public PartedTable(
            String name,
            List<ReadColumn> columns,
            List<? extends InputPartition> partitions,
            PartitionReaderFactory readers,
            OptionalLong bytes) {
        this.name = name;
        this.schema = StrictRead.schema(columns);
        this.partitions = partitions;
        this.readers = readers;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @SuppressWarnings("deprecation") // its successor calls this one
    public StructType schema() {
        return schema;
    }

    @Override
    public StructType readSchema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return this;
    }

    @Override
    public Scan build() {
        return this;
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public String description() {
        return name;
    }

    @Override
    public Statistics estimateStatistics() {
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return bytes;
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.empty();
            }
        };
    }

    @Override
    public InputPartition[] planInputPartitions() {
        return partitions.toArray(new InputPartition[0]);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return readers;
    }
}
