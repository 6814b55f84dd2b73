package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a run has staged in one table, as its journal keeps it.
 *
 * @param table which table
 * @param load what the rows become
 * @param schema of the staged rows, as Spark writes it in JSON
 * @param version the Iceberg snapshot that holds the rows, or the Delta version that will; empty while nothing is written
 * @param files Delta's {@code add} actions, each as its JSON; empty for Iceberg, whose branch holds them
 */
public record StagedEntry(TableIdentity table, Load load, String schema, OptionalLong version, List<String> files) {

    public StagedEntry {
        requireNonNull(table, "table");
        requireNonNull(load, "load");
        requireNonNull(schema, "schema");
        requireNonNull(version, "version");
        files = List.copyOf(files);
    }
}
