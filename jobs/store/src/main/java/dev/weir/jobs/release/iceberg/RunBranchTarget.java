package dev.weir.jobs.release.iceberg;

import dev.weir.releases.journal.LoadMode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Iceberg's own table for Spark, set to the run's branch, to replacing or appending, and to naming the run. */
final class RunBranchTarget implements SupportsWrite {

    private final RunBranch branch;
    private final StructType schema;
    private final LoadMode load;
    private final ChangedColumns columns;

    RunBranchTarget(RunBranch branch, StructType schema, LoadMode load, ChangedColumns columns) {
        this.columns = columns;
        this.branch = branch;
        this.schema = schema;
        this.load = load;
    }

    @Override
    public String name() {
        return branch.table().name() + " on branch " + branch.name();
    }

    @Override
    @SuppressWarnings("deprecation") // what Spark 3.5 asks for
    public StructType schema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_WRITE);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        SparkTable table = new SparkTable(branch.target(), branch.name(), false);
        WriteBuilder builder = table.newWriteBuilder(new NamedWrite(info, branch.run(), columns));
        return switch (load) {
            case REPLACE -> ((SupportsTruncate) builder).truncate();
            case APPEND, CHANGE -> builder;
        };
    }

    /** The caller's write, with the run's id in the snapshot's summary, and columns by name. */
    private record NamedWrite(LogicalWriteInfo info, String run, ChangedColumns columns) implements LogicalWriteInfo {

        @Override
        public String queryId() {
            return info.queryId();
        }

        @Override
        public StructType schema() {
            return columns.former(info.schema());
        }

        @Override
        public CaseInsensitiveStringMap options() {
            Map<String, String> options = new LinkedHashMap<>(info.options().asCaseSensitiveMap());
            options.put("snapshot-property." + RunBranch.RUN, run);
            // the table takes the run's order of columns when the release is published
            options.put("check-ordering", "false");
            // rows without a key are judged once they are there
            options.put("check-nullability", "false");
            return new CaseInsensitiveStringMap(options);
        }
    }
}
