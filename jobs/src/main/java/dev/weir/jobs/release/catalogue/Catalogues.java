package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.releases.warehouse.Warehouse;

/** Opens the catalogue that a profile names. */
public final class Catalogues {

    private Catalogues() {}

    /**
     * The catalogue that the profile asks for; nothing is made yet.
     *
     * @throws ProblemsException with {@link Code#UNSUPPORTED} when it asks for another kind; with {@link Code#INVALID_VALUE}
     *     when the warehouse's path cannot be part of SQLite's address
     */
    public static Catalogue of(Profile profile, Warehouse warehouse) {
        CatalogueSettings settings = profile.storage().catalogue();
        if (settings.type().equals(CatalogueSettings.SQLITE)) {
            return EmbeddedCatalogue.in(warehouse);
        }
        if (settings.type().equals(CatalogueSettings.POSTGRESQL)) {
            return new PostgresCatalogue(settings, warehouse);
        }
        throw ProblemsException.of(
                Code.UNSUPPORTED,
                Place.of("weir.yaml"),
                "The catalogue type '" + settings.type() + "' of profile '" + profile.name() + "' is not known",
                "this version has the embedded catalogue, and PostgreSQL's",
                "Write 'type: sqlite' or 'type: postgresql', or leave the catalogue out.");
    }
}
