package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LastRun;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.engine.quarantine.DebtReader;
import dev.weir.jobs.engine.quarantine.QuarantineReader;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What did not get in.
 *
 * @param run of which; empty where the product has none yet
 * @param parts by table
 * @param debt since when
 */
public record QuarantineReport(
        String product, Optional<RunRecord> run, List<QuarantinedTable> parts, QuarantineDebt debt) {

    /** Releases in which a row's first sight is looked for. */
    private static final int HISTORY = 20;

    public QuarantineReport {
        parts = List.copyOf(parts);
    }

    /**
     * What is asked.
     *
     * @param release the run behind it; the last run where none is named
     * @param rule rows that are out for it alone
     * @param table rows of it alone
     * @param examples rows of each cause
     */
    public record Question(
            String product, Optional<Long> release, Optional<String> rule, Optional<String> table, int examples) {}

    /** Starts Spark only where something is outside. */
    public static QuarantineReport of(Desk desk, Question asked) {
        desk.requireName(asked.product());
        Workspace settings = desk.settings();
        ReleaseLog log = StoredReleaseLog.of(settings);
        Optional<RunRecord> run = asked.release()
                .map(number -> log.read(asked.product(), number).record())
                .or(() -> LastRun.of(asked.product(), log, new RunArchive(settings.root())));
        if (run.isEmpty()) {
            LookupByName.product(desk.read(asked.product()), asked.product());
        }
        run.ifPresent(record -> asked.table().ifPresent(table -> requireTable(record, table)));
        return run.filter(QuarantineReport::hasOutside)
                .map(record -> read(desk, settings, log, record, asked))
                .orElseGet(() -> new QuarantineReport(asked.product(), run, List.of(), new QuarantineDebt(List.of())));
    }

    private static boolean hasOutside(RunRecord run) {
        return run.tables().stream().anyMatch(count -> count.quarantined() > 0)
                || run.sources().stream().anyMatch(count -> count.unreadable() > 0);
    }

    private static QuarantineReport read(Desk desk, Workspace settings, ReleaseLog log, RunRecord run, Question asked) {
        return Engine.reading(desk, settings, run.run().product(), session -> {
            List<QuarantinedTable> parts = new QuarantineReader(session)
                    .read(run, new QuarantineReader.Question(asked.rule(), asked.table(), asked.examples()));
            long last = run.ending().release().orElse(Long.MAX_VALUE);
            List<Manifest> releases = log.newest(run.run().product(), HISTORY).stream()
                    .filter(manifest -> manifest.number() <= last)
                    .toList();
            return new QuarantineReport(
                    asked.product(), Optional.of(run), parts, new DebtReader(session).read(run, releases));
        });
    }

    private static void requireTable(RunRecord run, String table) {
        List<String> known = Stream.concat(
                        run.tables().stream().map(count -> count.table()),
                        run.sources().stream().map(count -> count.table()))
                .toList();
        if (!known.contains(table)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("--table"),
                    "The run has no table '" + table + "'",
                    "it has " + String.join(", ", known),
                    NearestName.question(table, known, "name one of these"));
        }
    }
}
