package dev.weir.catalogue.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QualityTrend;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaOrgTest {

    static Stream<Manifest> manifests() {
        return Stream.of(
                Sample.plain().manifest(),
                Sample.unicode().manifest(),
                Sample.hostile().manifest(),
                Sample.steering().manifest(),
                Sample.empty());
    }

    /** A browser and a search read from the page what was written, whatever it is; and nothing else of the page changes. */
    @ParameterizedTest
    @MethodSource("manifests")
    void aPageHoldsOneDataset(Manifest manifest) throws IOException {
        CatalogueEntry entry = Sample.entry(manifest, List.of(manifest));
        var scripts = Jsoup.parse(SiteExporter.html(entry, QualityTrend.of(entry.history())))
                .select("script");
        assertThat(scripts).hasSize(1);
        assertThat(scripts.get(0).attr("type")).isEqualTo("application/ld+json");
        JsonNode read = JsonMapper.builder().build().readTree(scripts.get(0).data());
        assertThat(read).isEqualTo(SchemaOrg.node(entry));
        assertThat(read.path("name").asText()).contains(manifest.about().name());
        assertThat(read.path("description").asText()).isNotBlank();
    }

    @Test
    void itHasWhatSearchesForDataSetsAskFor() {
        JsonNode node = SchemaOrg.node(Sample.served(Sample.plain().manifest()));
        assertThat(node.path("@type").asText()).isEqualTo("Dataset");
        assertThat(List.of(
                        "name",
                        "description",
                        "creator",
                        "license",
                        "identifier",
                        "url",
                        "version",
                        "keywords",
                        "temporalCoverage",
                        "spatialCoverage",
                        "variableMeasured",
                        "isAccessibleForFree",
                        "citation",
                        "datePublished"))
                .allSatisfy(key -> assertThat(node.has(key)).as(key).isTrue());
        assertThat(node.path("temporalCoverage").asText()).isEqualTo("2010-01-01/2024-12-31");
        assertThat(node.toString()).doesNotContain("full_name").doesNotContain("/data/weir-demo");
    }
}
