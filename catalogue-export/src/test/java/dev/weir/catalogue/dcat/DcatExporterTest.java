package dev.weir.catalogue.dcat;

import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;

class DcatExporterTest extends ExporterContract {
    @Override
    protected Exporter exporter() {
        return new DcatExporter();
    }
}
