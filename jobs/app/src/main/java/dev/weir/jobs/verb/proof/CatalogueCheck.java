package dev.weir.jobs.verb.proof;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.catalogue.SqliteFile;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether the catalogue's file in the warehouse is whole, as SQLite finds it. Nothing signs the file, and it can be made anew. */
final class CatalogueCheck {

    /** The name of the check. */
    static final String NAME = "catalogue";

    private CatalogueCheck() {}

    /** Empty where the catalogue is on a server. */
    static Optional<VerificationCheck> of(Workspace settings) {
        Optional<Path> folder = settings.profile().storage().catalogue().type().equals(CatalogueSettings.SQLITE)
                ? Warehouse.of(settings).disk()
                : Optional.empty();
        return folder.map(in -> in.resolve("catalog.db")).map(CatalogueCheck::of);
    }

    private static VerificationCheck of(Path file) {
        if (!Files.exists(file)) {
            return check(
                    List.of(),
                    List.of("There is no catalogue here: 'weir doctor' says whether it was lost, and makes it anew."));
        }
        if (Files.exists(file.resolveSibling("catalog.db-journal"))) {
            return check(List.of(), List.of("The catalogue was not looked at: a run writes to it, or died as it did."));
        }
        Optional<String> fault;
        try {
            fault = SqliteFile.fault(file);
        } catch (SQLException e) {
            return check(
                    List.of(),
                    List.of("The catalogue was not looked at: SQLite could not be asked (" + e.getMessage() + ")."));
        }
        return check(
                fault.stream()
                        .map(why -> new Problem(
                                Code.STORE_UNREACHABLE,
                                Place.of(file.toString()),
                                "The catalogue is damaged",
                                why,
                                "'weir doctor --rebuild-catalogue' makes it anew from the tables' own metadata; what is signed"
                                        + " does not lie in it."))
                        .toList(),
                List.of());
    }

    private static VerificationCheck check(List<Problem> broken, List<String> notes) {
        return new VerificationCheck(NAME, "1 file", broken, notes, false);
    }
}
