package dev.weir.jobs.cli.released;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WaiverFile;
import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Sparkline;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how good a product's data are, and have been. */
@Command(
        name = "quality",
        description = {
            "Show a product's quality score and its trend, what lowers it, what is outside, and the waivers.",
            "Starts no Spark."
        })
public final class QualityCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(names = "--last", paramLabel = "N", description = "Releases in the trend; default: ${DEFAULT-VALUE}.")
    private int last = 20;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public QualityCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--last"),
                    "--last " + last + " asks for no release",
                    "a trend needs one at least",
                    "write for example --last 20");
        }
        Workspace settings = Workspaces.settings(workspace);
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        Quality quality = Quality.read(
                product,
                log,
                new RunArchive(settings.root()),
                new WaiverFile(settings.root()),
                last,
                settings.day(Instant.now()));
        if (quality.record().isEmpty() && quality.damaged().isEmpty()) {
            Workspaces.requireProduct(Workspaces.read(workspace), product);
        }
        switch (output.format()) {
            case TEXT -> new QualityText(terminal, Sparkline.of(System.getenv())).print(quality);
            case JSON -> terminal.json(QualityJson.print(quality));
        }
        return Damage.tell(terminal, quality.damaged());
    }
}
