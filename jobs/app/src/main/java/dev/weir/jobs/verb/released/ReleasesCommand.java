package dev.weir.jobs.verb.released;

import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class ReleasesCommand extends ProductCommand {

    private static final int NEWEST = 20;

    @Option(names = "--all", description = "List all of them, not the newest " + NEWEST + ".")
    private boolean all;

    public ReleasesCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        ReleaseList list = ReleaseList.of(desk(), product, all ? Integer.MAX_VALUE : NEWEST);
        print(
                () -> {
                    if (list.count() == 0 && list.damaged().isEmpty()) {
                        terminal.say("'" + product + "' has no release yet; 'weir run " + product + "' makes one.");
                    } else {
                        ReleaseListText.print(terminal, list);
                    }
                },
                () -> ReleaseListText.json(list));
        return Damage.tell(terminal, list.damaged());
    }
}
