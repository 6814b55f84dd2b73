package dev.weir.jobs.cli.upkeep;

import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.desk.upkeep.LetGo;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.KeptRelease;
import dev.weir.jobs.release.table.Surplus;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets go what no release, pin, tag or retention holds. */
@NeedsEngine
@Command(
        name = "clean",
        description = {
            "Let go what no release, pin, tag or retention holds: says what would go; --apply does it.",
            "The rows of a release stay while it is the newest, is pinned or tagged, or its contracts' 'retention'"
                    + " (under",
            "slaProperties) lasts; without one they stay for ever. Its manifest and evidence stay in any case. Files"
                    + " that",
            "undone runs left go too. No run of the product can work meanwhile. It may be stopped, and run again."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir clean clinical             what would go, how many bytes, and why the rest stays",
            "  weir clean clinical --apply     let it go; once a week is enough",
        })
public final class CleanCommand extends ProductCommand {

    @Option(names = "--apply", description = "Do it; without this nothing is changed.")
    private boolean apply;

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it; by default the e-mail address of git.")
    private @Nullable String by;

    public CleanCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        CleanPlan plan = apply ? LetGo.apply(desk(), product, workspace.author(by)) : LetGo.look(desk(), product);
        print(() -> text(plan), () -> apply ? CleanJson.applied(product, plan) : CleanJson.looked(product, plan));
        return ExitCode.DONE.status();
    }

    private void text(CleanPlan plan) {
        String verb = apply ? "Let go" : "Would let go";
        if (plan.isNothing()) {
            terminal.result("@|bold,green Nothing to clean|@ in '" + product + "'");
        } else {
            terminal.result(
                    "@|bold " + verb + "|@ " + Shown.count(plan.expiring().size(), "release")
                            + ", " + Shown.count(plan.files(), "file") + ", " + Shown.count(plan.bytes(), "byte")
                            + " of '" + product
                            + "'");
        }
        for (long release : plan.expiring()) {
            terminal.out().println("  " + product + "@" + release + "  nothing holds it");
        }
        for (Surplus surplus : plan.surplus()) {
            terminal.out()
                    .println("  " + surplus.table().identifier() + "  " + Shown.count(surplus.versions(), "version")
                            + ", " + Shown.count(surplus.files().size(), "file") + ", "
                            + Shown.count(surplus.bytes(), "byte"));
        }
        if (!plan.entries().isEmpty()) {
            terminal.out()
                    .println("  release log  " + Shown.count(plan.entries().size(), "file") + " that no release names");
        }
        if (!plan.leavings().isEmpty()) {
            terminal.out()
                    .println("  beside the tables  "
                            + Shown.count(plan.leavings().size(), "file") + " that runs left");
        }
        if (plan.standings().stream().anyMatch(KeptRelease::isKept)) {
            terminal.result("@|bold kept|@");
        }
        plan.standings().stream()
                .filter(KeptRelease::isKept)
                .forEach(standing -> terminal.out()
                        .println("  " + product + "@" + standing.release() + "  "
                                + String.join("; ", standing.heldBy())));
        if (!apply && !plan.isNothing()) {
            terminal.say("Nothing was changed. 'weir clean " + product + " --apply' does it; 'weir pin' or 'weir tag'"
                    + " keeps a release.");
        }
    }
}
