package dev.weir.lineage;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.TableLoad.Span;
import dev.weir.lineage.sending.EventOptions;
import dev.weir.privacy.law.LawPack;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A run's beginning and ending in OpenLineage's words. */
final class OpenLineageEvents {

    /** The producer in every event and facet. */
    static final URI PRODUCER = URI.create("https://weir.dev");

    private final OpenLineage openLineage = new OpenLineage(PRODUCER);
    private final Workspace workspace;
    private final Jobs jobs;
    private final Datasets datasets;
    private final Optional<ParentRun> parent;
    private final EventOptions options;

    /** @param parent who has started the runs */
    OpenLineageEvents(Workspace workspace, EventOptions options, Optional<ParentRun> parent) {
        this.parent = parent;
        this.options = options;
        this.workspace = workspace;
        this.jobs = new Jobs(
                openLineage,
                options.namespace().orElse("weir/" + workspace.settings().name()),
                options.jobTags(),
                GitCheckout.of(workspace.root()));
        this.datasets = new Datasets(
                openLineage,
                workspace,
                new Grades(LawPack.of(workspace.law())),
                new Places(workspace, options),
                jobs.namespace());
    }

    private OpenLineageEvents(OpenLineageEvents same, ParentRun parent) {
        this.workspace = same.workspace;
        this.jobs = same.jobs;
        this.datasets = same.datasets;
        this.parent = Optional.of(parent);
        this.options = same.options;
    }

    /** The same for runs that something else has started. */
    OpenLineageEvents startedBy(ParentRun other) {
        return new OpenLineageEvents(this, other);
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
        return begun(event, EventType.START, event.at(), sequence);
    }

    /**
     * A run that is at work still.
     *
     * @param sequence of the run's events, from 1 on
     */
    OpenLineage.RunEvent running(RunEvent.Started event, Instant at, int sequence) {
        return begun(event, EventType.RUNNING, at, sequence);
    }

    private OpenLineage.RunEvent begun(RunEvent.Started event, EventType type, Instant at, int sequence) {
        OpenLineage.RunFacetsBuilder facets = keyed(openLineage, event.runId(), type, sequence);
        event.interval().ifPresent(span -> facets.nominalTime(nominal(span)));
        asked(event.parameters(), facets);
        return event(at, type, event.runId(), facets)
                .job(jobs.ofProduct(event.product().id(), Optional.of(event.product()), Optional.empty())
                        .build())
                .inputs(event.inputs().stream().map(datasets::input).toList())
                .outputs(List.of())
                .build();
    }

    /**
     * The ending.
     *
     * @param release what it has made, as {@link #release} has it
     * @param begun what its beginning had
     * @param sequence of the run's events, from 1 on
     */
    OpenLineage.RunEvent end(RunEvent.Ended event, Optional<ReleaseEvents> release, Begun begun, int sequence) {
        RunRecord record = event.record();
        RunRecord.Run run = record.run();
        EventType type = type(record.ending().outcome());
        RuleResults rules = new RuleResults(openLineage, record.verdicts());
        OpenLineage.RunFacetsBuilder facets = keyed(openLineage, run.id(), type, sequence)
                .processing_engine(openLineage.newProcessingEngineRunFacet(run.version(), "weir", run.version()));
        rules.tests().ifPresent(facets::test);
        begun.interval()
                .or(() -> event.manifest().flatMap(OpenLineageEvents::interval))
                .ifPresent(span -> facets.nominalTime(nominal(span)));
        asked(begun.parameters(), facets);
        if (type != EventType.COMPLETE) {
            facets.errorMessage(openLineage.newErrorMessageRunFacet(
                    new EndingMessage(workspace).of(record, event.causes()), "JAVA", null));
        }
        event.manifest().ifPresent(made -> facets.put(WeirFacet.RELEASE, WeirFacet.release(made)));
        release.flatMap(ReleaseEvents::errors).ifPresent(facets::extractionError);
        return event(run.ended(), type, run.id(), facets)
                .job(jobs.ofProduct(
                                run.product(), workspace.product(run.product()), release.map(ReleaseEvents::entries))
                        .build())
                .inputs(inputs(event, release, rules))
                .outputs(outputs(event, release))
                .build();
    }

    /** The runs within a run that released: of each of its tables. */
    List<ReleaseEvents.Part> parts(ReleaseEvents release, RunRecord.Run run) {
        ParentRun.JobRun own = new ParentRun.JobRun(jobs.namespace(), run.product(), UUID.fromString(run.id()));
        ParentRun parentOfParts = new ParentRun(own, parent.map(ParentRun::root).orElse(own));
        return release.parts(parentOfParts);
    }

    /** What a run has made, or stays at: of the ending and of the runs within it; empty where there is no release. */
    Optional<ReleaseEvents> release(RunEvent.Ended event) {
        return event.manifest()
                .map(manifest -> new ReleaseEvents(
                        openLineage, jobs, datasets, workspace.product(manifest.product()), manifest, event.lineage()));
    }

    /** What the run has read; where nothing is new, what the release that it stays at was made of, without counts. */
    private List<OpenLineage.InputDataset> inputs(
            RunEvent.Ended event, Optional<ReleaseEvents> release, RuleResults rules) {
        return isUnchanged(event)
                ? release.map(ReleaseEvents::unchangedInputs).orElse(List.of())
                : event.record().sources().stream()
                        .map(source -> datasets.input(source, event.lineage(), rules))
                        .toList();
    }

    private static List<OpenLineage.OutputDataset> outputs(RunEvent.Ended event, Optional<ReleaseEvents> release) {
        return release.map(made -> isUnchanged(event) ? made.unchangedOutputs() : made.outputs())
                .orElse(List.of());
    }

    private static boolean isUnchanged(RunEvent.Ended event) {
        return event.record().ending().outcome() == Outcome.UNCHANGED;
    }

    private static Optional<Span> interval(Manifest manifest) {
        return manifest.tables().stream()
                .flatMap(table -> table.load().interval().stream())
                .findFirst();
    }

    private OpenLineage.NominalTimeRunFacet nominal(Span interval) {
        return openLineage.newNominalTimeRunFacet(
                interval.from().atZone(ZoneOffset.UTC), interval.to().atZone(ZoneOffset.UTC));
    }

    private void asked(Map<String, String> parameters, OpenLineage.RunFacetsBuilder facets) {
        if (!parameters.isEmpty()) {
            facets.executionParameters(openLineage.newExecutionParametersRunFacet(parameters.entrySet().stream()
                    .map(asked -> openLineage.newExecutionParameter(asked.getKey(), null, null, asked.getValue()))
                    .toList()));
        }
    }

    /** @param sequence of the run's events, from 1 on */
    static OpenLineage.RunFacetsBuilder keyed(OpenLineage openLineage, String run, EventType type, int sequence) {
        return openLineage.newRunFacetsBuilder().put(WeirFacet.EVENT, WeirFacet.event(run, type, sequence));
    }

    private OpenLineage.RunEventBuilder event(
            Instant at, EventType type, String run, OpenLineage.RunFacetsBuilder facets) {
        parent.ifPresent(started -> facets.parent(started.facet(openLineage)));
        if (!options.variables().isEmpty()) {
            facets.environmentVariables(
                    openLineage.newEnvironmentVariablesRunFacet(options.variables().entrySet().stream()
                            .map(variable -> openLineage.newEnvironmentVariable(variable.getKey(), variable.getValue()))
                            .toList()));
        }
        if (!options.runTags().isEmpty()) {
            facets.tags(openLineage.newTagsRunFacet(options.runTags().stream()
                    .map(tag -> openLineage.newTagsRunFacetFields(tag.getKey(), tag.getValue(), tag.getSource()))
                    .toList()));
        }
        return openLineage
                .newRunEventBuilder()
                .eventTime(at.atZone(ZoneOffset.UTC))
                .eventType(type)
                .run(openLineage.newRun(UUID.fromString(run), facets.build()));
    }
}
