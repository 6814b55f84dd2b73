package dev.weir.lineage;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.lineage.ProductLineage.ReadColumn;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns as OpenLineage's schema facet has them (SchemaDatasetFacet 1-2-0): an object with its fields, an array with what each
 * element is, which the specification calls {@code _element}.
 *
 * <p>A release has a column's type as text. The fields within are those of today's contract where that has the same type, and are
 * left out where it has another one.
 */
record SchemaFields(OpenLineage openLineage, Workspace workspace) {

    private static final String ELEMENT = "_element";

    /** Of a source's table, by what its files or its database call each column. */
    OpenLineage.SchemaDatasetFacet of(Table table) {
        List<SchemaDatasetFacetFields> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            fields.add(field(
                    column.origin().physicalName(),
                    column.type().display(),
                    column.meaning().description(),
                    Optional.of(column.type()),
                    fields.size()));
        }
        return openLineage.newSchemaDatasetFacet(fields);
    }

    /** Of a table that a release has. */
    OpenLineage.SchemaDatasetFacet of(String product, String table, List<ReleasedColumn> columns) {
        return released(
                product,
                table,
                columns.stream().map(column -> new Named(column.name(), column.type(), column.description())));
    }

    /** Of a table that was read of another product's release. */
    OpenLineage.SchemaDatasetFacet read(String product, String table, List<ReadColumn> columns) {
        return released(product, table, columns.stream().map(column -> new Named(column.name(), column.type(), "")));
    }

    private record Named(String name, String type, String description) {}

    private OpenLineage.SchemaDatasetFacet released(String product, String table, Stream<Named> columns) {
        List<SchemaDatasetFacetFields> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(field(
                column.name(),
                column.type(),
                column.description(),
                type(product, table, column.name(), column.type()),
                fields.size())));
        return openLineage.newSchemaDatasetFacet(fields);
    }

    private Optional<DataType> type(String product, String table, String column, String display) {
        return workspace
                .product(product)
                .flatMap(known -> known.table(table))
                .flatMap(known -> known.column(column))
                .map(Column::type)
                .filter(type -> type.display().equals(display));
    }

    private SchemaDatasetFacetFields field(
            String name, String type, String description, Optional<DataType> known, int before) {
        List<SchemaDatasetFacetFields> within = known.map(this::within).orElse(List.of());
        return openLineage
                .newSchemaDatasetFacetFieldsBuilder()
                .name(name)
                .type(type)
                .description(description.isBlank() ? null : description)
                .fields(within.isEmpty() ? null : within)
                .ordinal_position(before + 1L)
                .build();
    }

    private List<SchemaDatasetFacetFields> within(DataType type) {
        if (type instanceof DataType.Array array) {
            return List.of(field(ELEMENT, array.element(), 0));
        }
        List<SchemaDatasetFacetFields> fields = new ArrayList<>();
        if (type instanceof DataType.Structure object) {
            object.fields().forEach(field -> fields.add(field(field.name(), field.type(), fields.size())));
        }
        return fields;
    }

    private SchemaDatasetFacetFields field(String name, DataType type, int before) {
        return field(name, type.display(), "", Optional.of(type), before);
    }
}
