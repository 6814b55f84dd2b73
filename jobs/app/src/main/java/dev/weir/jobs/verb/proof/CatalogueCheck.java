package dev.weir.jobs.verb.proof;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.catalogue.CatalogueEntries;
import dev.weir.jobs.release.catalogue.SqliteFile;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the catalogue's file in the warehouse is whole, as SQLite finds it, and leads readers of newest versions to the newest
 * release. Nothing signs the file, and it can be made anew.
 */
record CatalogueCheck(Path file, Warehouse warehouse, StoredReleaseLog log, RunJournals journals) {

    /** The name of the check. */
    static final String NAME = "catalogue";

    /** How often it is looked again where a run has published meanwhile. */
    private static final int ATTEMPTS = 3;

    /** Empty where the catalogue is on a server. */
    static Optional<VerificationCheck> of(Workspace settings, StoredReleaseLog log, String product) {
        Warehouse warehouse = Warehouse.of(settings);
        Optional<Path> folder = settings.profile().storage().catalogue().type().equals(CatalogueSettings.SQLITE)
                ? warehouse.disk()
                : Optional.empty();
        return folder.map(in -> new CatalogueCheck(
                        in.resolve("catalog.db"),
                        warehouse,
                        log,
                        RunStore.of(settings, log).journals(product))
                .check());
    }

    /** Whether it is the file that is damaged, so that no engine finds a table by it. */
    static boolean isDamaged(VerificationCheck check) {
        return check.name().equals(NAME)
                && check.broken().stream().anyMatch(problem -> problem.code() == Code.STORE_UNREACHABLE);
    }

    private VerificationCheck check() {
        if (!Files.exists(file)) {
            return noted("There is no catalogue here: 'weir doctor' says whether it was lost, and makes it anew.");
        }
        if (Files.exists(file.resolveSibling("catalog.db-journal"))) {
            return noted("The catalogue was not looked at: a run writes to it, or died as it did.");
        }
        try {
            Optional<String> fault = SqliteFile.fault(file);
            return fault.isPresent()
                    ? new VerificationCheck(NAME, "1 file", List.of(damaged(fault.get())), List.of(), false)
                    : entries();
        } catch (SQLException e) {
            return noted("The catalogue was not looked at: SQLite could not be asked (" + e.getMessage() + ").");
        } catch (ProblemsException e) {
            Problem problem = e.problems().get(0);
            return noted("The catalogue's entries were not compared: " + problem.what() + " (" + problem.why() + "). "
                    + problem.remedy());
        }
    }

    /**
     * The release is read first, then the journals, then the entries: a run enters its release, moves its tables, and then ends its
     * journal.
     */
    private VerificationCheck entries() throws SQLException {
        new RecordedRoot(warehouse).requireHere();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Manifest> newest = log.latest(journals.product());
            List<String> notes = new ArrayList<>();
            List<RunJournal> unfinished = unfinished(notes);
            List<TableRow> rows = SqliteFile.rows(file);
            if (newest.isEmpty()) {
                return new VerificationCheck(NAME, "1 file", List.of(), notes, false);
            }
            if (!log.isKept(journals.product(), newest.get().number())) {
                return noted("The catalogue's entries were not compared: the rows of "
                        + newest.get().reference() + " were let go, or declared lost.");
            }
            CatalogueEntries.Found found =
                    new CatalogueEntries(warehouse, file, rows).compared(newest.get(), unfinished);
            if (found.broken().isEmpty()
                    || log.numbers(journals.product()).max().orElse(0)
                            == newest.get().number()) {
                notes.addAll(found.notes());
                return new VerificationCheck(NAME, "1 file" + tables(newest.get()), found.broken(), notes, false);
            }
        }
        return noted("The catalogue's entries were not compared: runs published meanwhile.");
    }

    private static String tables(Manifest newest) {
        long tables = newest.tables().stream()
                .filter(table -> table.version().format().equals(TableFormat.ICEBERG))
                .count();
        return tables == 0 ? "" : " with " + tables + (tables == 1 ? " table of " : " tables of ") + newest.reference();
    }

    /** One that cannot be understood mends nothing: no run of the product begins before it can be. */
    private List<RunJournal> unfinished(List<String> notes) {
        try {
            return journals.list();
        } catch (ProblemsException e) {
            Problem problem = e.problems().get(0);
            notes.add(problem.what() + ": " + problem.why() + ". " + problem.remedy());
            return List.of();
        }
    }

    private Problem damaged(String why) {
        return new Problem(
                Code.STORE_UNREACHABLE,
                Place.of(file.toString()),
                "The catalogue is damaged",
                why,
                "'weir doctor --rebuild-catalogue' makes it anew from the tables' own metadata; what is signed"
                        + " does not lie in it.");
    }

    private static VerificationCheck noted(String note) {
        return new VerificationCheck(NAME, "1 file", List.of(), List.of(note), false);
    }
}
