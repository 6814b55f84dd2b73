package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.releases.warehouse.Warehouse;

/**
 * Opens catalogues of one type. {@link Catalogues} finds each by {@link java.util.ServiceLoader}, beside the {@link
 * dev.weir.contracts.read.settings.CatalogueKeys} of the same type.
 */
public interface CatalogueOpener {

    /** The value of {@code type} of a profile's {@code catalogue}. */
    String type();

    /**
     * A warehouse's catalogue; nothing is made yet.
     *
     * @throws dev.weir.contracts.ProblemsException when the warehouse cannot have such a catalogue
     */
    Catalogue open(CatalogueSettings settings, Warehouse warehouse);

    /**
     * Another catalogue, whose released tables are shown in one of this type as well.
     *
     * @throws dev.weir.contracts.ProblemsException when nothing can be shown in a catalogue of this type
     */
    default Catalogue shown(Catalogue own, CatalogueSettings settings) {
        throw ProblemsException.of(
                Code.UNSUPPORTED,
                Place.of("weir.yaml"),
                "Releases cannot be shown in a catalogue of the type '" + type() + "'",
                "its opener has no way for it",
                "Take 'shown' out of the profile's catalogue.");
    }
}
