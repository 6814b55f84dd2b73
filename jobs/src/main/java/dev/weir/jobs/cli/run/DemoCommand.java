package dev.weir.jobs.cli.run;

import dev.weir.catalogue.page.ReadingGuide;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.cli.authoring.InitCommand;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on the examples, from raw files to two releases of two products. */
@Command(
        name = "demo",
        description = {
            "Make a workspace from the examples and run two products in it, twice.",
            "From raw files with planted faults to numbered releases, with a report to open. Takes about a minute, and",
            "no network.",
        })
public final class DemoCommand implements Callable<Integer> {

    private static final List<String> EXAMPLES = List.of("clinical", "molecules");
    private static final String LATER = "later";

    /** The list of planted faults is the examples' own; a workspace has no such file. */
    private static final String FAULTS = "faults.tsv";

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
        Path root = folder.toAbsolutePath().normalize();
        Path examples = examples();
        refuseStrangers(root);
        for (String example : EXAMPLES) {
            lay(examples.resolve(example), root, Laying.WITHOUT_LATER);
        }
        InitCommand.make(root, Optional.empty());
        SparkLog.to(root);
        terminal.say("Workspace " + root);
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), System.getenv(), Grammars.languages());
        List<RunResult> results = new ArrayList<>();
        try (WeirSession session = WeirSession.open(workspace)) {
            ProductRun run = new ProductRun(session, WeirVersion.number(), new ProgressListener(terminal));
            for (String product : EXAMPLES) {
                results.add(tell(run.run(product, RunRequest.usual())));
            }
            if (!once) {
                terminal.say("A few new raw files arrive.");
                for (String example : EXAMPLES) {
                    lay(examples.resolve(example).resolve(LATER), root, Laying.ALL);
                }
                for (String product : EXAMPLES) {
                    results.add(tell(run.run(product, RunRequest.usual())));
                }
            }
        }
        boolean released = results.stream()
                .allMatch(result -> result.record().ending().outcome() == Outcome.RELEASED
                        || result.record().ending().outcome() == Outcome.UNCHANGED);
        if (released) {
            farewell(workspace, results.get(results.size() - EXAMPLES.size()));
        }
        return (released ? ExitCode.DONE : ExitCode.QUALITY).status();
    }

    private RunResult tell(RunResult result) {
        RunCommand.tell(terminal, result);
        return result;
    }

    private void farewell(Workspace workspace, RunResult last) {
        Path warehouse = Warehouse.of(workspace).root();
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        terminal.result("\n@|bold Read release 1|@, with Weir gone:");
        for (String product : EXAMPLES) {
            Manifest manifest = log.read(product, 1);
            manifest.tables().stream()
                    .limit(1)
                    .forEach(table -> ReadingGuide.of(manifest, table, warehouse.toString()).stream()
                            .filter(snippet -> !snippet.engine().equals("Weir"))
                            .forEach(snippet -> {
                                terminal.result(
                                        "\n  @|bold " + product + "@1 " + table.name() + "|@, " + snippet.engine());
                                snippet.code()
                                        .lines()
                                        .forEach(line -> terminal.out().println("    " + line));
                            }));
        }
        terminal.result("\n@|bold Open the report|@");
        last.report().ifPresent(report -> terminal.out().println("  " + report.toUri()));
        terminal.out()
                .println("  "
                        + workspace.root().resolve("site/clinical/index.html").toUri());
    }

    private static Path examples() {
        Path examples = Path.of(System.getProperty("weir.home", ".")).resolve("examples");
        if (!Files.isDirectory(examples)) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(examples.toString()),
                    "The examples are not there",
                    "they are part of Weir's repository, not of its jars",
                    "run the demo from a clone");
        }
        return examples;
    }

    /** A folder that holds something else is left alone; an earlier demo's workspace goes on from where it was. */
    private static void refuseStrangers(Path root) {
        try {
            if (!Files.exists(root)) {
                return;
            }
            if (!Files.isDirectory(root)) {
                throw stranger(root);
            }
            try (var entries = Files.list(root)) {
                if (entries.findAny().isPresent() && !Files.exists(root.resolve("weir.yaml"))) {
                    throw stranger(root);
                }
            }
        } catch (IOException e) {
            throw notWritable(root, e);
        }
    }

    private static ProblemsException stranger(Path root) {
        return ProblemsException.of(
                Code.USAGE,
                Place.of(root.toString()),
                "The folder holds something else",
                "the demo wants a folder of its own",
                "name another with --dir");
    }

    private enum Laying {
        ALL,
        WITHOUT_LATER
    }

    private static void lay(Path from, Path to, Laying laying) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                    if (laying == Laying.WITHOUT_LATER && dir.equals(from.resolve(LATER))) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.getFileName().toString().equals(FAULTS)) {
                        return FileVisitResult.CONTINUE;
                    }
                    // Times are copied too: a second demo on the same files must find nothing new.
                    Files.copy(
                            file,
                            to.resolve(from.relativize(file).toString()),
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw notWritable(to, e);
        }
    }

    private static ProblemsException notWritable(Path root, IOException cause) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.NOT_WRITABLE,
                        Place.of(root.toString()),
                        "The demo's workspace cannot be written",
                        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                        "choose a folder that you may write to with --dir, or free some space")),
                cause);
    }
}
