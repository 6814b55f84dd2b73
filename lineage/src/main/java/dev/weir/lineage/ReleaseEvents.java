package dev.weir.lineage;

import static dev.weir.lineage.OpenLineageEvents.keyed;
import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.lineage.ProductLineage.TableQuery;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.utils.UUIDUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the run of one release has read and made, and the runs within it: of each table one that makes it, and one that checks it,
 * whose input is the table that was made. The run's parts are reported when it is over: their times are its own.
 */
final class ReleaseEvents {

    private final OpenLineage openLineage;
    private final Jobs jobs;
    private final Datasets datasets;
    private final Optional<Product> product;
    private final Manifest manifest;
    private final RunRecord record;
    private final ProductLineage lineage;
    private final RuleResults rules;
    private final Map<String, OutputDataset> outputs = new LinkedHashMap<>();
    private final Optional<OpenLineage.ExtractionErrorRunFacet> errors;

    ReleaseEvents(
            OpenLineage openLineage,
            Jobs jobs,
            Datasets datasets,
            Optional<Product> product,
            Manifest manifest,
            ProductLineage lineage) {
        this.openLineage = openLineage;
        this.jobs = jobs;
        this.datasets = datasets;
        this.product = product;
        this.manifest = manifest;
        this.record = manifest.record();
        this.lineage = lineage;
        this.rules = new RuleResults(openLineage, record.verdicts());
        ColumnLineageFacets columns =
                new ColumnLineageFacets(openLineage, manifest.product(), lineage, datasets.fields(manifest, lineage));
        manifest.tables()
                .forEach(table -> outputs.put(
                        table.name(), datasets.output(manifest, table, description(table), columns.of(table))));
        this.errors = columns.errors(outputs.size());
    }

    /** The tables of the release. */
    List<OutputDataset> outputs() {
        return List.copyOf(outputs.values());
    }

    /** The tables of the release, for a run that found it made: no rows are new, and no table is. */
    List<OutputDataset> unchangedOutputs() {
        return manifest.tables().stream()
                .map(table -> datasets.unchanged(
                        manifest,
                        table,
                        description(table),
                        Optional.ofNullable(output(table).getFacets().getColumnLineage())))
                .toList();
    }

    /** What the release was made of, for a run that read nothing new. */
    List<InputDataset> unchangedInputs() {
        return record.sources().stream()
                .map(this::input)
                .map(datasets::unchanged)
                .toList();
    }

    /** What could not be followed; empty where everything was. */
    Optional<OpenLineage.ExtractionErrorRunFacet> errors() {
        return errors;
    }

    /** Which table is made of what. */
    OpenLineage.LineageJobFacet entries() {
        LineageEntries entries = new LineageEntries(openLineage);
        return openLineage.newLineageJobFacet(manifest.tables().stream()
                .map(table -> entries.of(output(table), inputs(table)))
                .toList());
    }

    /**
     * One of the events of a run within the run.
     *
     * @param run its id
     * @param job what ran
     * @param event as it is sent
     */
    record Part(UUID run, String job, EventType type, OpenLineage.RunEvent event) {}

    /**
     * A beginning and an ending for each table, and for the check of each that has rules.
     *
     * @param parent the run of the release
     */
    List<Part> parts(ParentRun parent) {
        return manifest.tables().stream()
                .flatMap(table -> Stream.concat(making(parent, table), check(parent, table)))
                .toList();
    }

    private Stream<Part> making(ParentRun parent, ReleasedTable table) {
        OpenLineage.Job job = jobs.ofTable(name(table), product, query(table).map(TableQuery::sql))
                .build();
        return run(parent, job, inputs(table), List.of(output(table)), RunFacets.NONE);
    }

    private Stream<Part> check(ParentRun parent, ReleasedTable table) {
        RuleResults own = rules.about(table.name());
        return own.tests()
                .map(tests -> run(
                        parent,
                        jobs.ofCheck(name(table), product).build(),
                        List.of(datasets.input(manifest, table, description(table), own)),
                        List.of(),
                        facets -> facets.test(tests)))
                .orElseGet(Stream::of);
    }

    private interface RunFacets {
        RunFacets NONE = facets -> {};

        void add(OpenLineage.RunFacetsBuilder facets);
    }

    /** The ending has all facts: some consumers read nothing else. */
    private Stream<Part> run(
            ParentRun parent,
            OpenLineage.Job job,
            List<InputDataset> inputs,
            List<OutputDataset> outputs,
            RunFacets more) {
        UUID id = UUIDUtils.generateStaticUUID(
                record.run().started(), (record.run().id() + "/" + job.getName()).getBytes(StandardCharsets.UTF_8));
        List<Part> parts = new ArrayList<>();
        for (EventType type : List.of(EventType.START, EventType.COMPLETE)) {
            boolean ends = type == EventType.COMPLETE;
            Instant at = ends ? record.run().ended() : record.run().started();
            OpenLineage.RunFacetsBuilder facets =
                    keyed(openLineage, id.toString(), type, parts.size() + 1).parent(parent.facet(openLineage));
            if (ends) {
                more.add(facets);
            }
            parts.add(new Part(
                    id,
                    job.getName(),
                    type,
                    openLineage
                            .newRunEventBuilder()
                            .eventTime(at.atZone(ZoneOffset.UTC))
                            .eventType(type)
                            .run(openLineage.newRun(id, facets.build()))
                            .job(job)
                            .inputs(inputs)
                            .outputs(ends ? outputs : List.of())
                            .build()));
        }
        return parts.stream();
    }

    private OutputDataset output(ReleasedTable table) {
        return requireNonNull(outputs.get(table.name()));
    }

    /** What a table's query reads, by what is known of the query; everything that the run has read where nothing is known. */
    private List<InputDataset> inputs(ReleasedTable table) {
        TreeSet<String> read = lineage.of(name(table)).stream()
                .flatMap(made -> Stream.concat(
                        made.columns().stream().map(ColumnLineage::edges).flatMap(List::stream), made.rows().stream()))
                .map(LineageEdge::from)
                .map(from -> from.table())
                .collect(Collectors.toCollection(TreeSet::new));
        query(table).ifPresent(known -> read.addAll(known.inputs()));
        boolean isKnown = query(table).isPresent() || !read.isEmpty();
        Stream<InputDataset> own = manifest.tables().stream()
                .filter(other -> read.contains(name(other)) && !other.name().equals(table.name()))
                .map(other ->
                        datasets.input(manifest, other, description(other), new RuleResults(openLineage, List.of())));
        Stream<InputDataset> sources = record.sources().stream()
                .filter(source -> !isKnown || read.contains(Datasets.name(source)))
                .map(this::input);
        return Stream.concat(sources, own).toList();
    }

    private InputDataset input(SourceCount source) {
        return datasets.input(source, lineage, rules);
    }

    private Optional<TableQuery> query(ReleasedTable table) {
        return lineage.query(name(table));
    }

    private String name(ReleasedTable table) {
        return manifest.product() + "." + table.name();
    }

    private String description(ReleasedTable table) {
        return product.flatMap(known -> known.table(table.name()))
                .map(Table::description)
                .orElse("");
    }
}
