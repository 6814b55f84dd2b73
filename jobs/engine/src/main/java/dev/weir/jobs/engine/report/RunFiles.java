package dev.weir.jobs.engine.report;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.InstalledExporters;
import dev.weir.catalogue.page.RunReport;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run leaves for people beside the tables: its report, its record, the release's page. */
public record RunFiles(Workspace workspace, Warehouse warehouse) {
    private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

    /** Releases that pictures show. */
    private static final int TREND = 20;

    /**
     * What a run has left.
     *
     * @param report the HTML report; empty when it could not be written
     * @param page the release's page; empty when there is no release, or the page could not be written
     * @param notes what could not be written or entered elsewhere of a release that stands, each a sentence
     */
    public record Result(Optional<Path> report, Optional<Path> page, List<String> notes) {
        public Result {
            notes = List.copyOf(notes);
        }
    }

    /** A report that was written, with the newest releases that it shows. */
    private record Written(Path report, List<Manifest> newest) {

        /** What the release's entry shows of its history; empty where another process has published one after it. */
        Optional<List<Manifest>> upTo(Manifest made) {
            return newest.stream().allMatch(release -> release.number() <= made.number())
                    ? Optional.of(newest)
                    : Optional.empty();
        }
    }

    /**
     * Writes {@code runs/<product>/<run>/run.json} and {@code report.html}, with copies in a warehouse in a bucket, then enters the
     * release in every catalogue. What cannot be written ends nothing: the run has ended, and its manifest has everything.
     *
     * @param shown rows and records that the report shows
     * @param manifest of the release that the run made; empty where it made none
     */
    public Result leave(RunRecord record, ShownRows shown, Plan plan, Optional<Manifest> manifest) {
        Optional<Written> written =
                write(record, shown, plan, manifest.map(Manifest::tables).orElse(List.of()));
        Optional<InstalledExporters.Entered> entered = manifest.map(made ->
                enter(made, () -> written.flatMap(all -> all.upTo(made)).orElseGet(() -> upTo(made))));
        Optional<Path> report = written.map(Written::report);
        Optional<Path> page = entered.flatMap(InstalledExporters.Entered::page);
        List<String> notes = new ArrayList<>();
        if (manifest.isPresent() && (report.isEmpty() || page.isEmpty())) {
            notes.add("Release " + manifest.get().reference() + " is published. "
                    + (report.isEmpty() ? page.isEmpty() ? "Its report and its page" : "Its report" : "Its page")
                    + " could not be written; 'weir show " + manifest.get().reference() + "' shows its manifest.");
        }
        entered.ifPresent(all -> all.failures().forEach(failure -> notes.add(failure.sentence() + ".")));
        return new Result(report, page, notes);
    }

    /** The record comes first: what its report shows of other releases may not be there to be read. */
    private Optional<Written> write(RunRecord record, ShownRows shown, Plan plan, List<ReleasedTable> released) {
        RunArchive archive = new RunArchive(workspace.root());
        try {
            archive.write(record);
            List<Manifest> newest =
                    StoredReleaseLog.of(workspace).newest(record.run().product(), TREND);
            String html = RunReport.html(
                    record,
                    shown,
                    plan.product(),
                    flowing(plan),
                    Manifests.columns(plan),
                    released,
                    QualityTrend.of(newest));
            Path report =
                    archive.folder(record.run().product(), record.run().id()).resolve("report.html");
            Files.writeString(report, html, StandardCharsets.UTF_8);
            Optional<RunArtifacts> kept = RunArtifacts.of(warehouse);
            if (kept.isPresent()) {
                kept.get().keep(record, report);
            }
            return Optional.of(new Written(report, newest));
        } catch (IOException | RuntimeException e) { // the log that the trend is read from may not answer
            LOG.error("The report of run {} cannot be written", record.run().id(), e);
            return Optional.empty();
        }
    }

    /** Writes the record of a run that came to no decision, so that it can be seen that there was one. */
    public void leaveAttempt(RunRecord record) {
        try {
            new RunArchive(workspace.root()).write(record);
        } catch (IOException e) { // the failure that ended the run is what is reported
            LOG.error("The record of run {} cannot be written", record.run().id(), e);
        }
    }

    /** What can still be written of a release that another process has published for its run: its record and its page. */
    public void recovered(Manifest manifest) {
        try {
            new RunArchive(workspace.root()).write(manifest.record());
        } catch (IOException e) {
            LOG.error(
                    "The record of run {} cannot be written",
                    manifest.record().run().id(),
                    e);
        }
        enter(manifest);
    }

    /** By table, the inputs whose rows it is made of. */
    private static Map<String, List<String>> flowing(Plan plan) {
        Map<String, List<String>> flowing = new LinkedHashMap<>();
        for (TablePlan table : plan.tables()) {
            try {
                flowing.put(
                        table.name(),
                        SparkSqlGrammar.flowing(table.route().query().sql()));
            } catch (SqlSyntaxException e) {
                throw new IllegalStateException("The query of table '" + table.name() + "' was read before", e);
            }
        }
        return flowing;
    }

    /** Those up to a release, the newest of them. */
    private List<Manifest> upTo(Manifest manifest) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        long[] numbers = log.numbers(manifest.product())
                .filter(number -> number <= manifest.number())
                .toArray();
        return Arrays.stream(numbers)
                .skip(Math.max(0, numbers.length - TREND))
                .mapToObj(number -> log.read(manifest.product(), number))
                .toList();
    }

    /** Enters the release in every catalogue there is, its page below {@code site/} among them; once more where it was entered before. */
    public InstalledExporters.Entered enter(Manifest manifest) {
        return enter(manifest, () -> upTo(manifest));
    }

    /**
     * What exporters are given of a release.
     *
     * @param folder of the product, in which the files of the entry will lie
     */
    public CatalogueEntry entry(Manifest manifest, Path folder) {
        return entry(manifest, upTo(manifest), folder);
    }

    private CatalogueEntry entry(Manifest manifest, List<Manifest> history, Path folder) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        EarlierFiles signed = EarlierFiles.of(log.files(), manifest.product());
        return new CatalogueEntry(
                manifest,
                history,
                Expiry.of(log, manifest.product(), manifest.number()).map(Expiry::at),
                workspace.settings().exports().base(),
                new SignedStorage(
                        warehouse.root(),
                        manifest,
                        signed,
                        folder.toAbsolutePath().normalize(),
                        workspace.settings().exports().downloads(),
                        () -> EventLineage.of(workspace, manifest).tables()));
    }

    private InstalledExporters.Entered enter(Manifest manifest, Supplier<List<Manifest>> newest) {
        InstalledExporters.Entered entered;
        try {
            Path folder = workspace.site().resolve(manifest.product());
            entered = InstalledExporters.all()
                    .export(
                            entry(manifest, newest.get(), folder),
                            workspace.settings().exports(),
                            workspace.site());
        } catch (RuntimeException e) { // the log that the history is read from may not answer
            entered = new InstalledExporters.Entered(
                    Optional.empty(), List.of(new InstalledExporters.Failure("of every kind", Optional.empty(), e)));
        }
        entered.failures()
                .forEach(failure -> LOG.error(
                        "The entry of {} for '{}' cannot be made",
                        manifest.reference(),
                        failure.exporter(),
                        failure.why()));
        return entered;
    }
}
