package dev.weir.jobs.cli;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.RunRecordJson;
import dev.weir.jobs.spark.Again;
import dev.weir.jobs.spark.ProductRun;
import dev.weir.jobs.spark.RunRequest;
import dev.weir.jobs.spark.RunResult;
import dev.weir.jobs.spark.WeirSession;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a release of a product, or says why there is none. */
@Command(
        name = "run",
        description = {
            "Make a release: read the sources, check, mask, and publish, or say why there is no release.",
            "Ends at once, with 0, when nothing has changed since the last release."
        })
final class RunCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(names = "--again", description = "Make a release even when nothing has changed.")
    private boolean again;

    @Option(
            names = "--repairs",
            paramLabel = "NUMBER",
            description = {
                "The release that this one repairs: drift and dynamic rules learn from it no longer.",
                "Makes a release even when nothing has changed."
            })
    private @Nullable Long repairs;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace read = Workspaces.read(workspace);
        SparkLog.to(read.root());
        RunResult result;
        try (WeirSession session = WeirSession.open(read)) {
            ProductRun run = new ProductRun(session, WeirVersion.number(), new ProgressListener(terminal));
            RunRequest request = RunRequest.usual().again(again ? Again.ALWAYS : Again.WHEN_CHANGED);
            result = run.run(product, repairs == null ? request : request.repairing(repairs));
        }
        switch (output.format()) {
            case TEXT -> tell(terminal, result);
            case JSON -> terminal.out().println(RunRecordJson.print(result.record()));
        }
        return result.record().ending().outcome().exit().status();
    }

    /** The end of a run, for people. */
    static void tell(Terminal terminal, RunResult result) {
        RunRecord record = result.record();
        String product = record.run().product();
        String release = record.ending().release().isPresent()
                ? product + "@" + record.ending().release().getAsLong()
                : product;
        long quarantined =
                record.tables().stream().mapToLong(table -> table.quarantined()).sum();
        long unreadable = record.sources().stream()
                .mapToLong(source -> source.unreadable())
                .sum();
        long released =
                record.tables().stream().mapToLong(table -> table.released()).sum();
        String line = switch (record.ending().outcome()) {
            case RELEASED ->
                "@|bold,green Released " + release + "|@: " + count(released) + " rows, " + count(quarantined)
                        + " quarantined, " + count(unreadable) + " records unreadable";
            case UNCHANGED -> "@|bold,green Nothing new|@: sources, contracts and rules are those of " + release;
            case HELD -> "@|bold,red Held|@: no release of " + product;
            case REFUSED -> "@|bold,red Refused|@: no release of " + product;
            case CONFLICT -> "@|bold,red Conflict|@: no release of " + product;
            case FAILED -> "@|bold,red Failed|@: no release of " + product;
        };
        terminal.result(line);
        result.report().map(Path::toString).ifPresent(report -> terminal.out().println("  report: " + report));
        result.page().map(Path::toString).ifPresent(page -> terminal.out().println("  page:   " + page));
    }

    private static String count(long number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
