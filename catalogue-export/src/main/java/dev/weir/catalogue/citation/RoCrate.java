package dev.weir.catalogue.citation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A release as a detached RO-Crate 1.2: one that has no folder of its own, since its rows lie where only readers with rights reach. Each
 * table is a part by its IRI, and the run is the action that made it.
 */
final class RoCrate {

    /** What a detached crate's file name ends with. */
    static final String SUFFIX = ".release-ro-crate-metadata.json";

    private static final String SPECIFICATION = "https://w3id.org/ro/crate/1.2";
    private static final String DATASET = "Dataset";

    /** What is no part of the crate. */
    private static final String WORK = "CreativeWork";

    private final CatalogueEntry entry;
    private final Manifest manifest;
    private final Reference reference;
    private final Map<String, ObjectNode> entities = new LinkedHashMap<>();

    private RoCrate(CatalogueEntry entry, Reference reference) {
        this.entry = entry;
        this.manifest = entry.manifest();
        this.reference = reference;
    }

    static ObjectNode node(CatalogueEntry entry, Reference reference) {
        RoCrate crate = new RoCrate(entry, reference);
        crate.enter();
        ObjectNode node = Json.object().put("@context", SPECIFICATION + "/context");
        node.set("@graph", Json.objects(List.copyOf(crate.entities.values()), each -> each));
        return node;
    }

    private void enter() {
        ObjectNode descriptor = entity("ro-crate-metadata.json", WORK);
        descriptor.set("conformsTo", ref(SPECIFICATION));
        descriptor.set("about", ref(reference.iri()));
        ObjectNode root = named(reference.iri(), DATASET, reference.title())
                .put("description", entry.description())
                .put("datePublished", reference.released().toString())
                .put("version", reference.version())
                .put("identifier", reference.id());
        root.set("isPartOf", ref(entry.base().product(manifest.product())));
        named(entry.base().product(manifest.product()), WORK, manifest.about().name());
        if (!reference.keywords().isEmpty()) {
            root.put("keywords", String.join(", ", reference.keywords()));
        }
        reference.terms().ifPresent(terms -> {
            root.set("license", ref(terms));
            named(terms, WORK, reference.facts().terms().licence().orElse(terms));
        });
        reference.facts().parties().publisher().ifPresent(publisher -> {
            ObjectNode organisation = publisher(publisher);
            root.set("publisher", organisation.deepCopy().retain("@id"));
            root.set("author", organisation.deepCopy().retain("@id"));
        });
        reference.facts().terms().citation().ifPresent(citation -> root.put("creditText", citation));
        root.set("hasPart", refs(manifest.tables().stream().map(this::part).toList()));
        root.set("mentions", ref(run()));
    }

    private ObjectNode publisher(Publisher written) {
        String iri = written.homepage().orElse(entry.base().product(manifest.product()) + "#publisher");
        ObjectNode organisation = named(iri, "Organization", written.name());
        written.homepage().ifPresent(page -> organisation.put("url", page));
        return organisation;
    }

    private String part(ReleasedTable table) {
        String iri = entry.base().table(manifest.product(), manifest.number(), table.name());
        ObjectNode part = named(iri, DATASET, table.name())
                .put("description", table.version().format() + " table by " + table.contract())
                .put("encodingFormat", "application/vnd.apache.parquet");
        part.set(
                "variableMeasured",
                Json.texts(table.present().stream().map(column -> column.name()).toList()));
        return iri;
    }

    /** Sources have their names alone: where their files lie is for no reader. */
    private String run() {
        String iri = "urn:uuid:" + manifest.record().run().id();
        String version = manifest.record().run().version();
        String weir = "urn:weir:-/weir/" + version;
        named(weir, "SoftwareApplication", "Weir").put("version", version).put("url", "https://weir.dev/");
        ObjectNode run = named(iri, "CreateAction", "The run that made " + reference.id())
                .put("startTime", manifest.record().run().started().toString())
                .put("endTime", manifest.record().run().ended().toString());
        run.set("instrument", ref(weir));
        List<String> read = new ArrayList<>(entry.read());
        read.forEach(release -> named(release, WORK, "A release that was read"));
        manifest.record().sources().stream()
                .filter(source -> source.release().isEmpty())
                .map(SourceCount::table)
                .distinct()
                .forEach(source -> {
                    String name = entry.base().source(source);
                    named(name, WORK, source);
                    read.add(name);
                });
        run.set("object", refs(read));
        run.set("result", ref(reference.iri()));
        return iri;
    }

    private ObjectNode named(String iri, String type, String name) {
        return entity(iri, type).put("name", name);
    }

    /** Each entity is there once. */
    private ObjectNode entity(String iri, String type) {
        return entities.computeIfAbsent(iri, id -> Json.object().put("@id", id).put("@type", type));
    }

    private static ObjectNode ref(String iri) {
        return Json.object().put("@id", iri);
    }

    private static ArrayNode refs(List<String> iris) {
        return Json.objects(iris, RoCrate::ref);
    }
}
