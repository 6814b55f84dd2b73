package dev.weir.jobs.release.catalogue;

import dev.weir.releases.warehouse.Warehouse;

/** The catalogue in a file of the warehouse. */
class EmbeddedCatalogueIT extends HeadCatalogueContract {

    @Override
    protected HeadCatalogue of(Warehouse warehouse) {
        return EmbeddedCatalogue.in(warehouse);
    }
}
