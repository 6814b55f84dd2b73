package dev.weir.catalogue.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdcsExporterTest extends ExporterContract {

    private static final Manifest MANIFEST = Sample.plain().manifest();

    @Override
    protected Exporter exporter() {
        return new OdcsExporter();
    }

    @Test
    void aContractKeepsItsOrderItsCommentsAndItsForm() {
        CatalogueExport export = exporter().export(Sample.entry(MANIFEST, List.of(MANIFEST)));
        assertThat(export.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("2.patients.odcs.yaml");
            assertThat(file.text().replaceAll("  - \\{\"property\":\"weirMeasured\".*\n", "MEASURED\n"))
                    .isEqualTo("""
                            apiVersion: v3.1.0
                            kind: DataContract
                            id: "clinical.patients" # as in the registry
                            customProperties: # ours
                              # the grade
                            MEASURED
                              - { property: weirGrade, value: general }
                            schema: []
                            """);
        });
        assertThat(export.gaps())
                .extracting(Gap::property)
                .containsExactly("clinical.encounters", "clinical.observations");
    }

    /** Forms into which no line can be put keep their text whole, and that is said. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: a\ncustomProperties: [{ property: b, value: c }]\n",
                "id: a\ncustomProperties:\n",
                "id: a\n...\n",
                "id: a\n---\nid: b\n"
            })
    void whatCannotTakeALineIsLeftAsItIs(String text) {
        MeasuredDocument document = MeasuredDocument.of(text, MANIFEST, Optional.empty());
        assertThat(document).isEqualTo(new MeasuredDocument(text, false));
        assertThat(document.gap("contracts/a.odcs.yaml").orElseThrow().cause().words())
                .contains("contracts/a.odcs.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id: a", "---\nid: a\n", "id: a\r\ncustomProperties:\r\n- { property: b }\r\n", ""})
    void otherFormsTakeOneLineAndLoseNone(String text) {
        MeasuredDocument document = MeasuredDocument.of(text, MANIFEST, Optional.empty());
        assertThat(document.isMeasured()).isTrue();
        assertThat(document.text()).contains("weirMeasured").doesNotContain("\n\n");
        assertThat(document.text().lines().filter(line -> !line.contains("weirMeasured")))
                .containsAll(text.lines().toList());
    }
}
