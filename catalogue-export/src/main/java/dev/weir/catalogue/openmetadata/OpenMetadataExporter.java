package dev.weir.catalogue.openmetadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.catalogue.ApiRequest;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.TableOrigins;
import dev.weir.catalogue.TableOrigins.OfSource;
import dev.weir.contracts.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A release for OpenMetadata 1.x and 2.x: {@code <number>.openmetadata.ndjson}, a request a line, in the order in which one needs another.
 * OpenMetadata reads no such file by itself: send each line to the server's API. A line with {@code ids} needs ids that the server gives: by
 * the place in the body the path of an entity, whose {@code id} belongs there.
 */
public final class OpenMetadataExporter implements Exporter {

    private static final Map<Fact, String> PROPERTIES = Map.of(Fact.DESCRIPTION, "createDataProduct.description");

    @Override
    public String name() {
        return "openmetadata";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        List<Gap> gaps = new ArrayList<>(Fact.unwritten(entry.manifest(), PROPERTIES));
        gaps.add(new Gap(
                "createDataProduct.domains",
                new Gap.NotMeasured("ODPS 'domain' is not kept with a release:" + " the domain is called 'weir'")));
        List<TableOrigins> origins = TableOrigins.of(entry);
        if (origins.size() < entry.manifest().tables().size()) {
            gaps.add(
                    new Gap("addLineage", new Gap.NotMeasured("The release has not kept what its tables are made of")));
        }
        origins.stream()
                .flatMap(table -> table.untraced().stream())
                .distinct()
                .forEach(what -> gaps.add(new Gap(
                        "addLineage.columnsLineage", new Gap.NotMeasured("It could not be followed: " + what))));
        if (origins.stream().flatMap(table -> table.tables().stream()).anyMatch(OfSource.class::isInstance)) {
            gaps.add(
                    new Gap(
                            "addLineage",
                            new Gap.NotMeasured(
                                    "OpenMetadata knows a source by a service of its own: it has its edges from the run's OpenLineage events")));
        }
        gaps.add(new Gap("owners", new Gap.NotMeasured("Names of people stay in the product's file")));
        return new CatalogueExport(
                List.of(new ExportedFile(
                        entry.manifest().number() + ".openmetadata.ndjson", new OpenMetadataRequests(entry).text())),
                gaps);
    }

    @Override
    public List<ApiRequest> requests(CatalogueExport made) {
        return made.files().stream()
                .flatMap(file -> file.text().lines())
                .map(Json::tree)
                .map(line -> new ApiRequest(
                        line.path("method").asText(),
                        "api/" + line.path("path").asText(),
                        line.path("body"),
                        ids(line)))
                .toList();
    }

    private static Map<String, String> ids(JsonNode line) {
        Map<String, String> ids = new LinkedHashMap<>();
        line.path("ids")
                .fields()
                .forEachRemaining(
                        id -> ids.put(id.getKey(), "api/" + id.getValue().asText()));
        return ids;
    }
}
