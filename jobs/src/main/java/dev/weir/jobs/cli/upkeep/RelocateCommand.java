package dev.weir.jobs.cli.upkeep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.Leftovers;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.journal.MovedJournals;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.RunLock;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Repoints a warehouse that was moved. */
@Command(
        name = "relocate",
        description = {
            "Repoint the tables of a workspace that was moved or copied to where it lies now.",
            "Catalogue and table metadata are written anew; data files stay where they are. It may be stopped at any",
            "point and run again. Until it is done no command reads tables; releases keep their numbers, hashes and",
            "rows."
        },
        footerHeading = "%n@|bold Example|@%n",
        footer = {
            "  mv /data/hospital /archive/hospital",
            "  weir relocate -w /archive/hospital",
        })
public final class RelocateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public RelocateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace settings = Workspaces.settings(workspace);
        Warehouse warehouse = Warehouse.of(settings);
        RecordedRoot recorded = new RecordedRoot(warehouse);
        Optional<Path> before = recorded.before();
        List<String> tables = new ArrayList<>();
        if (before.isPresent()) {
            SparkLog.to(settings.root());
            repoint(settings, warehouse, before.get(), tables);
            recorded.record();
        }
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        log.products().forEach(product -> Leftovers.tell(warehouse, log, product, terminal));
        switch (output.format()) {
            case TEXT -> text(warehouse, before, tables);
            case JSON -> terminal.json(json(warehouse, before, tables).toPrettyString());
        }
        return ExitCode.DONE.status();
    }

    private void repoint(Workspace settings, Warehouse warehouse, Path before, List<String> tables) {
        Path file = warehouse.root().resolve("relocate.lock");
        try (RunLock lock = RunLock.tryTake(file, "weir relocate")
                        .orElseThrow(() -> ProblemsException.of(
                                Code.CONFLICT,
                                Place.of(file.toString()),
                                "Another 'weir relocate' is at work",
                                "it holds '" + file + "'",
                                "Wait until it has ended."));
                WeirSession session = WeirSession.relocating(settings)) {
            java.util.Objects.requireNonNull(lock, "lock");
            MovedJournals.repoint(warehouse, before.toString());
            session.relocation().repoint(table -> {
                terminal.say("  repointed " + table);
                tables.add(table);
            });
        }
    }

    private void text(Warehouse warehouse, Optional<Path> before, List<String> tables) {
        if (before.isEmpty()) {
            terminal.result(
                    "@|bold,green Nothing to do|@: the warehouse lies where its tables say, in " + warehouse.root());
        } else {
            terminal.result("@|bold,green Relocated|@ " + tables.size() + " Iceberg tables from " + before.get()
                    + " to " + warehouse.root() + "; Delta tables need nothing");
        }
    }

    private static ObjectNode json(Warehouse warehouse, Optional<Path> before, List<String> tables) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        before.ifPresent(path -> json.put("from", path.toString()));
        json.put("to", warehouse.root().toString());
        ArrayNode list = json.putArray("tables");
        tables.forEach(list::add);
        return json;
    }
}
