package dev.weir.catalogue.datahub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.TableOrigins;
import dev.weir.contracts.Column;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.profile.TableProfile;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Verdict;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metadata change proposals of DataHub 1.x: an aspect of an entity each, in the order in which one needs another. No number of rows is in
 * a run of an assertion.
 */
final class DataHubProposals {

    private static final String ACTOR = "urn:li:corpuser:weir";
    private static final String SCHEMA = "com.linkedin.schema.";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final CatalogueEntry entry;
    private final Manifest manifest;
    private final ReleaseProfile profile;
    private final ArrayNode proposals = MAPPER.createArrayNode();

    DataHubProposals(CatalogueEntry entry) {
        this.entry = entry;
        this.manifest = entry.manifest();
        this.profile = entry.storage().profile();
    }

    String text() {
        Map.of(
                        "mask", "What was done to values",
                        "category", "Category in law",
                        "unit", "Unit (UCUM)",
                        "iri", "Identifier in its release")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> property(each.getKey(), each.getValue()));
        entry.terms().forEach(this::term);
        manifest.tables().forEach(this::table);
        TableOrigins.of(entry).forEach(this::lineage);
        manifest.record().verdicts().forEach(this::rule);
        product();
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(proposals) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void propose(String type, String urn, String aspect, ObjectNode value) {
        ObjectNode proposal = proposals
                .addObject()
                .put("entityType", type)
                .put("entityUrn", urn)
                .put("changeType", "UPSERT")
                .put("aspectName", aspect);
        proposal.putObject("aspect").set("json", value);
    }

    private void property(String name, String title) {
        ObjectNode value = Json.object()
                .put("qualifiedName", "dev.weir." + name)
                .put("displayName", title)
                .put("valueType", "urn:li:dataType:datahub.string")
                .put("cardinality", "SINGLE");
        value.set("entityTypes", Json.texts(List.of("urn:li:entityType:datahub.schemaField")));
        propose("structuredProperty", DataHubNames.property(name), "propertyDefinition", value);
    }

    private void term(CitedTerm term) {
        propose(
                "glossaryTerm",
                DataHubNames.term(term),
                "glossaryTermInfo",
                Json.object()
                        .put("name", term.title())
                        .put("definition", term.definition().isBlank() ? term.title() : term.definition())
                        .put("termSource", term.isOwn() ? "INTERNAL" : "EXTERNAL")
                        .put("sourceUrl", entry.iri(term)));
    }

    private void table(ReleasedTable table) {
        String urn = DataHubNames.dataset(manifest, table);
        ObjectNode about = Json.object()
                .put("name", table.name())
                .put(
                        "description",
                        manifest.about().name() + ": " + table.name() + ", release " + manifest.number() + ", by "
                                + table.contract());
        if (entry.base().isAddress()) {
            about.put("externalUrl", entry.base().table(manifest.product(), manifest.number(), table.name()));
        }
        ObjectNode custom = about.putObject("customProperties");
        custom.put("weir.release", manifest.reference())
                .put("weir.iri", entry.base().table(manifest.product(), manifest.number(), table.name()))
                .put("weir.contract", table.contract())
                .put("weir.content", table.content().hash())
                .put("weir.audience", manifest.about().audience())
                // a number of 64 bits loses digits in readers of JSON
                .put("weir.version", Long.toString(table.version().number()))
                .put("weir.counts", "multiples of 20; 0 stands for fewer than 20");
        about.putArray("tags");
        propose("dataset", urn, "datasetProperties", about);
        propose(
                "dataset",
                urn,
                "status",
                Json.object().put("removed", entry.expiredAt().isPresent()));
        propose("dataset", urn, "schemaMetadata", schema(table));
        profile.table(table.name()).ifPresent(shown -> profile(urn, shown));
        Lifecycle lifecycle = manifest.about().catalogue().lifecycle();
        if (lifecycle.status().isEnding()) {
            ObjectNode ending = Json.object()
                    .put("deprecated", true)
                    .put("note", lifecycle.words().orElse(""))
                    .put("actor", ACTOR);
            lifecycle
                    .end()
                    .ifPresent(end -> ending.put(
                            "decommissionTime",
                            end.lastDay()
                                    .plusDays(1)
                                    .atStartOfDay(manifest.basis().zone())
                                    .toInstant()
                                    .toEpochMilli()));
            propose("dataset", urn, "deprecation", ending);
        }
        if (!manifest.about().catalogue().topic().keywords().isEmpty()) {
            ObjectNode tags = Json.object();
            tags.set(
                    "tags",
                    Json.objects(
                            manifest.about().catalogue().topic().keywords(),
                            word -> Json.object().put("tag", "urn:li:tag:" + word)));
            propose("dataset", urn, "globalTags", tags);
        }
        table.present().forEach(column -> column(urn, table, column));
    }

    /** Counts are multiples of 20, so that none tells of one person: 0 stands for fewer. */
    private void profile(String urn, TableProfile profile) {
        ObjectNode value = Json.object()
                .put("timestampMillis", manifest.record().run().ended().toEpochMilli())
                .put("rowCount", profile.rows().count())
                .put("columnCount", profile.columns().size());
        value.set("fieldProfiles", Json.objects(profile.columns(), column -> {
            ObjectNode field = Json.object().put("fieldPath", column.column());
            column.missing().ifPresent(count -> field.put("nullCount", count.count()));
            column.distinct().ifPresent(count -> field.put("uniqueCount", count.count()));
            if (!column.values().isEmpty()) {
                field.set(
                        "distinctValueFrequencies",
                        Json.objects(
                                column.values(),
                                shown -> Json.object()
                                        .put("value", shown.value())
                                        .put("frequency", shown.rows().count())));
            }
            if (!column.quantiles().isEmpty()) {
                field.set(
                        "quantiles",
                        Json.objects(
                                column.quantiles(),
                                quantile -> Json.object()
                                        .put("quantile", Double.toString(quantile.rank()))
                                        .put("value", Double.toString(quantile.value()))));
            }
            return field;
        }));
        propose("dataset", urn, "datasetProfile", value);
    }

    private ObjectNode schema(ReleasedTable table) {
        ObjectNode schema = Json.object()
                .put("schemaName", table.name())
                .put("platform", DataHubNames.platform(table.version()))
                .put("version", 0)
                .put("hash", "");
        schema.putObject("platformSchema").putObject(SCHEMA + "OtherSchema").put("rawSchema", "");
        schema.set("fields", Json.objects(table.present(), this::field));
        if (!table.key().isEmpty()) {
            schema.set("primaryKeys", Json.texts(table.key()));
        }
        return schema;
    }

    private ObjectNode field(ReleasedColumn column) {
        ObjectNode field = Json.object()
                .put("fieldPath", column.name())
                .put("nullable", column.identity().presence() != Column.Presence.REQUIRED)
                .put("nativeDataType", column.type())
                .put("recursive", false)
                .put("isPartOfKey", column.identity().key().isPresent());
        if (!column.description().isEmpty()) {
            field.put("description", column.description());
        }
        if (!column.meaning().terms().isEmpty()) {
            ObjectNode terms = field.putObject("glossaryTerms");
            terms.set(
                    "terms",
                    Json.objects(column.meaning().terms(), term -> Json.object().put("urn", DataHubNames.term(term))));
            terms.set("auditStamp", stamp());
        }
        field.putObject("type").putObject("type").putObject(SCHEMA + type(column.type()));
        return field;
    }

    private ObjectNode stamp() {
        return Json.object()
                .put("time", manifest.record().run().ended().toEpochMilli())
                .put("actor", ACTOR);
    }

    private static String type(String type) {
        String plain = type.replaceAll("[(<].*", "");
        return switch (plain) {
            case "integer", "decimal", "number" -> "NumberType";
            case "boolean" -> "BooleanType";
            case "date" -> "DateType";
            case "timestamp", "time" -> "TimeType";
            case "array" -> "ArrayType";
            case "object" -> "RecordType";
            default -> "StringType";
        };
    }

    private void column(String dataset, ReleasedTable table, ReleasedColumn column) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("category", column.category());
        values.put("mask", column.mask().words());
        values.put("iri", entry.base().column(manifest.product(), manifest.number(), table.name(), column.name()));
        if (!column.unit().isEmpty()) {
            values.put("unit", column.unit());
        }
        ObjectNode properties = Json.object();
        properties.set("properties", Json.objects(List.copyOf(values.entrySet()), each -> {
            ObjectNode one = Json.object().put("propertyUrn", DataHubNames.property(each.getKey()));
            one.putArray("values").addObject().put("string", each.getValue());
            return one;
        }));
        propose("schemaField", DataHubNames.column(dataset, column.name()), "structuredProperties", properties);
    }

    /** The tables that a table is made of, and by kind of step the columns that each column comes from: OpenLineage's subtypes. */
    private void lineage(TableOrigins origins) {
        if (origins.tables().isEmpty()) {
            return;
        }
        String urn = DataHubNames.dataset(manifest, origins.table());
        ObjectNode value = Json.object();
        value.set("upstreams", Json.objects(origins.tables(), origin -> {
            ObjectNode upstream = Json.object();
            upstream.set("auditStamp", stamp());
            return upstream.put("dataset", DataHubNames.origin(origin)).put("type", "TRANSFORMED");
        }));
        Map<String, Map<String, List<String>>> ways = new LinkedHashMap<>();
        origins.columns()
                .forEach(way -> ways.computeIfAbsent(way.to(), to -> new TreeMap<>())
                        .computeIfAbsent(way.kind().subtype(), kind -> new ArrayList<>())
                        .add(DataHubNames.column(DataHubNames.origin(way.from()), way.column())));
        ArrayNode columns = value.putArray("fineGrainedLineages");
        ways.forEach((to, kinds) -> kinds.forEach((kind, from) -> {
            ObjectNode way = columns.addObject().put("upstreamType", "FIELD_SET");
            way.set("upstreams", Json.texts(from.stream().distinct().toList()));
            way.put("downstreamType", "FIELD");
            way.set("downstreams", Json.texts(List.of(DataHubNames.column(urn, to))));
            way.put("transformOperation", kind).put("confidenceScore", 1.0);
        }));
        propose("dataset", urn, "upstreamLineage", value);
    }

    /** A rule, and what this release's run found of it. A rule that was not asked has no run. */
    private void rule(Verdict verdict) {
        manifest.table(verdict.rule().table()).ifPresent(table -> {
            String dataset = DataHubNames.dataset(manifest, table);
            String urn = DataHubNames.assertion(manifest, verdict.rule().id());
            ObjectNode info = Json.object()
                    .put("type", "CUSTOM")
                    .put(
                            "description",
                            verdict.rule().standing().because().isBlank()
                                    ? verdict.rule().id()
                                    : verdict.rule().id() + ": "
                                            + verdict.rule().standing().because());
            info.putObject("customAssertion")
                    .put("type", "Weir rule")
                    .put("entity", dataset)
                    .put("logic", verdict.rule().id());
            info.putObject("source").put("type", "EXTERNAL");
            propose("assertion", urn, "assertionInfo", info);
            if (verdict.answer() != Verdict.Answer.DORMANT) {
                ObjectNode event = Json.object()
                        .put("timestampMillis", manifest.record().run().ended().toEpochMilli())
                        .put("runId", manifest.reference())
                        .put("assertionUrn", urn)
                        .put("asserteeUrn", dataset)
                        .put("status", "COMPLETE");
                event.putObject("result").put("type", result(verdict.answer()));
                propose("assertion", urn, "assertionRunEvent", event);
            }
        });
    }

    private static String result(Verdict.Answer answer) {
        return switch (answer) {
            case PASSED -> "SUCCESS";
            case ERROR -> "ERROR";
            default -> "FAILURE";
        };
    }

    private void product() {
        ObjectNode value = Json.object()
                .put("name", manifest.about().name())
                .put("description", manifest.about().description());
        if (entry.base().isAddress()) {
            value.put("externalUrl", entry.base().product(manifest.product()));
        }
        value.putObject("customProperties").put("weir.release", manifest.reference());
        value.set(
                "assets",
                Json.objects(
                        manifest.tables(),
                        table -> Json.object()
                                .put("destinationUrn", DataHubNames.dataset(manifest, table))
                                .put("outputPort", true)));
        propose("dataProduct", DataHubNames.product(manifest), "dataProductProperties", value);
    }
}
