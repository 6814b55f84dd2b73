package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.releases.warehouse.Warehouse;

/**
 * Opens catalogues of one type. {@link Catalogues} finds each by {@link java.util.ServiceLoader}, beside the {@link
 * dev.weir.contracts.read.settings.CatalogueKeys} of the same type.
 */
public interface CatalogueOpener {

    /** What {@code type} of a profile's {@code catalogue} says. */
    String type();

    /**
     * A warehouse's catalogue; nothing is made yet.
     *
     * @throws dev.weir.contracts.ProblemsException when the warehouse cannot have such a catalogue
     */
    Catalogue open(CatalogueSettings settings, Warehouse warehouse);
}
