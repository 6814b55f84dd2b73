package dev.weir.catalogue.citation;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.release.Manifest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a citation of a release has.
 *
 * @param id {@code clinical@12}, by which Weir reads it
 * @param iri its identifier; an address where the workspace has one
 * @param isAddress whether a server may answer at it
 * @param title with the number
 * @param released on which day, in UTC
 * @param about the rest, as people wrote it
 */
record Reference(
        String id, String iri, boolean isAddress, String title, LocalDate released, Manifest.ProductFacts about) {

    static Reference of(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        return new Reference(
                manifest.reference(),
                entry.iri(),
                entry.base().isAddress(),
                manifest.about().name() + ", release " + manifest.number(),
                LocalDate.ofInstant(manifest.record().run().ended(), ZoneOffset.UTC),
                manifest.about());
    }

    /** The part of its id behind the sign. */
    String version() {
        return id.substring(id.lastIndexOf('@') + 1);
    }

    /** Who publishes it; the product's name stands where no organisation is written, and is no person's. */
    String author() {
        return facts().parties().publisher().map(Publisher::name).orElse(about.name());
    }

    CatalogueFacts facts() {
        return about.catalogue();
    }

    List<String> keywords() {
        return facts().topic().keywords();
    }

    Optional<Licence> licence() {
        return facts().terms().licence().flatMap(Licence::of);
    }

    /** The address of its terms. */
    Optional<String> terms() {
        return facts().terms().licence().map(Licence::address);
    }
}
