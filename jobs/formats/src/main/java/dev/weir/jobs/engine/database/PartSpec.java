package dev.weir.jobs.engine.database;

import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of a table have in common.
 *
 * @param table its name for people, and for the rows' origin
 * @param columns of the rows
 * @param forms of the columns, in their order; null for one that the table lacks
 * @param onMissingColumn what becomes of rows whose table lacks a column
 * @param kind of server
 * @param snapshot the state that is read at; null where each part has a state of its own
 */
record PartSpec(
        String table,
        List<ReadColumn> columns,
        List<@Nullable ColumnForm> forms,
        MissingColumnPolicy onMissingColumn,
        ServerKind kind,
        @Nullable String snapshot)
        implements Serializable {

    PartSpec {
        columns = new ArrayList<>(columns); // List.copyOf's list does not travel between processes
        forms = new ArrayList<>(forms);
    }

    Optional<String> state() {
        return Optional.ofNullable(snapshot);
    }
}
