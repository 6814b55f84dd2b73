package dev.weir.jobs.cli;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ManifestJson;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.release.ReleaseReference;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a release is. */
@Command(
        name = "show",
        description = {
            "Show a release: tables with version, rows, hash and masks, sources, verdicts. Starts no Spark.",
            "With --output json: the whole manifest."
        })
final class ShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = "Such as clinical@1; without a number, the last one.")
    private String release = "";

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Manifest manifest = Released.find(workspace, ReleaseReference.whole(release));
        LeftBehind.tell(workspace, manifest.product(), terminal);
        switch (output.format()) {
            case TEXT -> text(manifest);
            case JSON -> terminal.out().println(ManifestJson.print(manifest));
        }
        return ExitCode.DONE.status();
    }

    private void text(Manifest manifest) {
        terminal.result(
                "@|bold " + manifest.reference() + "|@  " + manifest.about().name());
        line(
                "released",
                Shown.time(manifest.record().run().ended()) + ", run "
                        + manifest.record().run().id());
        line("score", manifest.record().score().words() + " of 100");
        line("law", manifest.basis().lawPack());
        for (ReleasedTable table : manifest.tables()) {
            terminal.result("\n@|bold " + table.name() + "|@");
            line("rows", String.format(Locale.ROOT, "%,d", table.rows()));
            line(
                    "version",
                    table.version().format() + " " + table.version().number() + " at "
                            + table.version().location());
            line("contract", table.contract());
            line("content", table.content().hash());
            line(
                    "files",
                    String.format(Locale.ROOT, "%,d of %,d bytes", table.files().count(), table.bytes()));
            String masks = String.join(
                    ", ",
                    table.columns().stream()
                            .filter(column -> !column.mask().equals("keep"))
                            .map(column -> column.name() + " (" + column.category() + ", " + column.maskWords() + ")")
                            .toList());
            line("masked", masks.isEmpty() ? "nothing" : masks);
        }
        terminal.result("\n@|bold sources|@");
        for (SourceCount source : manifest.record().sources()) {
            line(
                    source.table(),
                    String.format(
                            Locale.ROOT,
                            "%,d records = %,d parsed + %,d unreadable, %d files",
                            source.records(),
                            source.parsed(),
                            source.unreadable(),
                            source.files().size()));
        }
        terminal.result("\n@|bold rules|@");
        long passed = manifest.record().verdicts().stream()
                .filter(verdict -> verdict.answer() == Verdict.Answer.PASSED)
                .count();
        line("passed", Long.toString(passed));
        manifest.record().verdicts().stream()
                .filter(verdict -> verdict.answer() != Verdict.Answer.PASSED)
                .forEach(this::verdict);
    }

    private void verdict(Verdict verdict) {
        boolean dormant = verdict.answer() == Verdict.Answer.DORMANT;
        line(
                dormant ? "dormant" : verdict.rule().severity().toString(),
                verdict.rule().id() + ": " + verdict.explanation());
        verdict.waiver()
                .ifPresent(waiver ->
                        line("", "waived until " + waiver.until() + " by " + waiver.by() + ": " + waiver.because()));
    }

    private void line(String name, String value) {
        terminal.out().println(String.format(Locale.ROOT, "  %-12s %s", name, value));
    }
}
