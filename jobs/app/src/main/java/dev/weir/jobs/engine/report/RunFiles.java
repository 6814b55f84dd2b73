package dev.weir.jobs.engine.report;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Exports;
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
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run leaves for people beside the tables: its report, its record, the release's page. */
public final class RunFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

    /** Releases that pictures show. */
    private static final int TREND = 20;

    private final Workspace workspace;
    private final Warehouse warehouse;

    public RunFiles(Workspace workspace, Warehouse warehouse) {
        this.workspace = workspace;
        this.warehouse = warehouse;
    }

    /** Writes {@code runs/<product>/<run>/report.html} and {@code run.json}, with a copy in a warehouse in a bucket; empty when
     * they cannot be written: the run has ended all the same, and its manifest has everything.
     *
     * @param shown rows and records that the report shows
     * @param released the tables of the release that it made; none where it made none
     */
    public Optional<Path> report(RunRecord record, ShownRows shown, Plan plan, List<ReleasedTable> released) {
        RunArchive archive = new RunArchive(workspace.root());
        try {
            archive.write(record);
            Path report =
                    archive.folder(record.run().product(), record.run().id()).resolve("report.html");
            Files.writeString(
                    report,
                    RunReport.html(
                            record,
                            shown,
                            plan.product(),
                            flowing(plan),
                            Manifests.columns(plan),
                            released,
                            QualityTrend.of(newest(record.run().product()))),
                    StandardCharsets.UTF_8);
            Optional<KeptPapers> kept = KeptPapers.of(warehouse);
            if (kept.isPresent()) {
                kept.get().keep(record, report);
            }
            return Optional.of(report);
        } catch (IOException | RuntimeException e) { // the log that the trend is read from may not answer
            LOG.error("The report of run {} cannot be written", record.run().id(), e);
            return Optional.empty();
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

    private List<Manifest> newest(String product) {
        return StoredReleaseLog.of(workspace).newest(product, TREND);
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
    public Exports.Entered enter(Manifest manifest) {
        Exports.Entered entered;
        try {
            CatalogueEntry entry = new CatalogueEntry(
                    manifest,
                    upTo(manifest),
                    warehouse.root(),
                    Expiry.of(StoredReleaseLog.of(workspace), manifest.product(), manifest.number())
                            .map(Expiry::at));
            entered = Exports.installed().export(entry, workspace.site());
        } catch (RuntimeException e) { // the log that the history is read from may not answer
            entered = new Exports.Entered(
                    Optional.empty(), List.of(new Exports.Failure("of every kind", Optional.empty(), e)));
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
