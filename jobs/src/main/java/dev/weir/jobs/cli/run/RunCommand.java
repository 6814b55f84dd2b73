package dev.weir.jobs.cli.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.RunRecordJson;
import dev.weir.contracts.text.Nearest;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Notices;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.desk.run.ReleaseRun;
import dev.weir.jobs.engine.run.Backfill;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.Again;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.source.LateFiles;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a release of a product, or says why there is none. */
@NeedsEngine
@Command(
        name = "run",
        description = {
            "Make a release: read the sources, check, mask, and publish, or say why there is no release.",
            "Ends at once, with 0, when nothing has changed since the last release.",
            "Tables that are loaded by intervals (weirLoad: append) are run with --interval: a day (2026-11-19), a"
                    + " month",
            "(2026-11), an hour (2026-11-19T05), or from/to in ISO 8601, where 'to' is the first moment after it.",
            "With --each, many at once, one release each; the same command goes on where it stopped. It tells which",
            "released intervals have new files, and --changed takes these."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir run clinical",
            "  weir run stays --interval 2026-11-19                     the rows of that day, made anew",
            "  weir run stays --interval 2026-10/2026-12 --each day     a release for each day that has none yet",
            "  weir run stays --interval '{{ data_interval_start }}/{{ data_interval_end }}'     in Airflow",
        })
public final class RunCommand extends ProductCommand {

    @Option(names = "--again", description = "Make a release even when nothing has changed.")
    private boolean again;

    @Option(
            names = "--repairs",
            paramLabel = "NUMBER",
            description = {
                "The release that this one repairs: drift and dynamic rules learn from it no longer, this run's included.",
                "Makes a release even when nothing has changed."
            })
    private @Nullable Long repairs;

    @Option(
            names = "--interval",
            paramLabel = "INTERVAL",
            description = {
                "Whose rows are made anew, in tables that are loaded by intervals; twice is as once.",
                "In the time zone of weir.yaml's defaultTimezone (UTC) where it has none itself."
            })
    private @Nullable String interval;

    @Option(
            names = "--each",
            paramLabel = "hour|day|month",
            description = "Make one release for each hour, day or month of the interval that has none yet.")
    private @Nullable String each;

    @Option(
            names = "--changed",
            description = "With --each: only those that were released, and of which files arrived or changed since.")
    private boolean changed;

    @Option(
            names = "--full",
            description = "Make every table whole, from all files of its sources, whatever its weirLoad.")
    private boolean full;

    @Mixin
    private StrictOption strict = new StrictOption();

    public RunCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        RunRequest request = RunRequest.usual()
                .again(again ? Again.ALWAYS : Again.WHEN_CHANGED)
                .demanding(strict.demand());
        if (repairs != null) {
            request = request.repairing(repairs);
        }
        if (each != null) {
            return backfill(request, each);
        }
        if (changed) {
            throw wrong(
                    "--changed",
                    "'--changed' stands without '--each'",
                    "it chooses among the parts of an interval",
                    "write such as --interval 2026-10/2026-12 --each day --changed");
        }
        ReleaseRun run = ReleaseRun.of(desk(), product, extent(), request, new ProgressListener(terminal));
        if (!run.late().isEmpty()) {
            terminal.say("  " + LateFiles.words(run.late()) + "; '--each' with '--changed' takes them");
        }
        run.unknown().ifPresent(why -> terminal.say("  Which earlier intervals have new files is not known: " + why));
        RunResult result = run.result();
        printDocument(() -> tell(terminal, result), () -> RunRecordJson.print(result.record(), result.notes()));
        return result.record().ending().outcome().exit().status();
    }

    private ReleaseRun.Extent extent() {
        if (full && interval != null) {
            throw wrong(
                    "--full",
                    "A run has '--full' and '--interval'",
                    "the one makes every table whole, the other a part of some",
                    "leave one of them out");
        }
        return full
                ? new ReleaseRun.Extent.Full()
                : interval == null ? new ReleaseRun.Extent.Usual() : new ReleaseRun.Extent.Part(interval);
    }

    private int backfill(RunRequest request, String length) {
        if (interval == null || full || repairs != null) {
            throw wrong(
                    "--each",
                    "'--each' stands " + (interval == null ? "without '--interval'" : "with '--full' or '--repairs'"),
                    "it makes one release for each part of an interval",
                    "write such as --interval 2026-10-01/2026-11-01 --each day");
        }
        Backfill.Result result = ReleaseRun.each(
                desk(),
                product,
                new ReleaseRun.Parts(
                        interval, step(length), changed ? ReleaseRun.Which.CHANGED : ReleaseRun.Which.UNRELEASED),
                request,
                new ProgressListener(terminal),
                done -> terminal.say(BackfillText.line(product, done)));
        printDocument(
                () -> terminal.result(BackfillText.end(product, result)), () -> BackfillText.json(product, result));
        return result.exit().status();
    }

    private static Interval.Step step(String length) {
        List<String> known =
                Stream.of(Interval.Step.values()).map(Interval.Step::toString).toList();
        return Stream.of(Interval.Step.values())
                .filter(step -> step.toString().equals(length))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "--each",
                        "'--each' is '" + length + "'",
                        "it is " + String.join(", ", known),
                        Nearest.remedy(length, known, "write one of these")));
    }

    private static ProblemsException wrong(String option, String what, String why, String remedy) {
        return ProblemsException.of(Code.LOAD, Place.of(option), what, why, remedy);
    }

    /** The end of a run, for people. */
    static void tell(Terminal terminal, RunResult result) {
        RunRecord record = result.record();
        String product = record.run().product();
        String release = record.ending().release().isPresent()
                ? product + "@" + record.ending().release().getAsLong()
                : product;
        long quarantined =
                record.tables().stream().mapToLong(table -> table.quarantined()).sum();
        long unreadable = record.sources().stream()
                .mapToLong(source -> source.unreadable())
                .sum();
        long leftOut = record.tables().stream()
                .mapToLong(table -> table.leftOut().rows())
                .sum();
        long released =
                record.tables().stream().mapToLong(table -> table.released()).sum();
        String line = switch (record.ending().outcome()) {
            case RELEASED ->
                "@|bold,green Released " + release + "|@: " + Shown.number(released) + " rows, "
                        + Shown.number(quarantined)
                        + " quarantined, " + Shown.number(unreadable) + " records unreadable"
                        + (leftOut == 0 ? "" : ", @|yellow " + Shown.number(leftOut) + " left out|@");
            case UNCHANGED -> "@|bold,green Nothing new|@: sources, contracts and rules are those of " + release;
            case HELD -> "@|bold,red Held|@: no release of " + product;
            case REFUSED -> "@|bold,red Refused|@: no release of " + product;
            case CONFLICT -> "@|bold,red Conflict|@: no release of " + product;
            case FAILED -> "@|bold,red Failed|@: no release of " + product;
        };
        terminal.result(line);
        record.reproducible().ifPresent(found -> Notices.tell(terminal, found.because()));
        result.report().map(Path::toString).ifPresent(report -> terminal.out().println("  report: " + report));
        result.page().map(Path::toString).ifPresent(page -> terminal.out().println("  page:   " + page));
    }
}
