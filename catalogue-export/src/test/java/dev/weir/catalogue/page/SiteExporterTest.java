package dev.weir.catalogue.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.EntryFiles;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.QualityTrend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteExporterTest extends ExporterContract {

    @TempDir
    Path folder;

    @Override
    protected Exporter exporter() {
        return new SiteExporter();
    }

    @Test
    void keepsEachReleaseAndShowsTheNewest() throws IOException {
        CatalogueEntry entry = Sample.entry(Sample.empty(), List.of());
        Path page = new EntryFiles(folder).write(exporter().export(entry)).get(0);
        assertThat(page).isEqualTo(folder.resolve("1.html"));
        assertThat(page).content().contains("Not written, so no catalogue can say it", "weirCatalogue.licence");
        assertThat(SiteExporter.html(Sample.served(Sample.plain().manifest()), QualityTrend.of(List.of())))
                .doesNotContain("weirCatalogue.licence");
        assertThat(folder.resolve("index.html")).hasSameTextualContentAs(page, StandardCharsets.UTF_8);
    }
}
