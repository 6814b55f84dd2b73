package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.engine.check.CheckResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges the sources as they lie, and releases nothing. */
@NeedsEngine
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
public final class CheckCommand extends ProductCommand {

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

    public CheckCommand(Terminal terminal) {
        super(terminal);
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
        Chosen chosen = new Chosen(Optional.ofNullable(table), Optional.ofNullable(rule));
        CheckResult result = SourceCheck.of(
                desk(),
                new SourceCheck.Question(
                        product,
                        chosen,
                        next ? SourceCheck.Run.NEXT : SourceCheck.Run.FULL,
                        Optional.ofNullable(interval),
                        Optional.ofNullable(repairs),
                        strict.demand(),
                        limit),
                ProgressListener.on(terminal));
        print(() -> new CheckText(terminal, result, chosen).print(), () -> CheckReport.json(result, chosen));
        return result.record().ending().outcome().exit().status();
    }
}
