package dev.weir.catalogue.citation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import java.util.List;

/** A release in DataCite's JSON, metadata schema 4.6: what a repository asks for before it gives a DOI. */
final class DataCite {

    private DataCite() {}

    static ObjectNode node(Reference reference) {
        ObjectNode node = Json.object();
        node.set(
                "alternateIdentifiers", // the identifier itself is a DOI, which it has not yet
                Json.objects(
                        List.of(reference.iri()),
                        iri -> Json.object()
                                .put("alternateIdentifier", iri)
                                .put("alternateIdentifierType", reference.isAddress() ? "URL" : "URN")));
        if (reference.isAddress()) {
            node.put("url", reference.iri());
        }
        node.set(
                "creators",
                Json.objects(
                        List.of(reference.author()),
                        name -> Json.object().put("name", name).put("nameType", "Organizational")));
        node.set(
                "titles",
                Json.objects(List.of(reference.title()), title -> Json.object().put("title", title)));
        node.putObject("publisher").put("name", reference.author());
        node.put("publicationYear", Integer.toString(reference.released().getYear()));
        node.putObject("types").put("resourceTypeGeneral", "Dataset").put("resourceType", "Release of a data product");
        node.set(
                "dates",
                Json.objects(
                        List.of(reference.released().toString()),
                        day -> Json.object().put("date", day).put("dateType", "Issued")));
        node.put("version", reference.version());
        node.set("formats", Json.texts(List.of("application/vnd.apache.parquet")));
        if (!reference.keywords().isEmpty()) {
            node.set(
                    "subjects",
                    Json.objects(reference.keywords(), word -> Json.object().put("subject", word)));
        }
        if (!reference.about().description().isBlank()) {
            node.set(
                    "descriptions",
                    Json.objects(
                            List.of(reference.about().description()),
                            text -> Json.object().put("description", text).put("descriptionType", "Abstract")));
        }
        reference
                .terms()
                .ifPresent(terms -> node.set("rightsList", Json.objects(List.of(terms), url -> {
                    ObjectNode rights = Json.object().put("rightsUri", url);
                    reference
                            .licence()
                            .ifPresent(licence -> rights.put("rightsIdentifier", licence.spdx())
                                    .put("rightsIdentifierScheme", "SPDX"));
                    return rights;
                })));
        if (!reference.facts().parties().funding().isEmpty()) {
            node.set(
                    "fundingReferences",
                    Json.objects(
                            reference.facts().parties().funding(),
                            fund -> Json.object().put("funderName", fund)));
        }
        return node.put("schemaVersion", "http://datacite.org/schema/kernel-4");
    }
}
