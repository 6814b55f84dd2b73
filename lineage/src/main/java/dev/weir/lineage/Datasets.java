package dev.weir.lineage;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.text.Sha256;
import dev.weir.lineage.Places.SourceTable;
import dev.weir.lineage.ProductLineage.ReadColumn;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.LifecycleStateChangeDatasetFacet.LifecycleStateChange;
import io.openlineage.client.OpenLineage.SymlinksDatasetFacetIdentifiers;
import io.openlineage.client.OpenLineage.TagsDatasetFacetFields;
import io.openlineage.client.utils.DatasetIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables in OpenLineage's words. A table is named by where it lies, as the specification's naming page asks, so that other
 * tools' lineage joins; its name in the catalogue is a symlink.
 */
record Datasets(OpenLineage openLineage, Workspace workspace, Grades grades, Places places, String namespace) {
    private static final String TAG_SOURCE = "CONTRACT";
    private static final String LAW = "LAW";

    /** By which Spark knows Weir's catalogue, in every workspace. */
    private static final String CATALOGUE = "weir";

    /** A source's table before it is read: its name and schema. */
    OpenLineage.InputDataset input(String name) {
        return input(name, openLineage.newDatasetFacetsBuilder(), null);
    }

    /**
     * A source's table once it is read: how much it was, of which files or release, and what rules said of it.
     *
     * @param lineage knows the columns of a release
     * @param rules of the whole run
     */
    OpenLineage.InputDataset input(SourceCount count, ProductLineage lineage, RuleResults rules) {
        OpenLineage.InputDatasetInputFacetsBuilder read = openLineage.newInputDatasetInputFacetsBuilder();
        rules.about(count.table()).assertions().ifPresent(read::dataQualityAssertions);
        return count.release()
                .map(release -> released(count, release, lineage.columns(name(count)), read))
                .orElseGet(() -> files(count, read));
    }

    /** The fields of all inputs and outputs of the event about a release, as their schema facets have them. */
    EventFields fields(Manifest manifest, ProductLineage lineage) {
        EventFields fields = new EventFields();
        for (SourceCount count : manifest.record().sources()) {
            count.release().ifPresent(release -> {
                String name = name(count);
                DatasetIdentifier place = place(release.version());
                lineage.columns(name)
                        .forEach(column -> fields.add(new InputColumn(name, column.name()), place, column.name()));
            });
            places.source(count.table()).ifPresent(source -> {
                DatasetIdentifier place = places.of(source);
                source.table()
                        .columns()
                        .forEach(column -> fields.add(
                                new InputColumn(count.table(), column.name()),
                                place,
                                column.origin().physicalName()));
            });
        }
        for (ReleasedTable table : manifest.tables()) {
            String name = manifest.product() + "." + table.name();
            DatasetIdentifier place = place(table.version());
            table.present().forEach(column -> fields.add(new InputColumn(name, column.name()), place, column.name()));
        }
        return fields;
    }

    /** The full name of what was read, as lineage has it: {@code product.table} of a release, else that of the source's table. */
    static String name(SourceCount count) {
        return count.release()
                .map(release -> release.product()
                        + count.table().substring(count.table().lastIndexOf('.')))
                .orElse(count.table());
    }

    private DatasetIdentifier place(ReleasedTable.Version version) {
        return places.of(version.location());
    }

    /** A table of another product's release: the dataset that was that one's output, at its version. */
    private OpenLineage.InputDataset released(
            SourceCount count,
            ReadRelease release,
            List<ReadColumn> columns,
            OpenLineage.InputDatasetInputFacetsBuilder read) {
        DatasetIdentifier identifier = place(release.version());
        OpenLineage.DatasetFacetsBuilder facets =
                facets(release.version(), tags(release.reference(), release.content(), List.of()));
        String table = count.table().substring(count.table().lastIndexOf('.') + 1);
        facets.put(
                WeirFacet.IDENTITY,
                WeirFacet.identity(
                        workspace.settings().exports().base(),
                        release.product(),
                        release.number(),
                        table,
                        columns.stream().map(ReadColumn::name).toList()));
        if (!columns.isEmpty()) {
            facets.schema(schemas().read(release.product(), table, columns));
        }
        return openLineage
                .newInputDatasetBuilder()
                .namespace(identifier.getNamespace())
                .name(identifier.getName())
                .facets(facets.build())
                .inputFacets(read.inputStatistics(
                                openLineage.newInputStatisticsInputDatasetFacet(count.records(), null, null))
                        .build())
                .build();
    }

    private OpenLineage.DatasetFacetsBuilder facets(ReleasedTable.Version version, List<TagsDatasetFacetFields> tags) {
        OpenLineage.DatasetFacetsBuilder facets = openLineage
                .newDatasetFacetsBuilder()
                .version(openLineage.newDatasetVersionDatasetFacet(Long.toString(version.number())))
                .storage(openLineage.newStorageDatasetFacet(version.format().toString(), "parquet"))
                .tags(openLineage.newTagsDatasetFacet(tags))
                .datasetType(openLineage.newDatasetTypeDatasetFacet("TABLE", null));
        Locations.root(place(version).getNamespace())
                .ifPresent(root -> facets.dataSource(
                        openLineage.newDatasourceDatasetFacet(place(version).getNamespace(), root)));
        if (version.format().equals(TableFormat.ICEBERG)) {
            facets.symlinks(symlink(warehouse(), version.identifier()))
                    .hierarchy(hierarchy(version.identifier()))
                    .catalog(openLineage
                            .newCatalogDatasetFacetBuilder()
                            .framework(version.format().toString())
                            .type(catalogueType())
                            .name(CATALOGUE)
                            .warehouseUri(warehouseUri())
                            .source("spark")
                            .build());
        }
        return facets;
    }

    /** Of a table of the catalogue, by its name {@code schema.table}. */
    private OpenLineage.HierarchyDatasetFacet hierarchy(String identifier) {
        int dot = identifier.lastIndexOf('.');
        return openLineage.newHierarchyDatasetFacet(List.of(
                openLineage.newHierarchyDatasetFacetLevel("CATALOG", CATALOGUE),
                openLineage.newHierarchyDatasetFacetLevel("SCHEMA", identifier.substring(0, dot)),
                openLineage.newHierarchyDatasetFacetLevel("TABLE", identifier.substring(dot + 1))));
    }

    private String warehouseUri() {
        DatasetIdentifier warehouse =
                Locations.identify(workspace.profile().storage().warehouse(), workspace.root());
        String namespace = warehouse.getNamespace();
        return namespace.equals("file") ? "file:" + warehouse.getName() : namespace + "/" + warehouse.getName();
    }

    /** The kind of catalogue as Iceberg names it: a database is one by JDBC. */
    private String catalogueType() {
        String type = workspace.profile().storage().catalogue().type();
        return type.equals(CatalogueSettings.SQLITE) || type.equals(CatalogueSettings.POSTGRESQL) ? "jdbc" : type;
    }

    /** The warehouse, which is the namespace of its Iceberg tables' own names. */
    private String warehouse() {
        DatasetIdentifier warehouse =
                Locations.identify(workspace.profile().storage().warehouse(), workspace.root());
        return warehouse.getNamespace() + ":" + warehouse.getName();
    }

    private OpenLineage.InputDataset files(SourceCount count, OpenLineage.InputDatasetInputFacetsBuilder read) {
        long bytes =
                count.files().stream().mapToLong(SourceCount.SourceFile::bytes).sum();
        OpenLineage.InputDatasetInputFacets facets = read.inputStatistics(
                        openLineage.newInputStatisticsInputDatasetFacet(
                                count.records(), bytes, (long) count.files().size()))
                .build();
        return input(
                count.table(),
                openLineage.newDatasetFacetsBuilder().version(openLineage.newDatasetVersionDatasetFacet(hash(count))),
                facets);
    }

    private OpenLineage.InputDataset input(
            String name,
            OpenLineage.DatasetFacetsBuilder facets,
            OpenLineage.@Nullable InputDatasetInputFacets inputFacets) {
        Optional<SourceTable> found = places.source(name);
        DatasetIdentifier identifier = found.map(places::of).orElseGet(() -> new DatasetIdentifier(name, namespace));
        found.ifPresent(table -> {
            facets.schema(schemas().of(table.table()));
            Locations.root(identifier.getNamespace())
                    .ifPresent(root ->
                            facets.dataSource(openLineage.newDatasourceDatasetFacet(identifier.getNamespace(), root)));
            if (!table.isInDatabase()) { // what a database calls a table may be a view
                facets.datasetType(openLineage.newDatasetTypeDatasetFacet("FILE", null));
            }
            // no symlink: consumers take it for a name in a catalogue, and do not know the place again
            facets.tags(openLineage.newTagsDatasetFacet(
                    List.of(openLineage.newTagsDatasetFacetFields("contract", name, TAG_SOURCE, null))));
            documentation(table.table().description(), facets);
        });
        return openLineage
                .newInputDatasetBuilder()
                .namespace(identifier.getNamespace())
                .name(identifier.getName())
                .facets(facets.build())
                .inputFacets(inputFacets)
                .build();
    }

    /**
     * A released table.
     *
     * @param manifest of its release
     * @param description what a row is; may be empty
     * @param columns what it is made of; empty where that is not known
     */
    OpenLineage.OutputDataset output(
            Manifest manifest,
            ReleasedTable table,
            String description,
            Optional<OpenLineage.ColumnLineageDatasetFacet> columns) {
        OpenLineage.DatasetFacetsBuilder facets = owned(manifest, table, description, columns);
        if (manifest.number() == 1) { // of later releases it is not known which tables are new
            facets.lifecycleStateChange(
                    openLineage.newLifecycleStateChangeDatasetFacet(LifecycleStateChange.CREATE, null));
        }
        OpenLineage.OutputDatasetOutputFacetsBuilder made =
                openLineage.newOutputDatasetOutputFacetsBuilder().outputStatistics(written(table));
        manifest.record().tables().stream()
                .filter(count -> count.table().equals(table.name()))
                .forEach(count -> made.put(WeirFacet.ROWS, WeirFacet.rows(count)));
        DatasetIdentifier identifier = place(table.version());
        return openLineage
                .newOutputDatasetBuilder()
                .namespace(identifier.getNamespace())
                .name(identifier.getName())
                .facets(facets.build())
                .outputFacets(made.build())
                .build();
    }

    /** A released table as {@link #output} has it, for a run that found it made: no row of it is new, and no table is. */
    OpenLineage.OutputDataset unchanged(
            Manifest manifest,
            ReleasedTable table,
            String description,
            Optional<OpenLineage.ColumnLineageDatasetFacet> columns) {
        DatasetIdentifier identifier = place(table.version());
        return openLineage
                .newOutputDatasetBuilder()
                .namespace(identifier.getNamespace())
                .name(identifier.getName())
                .facets(owned(manifest, table, description, columns).build())
                .build();
    }

    private OpenLineage.DatasetFacetsBuilder owned(
            Manifest manifest,
            ReleasedTable table,
            String description,
            Optional<OpenLineage.ColumnLineageDatasetFacet> columns) {
        OpenLineage.DatasetFacetsBuilder facets = facets(manifest, table, description);
        columns.ifPresent(facets::columnLineage);
        new Owners(openLineage, manifest.about().owners()).ofDataset().ifPresent(facets::ownership);
        return facets;
    }

    /** What was read without how much of it was. */
    OpenLineage.InputDataset unchanged(OpenLineage.InputDataset read) {
        return openLineage
                .newInputDatasetBuilder()
                .namespace(read.getNamespace())
                .name(read.getName())
                .facets(read.getFacets())
                .build();
    }

    /**
     * A released table as what is read of the release: by another table of it, or by a check.
     *
     * @param description what a row is; may be empty
     * @param rules verdicts about it
     */
    OpenLineage.InputDataset input(Manifest manifest, ReleasedTable table, String description, RuleResults rules) {
        OpenLineage.InputDatasetInputFacetsBuilder read = openLineage
                .newInputDatasetInputFacetsBuilder()
                .inputStatistics(openLineage.newInputStatisticsInputDatasetFacet(
                        table.rows(), table.bytes(), (long) table.files().count()));
        rules.assertions()
                .ifPresent(assertions -> read.dataQualityAssertions(assertions)
                        .dataQualityMetrics(new TableMetrics(openLineage, table, rules.verdicts()).facet()));
        DatasetIdentifier identifier = place(table.version());
        return openLineage
                .newInputDatasetBuilder()
                .namespace(identifier.getNamespace())
                .name(identifier.getName())
                .facets(facets(manifest, table, description).build())
                .inputFacets(read.build())
                .build();
    }

    private OpenLineage.DatasetFacetsBuilder facets(Manifest manifest, ReleasedTable table, String description) {
        OpenLineage.DatasetFacetsBuilder facets = facets(
                        table.version(),
                        tags(manifest.reference(), table.content().hash(), table.present()))
                .schema(schemas().of(manifest.product(), table.name(), table.present()))
                .put(
                        WeirFacet.IDENTITY,
                        WeirFacet.identity(
                                workspace.settings().exports().base(),
                                manifest.product(),
                                manifest.number(),
                                table.name(),
                                table.present().stream()
                                        .map(ReleasedColumn::name)
                                        .toList()));
        documentation(description, facets);
        return facets;
    }

    /** What the run has written: of a table that grows its new rows alone, and their files are not counted by themselves. */
    private OpenLineage.OutputStatisticsOutputDatasetFacet written(ReleasedTable table) {
        return table.load().base().isEmpty()
                ? openLineage.newOutputStatisticsOutputDatasetFacet(
                        table.rows(), table.bytes(), (long) table.files().count())
                : openLineage.newOutputStatisticsOutputDatasetFacet(
                        table.load().change().added(), null, null);
    }

    private OpenLineage.SymlinksDatasetFacet symlink(String catalogue, String table) {
        SymlinksDatasetFacetIdentifiers identifier =
                openLineage.newSymlinksDatasetFacetIdentifiers(catalogue, table, "TABLE");
        return openLineage.newSymlinksDatasetFacet(List.of(identifier));
    }

    private void documentation(String description, OpenLineage.DatasetFacetsBuilder facets) {
        if (!description.isBlank()) {
            facets.documentation(openLineage.newDocumentationDatasetFacet(description, "text/plain"));
        }
    }

    private SchemaFields schemas() {
        return new SchemaFields(openLineage, workspace);
    }

    /** Release and content hash of the table; category in law, its grade, and mask of each column. */
    private List<TagsDatasetFacetFields> tags(String release, String content, List<ReleasedColumn> columns) {
        List<TagsDatasetFacetFields> tags = new ArrayList<>();
        tags.add(openLineage.newTagsDatasetFacetFields("release", release, "WEIR", null));
        tags.add(openLineage.newTagsDatasetFacetFields("content-hash", content, "WEIR", null));
        for (ReleasedColumn column : columns) {
            tags.add(openLineage.newTagsDatasetFacetFields("category", column.category(), TAG_SOURCE, column.name()));
            grades.of(column.category())
                    .forEach((key, grade) ->
                            tags.add(openLineage.newTagsDatasetFacetFields(key, grade, LAW, column.name())));
            tags.add(openLineage.newTagsDatasetFacetFields("mask", column.mask().method(), TAG_SOURCE, column.name()));
        }
        return tags;
    }

    /** One hash for all files of a source's table: of a line {@code digest  path} for each. Of keyed digests it tells as little as they do. */
    private static String hash(SourceCount count) {
        String lines = count.files().stream()
                .map(file -> file.digest().hex() + "  " + file.path() + "\n")
                .collect(Collectors.joining());
        return "sha256:" + Sha256.hex(lines);
    }
}
