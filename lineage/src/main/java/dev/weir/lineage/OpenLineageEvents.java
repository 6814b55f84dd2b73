package dev.weir.lineage;

import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A run's beginning and ending in OpenLineage's words. */
final class OpenLineageEvents {

    /** The producer in every event and facet. */
    static final URI PRODUCER = URI.create("https://weir.dev");

    private final OpenLineage openLineage = new OpenLineage(PRODUCER);
    private final Workspace workspace;
    private final String namespace;
    private final Datasets datasets;
    private final Optional<ParentRun> parent;

    /** @param parent who has started the runs */
    OpenLineageEvents(Workspace workspace, Optional<ParentRun> parent) {
        this.parent = parent;
        this.workspace = workspace;
        this.namespace = "weir/" + workspace.settings().name();
        this.datasets = new Datasets(openLineage, workspace, namespace);
    }

    /** What OpenLineage calls an ending: a run that decided against a release was aborted, one that broke has failed. */
    static EventType type(Outcome outcome) {
        return switch (outcome) {
            case RELEASED, UNCHANGED -> EventType.COMPLETE;
            case HELD, REFUSED, CONFLICT -> EventType.ABORT;
            case FAILED -> EventType.FAIL;
        };
    }

    /** @param sequence of the run's events, from 1 on */
    OpenLineage.RunEvent start(RunEvent.Started event, int sequence) {
        List<OpenLineage.InputDataset> inputs =
                event.inputs().stream().map(datasets::input).toList();
        OpenLineage.RunFacetsBuilder facets = keyed(event.runId(), EventType.START, sequence);
        return event(event.at(), EventType.START, event.runId(), facets)
                .job(job(event.product().id(), Optional.of(event.product())))
                .inputs(inputs)
                .outputs(List.of())
                .build();
    }

    /** @param sequence of the run's events, from 1 on */
    OpenLineage.RunEvent end(RunEvent.Ended event, int sequence) {
        RunRecord record = event.record();
        RunRecord.Run run = record.run();
        EventType type = type(record.ending().outcome());
        OpenLineage.RunFacetsBuilder facets = keyed(run.id(), type, sequence)
                .processing_engine(openLineage.newProcessingEngineRunFacet(run.version(), "weir", run.version()));
        if (type != EventType.COMPLETE) {
            facets.errorMessage(openLineage.newErrorMessageRunFacet(message(record.ending()), "JAVA", null));
        }
        Optional<Product> product = workspace.product(run.product());
        List<OpenLineage.OutputDataset> outputs = new ArrayList<>();
        event.manifest().ifPresent(manifest -> {
            ColumnLineageFacets columns = new ColumnLineageFacets(
                    openLineage, manifest.product(), event.lineage(), datasets.fields(manifest, event.lineage()));
            manifest.tables()
                    .forEach(table -> outputs.add(
                            datasets.output(manifest, table, description(product, table), columns.of(table))));
            columns.errors(outputs.size()).ifPresent(facets::extractionError);
        });
        return event(run.ended(), type, run.id(), facets)
                .job(job(run.product(), product))
                .inputs(record.sources().stream()
                        .map(source -> datasets.input(source, event.lineage()))
                        .toList())
                .outputs(outputs)
                .build();
    }

    private static String description(Optional<Product> product, ReleasedTable table) {
        return product.flatMap(known -> known.table(table.name()))
                .map(Table::description)
                .orElse("");
    }

    private OpenLineage.RunFacetsBuilder keyed(String run, EventType type, int sequence) {
        return openLineage.newRunFacetsBuilder().put(WeirEventFacet.KEY, new WeirEventFacet(run, type, sequence));
    }

    private OpenLineage.RunEventBuilder event(
            Instant at, EventType type, String run, OpenLineage.RunFacetsBuilder facets) {
        parent.ifPresent(started -> facets.parent(started.facet(openLineage)));
        return openLineage
                .newRunEventBuilder()
                .eventTime(at.atZone(ZoneOffset.UTC))
                .eventType(type)
                .run(openLineage.newRun(UUID.fromString(run), facets.build()));
    }

    private OpenLineage.Job job(String product, Optional<Product> known) {
        OpenLineage.JobFacetsBuilder facets = openLineage
                .newJobFacetsBuilder()
                .jobType(openLineage.newJobTypeJobFacet("BATCH", "WEIR", "PRODUCT", null));
        known.map(about -> about.about().description())
                .filter(text -> !text.isBlank())
                .ifPresent(text -> facets.documentation(openLineage.newDocumentationJobFacet(text, "text/plain")));
        known.flatMap(about -> new Owners(openLineage, about.about().owners()).ofJob())
                .ifPresent(facets::ownership);
        return openLineage.newJob(namespace, product, facets.build());
    }

    private static String message(RunRecord.Ending ending) {
        return ending.reasons().isEmpty()
                ? "The run ended as " + ending.outcome() + "."
                : String.join("\n", ending.reasons());
    }
}
