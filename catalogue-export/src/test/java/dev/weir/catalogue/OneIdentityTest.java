package dev.weir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Place;
import dev.weir.contracts.release.Manifest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads two catalogues knows the column again; the module of lineage has the same test of its events. */
class OneIdentityTest {

    private static final Manifest MANIFEST = Sample.plain().manifest();

    @ParameterizedTest
    @ValueSource(strings = {"healthdcat", "croissant", "datahub", "openmetadata"})
    void aColumnHasOneIdentifierInAllExports(String kind) {
        CatalogueEntry entry = Sample.served(MANIFEST);
        String column = entry.base().column(MANIFEST.product(), MANIFEST.number(), "patients", "patient_id");
        assertThat(column).isEqualTo("https://data.example.org/clinical/2/patients#patient_id");
        assertThat(text(entry, kind)).contains(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcat", "healthdcat", "croissant", "citation", "datahub", "openmetadata"})
    void aTableHasOneIdentifierInAllExports(String kind) {
        CatalogueEntry entry = Sample.served(MANIFEST);
        assertThat(text(entry, kind)).contains(entry.base().table(MANIFEST.product(), MANIFEST.number(), "patients"));
    }

    private static String text(CatalogueEntry entry, String kind) {
        StringBuilder text = new StringBuilder();
        InstalledExporters.all().export(entry, kind, Place.of(kind)).files().forEach(file -> text.append(file.text()));
        return text.toString();
    }
}
