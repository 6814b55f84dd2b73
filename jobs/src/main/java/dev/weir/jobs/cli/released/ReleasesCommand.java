package dev.weir.jobs.cli.released;

import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a product's releases. */
@Command(
        name = "releases",
        description = {
            "List a product's releases, the newest first.",
            "Of each: time, contract version, rows, size, score, rules, tags, and who is on record as a reader.",
            "Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir releases clinical                        the newest 20",
            "  weir releases clinical --all --output json    all of them, for tools",
        })
public final class ReleasesCommand implements Callable<Integer> {

    private static final int NEWEST = 20;

    private final Terminal terminal;
    private final Clock clock;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(names = "--all", description = "List all of them, not the newest " + NEWEST + ".")
    private boolean all;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public ReleasesCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        StoredReleaseLog log = ProductLog.known(workspace, product, terminal).log();
        ReleaseList list = ReleaseList.of(log, product, all ? Integer.MAX_VALUE : NEWEST, LocalDate.now(clock));
        switch (output.format()) {
            case TEXT -> {
                if (list.count() == 0 && list.damaged().isEmpty()) {
                    terminal.say("'" + product + "' has no release yet; 'weir run " + product + "' makes one.");
                } else {
                    list.text(terminal);
                }
            }
            case JSON -> terminal.json(list.json().toPrettyString());
        }
        return Damage.tell(terminal, list.damaged());
    }
}
