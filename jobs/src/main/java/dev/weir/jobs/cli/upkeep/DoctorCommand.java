package dev.weir.jobs.cli.upkeep;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.settings.FilledValues;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.upkeep.Checkup;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.jobs.release.catalogue.CatalogueRebuild;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether anything was left in the middle. */
@Command(
        name = "doctor",
        description = {
            "Look whether everything is in order.",
            "Finds runs that ended in the middle, and says what recovery does with them; a workspace that was moved,",
            "keys that are missing, releases and catalogue rows whose tables are gone, files that no release needs.",
            "Changes nothing; --fix finishes or undoes what dead runs left. --rebuild-catalogue makes the catalogue anew",
            "where it was deleted, emptied or is older than the tables. Ends with 6 when anything is left to do."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir doctor           one line for each thing that is not as it should be, and what to do",
            "  weir doctor --fix     finish or undo what dead runs left",
            "  weir doctor --rebuild-catalogue     make the catalogue anew from the tables' own metadata and the releases",
        })
public final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--fix", description = "Finish or undo what dead runs left.")
    private boolean fix;

    @Option(
            names = "--rebuild-catalogue",
            description = {
                "Make the catalogue anew from the tables' own metadata and the releases; what was there is kept.",
                "No run is at work meanwhile."
            })
    private boolean rebuild;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace read = Workspaces.read(workspace);
        RecordedRoot recorded = new RecordedRoot(Warehouse.of(read));
        Optional<Path> before = recorded.before();
        List<String> fixed = new ArrayList<>();
        List<CheckupFinding> findings;
        if (before.isPresent()) {
            findings = List.of(
                    CheckupFinding.of(recorded.moved(before.get()).problems().get(0)));
        } else {
            SparkLog.to(read.root());
            if (rebuild) {
                fixed.addAll(rebuilt(read));
            }
            try (WeirSession session = WeirSession.reading(read)) {
                Checkup checkup = new Checkup(session);
                if (fix) {
                    fixed.addAll(checkup.recover());
                }
                findings = checkup.findings();
            }
        }
        switch (output.format()) {
            case TEXT -> text(fixed, findings);
            case JSON -> terminal.json(DoctorJson.print(fixed, findings));
        }
        return (findings.isEmpty() ? ExitCode.DONE : ExitCode.STORAGE).status();
    }

    private static List<String> rebuilt(Workspace read) {
        Warehouse warehouse = Warehouse.of(read);
        return new CatalogueRebuild(warehouse, Catalogues.of(read.profile(), warehouse), StoredReleaseLog.of(read))
                .rebuild(read.products().stream().map(Product::id).collect(Collectors.toSet()));
    }

    private void text(List<String> fixed, List<CheckupFinding> findings) {
        fixed.forEach(terminal.out()::println);
        FilledValues filled = workspace.filled();
        for (CheckupFinding finding : findings) {
            terminal.out()
                    .println(filled.asWritten(finding.kind().word() + "  " + finding.subject() + "  " + finding.what()
                            + " " + finding.remedy()));
        }
        if (findings.isEmpty()) {
            terminal.result("@|bold,green All is in order|@");
        }
    }
}
