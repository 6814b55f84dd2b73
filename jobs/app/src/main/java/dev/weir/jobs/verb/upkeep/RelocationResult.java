package dev.weir.jobs.verb.upkeep;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.journal.MovedJournals;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.RunLock;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A warehouse whose tables say where it lies now.
 *
 * @param from where they said that it lay; empty where nothing was to do
 * @param to where it lies
 * @param tables that were repointed
 */
public record RelocationResult(Optional<String> from, String to, List<String> tables) {

    public RelocationResult {
        tables = List.copyOf(tables);
    }

    /** Repoints the tables of a warehouse that was moved or copied, with a note for each. */
    public static RelocationResult of(Desk desk) {
        Workspace settings = desk.settings();
        Warehouse warehouse = Warehouse.of(settings);
        RecordedRoot recorded = new RecordedRoot(warehouse);
        Optional<String> before = recorded.before();
        List<String> tables = new ArrayList<>();
        if (before.isPresent()) {
            requireDisk(warehouse, before.get());
            requireOwnJournals(settings, before.get());
            desk.caller().engineBegins(settings.root());
            repoint(settings, warehouse, before.get(), table -> {
                desk.caller().note("  repointed " + table);
                tables.add(table);
            });
            recorded.record();
        }
        desk.reportDeadRuns(settings);
        return new RelocationResult(before, warehouse.root(), tables);
    }

    /** What was copied into a bucket by hand has the catalogue of what it was copied from. */
    private static Path requireDisk(Warehouse warehouse, String before) {
        return warehouse
                .disk()
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNSUPPORTED,
                        Place.of("weir.yaml"),
                        "The warehouse '" + warehouse.root() + "' cannot be repointed",
                        "it lies in a bucket, and was copied there without Weir",
                        "Empty that place, and move the warehouse there with 'weir relocate --to PROFILE', by the profile of '"
                                + before + "'."));
    }

    /** Journals beside a log elsewhere are those of the warehouse that is still where it was: this one is a copy of it. */
    private static void requireOwnJournals(Workspace settings, String before) {
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        boolean areElsewhere = RunStore.of(settings, log).places().size() > 1;
        if (areElsewhere && new RecordedRoot(new Warehouse(Path.of(before))).isThere()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(log.files().place("")),
                    "The releases are not taken along",
                    "the warehouse '" + before + "' is still there, and this log is its",
                    "A copy cannot share the log of the warehouse that it was made of. Give it a log of its own under 'releases'"
                            + " in its weir.yaml, or call '" + before
                            + "' by another name while 'weir relocate' is at work.");
        }
    }

    private static void repoint(Workspace settings, Warehouse warehouse, String before, Consumer<String> repointed) {
        Path file = requireDisk(warehouse, before).resolve("relocate.lock");
        try (RunLock lock = RunLock.tryTake(file, "weir relocate")
                        .orElseThrow(() -> ProblemsException.of(
                                Code.CONFLICT,
                                Place.of(file.toString()),
                                "Another 'weir relocate' is at work",
                                "it holds '" + file + "'",
                                "Wait until it has ended."));
                WeirSession session = WeirSession.relocating(settings)) {
            requireNonNull(lock, "lock");
            session.runs().places().forEach(files -> MovedJournals.repoint(files, warehouse, before));
            session.relocation().repoint(repointed);
        }
    }
}
