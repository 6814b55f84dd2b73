package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.json.RunRecordJson;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.ProgressOption;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.engine.run.Backfill;
import dev.weir.jobs.engine.run.ProductRuns;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.metrics.MetricsAfterRun;
import dev.weir.jobs.notices.NoticesAfterRun;
import dev.weir.jobs.plan.interval.Interval;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "run",
        description = {
            "Make a release: read the sources, check, mask, and publish, or say why there is no release.",
            "Ends at once, with 0, when nothing has changed since the last release.",
            "Tables that are loaded by intervals (weirLoad: append) are run with --interval: a day (2026-11-19), a"
                    + " month",
            "(2026-11), an hour (2026-11-19T05), or from/to in ISO 8601, where 'to' is the first moment after it.",
            "With --each, many at once, one release each; the same command goes on where it stopped. It tells which",
            "released intervals have new files, and --changed takes these.",
            "Several products, or --all, are run in one Spark, --parallel at one time. Each has its own run, report and",
            "ending: one that is held, refused or failed stops no other. The exit code is the highest of them all.",
            "An --interval is then for products that are loaded by intervals; the others are run without one.",
            "A table that reads new files alone takes the correction of one with --replace."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir run clinical",
            "  weir run stays --interval 2026-11-19                     the rows of that day, made anew",
            "  weir run stays --interval 2026-10/2026-12 --each day     a release for each day that has none yet",
            "  weir run labs --replace raw/labs/2026-11.csv             the file as it is now, for the rows it had brought",
            "  weir run --all --tag nightly --parallel 4                every product with the tag, four at one time",
            "  weir run stays --interval '{{ data_interval_start }}/{{ data_interval_end }}'     in Airflow",
            "  weir run clinical --progress json --output json          for tools: events, then the record",
        })
public final class RunCommand extends PrintingCommand {

    @Parameters(paramLabel = "PRODUCT", arity = "0..*", description = "The product's id, or several.")
    private List<String> products = List.of();

    @Option(names = "--all", description = "Run every product of the workspace.")
    private boolean all;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = {
                "With --all: only products that carry the tag.",
                "'tags' stand in a product's file, or in that of a contract of its output ports."
            })
    private @Nullable String tag;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many of several products are run at one time; default: " + RunsText.PARALLEL + ".")
    private @Nullable Integer parallel;

    @Option(
            names = "--fail-fast",
            description = "Begin no other product once one made no release; those at work come to their ends.")
    private boolean failFast;

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

    @Option(
            names = "--replace",
            paramLabel = "FILE",
            description = {
                "A file that tables with new files alone were made of: its rows go, and it is read as it is now, if it is still",
                "there. Files that were read with it or since are read again. Several: give it for each."
            })
    private List<String> replaced = List.of();

    @Mixin
    @SuppressWarnings("UnusedVariable") // asked before the command line is parsed
    private ProgressOption progress = new ProgressOption();

    @Mixin
    private StrictOption strict = new StrictOption();

    private final NoticesAfterRun notices = new NoticesAfterRun();

    public RunCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        try {
            return run();
        } finally {
            MetricsAfterRun.give(desk());
            notices.give(desk());
        }
    }

    private int run() {
        if (all || products.size() > 1) {
            return many();
        }
        requireOne();
        String product = products.get(0);
        RunRequest request = usual();
        if (repairs != null) {
            request = request.repairing(repairs);
        }
        request = request.replacing(replaced);
        if (each != null) {
            return backfill(product, request, each);
        }
        if (changed) {
            throw wrong(
                    "--changed",
                    "'--changed' stands without '--each'",
                    "it chooses among the parts of an interval",
                    "write such as --interval 2026-10/2026-12 --each day --changed");
        }
        RunRequest asked = request;
        ReleaseRun.Extent extent = extent();
        RunResult result = notices.during(
                product, () -> ReleaseRun.of(desk(), product, extent, asked, ProgressListener.on(terminal)));
        printDocument(
                () -> RunText.print(terminal, result), () -> RunRecordJson.print(result.record(), result.amiss()));
        return result.record().ending().outcome().exit().status();
    }

    private RunRequest usual() {
        return RunRequest.usual()
                .again(again ? UnchangedPolicy.ALWAYS : UnchangedPolicy.WHEN_CHANGED)
                .demanding(strict.demand());
    }

    private void requireOne() {
        if (products.isEmpty()) {
            throw ProblemsException.usage(
                    tag == null ? "PRODUCT" : "--tag",
                    tag == null ? "No product is named" : "'--tag' stands without '--all'",
                    "a run is of a product, of several, or of all",
                    tag == null ? "name one, several, or give --all" : "write such as --all --tag nightly");
        }
        String alone = tag != null ? "--tag" : parallel != null ? "--parallel" : failFast ? "--fail-fast" : "";
        if (!alone.isEmpty()) {
            throw ProblemsException.usage(
                    alone,
                    "'" + alone + "' stands with one product",
                    "it is about several products",
                    "leave it out, name several products, or give --all");
        }
    }

    private int many() {
        if (all && !products.isEmpty()) {
            throw ProblemsException.usage(
                    "--all",
                    "'--all' stands beside '" + String.join(" ", products) + "'",
                    "the one is every product, the other some",
                    "leave one of them out");
        }
        if (tag != null && !all) {
            throw ProblemsException.usage(
                    "--tag",
                    "'--tag' stands beside '" + String.join(" ", products) + "'",
                    "it chooses among all products",
                    "write such as --all --tag nightly, or leave it out");
        }
        String single = each != null
                ? "--each"
                : changed ? "--changed" : repairs != null ? "--repairs" : replaced.isEmpty() ? "" : "--replace";
        if (!single.isEmpty()) {
            throw ProblemsException.usage(
                    single,
                    "'" + single + "' stands with several products",
                    "it is about the releases of one product",
                    "name one product, or leave it out");
        }
        if (parallel != null && parallel < 1) {
            throw ProblemsException.usage(
                    "--parallel",
                    "'--parallel' is " + parallel,
                    "it says how many products are run at one time",
                    "write 1 or more");
        }
        ReleaseRuns.Which which = tag != null
                ? new ReleaseRuns.Which.Tagged(tag)
                : all ? new ReleaseRuns.Which.All() : new ReleaseRuns.Which.Of(products);
        ProductRuns.Asked asked = new ProductRuns.Asked(
                usual(),
                parallel == null ? RunsText.PARALLEL : parallel,
                failFast ? ProductRuns.OnFailure.BEGIN_NONE : ProductRuns.OnFailure.GO_ON);
        RunsText shown = new RunsText(terminal, problems -> workspace.filled().asWritten(problems));
        ReleaseRun.Extent extent = extent();
        ReleaseRuns runs =
                notices.duringAll(() -> ReleaseRuns.of(desk(), which, extent, asked, shown), ReleaseRuns::products);
        print(() -> shown.print(runs), () -> shown.json(runs));
        return runs.status();
    }

    private ReleaseRun.Extent extent() {
        if (full && interval != null) {
            throw wrong(
                    "--full",
                    "A run has '--full' and '--interval'",
                    "the one makes every table whole, the other a part of some",
                    "leave one of them out");
        }
        if (full && !replaced.isEmpty()) {
            throw wrong(
                    "--replace",
                    "A run has '--full' and '--replace'",
                    "the one reads all files as they are now, the other some",
                    "leave one of them out");
        }
        return full
                ? new ReleaseRun.Extent.Full()
                : interval == null ? new ReleaseRun.Extent.Usual() : new ReleaseRun.Extent.Part(interval);
    }

    private int backfill(String product, RunRequest request, String length) {
        if (interval == null || full || repairs != null || !replaced.isEmpty()) {
            throw wrong(
                    "--each",
                    "'--each' stands "
                            + (interval == null ? "without '--interval'" : "with '--full', '--repairs' or '--replace'"),
                    "it makes one release for each part of an interval",
                    "write such as --interval 2026-10-01/2026-11-01 --each day");
        }
        ReleaseRun.Parts parts = new ReleaseRun.Parts(
                interval, step(length), changed ? ReleaseRun.Which.CHANGED : ReleaseRun.Which.UNRELEASED);
        Backfill.Result result = notices.during(
                product,
                () -> ReleaseRun.each(
                        desk(),
                        product,
                        parts,
                        request,
                        ProgressListener.on(terminal),
                        done -> terminal.say(BackfillText.line(product, done))));
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
                        NearestName.remedy(length, known, "write one of these")));
    }

    private static ProblemsException wrong(String option, String what, String why, String remedy) {
        return ProblemsException.of(Code.LOAD, Place.of(option), what, why, remedy);
    }
}
