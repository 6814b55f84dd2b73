package dev.weir.catalogue.datahub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.ApiRequest;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.TableOrigins;
import dev.weir.catalogue.TableOrigins.OfSource;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A release for DataHub: {@code <number>.datahub.json}, which its source {@code file} reads. It has tables with their columns, categories
 * masks and origins, rules with the verdict of this release, and the product.
 */
public final class DataHubExporter implements Exporter {

    private static final Map<Fact, String> PROPERTIES =
            Map.of(Fact.DESCRIPTION, "dataProductProperties.description", Fact.KEYWORDS, "globalTags");

    @Override
    public String name() {
        return "datahub";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        List<Gap> gaps = new ArrayList<>(Fact.unwritten(entry.manifest(), PROPERTIES));
        if (entry.manifest().tables().stream()
                .anyMatch(table -> DataHubNames.isOnDisk(table.version())
                        && table.version().format().equals(TableFormat.DELTA))) {
            gaps.add(new Gap(
                    "urn:li:dataset",
                    new Gap.NotMeasured("DataHub calls a Delta table by its path, which a disk's must not show: its own"
                            + " reader of this table makes another node")));
        }
        List<TableOrigins> origins = TableOrigins.of(entry);
        if (origins.size() < entry.manifest().tables().size()) {
            gaps.add(new Gap(
                    "upstreamLineage", new Gap.NotMeasured("The release has not kept what its tables are made of")));
        }
        origins.stream()
                .flatMap(table -> table.untraced().stream())
                .distinct()
                .forEach(what -> gaps.add(
                        new Gap("fineGrainedLineages", new Gap.NotMeasured("It could not be followed: " + what))));
        if (origins.stream().flatMap(table -> table.tables().stream()).anyMatch(OfSource.class::isInstance)) {
            gaps.add(
                    new Gap(
                            "upstreamLineage",
                            new Gap.NotMeasured(
                                    "A source has its name alone, and not its place: the run's OpenLineage events make another node of it")));
        }
        gaps.add(new Gap("ownership", new Gap.NotMeasured("Names of people stay in the product's file")));
        return new CatalogueExport(
                List.of(new ExportedFile(
                        entry.manifest().number() + ".datahub.json", new DataHubProposals(entry).text())),
                gaps);
    }

    /** To the metadata service: a proposal each, whose aspect is a text of JSON there. */
    @Override
    public List<ApiRequest> requests(CatalogueExport made) {
        List<ApiRequest> requests = new ArrayList<>();
        for (ExportedFile file : made.files()) {
            for (JsonNode each : Json.tree(file.text())) {
                ObjectNode proposal = each.deepCopy();
                proposal.putObject("aspect")
                        .put("contentType", "application/json")
                        .put("value", each.at("/aspect/json").toString());
                ObjectNode body = Json.object();
                body.set("proposal", proposal);
                requests.add(new ApiRequest("POST", "aspects?action=ingestProposal", body, Map.of()));
            }
        }
        return requests;
    }
}
