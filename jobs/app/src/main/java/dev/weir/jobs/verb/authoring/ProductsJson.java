package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.text.WrittenFile;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All products of a workspace for a scheduler, as {@code schemas/products.schema.json} says. */
final class ProductsJson {

    private static final String SCHEMA = "weir-products-1";

    /** The release that is read where none is pinned. */
    private static final String NEWEST = "newest";

    private ProductsJson() {}

    static ObjectNode node(PlannedProducts planned) {
        ObjectNode node = Json.object()
                .put("schema", SCHEMA)
                .put("weir", WeirVersion.number())
                .put("workspace", planned.workspace().settings().name())
                .put("profile", planned.workspace().profile().name())
                .put("timezone", zone(planned.workspace().settings().zone()));
        node.set("files", Json.objects(planned.files(), ProductsJson::file));
        node.set("products", Json.objects(planned.plans(), ProductsJson::product));
        return node;
    }

    /** As the IANA's database names it: Java calls UTC by a letter. */
    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static ObjectNode file(WrittenFile file) {
        return Json.object().put("path", file.path()).put("sha256", file.sha256());
    }

    private static ObjectNode product(Plan plan) {
        Product product = plan.product();
        ObjectNode node = Json.object()
                .put("product", product.id())
                .put("name", product.about().name())
                .put("description", product.about().description())
                .put("version", product.about().version())
                .put("audience", Json.word(product.audience()));
        node.set("owners", Json.texts(product.about().owners()));
        node.set("tags", Json.texts(product.about().tags()));
        node.put("file", product.files().get(0).path());
        Contract.Schedule schedule = product.schedule();
        if (schedule.cron().isPresent() || schedule.every().isPresent()) {
            ObjectNode due = Json.object();
            schedule.cron().ifPresent(cron -> due.put("cron", cron));
            schedule.every().map(Duration::toSeconds).ifPresent(seconds -> due.put("every-seconds", seconds));
            node.set("schedule", due);
        }
        schedule.latency().map(Duration::toSeconds).ifPresent(seconds -> node.put("latency-seconds", seconds));
        node.put("by-interval", plan.isByIntervals());
        node.set("reads", Json.objects(reads(product), read -> read));
        node.set(
                "sources",
                Json.texts(plan.reads().stream()
                        .filter(read -> read.source().release().isEmpty())
                        .map(SourceRead::name)
                        .toList()));
        node.set("tables", Json.objects(plan.tables(), table -> table(product, table)));
        return node;
    }

    /** The products that it reads, each once, with the contracts that it reads of them. */
    private static List<ObjectNode> reads(Product product) {
        Map<String, List<Source>> sources = product.reads().stream()
                .collect(Collectors.groupingBy(
                        source -> source.release().orElseThrow().product(), LinkedHashMap::new, Collectors.toList()));
        return sources.entrySet().stream()
                .map(entry -> {
                    ObjectNode read = Json.object()
                            .put("product", entry.getKey())
                            .put("release", pin(entry.getValue().get(0)));
                    read.set(
                            "contracts",
                            Json.texts(entry.getValue().stream()
                                    .map(source -> source.contract().id())
                                    .toList()));
                    return read;
                })
                .toList();
    }

    /** The same of all contracts that a product reads of another one. */
    private static String pin(Source source) {
        return source.release().flatMap(Source.InRelease::pin).orElse(NEWEST);
    }

    private static ObjectNode table(Product product, TablePlan table) {
        return Json.object()
                .put("table", table.name())
                .put("contract", product.contractOf(table.name()).orElseThrow().id())
                .put("description", table.table().description())
                .put("load", table.load().mode())
                .put("format", table.format().toString())
                .put("rules", table.rules().size());
    }
}
