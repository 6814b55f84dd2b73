package dev.weir.jobs.verb.run;

import dev.weir.catalogue.page.ReadingGuide;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.TerminalCaller;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "demo",
        description = {
            "Make a workspace from the examples and run two products in it, twice.",
            "From raw files with planted faults to numbered releases, with a report to open. Takes about a minute, and",
            "no network.",
        })
public final class DemoCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--dir", paramLabel = "FOLDER", description = "Where; default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("weir-demo");

    @Option(names = "--once", description = "Stop after the first release of each product.", hidden = true)
    private boolean once;

    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        WorkspaceFolder root =
                new WorkspaceFolder(folder.toAbsolutePath().normalize(), Optional.empty(), System.getenv());
        Desk desk = new Desk(root, Clock.systemUTC(), new TerminalCaller(terminal));
        List<RunResult> results = new ArrayList<>();
        Workspace workspace = Demo.run(desk, once ? 1 : 2, ProgressListener.on(terminal), result -> {
            RunText.print(terminal, result);
            results.add(result);
        });
        boolean released = results.stream()
                .allMatch(result -> result.record().ending().outcome() == Outcome.RELEASED
                        || result.record().ending().outcome() == Outcome.UNCHANGED);
        if (released) {
            farewell(workspace, results.get(results.size() - Demo.PRODUCTS.size()));
        }
        return (released ? ExitCode.DONE : ExitCode.QUALITY).status();
    }

    private void farewell(Workspace workspace, RunResult last) {
        String warehouse = Warehouse.of(workspace).root();
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        terminal.result("\n@|bold Read release 1|@, with Weir gone:");
        for (String product : Demo.PRODUCTS) {
            Manifest manifest = log.read(product, 1);
            manifest.tables().stream()
                    .limit(1)
                    .forEach(table -> ReadingGuide.of(manifest, table, warehouse).stream()
                            .filter(snippet -> !snippet.engine().equals("Weir"))
                            .forEach(snippet -> {
                                terminal.result(
                                        "\n  @|bold " + product + "@1 " + table.name() + "|@, " + snippet.engine());
                                snippet.code().lines().forEach(line -> terminal.plain("    " + line));
                            }));
        }
        terminal.result("\n@|bold Open the report|@");
        last.report().ifPresent(report -> terminal.plain("  " + report.toUri()));
        terminal.plain(
                "  " + workspace.root().resolve("site/clinical/index.html").toUri());
    }
}
