package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.RunRecordJson;
import dev.weir.jobs.cli.terminal.ErrorJson;
import dev.weir.jobs.cli.terminal.FailureProblems;
import dev.weir.jobs.cli.terminal.ProductLines;
import dev.weir.jobs.cli.terminal.SqlNoticeText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.run.ProductRuns;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.lineage.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Runs of several products, for people and tools. */
final class RunsText implements ProductRuns.Listener {

    /** How many products are run at one time by default. */
    static final int PARALLEL = 2;

    /** Names that are longer push their lines to the right. */
    private static final int WIDTH = 12;

    private final Terminal terminal;
    private final ProductLines lines;
    private final UnaryOperator<ProblemsException> asWritten;

    /** @param asWritten shows what {@code weir.yaml} took from the environment as it is written there */
    RunsText(Terminal terminal, UnaryOperator<ProblemsException> asWritten) {
        this.terminal = terminal;
        this.lines = new ProductLines(terminal, WIDTH);
        this.asWritten = asWritten;
    }

    @Override
    public RunEvent.Listener of(String product) {
        return lines.of(product);
    }

    @Override
    public void takesNoInterval(String product) {
        lines.say(product, "is not loaded by intervals, and is run without one");
    }

    @Override
    public void ended(ProductRuns.Ended ended) {
        if (ended.failure().isPresent()) {
            lines.problems(ended.product(), word(ended), problems(ended));
        } else {
            lines.say(ended.product(), word(ended));
        }
    }

    /** A line for each product, and one for all. */
    void print(ReleaseRuns runs) {
        runs.products().forEach(this::print);
        if (!runs.problems().isEmpty()) {
            terminal.result("@|bold,red Failed|@: " + runs.problems().size()
                    + (runs.problems().size() == 1 ? " problem lies" : " problems lie")
                    + " in files of no product that was run");
            shown(runs.problems()).forEach(terminal::problem);
        }
        runs.retired().forEach(sentence -> terminal.result("@|bold Left out|@: " + sentence));
        Map<String, Long> counts = runs.products().stream()
                .collect(Collectors.groupingBy(RunsText::word, TreeMap::new, Collectors.counting()));
        terminal.result(runs.products().size()
                + (runs.products().size() == 1 ? " product: " : " products: ")
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ")));
    }

    private void print(ProductRuns.Ended ended) {
        if (ended.result().isPresent()) {
            RunResult result = ended.result().get();
            terminal.result(RunText.line(result)
                    + result.report().map(report -> "; report: " + report).orElse(""));
            SqlNoticeText.print(
                    terminal,
                    result.record().reproducible().map(Reproducibility::because).orElse(List.of()));
        } else if (ended.failure().isPresent()) {
            List<Problem> problems = problems(ended);
            terminal.result("@|bold,red Failed|@: no release of " + ended.product() + "; "
                    + problems.get(0).code().id()
                    + (problems.size() == 1 ? "" : " and " + (problems.size() - 1) + " more") + " on standard error");
        } else {
            terminal.result("@|bold,yellow " + (ended.stopped().isPresent() ? "Stopped" : "Not begun")
                    + "|@: no release of " + ended.product());
        }
    }

    /** Such as {@code released}, as people and tools have it. */
    private static String word(ProductRuns.Ended ended) {
        return ended.result()
                .map(result -> result.record().ending().outcome().toString())
                .orElseGet(() ->
                        ended.failure().isPresent() ? "failed" : ended.stopped().isPresent() ? "stopped" : "not begun");
    }

    private List<Problem> problems(ProductRuns.Ended ended) {
        return ended.failure().map(FailureProblems::of).map(this::shown).orElse(List.of());
    }

    private List<Problem> shown(List<Problem> problems) {
        return asWritten.apply(new ProblemsException(problems)).problems();
    }

    /** As {@code schemas/runs.schema.json} says. */
    ObjectNode json(ReleaseRuns runs) {
        ObjectNode node = Json.object().put("exit", runs.status());
        node.set("products", Json.objects(runs.products(), this::json));
        if (!runs.retired().isEmpty()) {
            node.set("retired", Json.texts(runs.retired()));
        }
        if (!runs.problems().isEmpty()) {
            node.set("problems", Json.objects(shown(runs.problems()), ErrorJson::problem));
        }
        return node;
    }

    private ObjectNode json(ProductRuns.Ended ended) {
        ObjectNode node = Json.object()
                .put("product", ended.product())
                .put("outcome", word(ended).replace(' ', '-'))
                .put(
                        "exit",
                        ended.stopped()
                                .map(signal -> signal.status())
                                .orElseGet(() -> ended.exit().status()));
        ended.result().ifPresent(result -> {
            RunRecord record = result.record();
            record.ending().release().ifPresent(number -> node.put("release", ended.product() + "@" + number));
            result.report().ifPresent(report -> node.put("report", report.toString()));
            result.page().ifPresent(page -> node.put("page", page.toString()));
            node.set("run", RunRecordJson.node(record, result.amiss()));
        });
        if (ended.failure().isPresent()) {
            node.set("problems", Json.objects(problems(ended), ErrorJson::problem));
        }
        return node;
    }
}
