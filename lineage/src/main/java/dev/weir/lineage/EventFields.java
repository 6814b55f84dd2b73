package dev.weir.lineage;

import dev.weir.contracts.lineage.InputColumn;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.utils.DatasetIdentifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of an event's own datasets, by the names that lineage has for columns: those of its schema facets, and no others. */
final class EventFields {

    private record Field(DatasetIdentifier dataset, String name) {}

    private final Map<InputColumn, Field> fields = new HashMap<>();

    /**
     * Adds a column of a dataset of the event.
     *
     * @param field its name in the schema facet
     */
    void add(InputColumn column, DatasetIdentifier dataset, String field) {
        fields.put(column, new Field(dataset, field));
    }

    /** Where the event has a column; empty where none of its datasets does. */
    Optional<OpenLineage.InputFieldBuilder> find(InputColumn column) {
        return Optional.ofNullable(fields.get(column))
                .map(field -> new OpenLineage.InputFieldBuilder()
                        .namespace(field.dataset().getNamespace())
                        .name(field.dataset().getName())
                        .field(field.name()));
    }
}
