package dev.weir.lineage;

import io.openlineage.client.OpenLineage;
import java.util.List;
import java.util.Optional;

/**
 * Who owns a product, in OpenLineage's words.
 *
 * @param names as the product has them
 */
record Owners(OpenLineage openLineage, List<String> names) {

    private static final String TYPE = "OWNER";

    /** Of a released table; empty where no owner is named. */
    Optional<OpenLineage.OwnershipDatasetFacet> ofDataset() {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(openLineage.newOwnershipDatasetFacet(names.stream()
                        .map(name -> openLineage.newOwnershipDatasetFacetOwners(name, TYPE))
                        .toList()));
    }

    /** Of the product's runs; empty where no owner is named. */
    Optional<OpenLineage.OwnershipJobFacet> ofJob() {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(openLineage.newOwnershipJobFacet(names.stream()
                        .map(name -> openLineage.newOwnershipJobFacetOwners(name, TYPE))
                        .toList()));
    }
}
