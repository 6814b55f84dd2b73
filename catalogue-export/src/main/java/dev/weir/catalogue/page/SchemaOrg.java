package dev.weir.catalogue.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Downloads;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A release as a {@code Dataset} of schema.org in its page, as searches for data sets read it: what Google requires and recommends, as
 * far as the release says it.
 */
final class SchemaOrg {

    /** Searches take no more. */
    private static final int LONGEST_DESCRIPTION = 5000;

    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private SchemaOrg() {}

    /** JSON-LD that may stand in a script of a page: it holds no sign that HTML reads. */
    static String script(CatalogueEntry entry) {
        try {
            return ASCII.writeValueAsString(node(entry))
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode node(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        CatalogueFacts facts = manifest.about().catalogue();
        ObjectNode node = Json.object()
                .put("@context", "https://schema.org/")
                .put("@type", "Dataset")
                .put("@id", entry.iri())
                .put("name", manifest.about().name() + ", release " + manifest.number())
                .put("description", description(entry))
                .put("identifier", manifest.reference())
                .put("version", Long.toString(manifest.number()))
                .put(
                        "datePublished",
                        LocalDate.ofInstant(manifest.record().run().ended(), ZoneOffset.UTC)
                                .toString())
                .put("isAccessibleForFree", manifest.about().audience().equals("public"));
        if (entry.base().isAddress()) {
            node.put("url", entry.iri());
        }
        facts.terms().licence().ifPresent(licence -> node.put("license", Licence.address(licence)));
        facts.terms().citation().ifPresent(citation -> node.put("citation", citation));
        facts.parties().publisher().ifPresent(publisher -> {
            ObjectNode creator =
                    node.putObject("creator").put("@type", "Organization").put("name", publisher.name());
            publisher.homepage().ifPresent(page -> creator.put("url", page));
        });
        if (!facts.parties().funding().isEmpty()) {
            node.set("funding", Json.texts(facts.parties().funding()));
        }
        topic(node, facts.topic());
        List<String> files = Downloads.of(entry).tables().values().stream()
                .flatMap(List::stream)
                .toList();
        if (!files.isEmpty()) {
            node.set(
                    "distribution",
                    Json.objects(
                            files,
                            file -> Json.object()
                                    .put("@type", "DataDownload")
                                    .put("encodingFormat", "application/vnd.apache.parquet")
                                    .put("contentUrl", file)));
        }
        ArrayNode variables = node.putArray("variableMeasured");
        manifest.tables()
                .forEach(table -> table.present().forEach(column -> variable(entry, variables, table, column)));
        entry.previous()
                .ifPresent(before -> node.putObject("isBasedOn")
                        .put("@id", entry.base().release(before.product(), before.number())));
        return node;
    }

    private static void topic(ObjectNode node, CatalogueFacts.Topic topic) {
        if (!topic.keywords().isEmpty()) {
            node.set("keywords", Json.texts(topic.keywords()));
        }
        if (!topic.languages().isEmpty()) {
            node.set("inLanguage", Json.texts(topic.languages()));
        }
        if (!topic.places().isEmpty()) {
            node.set("spatialCoverage", Json.texts(topic.places()));
        }
        topic.period()
                .ifPresent(period -> node.put(
                        "temporalCoverage",
                        period.from().map(LocalDate::toString).orElse("..") + "/"
                                + period.until().map(LocalDate::toString).orElse("..")));
    }

    private static void variable(
            CatalogueEntry entry, ArrayNode variables, ReleasedTable table, ReleasedColumn column) {
        ObjectNode variable =
                variables.addObject().put("@type", "PropertyValue").put("name", table.name() + "." + column.name());
        if (!column.description().isEmpty()) {
            variable.put("description", column.description());
        }
        if (!column.unit().isEmpty()) {
            variable.put("unitText", column.unit());
        }
        if (!column.meaning().terms().isEmpty()) {
            variable.set(
                    "propertyID",
                    Json.texts(column.meaning().terms().stream().map(entry::iri).toList()));
        }
    }

    private static String description(CatalogueEntry entry) {
        String text = entry.description();
        return text.codePointCount(0, text.length()) <= LONGEST_DESCRIPTION
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_DESCRIPTION - 1)) + "…";
    }
}
