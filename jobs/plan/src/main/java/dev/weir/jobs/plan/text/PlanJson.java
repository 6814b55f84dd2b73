package dev.weir.jobs.plan.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Product;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.json.ReproducibilityJson;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.change.ChangeSinceRelease;
import dev.weir.jobs.plan.change.ColumnChange;
import dev.weir.jobs.plan.change.ContractEvolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan as JSON, for tools. Its published schema is the resource {@code schemas/plan.schema.json}. */
public final class PlanJson {

    /** The version of the format. */
    public static final String SCHEMA = "weir-plan-1";

    private PlanJson() {}

    /** The plan as text: UTF-8, two spaces, line feeds; the same for equal plans. */
    public static String print(Plan plan) {
        return print(plan, Optional.empty(), Map.of(), List.of());
    }

    /**
     * The same, with what has changed since the last release, and with what in its queries may come out
     * differently on another machine.
     *
     * @param readers by the id of a contract, the products that read it
     */
    public static String print(
            Plan plan,
            Optional<ChangeSinceRelease> since,
            Map<String, List<Product>> readers,
            List<Reproducibility.Because> notices) {
        ObjectNode node = Json.object()
                .put("schema", SCHEMA)
                .put("product", plan.product().id())
                .put("audience", Json.word(plan.product().audience()))
                .put("day", plan.day().toString());
        node.set("waivers", Json.texts(WaiverNotices.of(plan)));
        if (!plan.product().concessions().harmless().isEmpty()) {
            node.set("harmless", Json.texts(plan.harmlessNotices()));
        }
        if (!plan.endingNotices().isEmpty()) {
            node.set("ending", Json.texts(plan.endingNotices()));
        }
        node.set("reads", Json.objects(plan.reads(), PlanJson::read));
        node.set("tables", Json.objects(plan.tables(), PlanJson::table));
        node.set("stages", Json.objects(plan.stages(), PlanJson::stage));
        since.ifPresent(change -> {
            List<ContractEvolution> changed = change.contracts().stream()
                    .filter(evolution -> !evolution.changes().isEmpty())
                    .toList();
            if (!changed.isEmpty()) {
                node.set("changes", Json.objects(changed, evolution -> evolution(evolution, readers)));
            }
            node.set("since", since(change));
        });
        if (!notices.isEmpty()) {
            node.set("notices", Json.objects(notices, ReproducibilityJson::because));
        }
        return Json.print(node);
    }

    private static ObjectNode since(ChangeSinceRelease since) {
        ObjectNode node = Json.object().put("release", since.release());
        node.set(
                "files",
                Json.objects(
                        List.copyOf(since.files().entrySet()),
                        file -> Json.object().put("path", file.getKey()).put("fate", Json.word(file.getValue()))));
        since.lineage().ifPresent(lineage -> {
            ObjectNode ways = node.putObject("lineage");
            ways.set("added", Json.texts(lineage.added()));
            ways.set("gone", Json.texts(lineage.gone()));
        });
        return node;
    }

    private static ObjectNode evolution(ContractEvolution evolution, Map<String, List<Product>> readers) {
        ObjectNode node = Json.object()
                .put("contract", evolution.contract().id())
                .put("since", evolution.release())
                .put("version-before", evolution.version())
                .put("version", evolution.contract().version());
        node.set(
                "read-by",
                Json.texts(readers.getOrDefault(evolution.contract().id(), List.of()).stream()
                        .map(Product::id)
                        .toList()));
        node.set(
                "changes",
                Json.objects(
                        evolution.changes(),
                        change -> Json.object()
                                .put("table", change.table())
                                .put("what", change.words())
                                .put("breaking", change.weight() == ColumnChange.Weight.MAJOR)));
        evolution
                .problem()
                .ifPresent(problem -> node.set(
                        "problem",
                        Json.object()
                                .put("code", problem.code().id())
                                .put("what", problem.what())
                                .put("why", problem.why())
                                .put("remedy", problem.remedy())));
        return node;
    }

    private static ObjectNode read(SourceRead read) {
        ObjectNode node = Json.object()
                .put("name", read.name())
                .put("format", read.source().where().format())
                .put("location", read.source().where().location())
                .put("window", Json.word(read.window()))
                .put("way", read.way().toString())
                .put("reason", read.reason());
        node.set("feeds", Json.texts(read.feeds()));
        node.set("rules", Json.objects(read.rules(), PlanJson::rule));
        return node;
    }

    private static ObjectNode table(TablePlan table) {
        ObjectNode node = Json.object()
                .put("name", table.name())
                .put("format", table.format().toString())
                .put("load", table.load().mode())
                .put("way", table.route().way().toString())
                .put("reason", table.route().reason());
        node.set("inputs", Json.objects(table.route().inputs(), PlanJson::input));
        TableCost cost = TableCost.of(table);
        node.set(
                "cost",
                Json.object()
                        .put("shuffles", cost.shuffles())
                        .put("look-ups", cost.lookups())
                        .put("columns-aside", cost.aside())
                        .put("jobs-after-staging", cost.jobs()));
        node.set("aside", Json.texts(table.aside().columns()));
        node.set("masks", Json.objects(table.masks(), PlanJson::mask));
        node.set("minors", minors(table.protection().minors()));
        node.set("watched", Json.texts(table.protection().watched()));
        node.set("rules", Json.objects(table.rules(), PlanJson::rule));
        return node;
    }

    private static ObjectNode input(Input input) {
        return Json.object()
                .put("written", input.written())
                .put("origin", Json.word(input.origin()))
                .put("name", input.name());
    }

    private static ObjectNode mask(ColumnMask mask) {
        ObjectNode node = Json.object()
                .put("column", mask.column())
                .put("category", mask.category())
                .put("mask", mask.mask().method().word());
        Map<String, String> parameters = mask.mask().written().parameters();
        if (!parameters.isEmpty()) {
            ObjectNode written = node.putObject("parameters");
            parameters.forEach(written::put);
        }
        mask.before()
                .ifPresent(before -> node.put("before", before.mask().display()).put("before-by", before.product()));
        node.put("chosen-by", mask.chosenBy().toString());
        node.set("articles", Json.texts(mask.articles()));
        return node;
    }

    private static ObjectNode minors(MinorRows minors) {
        ObjectNode node = Json.object().put("policy", Json.word(minors.policy()));
        node.set("told-by", Json.texts(minors.evidence()));
        node.set("dropped-with", Json.texts(minors.parents()));
        return node;
    }

    private static ObjectNode rule(RulePlan rule) {
        return Json.object()
                .put("id", rule.id())
                .put("severity", rule.rule().severity().toString())
                .put("answer", rule.answer().toString())
                .put("reason", rule.reason());
    }

    private static ObjectNode stage(Stage stage) {
        ObjectNode node = Json.object().put("stage", stage.title());
        if (!stage.subject().isEmpty()) {
            node.put("subject", stage.subject());
        }
        if (!stage.steps().isEmpty()) {
            node.set("steps", Json.texts(stage.steps().stream().map(Json::word).toList()));
        }
        return node;
    }
}
