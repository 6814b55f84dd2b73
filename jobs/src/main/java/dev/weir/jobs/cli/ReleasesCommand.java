package dev.weir.jobs.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.release.ReleaseLog;
import dev.weir.jobs.release.StoredReleaseLog;
import dev.weir.jobs.release.Warehouse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists a product's releases. */
@Command(
        name = "releases",
        description = {"List a product's releases, the newest first. Starts no Spark."})
final class ReleasesCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    ReleasesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace settings = Workspaces.settings(workspace);
        ReleaseLog log = StoredReleaseLog.of(settings);
        LeftBehind.tell(Warehouse.of(settings), log, product, terminal);
        long[] numbers = log.numbers(product).toArray();
        if (numbers.length == 0) {
            requireProduct(Workspaces.read(workspace), product);
        }
        List<Manifest> newestFirst = java.util.stream.LongStream.range(0, numbers.length)
                .mapToObj(i -> log.read(product, numbers[numbers.length - 1 - (int) i]))
                .toList();
        switch (output.format()) {
            case TEXT -> text(newestFirst);
            case JSON -> terminal.out().println(json(newestFirst).toPrettyString());
        }
        return ExitCode.DONE.status();
    }

    static void requireProduct(Workspace workspace, String product) {
        if (workspace.product(product).isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("contracts"),
                    "There is no product '" + product + "'",
                    "the workspace has "
                            + String.join(
                                    ", ",
                                    workspace.products().stream()
                                            .map(found -> found.id())
                                            .toList()),
                    "name one of these");
        }
    }

    private void text(List<Manifest> manifests) {
        if (manifests.isEmpty()) {
            terminal.say("'" + product + "' has no release yet; 'weir run " + product + "' makes one.");
            return;
        }
        terminal.result(String.format(
                Locale.ROOT, "@|bold %-8s %-22s %12s %7s  %s|@", "release", "time", "rows", "score", "rules"));
        for (Manifest manifest : manifests) {
            terminal.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-8d %-22s %,12d %7s  %d passed, %d failed",
                            manifest.number(),
                            Shown.time(manifest.record().run().ended()),
                            rows(manifest),
                            manifest.record().score().words(),
                            passed(manifest),
                            failed(manifest)));
        }
    }

    private ObjectNode json(List<Manifest> manifests) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("product", product);
        ArrayNode list = result.putArray("releases");
        for (Manifest manifest : manifests) {
            ObjectNode release = list.addObject()
                    .put("release", manifest.number())
                    .put("released-at", manifest.record().run().ended().toString())
                    .put("run", manifest.record().run().id())
                    .put("rows", rows(manifest))
                    .put("rules-passed", passed(manifest))
                    .put("rules-failed", failed(manifest));
            manifest.record().score().points().ifPresent(points -> release.put("score", points));
        }
        return result;
    }

    private static long rows(Manifest manifest) {
        return manifest.tables().stream().mapToLong(ReleasedTable::rows).sum();
    }

    private static long failed(Manifest manifest) {
        return manifest.record().verdicts().stream()
                .filter(verdict ->
                        verdict.answer() == Verdict.Answer.FAILED || verdict.answer() == Verdict.Answer.ERROR)
                .count();
    }

    private static long passed(Manifest manifest) {
        return manifest.record().verdicts().stream()
                .filter(verdict -> verdict.answer() == Verdict.Answer.PASSED)
                .count();
    }
}
