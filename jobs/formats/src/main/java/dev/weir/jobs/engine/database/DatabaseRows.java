package dev.weir.jobs.engine.database;

import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.settings.CaseRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A database's table as one of Spark's. It is not Spark's own JDBC source: that rounds numbers to the scale that it takes for a
 * column, moves times by the zone of the machine, and shows its options. All columns are read, to be judged.
 */
final class DatabaseRows implements SupportsRead, ScanBuilder, Scan, Batch {

    private final PartSpec spec;
    private final List<PartQuery> parts;
    private final DatabaseLogin login;
    private final PartCounter counter;

    DatabaseRows(PartSpec spec, List<PartQuery> parts, DatabaseLogin login, PartCounter counter) {
        this.spec = spec;
        this.parts = List.copyOf(parts);
        this.login = login;
        this.counter = counter;
    }

    private record Part(int number, PartQuery query) implements InputPartition {}

    private record Factory(PartSpec spec, DatabaseLogin login, PartCounter counter) implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            CaseRules.require(); // of the executor
            Part part = (Part) partition;
            return new PartReader(part.number(), part.query(), spec, login, counter);
        }
    }

    @Override
    public String name() {
        return "weir-database(" + spec.table() + ")";
    }

    @Override
    @SuppressWarnings("deprecation") // its successor calls this one
    public StructType schema() {
        return StrictRead.schema(spec.columns());
    }

    @Override
    public StructType readSchema() {
        return StrictRead.schema(spec.columns());
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
        return name();
    }

    @Override
    public InputPartition[] planInputPartitions() {
        InputPartition[] partitions = new InputPartition[parts.size()];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Part(i, parts.get(i));
        }
        return partitions;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new Factory(spec, login, counter);
    }
}
