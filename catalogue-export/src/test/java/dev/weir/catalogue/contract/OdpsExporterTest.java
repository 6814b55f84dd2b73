package dev.weir.catalogue.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class OdpsExporterTest extends ExporterContract {

    @Override
    protected Exporter exporter() {
        return new OdpsExporter();
    }

    @Test
    void theProductIsAsItWasWrittenWithWhatWasMeasuredAtItsEnd() {
        Manifest manifest = Sample.plain().manifest();
        var file = exporter()
                .export(Sample.entry(manifest, List.of(manifest)))
                .files()
                .get(0);
        assertThat(file.name()).isEqualTo("2.clinical.odps.yaml");
        assertThat(file.text())
                .isEqualTo("""
                # the product
                apiVersion: v1.0.0
                kind: DataProduct
                id: clinical
                status: active # for now
                customProperties:
                  - {"property":"weirMeasured","value":{"release":"clinical@2","released":"2026-01-31T08:00:42.700Z",\
                "qualityScore":"%s","rules":6,"rulesNotKept":2}}
                """.formatted(manifest.record().score().coarse()));
    }
}
