package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Contract;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.json.ReproducibilityJson;
import dev.weir.contracts.text.DurationText;
import dev.weir.contracts.text.HashedFile;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.SqlNoticeText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.change.ChangeSinceRelease;
import dev.weir.jobs.plan.change.ContractEvolution;
import dev.weir.jobs.plan.text.PlanJson;
import dev.weir.jobs.plan.text.PlanText;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine(with = "--analyse")
@Command(
        name = "plan",
        description = {
            "Show what a run will do.",
            "What is read, how each table is made, how each rule is answered, what is masked. Reads no data, and",
            "starts Spark for '--analyse' alone.",
            "With --all, what a scheduler has to know of every product: when it is due, what it waits for, its tables."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir plan clinical --explain                          what a run will do, and why",
            "  weir plan --all --output json > new.json && mv new.json weir-products.json",
            "                                                        the DAGs of Airflow are made of it",
        })
public final class PlanCommand extends PrintingCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(names = "--all", description = "Every product of the workspace, for a scheduler.")
    private boolean all;

    @Option(names = "--explain", description = "Say why, and what it costs.")
    private boolean explain;

    @Option(
            names = "--analyse",
            description = {
                "Let Spark analyse every query and rule, as a run does before it reads anything:",
                "everything that is wrong with their types and columns, with file and line."
            })
    private boolean analyse;

    @Mixin
    private StrictOption strict = new StrictOption();

    public PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (all || product.isEmpty()) {
            return everyProduct();
        }
        if (analyse) {
            return analysed();
        }
        PlanReport planned = PlanReport.of(desk(), product);
        strict.require(planned.notices());
        Plan plan = planned.plan();
        return printDocument(
                () -> {
                    terminal.out().print(explain ? PlanText.explain(plan) : PlanText.print(plan));
                    planned.since().ifPresent(since -> changes(since, planned.readers()));
                    SqlNoticeText.print(terminal, planned.notices());
                },
                () -> PlanJson.print(plan, planned.since(), planned.readers(), planned.notices()));
    }

    private int everyProduct() {
        String beside = explain ? "--explain" : analyse ? "--analyse" : product.isEmpty() ? "" : product;
        if (!all || !beside.isEmpty()) {
            throw ProblemsException.usage(
                    all ? "--all" : "PRODUCT",
                    all ? "'--all' stands beside '" + beside + "'" : "No product is named",
                    all ? "it is about every product, and the other about one" : "a plan is of one product, or of all",
                    all ? "leave one of them out" : "name a product, or give --all");
        }
        PlannedProducts planned = PlannedProducts.of(desk());
        strict.require(planned.notices());
        return print(
                () -> {
                    if (planned.plans().isEmpty()) {
                        terminal.result("There is no product.");
                    } else {
                        AlignedColumns.print(
                                terminal,
                                planned.plans().stream().map(PlanCommand::line).toList());
                    }
                    SqlNoticeText.print(terminal, planned.notices());
                },
                () -> AsJson.node(planned));
    }

    private static List<String> line(Plan plan) {
        Contract.Schedule schedule = plan.product().schedule();
        String due = schedule.cron()
                .map(cron -> "due at " + cron)
                .or(() -> schedule.every().map(every -> "due every " + DurationText.of(every)))
                .orElse("due when somebody runs it");
        List<String> reads = plan.product().reads().stream()
                .flatMap(source -> source.release().stream())
                .map(Source.InRelease::product)
                .distinct()
                .toList();
        return List.of(
                plan.product().id(),
                DisplayText.count(plan.tables().size(), "table"),
                due + (reads.isEmpty() ? "" : ", after " + String.join(", ", reads)));
    }

    private int analysed() {
        PlanAnalysis.Analysed analysed = EnginePlanAnalysis.of(desk(), product);
        strict.require(analysed.reproducibility().because());
        return print(
                () -> {
                    terminal.result(DisplayText.count(analysed.queries(), "query", "queries") + " and "
                            + DisplayText.count(analysed.rules(), "rule") + " analysed; nothing stands against them.");
                    SqlNoticeText.print(terminal, analysed.reproducibility().because());
                },
                () -> Json.object()
                        .put("product", product)
                        .put("queries", analysed.queries())
                        .put("rules", analysed.rules())
                        .set("reproducible", ReproducibilityJson.node(analysed.reproducibility())));
    }

    private void changes(ChangeSinceRelease since, Map<String, List<Product>> readers) {
        section(
                "changed since " + since.release(),
                since.files().entrySet().stream()
                        .map(file -> String.format(Locale.ROOT, "%-8s %s", Json.word(file.getValue()), file.getKey())));
        since.contracts().forEach(evolution -> changes(evolution, readers));
        since.lineage()
                .ifPresent(lineage -> section("made of other columns than in " + since.release(), lineage.lines()));
    }

    private void section(String title, Stream<String> lines) {
        List<String> all = lines.toList();
        if (!all.isEmpty()) {
            terminal.result("\n" + title);
            all.forEach(line -> terminal.plain("  " + line));
        }
    }

    private void changes(ContractEvolution evolution, Map<String, List<Product>> readers) {
        if (!evolution.changes().isEmpty()) {
            terminal.result("\nchanged in " + evolution.contract().id() + " since " + evolution.release() + " (version "
                    + evolution.version() + ", now " + evolution.contract().version() + ")");
            evolution.lines().forEach(line -> terminal.plain("  " + line));
            readers.getOrDefault(evolution.contract().id(), List.of())
                    .forEach(reader -> terminal.plain("  read by " + reader.id() + " ("
                            + String.join(", ", reader.about().owners()) + "): 'weir impact " + product
                            + "' shows what of it"));
            evolution
                    .problem()
                    .ifPresent(problem -> terminal.result(
                            "  @|bold,red " + problem.code().id() + "|@  " + problem.what() + "; " + problem.remedy()));
        }
    }

    /** All products of a workspace for a scheduler, as {@code schemas/products.schema.json} says. */
    private static final class AsJson {

        private static final String SCHEMA = "weir-products-1";

        /** The release that is read where none is pinned. */
        private static final String NEWEST = "newest";

        static ObjectNode node(PlannedProducts planned) {
            ObjectNode node = Json.object()
                    .put("schema", SCHEMA)
                    .put("weir", WeirVersion.number())
                    .put("workspace", planned.workspace().settings().name())
                    .put("profile", planned.workspace().profile().name())
                    .put("timezone", zone(planned.workspace().settings().zone()));
            node.set("files", Json.objects(planned.files(), AsJson::file));
            node.set("products", Json.objects(planned.plans(), AsJson::product));
            return node;
        }

        /** As the IANA's database names it: Java calls UTC by a letter. */
        private static String zone(ZoneId zone) {
            return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        }

        private static ObjectNode file(HashedFile file) {
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
                            source -> source.release().orElseThrow().product(),
                            LinkedHashMap::new,
                            Collectors.toList()));
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
                    .put(
                            "contract",
                            product.contractOf(table.name()).orElseThrow().id())
                    .put("description", table.table().description())
                    .put("load", table.load().mode())
                    .put("format", table.format().toString())
                    .put("rules", table.rules().size());
        }
    }
}
