package dev.weir.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.LineageDatasetEntry;
import io.openlineage.client.OpenLineage.LineageDatasetInput;
import io.openlineage.client.OpenLineage.LineageInput;
import io.openlineage.client.OpenLineage.OutputDataset;
import java.util.ArrayList;
import java.util.List;

/**
 * Which output of a run is made of which of its inputs (LineageJobFacet 1-0-0): lists of inputs and outputs cannot say that of a run
 * that writes many tables. It repeats what {@code columnLineage} has, for consumers that read the newer facet.
 */
record LineageEntries(OpenLineage openLineage) {

    /**
     * Of one output.
     *
     * @param read all that it is made of
     */
    OpenLineage.LineageEntry of(OutputDataset made, List<InputDataset> read) {
        List<LineageInput> inputs = new ArrayList<>();
        read.forEach(dataset -> inputs.add(openLineage
                .newLineageDatasetInputBuilder()
                .namespace(dataset.getNamespace())
                .name(dataset.getName())
                .type(LineageDatasetInput.Type.DATASET)
                .build()));
        OpenLineage.LineageDatasetEntryFieldsBuilder fields = openLineage.newLineageDatasetEntryFieldsBuilder();
        OpenLineage.ColumnLineageDatasetFacet columns = made.getFacets().getColumnLineage();
        if (columns != null) {
            columns.getDataset().forEach(field -> inputs.add(input(field)));
            columns.getFields()
                    .getAdditionalProperties()
                    .forEach((name, column) -> fields.put(
                            name,
                            openLineage.newLineageFieldEntry(column.getInputFields().stream()
                                    .map(this::input)
                                    .toList())));
        }
        return openLineage
                .newLineageDatasetEntryBuilder()
                .namespace(made.getNamespace())
                .name(made.getName())
                .type(LineageDatasetEntry.Type.DATASET)
                .inputs(inputs)
                .fields(fields.build())
                .build();
    }

    private LineageInput input(InputField field) {
        return openLineage
                .newLineageDatasetInputBuilder()
                .namespace(field.getNamespace())
                .name(field.getName())
                .type(LineageDatasetInput.Type.DATASET)
                .field(field.getField())
                .transformations(field.getTransformations().stream()
                        .map(step -> openLineage.newLineageTransformation(
                                step.getType(), step.getSubtype(), step.getDescription(), step.getMasking()))
                        .toList())
                .build();
    }
}
