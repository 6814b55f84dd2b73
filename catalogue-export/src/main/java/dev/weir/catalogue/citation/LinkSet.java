package dev.weir.catalogue.citation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The typed links of a release's page, as FAIR Signposting asks, in the JSON of RFC 9264: what to cite, by which terms, what describes it,
 * and which tables it has. Only a page with an address has links.
 */
final class LinkSet {

    private static final String SUFFIX = ".linkset.json";

    private LinkSet() {}

    /** The name of its file. */
    static String name(Manifest manifest) {
        return manifest.number() + SUFFIX;
    }

    /**
     * The links.
     *
     * @param described the files that describe the release, beside its page, each with its media type
     */
    static ObjectNode node(CatalogueEntry entry, Reference reference, Map<String, String> described) {
        Manifest manifest = entry.manifest();
        List<String> tables = manifest.tables().stream()
                .map(table -> entry.base().table(manifest.product(), manifest.number(), table.name()))
                .toList();
        String page = entry.base().page(manifest.product(), manifest.number());
        ObjectNode links = Json.object().put("anchor", page);
        links.set("cite-as", hrefs(List.of(reference.iri())));
        links.set("type", hrefs(List.of("https://schema.org/Dataset", "https://schema.org/AboutPage")));
        reference.terms().ifPresent(terms -> links.set("license", hrefs(List.of(terms))));
        reference
                .facts()
                .parties()
                .publisher()
                .flatMap(Publisher::homepage)
                .ifPresent(author -> links.set("author", hrefs(List.of(author))));
        links.set(
                "describedby",
                Json.objects(
                        List.copyOf(new TreeMap<>(described).entrySet()),
                        file -> Json.object()
                                .put("href", entry.base().product(manifest.product()) + file.getKey())
                                .put("type", file.getValue())));
        if (!tables.isEmpty()) {
            links.set("item", hrefs(tables));
        }
        List<ObjectNode> all = new ArrayList<>(List.of(links));
        tables.forEach(table -> {
            ObjectNode back = Json.object().put("anchor", table);
            back.set("collection", hrefs(List.of(page)));
            all.add(back);
        });
        ObjectNode node = Json.object();
        node.set("linkset", Json.objects(all, each -> each));
        return node;
    }

    private static ArrayNode hrefs(List<String> iris) {
        return Json.objects(iris, iri -> Json.object().put("href", iri));
    }
}
