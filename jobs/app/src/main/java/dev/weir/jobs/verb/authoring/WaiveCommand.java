package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.terminal.WaiverText;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "waive",
        description = {
            "Accept that a rule fails, until a day: it no longer stops a release, and is still reported.",
            "Adds to quality-rules/waivers.yaml, whose comments and order stay. Starts no Spark."
        })
public final class WaiveCommand extends PrintingCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "RULE", description = "The rule's id.")
    private @Nullable String rule;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The last day, in the workspace's time zone, at most a year from now.")
    private @Nullable String until;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why it may fail.")
    private @Nullable String because;

    @Option(names = "--product", paramLabel = "PRODUCT", description = "Whose rule, where several products have it.")
    private @Nullable String product;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who accepts it; by default git's user.email, and without one the name of this user.")
    private @Nullable String by;

    @Option(names = "--list", description = "Show the waivers and harmless columns there are, and when they end.")
    private boolean list;

    public WaiveCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        if (list) {
            Workspace read = desk().read();
            List<Product> asked = read.products().stream()
                    .filter(found -> product == null || product.equals(found.id()))
                    .toList();
            return show(
                    asked.stream()
                            .flatMap(found -> found.concessions().waivers().stream())
                            .toList(),
                    asked.stream()
                            .flatMap(found -> found.concessions().harmless().stream())
                            .toList(),
                    read.day(desk().now()));
        }
        if (rule == null || until == null || because == null || because.isBlank()) {
            throw ProblemsException.usage(
                    "weir waive",
                    rule == null ? "No rule is named" : until == null ? "--until is missing" : "--because is missing",
                    "a waiver names its rule, its last day and its reason",
                    "write weir waive RULE --until 2026-12-31 --because \"Why it may fail.\", or weir waive --list");
        }
        NewWaiver made = NewWaiver.write(
                desk(),
                new NewWaiver.Question(rule, until, because, Optional.ofNullable(product), workspace.actor(by)));
        return show(made.written(), List.of(), made.today());
    }

    private int show(List<Waiver> waivers, List<HarmlessColumn> harmless, LocalDate today) {
        return print(
                () -> {
                    if (waivers.isEmpty()) {
                        terminal.say("No rule is waived.");
                    }
                    waivers.forEach(waiver -> terminal.plain(WaiverText.of(waiver, today)));
                    harmless.forEach(column -> terminal.plain(WaiverText.of(column, today)));
                },
                () -> WaiverText.json(waivers, harmless, today));
    }
}
