package dev.weir.jobs.cli.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.Nearest;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.CheckLog;
import dev.weir.jobs.cli.workspace.DeadRuns;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.Verb;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges the sources as they lie, and releases nothing. */
@Command(
        name = "check",
        description = {
            "Judge the sources as they lie: what every rule says, and which rows break it.",
            "Says whether a run would release. Nothing is released, locked or left on disk; values are shown masked.",
            "All files are judged at once, as 'weir run --full' takes them. With --next or --interval, what that run would",
            "bring on top of the last release: new files, or the rows of an interval.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir check clinical                       after an edit of a rule: what would happen",
            "  weir check clinical --table encounters    the same, and only this table is shown",
            "  weir check clinical --rule encounters.key --limit 100",
            "  weir check stays --next                   what the next 'weir run stays' would say",
            "  weir check stays --interval 2026-11-19    what 'weir run stays --interval 2026-11-19' would say",
            "  weir check stays --interval 2026-11-19 --repairs 7    the same, as a repair of release 7",
            "",
            "Ends with 0 when a run would release, or has nothing new to release; with 3 when it would hold."
        })
public final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Show this table alone; every rule is judged all the same.")
    private @Nullable String table;

    @Option(names = "--rule", paramLabel = "RULE", description = "Show this rule alone, by its id.")
    private @Nullable String rule;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "Failing rows shown for each rule; default: ${DEFAULT-VALUE}.",
            defaultValue = "20")
    private int limit = 20;

    @Option(
            names = "--next",
            description =
                    "Judge as the next run would: new files of tables that read these alone, on top of the last release.")
    private boolean next;

    @Option(
            names = "--interval",
            paramLabel = "INTERVAL",
            description = {
                "Judge as a run for this interval would: its rows, in tables that are loaded by intervals.",
                "A day (2026-11-19), a month (2026-11), an hour (2026-11-19T05), or from/to in ISO 8601."
            })
    private @Nullable String interval;

    @Option(
            names = "--repairs",
            paramLabel = "NUMBER",
            description = "Judge as a run that repairs this release would: nothing is compared with it.")
    private @Nullable Long repairs;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--limit"),
                    "'" + limit + "' is no number of rows",
                    "fewer than none cannot be shown",
                    "give 0 or more");
        }
        if (next && interval != null) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--next"),
                    "A check has '--next' and '--interval'",
                    "they are about two runs: one for new files, and one for an interval",
                    "leave one of them out");
        }
        Workspace read = Workspaces.read(workspace);
        RunRequest request = request(read);
        Workspaces.requireProduct(read, product);
        Chosen chosen = new Chosen(Optional.ofNullable(table), Optional.ofNullable(rule));
        read.product(product).ifPresent(chosen::require);
        CheckLog.begin();
        CheckResult result;
        try (WeirSession session = WeirSession.reading(read)) {
            DeadRuns.recover(session, product, terminal);
            result = new CheckRun(session, WeirVersion.number(), new ProgressListener(terminal))
                    .check(product, limit, request);
        }
        switch (output.format()) {
            case TEXT -> new CheckText(terminal, result, chosen).print();
            case JSON -> terminal.json(CheckReport.json(result, chosen).toPrettyString());
        }
        return result.record().ending().outcome().exit().status();
    }

    private RunRequest request(Workspace read) {
        RunRequest usual = RunRequest.usual().by(Verb.CHECK).demanding(strict.demand());
        if (repairs != null) {
            usual = usual.repairing(repairs);
        }
        if (interval != null) {
            return usual.over(Interval.parse(interval, read.zone()));
        }
        return next ? usual : usual.inFull();
    }

    /** What is to be shown. */
    record Chosen(Optional<String> table, Optional<String> rule) {

        boolean table(String name) {
            return table.map(name::equals).orElse(true);
        }

        boolean rule(Rule candidate) {
            return rule.map(candidate.id()::equals).orElse(true);
        }

        void require(Product product) {
            table.ifPresent(name -> require(
                    "table", name, product.tables().stream().map(Table::name).toList()));
            rule.ifPresent(id ->
                    require("rule", id, product.rules().stream().map(Rule::id).toList()));
        }

        private static void require(String kind, String name, List<String> known) {
            if (!known.contains(name)) {
                throw ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("--" + kind),
                        "The product has no " + kind + " '" + name + "'",
                        "it has " + known.size() + (known.size() == 1 ? " " + kind : " " + kind + "s"),
                        Nearest.to(name, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("'weir plan PRODUCT --explain' lists them"));
            }
        }
    }
}
