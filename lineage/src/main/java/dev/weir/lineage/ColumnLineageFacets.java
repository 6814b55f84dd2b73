package dev.weir.lineage;

import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ExtractionErrorRunFacetErrors;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.InputFieldTransformations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tables of one release are made of, as {@code columnLineage}. What decides on all rows stands once for the table, in
 * {@code dataset}. A mask is the released column's own, from the manifest. What cannot be followed to a field of the event is a part
 * of {@code extractionError}.
 */
final class ColumnLineageFacets {

    private final OpenLineage openLineage;
    private final String product;
    private final ProductLineage lineage;
    private final EventFields fields;
    private final Map<String, Set<String>> untraced = new TreeMap<>();

    ColumnLineageFacets(OpenLineage openLineage, String product, ProductLineage lineage, EventFields fields) {
        this.openLineage = openLineage;
        this.product = product;
        this.lineage = lineage;
        this.fields = fields;
    }

    /** The facet of a table; empty where nothing is known of it. */
    Optional<OpenLineage.ColumnLineageDatasetFacet> of(ReleasedTable table) {
        String name = product + "." + table.name();
        Optional<TableLineage> known = lineage.of(name);
        if (known.isEmpty()) {
            untraced(name, "all of it");
        }
        return known.map(made -> {
            made.untraced().forEach(part -> untraced(name, part));
            OpenLineage.ColumnLineageDatasetFacetFieldsBuilder columns =
                    openLineage.newColumnLineageDatasetFacetFieldsBuilder();
            for (ReleasedColumn column : table.present()) {
                List<InputField> inputs = made.column(column.name())
                        .map(found -> inputs(name, found, column.mask()))
                        .orElse(List.of());
                if (!inputs.isEmpty()) {
                    columns.put(
                            column.name(),
                            openLineage.newColumnLineageDatasetFacetFieldsAdditional(inputs, null, null));
                }
            }
            List<InputField> rows = inputs(name, made.rows(), Optional.empty());
            return openLineage.newColumnLineageDatasetFacet(columns.build(), rows);
        });
    }

    /**
     * What could not be followed in the tables whose facets were made; empty where everything was.
     *
     * @param tables how many there were
     */
    Optional<OpenLineage.ExtractionErrorRunFacet> errors(int tables) {
        List<ExtractionErrorRunFacetErrors> errors = new ArrayList<>();
        untraced.forEach(
                (table, parts) -> parts.forEach(part -> errors.add(openLineage.newExtractionErrorRunFacetErrors(
                        "The lineage of table '" + table + "' could not be followed: " + part, null, table, null))));
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(openLineage.newExtractionErrorRunFacet((long) tables, (long) untraced.size(), errors));
    }

    private List<InputField> inputs(String table, ColumnLineage column, AppliedMask mask) {
        return inputs(table, column.edges(), Optional.of(mask).filter(done -> !done.keeps()));
    }

    /** Each input column once, with all that it does. */
    private List<InputField> inputs(String table, List<LineageEdge> edges, Optional<AppliedMask> mask) {
        Map<InputColumn, List<InputFieldTransformations>> steps = new TreeMap<>();
        for (LineageEdge edge : edges) {
            steps.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(transformation(edge.kind(), mask));
        }
        List<InputField> inputs = new ArrayList<>();
        steps.forEach((from, transformations) -> fields.find(from)
                .ifPresentOrElse(
                        field -> inputs.add(
                                field.transformations(transformations).build()),
                        () -> untraced(table, "column " + from + " is no field of what the run has read")));
        return inputs;
    }

    private InputFieldTransformations transformation(EdgeKind kind, Optional<AppliedMask> mask) {
        OpenLineage.InputFieldTransformationsBuilder made = openLineage
                .newInputFieldTransformationsBuilder()
                .type(kind.isDirect() ? "DIRECT" : "INDIRECT")
                .subtype(kind.subtype())
                .masking(mask.isPresent());
        mask.ifPresent(done -> made.put("mask", done.words()));
        return made.build();
    }

    private void untraced(String table, String part) {
        untraced.computeIfAbsent(table, name -> new TreeSet<>()).add(part);
    }
}
