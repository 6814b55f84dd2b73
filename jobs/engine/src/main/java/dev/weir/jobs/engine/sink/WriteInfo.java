package dev.weir.jobs.engine.sink;

import java.util.Map;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** What an inner table gets to know of its part of the write. */
record WriteInfo(String queryId, StructType schema, CaseInsensitiveStringMap options) implements LogicalWriteInfo {

    /** Starts the inner write of a target. */
    static Write start(SinkTarget target, String queryId, StructType schema) {
        CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(Map.copyOf(target.options()));
        WriteBuilder builder = target.table().newWriteBuilder(new WriteInfo(queryId, schema, options));
        return switch (target.load()) {
            case APPEND -> builder.build();
            case REPLACE -> {
                if (!(builder instanceof SupportsTruncate replacing)) {
                    throw new IllegalArgumentException(
                            "Table '" + target.table().name() + "' cannot replace its rows in one write");
                }
                yield replacing.truncate().build();
            }
        };
    }
}
