package dev.weir.jobs.verb.released;

import static dev.weir.jobs.verb.released.ReleaseList.FAILED;
import static dev.weir.jobs.verb.released.ReleaseList.JUDGED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.verb.released.ReleaseList.Line;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
                        text(list);
                    }
                },
                () -> json(list));
        return DamagedLogFiles.print(terminal, list.damaged());
    }

    private void text(ReleaseList list) {
        terminal.result(String.format(
                Locale.ROOT,
                "@|bold %-7s %-23s %-8s %11s %7s %5s %12s  %s|@",
                "release",
                "time",
                "contract",
                "rows",
                "size",
                "score",
                "rules failed",
                "notes"));
        for (Line line : list.lines()) {
            terminal.plain(String.format(
                            Locale.ROOT,
                            "%-7d %-23s %-8s %,11d %7s %5s %12s  %s",
                            line.manifest().number(),
                            DisplayText.time(line.manifest().record().run().ended()),
                            line.contracts(),
                            line.rows(),
                            DisplayText.size(line.bytes()),
                            line.manifest().record().score().words(),
                            line.rules(FAILED) + " of " + line.rules(JUDGED),
                            line.notes())
                    .stripTrailing());
        }
        if (list.asked() < list.count()) {
            terminal.say(
                    "These are the newest " + list.asked() + " of " + list.count() + " releases; --all lists all.");
        }
    }

    private static ObjectNode json(ReleaseList list) {
        ObjectNode result = Json.object().put("product", list.product()).put("count", list.count());
        result.set("releases", Json.objects(list.lines(), ReleasesCommand::json));
        return DamagedLogFiles.in(result, list.damaged());
    }

    private static ObjectNode json(Line line) {
        ObjectNode release = Json.object()
                .put("release", line.manifest().number())
                .put("released-at", line.manifest().record().run().ended().toString())
                .put("run", line.manifest().record().run().id())
                .put("rows", line.rows())
                .put("bytes", line.bytes())
                .put("rules-passed", line.rules(Set.of(Verdict.Answer.PASSED)))
                .put("rules-failed", line.rules(FAILED))
                .put("repaired", line.repaired())
                .put("expired", line.gone().isPresent());
        line.manifest().history().rollbackOf().ifPresent(earlier -> release.put("rollback-of", earlier));
        line.manifest().history().compactionOf().ifPresent(earlier -> release.put("compaction-of", earlier));
        line.manifest().record().score().points().ifPresent(points -> release.put("score", points));
        release.set(
                "contracts",
                Json.texts(line.manifest().tables().stream()
                        .map(ReleasedTable::contract)
                        .distinct()
                        .toList()));
        release.set("tags", Json.texts(line.tags()));
        release.set(
                "pins",
                Json.objects(
                        line.pins(),
                        pin -> Json.object()
                                .put("pin", pin.id())
                                .put("by", pin.by())
                                .put("until", pin.until().toString())));
        return release;
    }
}
