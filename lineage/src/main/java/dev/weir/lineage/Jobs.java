package dev.weir.lineage;

import dev.weir.contracts.Product;
import dev.weir.contracts.text.HashedFile;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.utils.TagField;
import java.util.List;
import java.util.Optional;

/**
 * The jobs of a workspace: each product, and of a product the making and the check of each of its tables.
 *
 * @param namespace of all of them
 * @param tags of all of them
 * @param checkout where their files are kept; empty where that is not known
 */
record Jobs(OpenLineage openLineage, String namespace, List<TagField> tags, Optional<GitCheckout> checkout) {

    Jobs {
        tags = List.copyOf(tags);
    }

    private static final String CHECK = ".check";

    /**
     * A product's runs.
     *
     * @param product its id
     * @param known the product, where the workspace still has it
     */
    OpenLineage.JobBuilder ofProduct(
            String product, Optional<Product> known, Optional<OpenLineage.LineageJobFacet> lineage) {
        OpenLineage.JobFacetsBuilder facets = facets("PRODUCT", known);
        known.flatMap(about -> about.files().stream().findFirst()).ifPresent(file -> keptIn(file, facets));
        known.map(about -> about.about().description())
                .filter(text -> !text.isBlank())
                .ifPresent(text -> facets.documentation(openLineage.newDocumentationJobFacet(text, "text/plain")));
        lineage.ifPresent(facets::lineage);
        return job(product, facets);
    }

    /**
     * The making of a table.
     *
     * @param name its full name
     * @param query of it, without literals; empty where it is not known
     */
    OpenLineage.JobBuilder ofTable(String name, Optional<Product> product, Optional<String> query) {
        OpenLineage.JobFacetsBuilder facets = facets("TABLE", product);
        product.flatMap(about -> about.contractOf(name.substring(name.lastIndexOf('.') + 1)))
                .ifPresent(contract -> keptIn(contract.file(), facets));
        query.ifPresent(sql -> facets.sql(openLineage.newSQLJobFacet(sql, "spark")));
        return job(name, facets);
    }

    /** The check of a table by its rules. */
    OpenLineage.JobBuilder ofCheck(String table, Optional<Product> product) {
        return job(table + CHECK, facets("CHECK", product));
    }

    private void keptIn(HashedFile file, OpenLineage.JobFacetsBuilder facets) {
        checkout.ifPresent(git -> facets.sourceCodeLocation(git.facet(openLineage, file.path())));
    }

    private OpenLineage.JobFacetsBuilder facets(String kind, Optional<Product> product) {
        OpenLineage.JobFacetsBuilder facets = openLineage
                .newJobFacetsBuilder()
                .jobType(openLineage.newJobTypeJobFacet(
                        "BATCH",
                        "WEIR",
                        kind,
                        openLineage.newJobTypeJobFacetEmissionPattern("EVENT_BASED", "ACCUMULATIVE", null)));
        if (!tags.isEmpty()) {
            facets.tags(openLineage.newTagsJobFacet(tags.stream()
                    .map(tag -> openLineage.newTagsJobFacetFields(tag.getKey(), tag.getValue(), tag.getSource()))
                    .toList()));
        }
        product.flatMap(about -> new Owners(openLineage, about.about().owners()).ofJob())
                .ifPresent(facets::ownership);
        return facets;
    }

    private OpenLineage.JobBuilder job(String name, OpenLineage.JobFacetsBuilder facets) {
        return openLineage.newJobBuilder().namespace(namespace).name(name).facets(facets.build());
    }
}
