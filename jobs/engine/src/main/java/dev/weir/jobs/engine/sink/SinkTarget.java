package dev.weir.jobs.engine.sink;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.SupportsWrite;

/**
 * A table that the sink writes into. What it commits there should not be visible yet: a branch of an Iceberg table,
 * or files that no log names.
 *
 * @param table where rows go; an Iceberg {@code SparkTable}, or one of this package's own
 * @param functions the catalogue whose functions the table's partitioning uses; needed for partitioned Iceberg tables
 * @param load whether the rows replace those that are there
 * @param options of the write, such as Iceberg's {@code snapshot-property.…}
 */
public record SinkTarget(
        SupportsWrite table, Optional<CatalogPlugin> functions, Load load, Map<String, String> options) {

    public SinkTarget {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** A table that rows are added to. */
    public static SinkTarget append(SupportsWrite table) {
        return new SinkTarget(table, Optional.empty(), Load.APPEND, Map.of());
    }

    /** A table whose rows are replaced. */
    public static SinkTarget replace(SupportsWrite table) {
        return new SinkTarget(table, Optional.empty(), Load.REPLACE, Map.of());
    }

    /** What becomes of the rows that are there. */
    public enum Load {
        APPEND,
        REPLACE
    }
}
