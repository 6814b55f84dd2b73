package dev.weir.jobs.verb.released;

import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.SignatureWarning;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.releases.log.Pin;
import dev.weir.releases.warehouse.TableIdentity;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Show a release: tables with version, rows, hash and masks, sources, verdicts. Starts no Spark.",
            "With --output json: the whole manifest."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir show clinical                        the newest release",
            "  weir show clinical@paper-v1               by a tag",
            "  weir show clinical@12 --output json       the manifest, as it was signed",
        })
public final class ShowCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = "Such as clinical@1 or clinical@paper-v1; without a number, the last one.")
    private String release = "";

    public ShowCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        ReleaseDetails shown = ReleaseDetails.of(desk(), release);
        printDocument(() -> text(shown), () -> ManifestJson.print(shown.manifest()));
        SignatureWarning.print(terminal, shown.doubts());
        return DamagedLogFiles.print(terminal, shown.damaged());
    }

    private void text(ReleaseDetails shown) {
        Manifest manifest = shown.manifest();
        terminal.result(
                "@|bold " + manifest.reference() + "|@  " + manifest.about().name());
        line(
                "released",
                DisplayText.time(manifest.record().run().ended()) + ", run "
                        + manifest.record().run().id());
        shown.rows()
                .expiry()
                .ifPresent(went -> line(
                        went.isLost() ? "rows lost" : "rows let go",
                        (went.isLost() ? "declared on " : "") + DisplayText.time(went.at()) + " by " + went.by()
                                + (went.isLost() ? ", because " + went.because() : "")
                                + ": the manifest is left, and nobody can read the rows"));
        manifest.history()
                .rollbackOf()
                .ifPresent(
                        earlier -> line("rollback", "the content of " + manifest.product() + "@" + earlier + " again"));
        manifest.history()
                .compactionOf()
                .ifPresent(earlier ->
                        line("compaction", "the content of " + manifest.product() + "@" + earlier + " in fewer files"));
        line(
                "score",
                manifest.record().score().words() + " of 100"
                        + (manifest.absent() == 0
                                ? ""
                                : "; " + DisplayText.count(manifest.absent(), "column")
                                        + " that the masks drop do not count"));
        line("tags", shown.tags().isEmpty() ? "none" : String.join(", ", shown.tags()));
        readers(shown.readers());
        if (!shown.madeInto().isEmpty()) {
            line("made into", String.join(", ", shown.madeInto()));
        }
        CatalogueFacts.Terms terms = manifest.about().catalogue().terms();
        terms.licence().ifPresent(licence -> line("licence", licence));
        terms.access().ifPresent(access -> line("access", access));
        terms.citation().ifPresent(citation -> line("cite it as", citation));
        line("law", manifest.basis().lawPack());
        line("zone", manifest.basis().zoneName());
        manifest.record()
                .reproducible()
                .ifPresent(found -> line(
                        "reproducible",
                        found.isGiven()
                                ? "yes"
                                : "no, because of "
                                        + DisplayText.count(found.because().size(), "part") + " of its queries"));
        for (ReleasedTable table : manifest.tables()) {
            terminal.result("\n@|bold " + table.name() + "|@");
            line(
                    "rows",
                    String.format(
                            Locale.ROOT,
                            "%,d, %s in %s",
                            table.rows(),
                            DisplayText.size(table.files().bytes()),
                            DisplayText.count(table.files().count(), "file")));
            line(
                    "version",
                    table.version().format() + " " + table.version().number() + " at "
                            + TableIdentity.of(
                                            shown.rows().warehouse(),
                                            table.version().format(),
                                            manifest.product(),
                                            table.name())
                                    .location());
            line("load", table.load().words());
            line("contract", table.contract());
            line("content", table.content().hash());
            masks(table);
        }
        if (!manifest.record().harmless().isEmpty()) {
            terminal.result("\n@|bold harmless|@");
            manifest.record().harmless().forEach(this::harmless);
        }
        terminal.result("\n@|bold sources|@");
        for (SourceCount source : manifest.record().sources()) {
            line(
                    source.table(),
                    String.format(
                            Locale.ROOT,
                            "%,d records = %,d parsed + %,d unreadable, %s",
                            source.records(),
                            source.parsed(),
                            source.unreadable(),
                            source.release()
                                    .map(release -> "release " + release.reference())
                                    .orElseGet(() ->
                                            DisplayText.count(source.files().size(), "file"))));
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

    private void harmless(HarmlessFinding finding) {
        line(
                finding.category(),
                finding.statement().name() + ", in " + finding.found() + " of " + finding.values() + " values");
        line("", finding.statement().words());
    }

    private void masks(ReleasedTable table) {
        List<ReleasedTable.ReleasedColumn> masked = table.columns().stream()
                .filter(column -> !column.mask().keeps() && !column.mask().drops())
                .toList();
        line(
                "columns",
                table.present().size() + " of " + table.columns().size()
                        + (table.absent().isEmpty() ? "" : "; not in it: " + absent(table)));
        String name = "masked";
        if (masked.isEmpty()) {
            line(name, "nothing");
        }
        for (ReleasedTable.ReleasedColumn column : masked) {
            line(
                    name,
                    column.name() + " (" + column.category() + "): "
                            + column.mask().words());
            name = "";
        }
    }

    private static String absent(ReleasedTable table) {
        return table.absent().stream()
                .map(column -> column.name() + " (" + column.category() + ")")
                .collect(Collectors.joining(", "));
    }

    private void readers(List<Pin> holding) {
        if (holding.isEmpty()) {
            line("readers", "nobody on record");
        }
        holding.forEach(pin -> line(
                "readers", pin.by() + " until " + pin.until() + (pin.because().isEmpty() ? "" : ": " + pin.because())));
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
        terminal.plain(String.format(Locale.ROOT, "  %-12s %s", name, value));
    }
}
