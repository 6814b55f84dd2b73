package dev.weir.jobs.cli.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WaiverFile;
import dev.weir.contracts.text.Nearest;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.terminal.WaiverWords;
import dev.weir.jobs.cli.workspace.Author;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts a failing rule for a time. */
@Command(
        name = "waive",
        description = {
            "Accept that a rule fails, until a day: it no longer stops a release, and is told all the same.",
            "Adds to quality-rules/waivers.yaml, whose comments and order stay. Starts no Spark."
        })
public final class WaiveCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RULE", description = "The rule's id.")
    private @Nullable String rule;

    @Option(names = "--until", paramLabel = "DATE", description = "The last day, in UTC, at most a year from now.")
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

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public WaiveCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Workspace read =
                list ? Workspaces.read(workspace) : Workspaces.sound(workspace).workspace();
        LocalDate today = read.day(clock.instant());
        if (list) {
            List<Product> asked = read.products().stream()
                    .filter(found -> product == null || product.equals(found.id()))
                    .toList();
            tell(
                    asked.stream().flatMap(found -> found.waivers().stream()).toList(),
                    asked.stream().flatMap(found -> found.harmless().stream()).toList(),
                    today);
            return ExitCode.DONE.status();
        }
        if (rule == null || until == null || because == null || because.isBlank()) {
            throw usage(
                    rule == null ? "No rule is named" : until == null ? "--until is missing" : "--because is missing",
                    "a waiver names its rule, its last day and its reason",
                    "write weir waive RULE --until 2026-12-31 --because \"Why it may fail.\", or weir waive --list");
        }
        Product owner = owner(read, rule);
        Waiver waiver = new Waiver(
                owner.id(),
                rule,
                day(until, today),
                by == null || by.isBlank() ? Author.of(read.root()) : by,
                because,
                Place.of(WaiverFile.PATH));
        refuse(owner, waiver);
        new WaiverFile(read.root()).add(waiver, () -> tell(written(waiver), List.of(), today));
        return ExitCode.DONE.status();
    }

    /** As the workspace has it now; refused when the workspace is not sound with it. */
    private List<Waiver> written(Waiver waiver) {
        return Workspaces.sound(workspace).workspace().product(waiver.product()).stream()
                .flatMap(found -> found.waivers().stream())
                .filter(found -> found.rule().equals(waiver.rule()))
                .toList();
    }

    private Product owner(Workspace read, String id) {
        List<Product> asked = read.products().stream()
                .filter(found -> product == null || product.equals(found.id()))
                .toList();
        if (asked.isEmpty() && product != null) {
            Workspaces.requireProduct(read, product);
        }
        List<Product> having = asked.stream()
                .filter(found ->
                        found.rules().stream().anyMatch(known -> known.id().equals(id)))
                .toList();
        if (having.isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of(WaiverFile.PATH),
                    "There is no rule '" + id + "'" + (product == null ? "" : " in '" + product + "'"),
                    "a waiver names a rule by its id",
                    Nearest.remedy(
                            id,
                            asked.stream()
                                    .flatMap(found -> found.rules().stream())
                                    .map(Rule::id)
                                    .toList(),
                            "see 'weir plan PRODUCT --explain' for the ids of all rules"));
        }
        if (having.size() > 1) {
            throw usage(
                    "Several products have a rule '" + id + "'",
                    "they are "
                            + String.join(", ", having.stream().map(Product::id).toList()),
                    "name one with --product");
        }
        return having.get(0);
    }

    private static LocalDate day(String text, LocalDate today) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw usage(
                    "'" + text + "' is no day", "--until is a day of the calendar", "write a day such as 2026-12-31");
        }
        if (day.isBefore(today)) {
            throw usage(
                    "The waiver would have ended on " + day,
                    "today is " + today + " in UTC",
                    "name a day from today on");
        }
        if (day.isAfter(today.plusYears(1))) {
            throw usage(
                    "The waiver would last until " + day,
                    "what is accepted for more than a year is no exception any more",
                    "name a day up to " + today.plusYears(1) + ", or change the rule");
        }
        return day;
    }

    private static void refuse(Product owner, Waiver waiver) {
        Rule waived = owner.rules().stream()
                .filter(known -> known.id().equals(waiver.rule()))
                .findFirst()
                .orElseThrow();
        if (waived.severity() == Severity.QUARANTINE) {
            throw ProblemsException.of(
                    Code.INVALID_RULE,
                    waived.place(),
                    "'" + waived.id() + "' takes rows out, and cannot be waived",
                    "a waiver lets a failed rule not stop a release, and changes nothing about rows",
                    "write 'severity: warn' in the rule, or in an 'override' of it, for as long as its rows shall"
                            + " pass");
        }
        if (waived.severity() == Severity.WARN) {
            throw ProblemsException.of(
                    Code.INVALID_RULE,
                    waived.place(),
                    "'" + waived.id() + "' only warns, and needs no waiver",
                    "a waiver lets a failed rule not stop a release, and this one never stops any",
                    "leave it as it is");
        }
        owner.waivers().stream()
                .filter(known -> known.rule().equals(waiver.rule()))
                .findFirst()
                .ifPresent(first -> {
                    throw ProblemsException.of(
                            Code.DUPLICATE_NAME,
                            first.place(),
                            "There is a waiver for '" + waiver.rule() + "' already",
                            "it lasts until " + first.until(),
                            "change its day and reason there");
                });
    }

    private void tell(List<Waiver> waivers, List<HarmlessColumn> harmless, LocalDate today) {
        switch (output.format()) {
            case JSON -> terminal.json(WaiverWords.json(waivers, harmless, today));
            case TEXT -> {
                if (waivers.isEmpty()) {
                    terminal.say("No rule is waived.");
                }
                waivers.forEach(waiver -> terminal.out().println(WaiverWords.of(waiver, today)));
                harmless.forEach(column -> terminal.out().println(WaiverWords.of(column, today)));
            }
        }
    }

    private static ProblemsException usage(String what, String why, String remedy) {
        return ProblemsException.of(Code.USAGE, Place.of("weir waive"), what, why, remedy);
    }
}
