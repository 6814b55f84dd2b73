package dev.weir.contracts.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueBaseTest {

    @Test
    void eachThingHasOneIriBelowTheBase() {
        CatalogueBase base = CatalogueBase.parse("https://data.example.org/hub").orElseThrow();
        assertThat(base.product("clinical")).isEqualTo("https://data.example.org/hub/clinical/");
        assertThat(base.release("clinical", 12)).isEqualTo("https://data.example.org/hub/clinical/12/");
        assertThat(base.page("clinical", 12)).isEqualTo("https://data.example.org/hub/clinical/12.html");
        assertThat(base.table("clinical", 12, "encounters"))
                .isEqualTo("https://data.example.org/hub/clinical/12/encounters");
        assertThat(base.column("clinical", 12, "encounters", "性别"))
                .isEqualTo("https://data.example.org/hub/clinical/12/encounters#%E6%80%A7%E5%88%AB");
        assertThat(CatalogueBase.URN.release("clinical", 12)).isEqualTo("urn:weir:clinical/12/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.example.org",
                "ftp://data.example.org/",
                "https:///x",
                "https://data.example.org/?a=1",
                "https://data.example.org/#a",
                "https://me:secret@data.example.org/",
                "https://数据.example.org/",
                "file:///srv/data/",
                "https://data.example.org:99999/",
                "https://data.example.org/a/../b/",
                "https://data.example.org/./",
                ""
            })
    void whatIsNoAddressOfTheWebIsNoBase(String written) {
        assertThat(CatalogueBase.parse(written)).isEmpty();
    }

    /** An IRI in ASCII for any names, and another one for other names. */
    @Property
    void namesOfAnyKindAreTakenApart(@ForAll @NotEmpty String table, @ForAll @NotEmpty String column) {
        String iri = CatalogueBase.URN.column("p", 1, table, column);
        assertThat(URI.create(iri).toASCIIString()).isEqualTo(iri);
        assertThat(iri).doesNotContain("//").matches("urn:weir:p/1/[^/#]+#[^/#]+");
    }
}
