package dev.weir.jobs.verb.proof;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the catalogue in the warehouse can be read and has the tables as they are. Nothing signs it: it can be made anew. One on
 * a server is not asked.
 */
final class CatalogueCheck {

    private CatalogueCheck() {}

    /** Empty where the catalogue is on a server. */
    static Optional<VerificationCheck> of(Workspace settings) {
        if (!settings.profile().storage().catalogue().type().equals(CatalogueSettings.SQLITE)) {
            return Optional.empty();
        }
        return Optional.of(new VerificationCheck("catalogue", "1 file", broken(settings), List.of(), false));
    }

    private static List<Problem> broken(Workspace settings) {
        Map<String, String> lost;
        try {
            lost = Catalogues.of(settings.profile(), Warehouse.of(settings)).lost();
        } catch (ProblemsException e) {
            return e.problems();
        }
        return lost.entrySet().stream()
                .map(table -> new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(table.getKey()),
                        "The catalogue does not have the table as the warehouse has it",
                        table.getValue(),
                        "'weir doctor --rebuild-catalogue' makes the catalogue anew."))
                .toList();
    }
}
