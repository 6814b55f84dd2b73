package dev.weir.catalogue.openmetadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.TableOrigins;
import dev.weir.catalogue.TableOrigins.OfRelease;
import dev.weir.catalogue.TableOrigins.Origin;
import dev.weir.contracts.Column;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.profile.TableProfile;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests of OpenMetadata's API, each with its method, its path below {@code /api} and its body. No sample, no least and no greatest
 * value is in one.
 */
final class OpenMetadataRequests {

    private static final String PUT = "PUT";
    private static final String TABLES = "v1/tables";
    private static final String SERVICE = "weir";
    private static final String DATABASE = "default";
    private static final Pattern DECIMAL = Pattern.compile("decimal\\(([0-9]+),([0-9]+)\\)");
    private static final Map<Double, String> QUARTILES =
            Map.of(0.25, "firstQuartile", 0.5, "median", 0.75, "thirdQuartile");
    private static final String ARRAY = "array<";

    private final CatalogueEntry entry;
    private final Manifest manifest;
    private final ReleaseProfile profile;
    private final StringBuilder lines = new StringBuilder();

    OpenMetadataRequests(CatalogueEntry entry) {
        this.entry = entry;
        this.manifest = entry.manifest();
        this.profile = entry.storage().profile();
    }

    String text() {
        request(
                PUT,
                "v1/services/databaseServices",
                Json.object().put("name", SERVICE).put("serviceType", "Iceberg"));
        request(PUT, "v1/databases", Json.object().put("name", DATABASE).put("service", SERVICE));
        request(
                PUT,
                "v1/databaseSchemas",
                described(Json.object().put("name", manifest.product()).put("database", SERVICE + "." + DATABASE)));
        glossary();
        manifest.tables().forEach(this::table);
        product();
        rules();
        TableOrigins.of(entry).forEach(this::lineage);
        return lines.toString();
    }

    private void request(String method, String path, ObjectNode body) {
        request(method, path, body, Map.of());
    }

    /** One that needs ids of the server: by their places the paths of the entities that have them. */
    private void request(String method, String path, ObjectNode body, Map<String, String> ids) {
        ObjectNode request = Json.object().put("method", method).put("path", path);
        request.set("body", body);
        if (!ids.isEmpty()) {
            ids.forEach(request.putObject("ids")::put);
        }
        lines.append(request).append('\n');
    }

    private static String byName(String fqn) {
        return TABLES + "/name/" + fqn;
    }

    /** An edge from each released table that a table is made of, with the columns' ways over it. */
    private void lineage(TableOrigins origins) {
        String to = fqn(manifest.product(), origins.table().name());
        for (Origin origin : origins.tables()) {
            if (origin instanceof OfRelease of) {
                String from = fqn(of.product(), of.table());
                Map<String, List<String>> ways = new LinkedHashMap<>();
                origins.columns().stream()
                        .filter(way -> way.from().equals(origin) && way.kind().isDirect())
                        .forEach(way -> ways.computeIfAbsent(way.to(), column -> new ArrayList<>())
                                .add(from + "." + quoted(way.column())));
                ObjectNode edge = Json.object();
                edge.putObject("fromEntity").put("type", "table");
                edge.putObject("toEntity").put("type", "table");
                edge.putObject("lineageDetails")
                        .put("source", "QueryLineage")
                        .set("columnsLineage", Json.objects(List.copyOf(ways.entrySet()), way -> {
                            ObjectNode columns = Json.object();
                            columns.set(
                                    "fromColumns",
                                    Json.texts(
                                            way.getValue().stream().distinct().toList()));
                            return columns.put("toColumn", to + "." + quoted(way.getKey()));
                        }));
                ObjectNode body = Json.object();
                body.set("edge", edge);
                Map<String, String> ids = new LinkedHashMap<>();
                ids.put("/edge/fromEntity/id", byName(from));
                ids.put("/edge/toEntity/id", byName(to));
                request(PUT, "v1/lineage", body, ids);
            }
        }
    }

    private ObjectNode described(ObjectNode body) {
        String text = entry.description()
                + manifest.about()
                        .catalogue()
                        .lifecycle()
                        .words()
                        .map(ending -> "\nThis product " + ending)
                        .orElse("");
        return body.put("displayName", manifest.about().name()).put("description", text);
    }

    /** The terms that columns stand for; those of vocabularies by their addresses. */
    private void glossary() {
        if (entry.terms().isEmpty()) {
            return;
        }
        request(
                PUT,
                "v1/glossaries",
                Json.object()
                        .put("name", SERVICE)
                        .put("displayName", "Weir")
                        .put("description", "Terms that columns of products stand for"));
        entry.terms().forEach(term -> {
            ObjectNode body = Json.object()
                    .put("glossary", SERVICE)
                    .put("name", term.id())
                    .put("displayName", term.title())
                    .put("description", term.definition().isBlank() ? entry.iri(term) : term.definition());
            body.set(
                    "references",
                    Json.objects(
                            List.of(term),
                            each -> Json.object().put("name", "Identifier").put("endpoint", entry.iri(each))));
            request(PUT, "v1/glossaryTerms", body);
        });
    }

    /** Counts are multiples of 20, so that none tells of one person: 0 stands for fewer. */
    private void profile(ReleasedTable table, TableProfile profile) {
        long time = manifest.record().run().ended().toEpochMilli();
        ObjectNode body = Json.object();
        body.putObject("tableProfile")
                .put("timestamp", time)
                .put("rowCount", profile.rows().count())
                .put("columnCount", profile.columns().size());
        body.set("columnProfile", Json.objects(profile.columns(), column -> {
            ObjectNode node = Json.object().put("name", column.column()).put("timestamp", time);
            column.missing().ifPresent(count -> node.put("nullCount", count.count()));
            column.distinct().ifPresent(count -> node.put("distinctCount", count.count()));
            column.quantiles().forEach(quantile -> {
                String key = QUARTILES.get(quantile.rank());
                if (key != null) {
                    node.put(key, quantile.value());
                }
            });
            return node;
        }));
        request(PUT, TABLES + "/{id}/tableProfile", body, Map.of("{id}", byName(fqn(table))));
    }

    private void table(ReleasedTable table) {
        ObjectNode body = Json.object()
                .put("name", table.name())
                .put("databaseSchema", schema())
                .put("tableType", table.version().format().equals(TableFormat.ICEBERG) ? "Iceberg" : "Regular")
                .put("fileFormat", "parquet")
                .put(
                        "description",
                        "Release " + manifest.number() + " of "
                                + manifest.about().name() + ", by " + table.contract() + ", content "
                                + table.content().hash());
        if (entry.base().isAddress()) {
            body.put("sourceUrl", entry.base().table(manifest.product(), manifest.number(), table.name()));
        }
        body.set("columns", Json.objects(table.present(), each -> column(table, each)));
        if (!table.key().isEmpty()) {
            ObjectNode key = Json.object().put("constraintType", "PRIMARY_KEY");
            key.set("columns", Json.texts(table.key()));
            body.set("tableConstraints", Json.objects(List.of(key), each -> each));
        }
        request(PUT, TABLES, body);
        profile.table(table.name()).ifPresent(shown -> profile(table, shown));
    }

    private ObjectNode column(ReleasedTable table, ReleasedColumn column) {
        ObjectNode node = Json.object().put("name", column.name());
        String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
        node.put(
                "description",
                (column.description() + unit + " (" + column.category() + ", "
                                + column.mask().words() + ") <"
                                + entry.base()
                                        .column(manifest.product(), manifest.number(), table.name(), column.name())
                                + ">")
                        .strip());
        if (!column.meaning().terms().isEmpty()) {
            node.set(
                    "tags",
                    Json.objects(
                            column.meaning().terms(),
                            term -> Json.object()
                                    .put("tagFQN", SERVICE + "." + quoted(term.id()))
                                    .put("source", "Glossary")
                                    .put("labelType", "Manual")
                                    .put("state", "Confirmed")));
        }
        node.put("dataTypeDisplay", column.type());
        if (column.identity().presence() == Column.Presence.REQUIRED) {
            node.put("constraint", "NOT_NULL");
        }
        boolean isArray = column.type().startsWith(ARRAY);
        if (isArray) {
            String of = column.type().substring(ARRAY.length(), column.type().length() - 1);
            return node.put("dataType", "ARRAY").put("arrayDataType", type(of));
        }
        Matcher decimal = DECIMAL.matcher(column.type());
        if (decimal.matches()) {
            node.put("precision", Integer.parseInt(decimal.group(1))).put("scale", Integer.parseInt(decimal.group(2)));
        }
        return node.put("dataType", type(column.type()));
    }

    private static String type(String type) {
        return switch (type.replaceAll("[(<].*", "")) {
            case "integer" -> "BIGINT";
            case "decimal" -> "DECIMAL";
            case "number" -> "DOUBLE";
            case "boolean" -> "BOOLEAN";
            case "date" -> "DATE";
            case "timestamp" -> "TIMESTAMPZ";
            case "array" -> "ARRAY";
            case "object" -> "STRUCT";
            default -> "STRING";
        };
    }

    private void product() {
        request(
                PUT,
                "v1/domains",
                Json.object()
                        .put("name", SERVICE)
                        .put("domainType", "Source-aligned")
                        .put("description", "Products that Weir releases"));
        ObjectNode body = described(Json.object().put("name", manifest.product()));
        body.set("domains", Json.texts(List.of(SERVICE)));
        request(PUT, "v1/dataProducts", body);
    }

    /** Each rule as a test of its table, and what this release's run found. One that was not asked has no result. */
    private void rules() {
        request(PUT, "v1/dataQuality/testDefinitions", definition());
        for (Verdict verdict : manifest.record().verdicts()) {
            Optional<ReleasedTable> table = manifest.table(verdict.rule().table());
            if (table.isPresent()) {
                String name = verdict.rule().id();
                String link = "<#E::table::" + fqn(table.get()) + ">";
                request(
                        PUT,
                        "v1/dataQuality/testCases",
                        Json.object()
                                .put("name", name)
                                .put("testDefinition", "weirRule")
                                .put("entityLink", link)
                                .put("description", verdict.rule().standing().because()));
                if (verdict.answer() != Verdict.Answer.DORMANT) {
                    ObjectNode result = Json.object()
                            .put("timestamp", manifest.record().run().ended().toEpochMilli())
                            .put("testCaseStatus", status(verdict.answer()))
                            .put("result", manifest.reference());
                    result.putArray("testResultValue");
                    request(
                            "POST",
                            "v1/dataQuality/testCases/testCaseResults/" + fqn(table.get()) + "." + quoted(name),
                            result);
                }
            }
        }
    }

    private static ObjectNode definition() {
        ObjectNode body = Json.object()
                .put("name", "weirRule")
                .put("displayName", "Rule of Weir")
                .put("description", "A rule that a run of Weir judges")
                .put("entityType", "TABLE");
        body.set("testPlatforms", Json.texts(List.of("Other")));
        return body;
    }

    private static String status(Verdict.Answer answer) {
        return switch (answer) {
            case PASSED -> "Success";
            case ERROR -> "Aborted";
            default -> "Failed";
        };
    }

    private String schema() {
        return schema(manifest.product());
    }

    private static String schema(String product) {
        return SERVICE + "." + DATABASE + "." + quoted(product);
    }

    private String fqn(ReleasedTable table) {
        return fqn(manifest.product(), table.name());
    }

    private static String fqn(String product, String table) {
        return schema(product) + "." + quoted(table);
    }

    /** A part of a full name; one with a dot stands in quotes. */
    private static String quoted(String part) {
        return part.contains(".") || part.contains("\"") ? "\"" + part.replace("\"", "\\\"") + "\"" : part;
    }
}
