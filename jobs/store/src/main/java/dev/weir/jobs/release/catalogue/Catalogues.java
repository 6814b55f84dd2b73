package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.read.settings.CatalogueKeys;
import dev.weir.contracts.read.settings.CatalogueTypes;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.releases.warehouse.Warehouse;

/** Opens the catalogue that a profile names. */
public final class Catalogues {

    private Catalogues() {}

    /**
     * The catalogue that the profile asks for; nothing is made yet.
     *
     * @throws ProblemsException with {@link Code#UNSUPPORTED} when it asks for another kind, or one of its halves is missing; with
     *     {@link Code#INVALID_VALUE} when the warehouse's path cannot be part of SQLite's address
     */
    public static Catalogue of(Profile profile, Warehouse warehouse) {
        CatalogueSettings settings = profile.storage().catalogue();
        Catalogue own = opener(profile, settings).open(settings, warehouse);
        return settings.shown()
                .map(other -> opener(profile, other).shown(own, other))
                .orElse(own);
    }

    private static CatalogueOpener opener(Profile profile, CatalogueSettings settings) {
        CatalogueOpener opener = InstalledPlugins.named(
                        CatalogueOpener.class,
                        "openers of catalogues of the type",
                        InstalledPlugins.all(CatalogueOpener.class, "the opener of a type of catalogue"),
                        CatalogueOpener::type)
                .get(settings.type());
        boolean isRead = CatalogueTypes.installed().containsKey(settings.type());
        if (opener != null && isRead) {
            return opener;
        }
        if (opener == null && !isRead) {
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    Place.of("weir.yaml"),
                    "The catalogue type '" + settings.type() + "' of profile '" + profile.name() + "' is not known",
                    "this version has the embedded catalogue, PostgreSQL's, and those that speak Iceberg's REST protocol",
                    "Write 'type: sqlite', 'type: postgresql' or 'type: rest', leave the catalogue out, or put the jar that has the type on WEIR_CLASSPATH.");
        }
        Class<?> missing = opener == null ? CatalogueOpener.class : CatalogueKeys.class;
        throw ProblemsException.of(
                Code.UNSUPPORTED,
                InstalledPlugins.services(missing),
                "of the catalogue type '" + settings.type() + "' one half is missing",
                "there is no " + missing.getName() + " for it",
                "add the other half to the class path, with its line in META-INF/services, or take this one out");
    }
}
