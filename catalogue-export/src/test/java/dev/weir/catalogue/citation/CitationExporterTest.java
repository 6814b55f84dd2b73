package dev.weir.catalogue.citation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CitationExporterTest extends ExporterContract {

    @Override
    protected Exporter exporter() {
        return new CitationExporter();
    }

    @Test
    void bibTexNamesTheOrganisationWhole() {
        assertThat(file(Sample.served(Sample.plain().manifest()), "2.bib")).isEqualTo("""
                @misc{clinical-2,
                  title = {{Clinical records, release 2}},
                  author = {{Beijing centre}},
                  year = {2026},
                  version = {2},
                  note = {Data set, clinical@2},
                  url = {https://data.example.org/clinical/2/},
                }
                """);
    }

    @Test
    void theCitationFileHasWhatCffAsksFor() {
        String text = file(Sample.served(Sample.plain().manifest()), "2.cff");
        assertThat(text)
                .contains(
                        "cff-version: 1.2.0\n",
                        "message: \"Centre (2026): Clinical records\"\n",
                        "type: dataset\n",
                        "title: \"Clinical records, release 2\"\n",
                        "  - name: \"Beijing centre\"\n",
                        "license: \"CC-BY-4.0\"\n",
                        "url: \"https://data.example.org/clinical/2/\"\n");
    }

    @Test
    void dataCiteHasItsSixMandatoryProperties() throws IOException {
        JsonNode node = JsonMapper.builder()
                .build()
                .readTree(file(Sample.served(Sample.plain().manifest()), "2.datacite.json"));
        assertThat(node.at("/identifiers/0/identifierType").asText()).isEqualTo("URL");
        assertThat(node.at("/creators/0/nameType").asText()).isEqualTo("Organizational");
        assertThat(node.at("/titles/0/title").asText()).isEqualTo("Clinical records, release 2");
        assertThat(node.at("/publisher/name").asText()).isEqualTo("Beijing centre");
        assertThat(node.path("publicationYear").asText()).isEqualTo("2026");
        assertThat(node.at("/types/resourceTypeGeneral").asText()).isEqualTo("Dataset");
    }

    static Stream<Manifest> others() {
        return Stream.of(
                Sample.unicode().manifest(),
                Sample.hostile().manifest(),
                Sample.steering().manifest(),
                Sample.empty());
    }

    /** Whatever people write, the file stays YAML, the entry has its braces in pairs, and no owner of the team is an author. */
    @ParameterizedTest
    @MethodSource("others")
    void staysInItsFormWhateverPeopleWrite(Manifest manifest) {
        CatalogueEntry entry = Sample.entry(manifest, List.of(manifest));
        String number = Long.toString(manifest.number());
        String cff = file(entry, number + ".cff");
        assertThat(cff.lines().allMatch(line -> line.matches("(?s)(  - )?[a-z-]+:.*|  - \".*|    value: .*")))
                .as(cff)
                .isTrue();
        String bib = file(entry, number + ".bib");
        String braces = bib.replaceAll("\\\\[{}]", "").replaceAll("[^{}]", "");
        assertThat(braces.chars().filter(sign -> sign == '{').count())
                .isEqualTo(braces.chars().filter(sign -> sign == '}').count());
        assertThat(cff + bib).doesNotContain("clinical-data@example.org");
    }

    @Test
    void whatIsNotWrittenIsAGap() {
        assertThat(exporter().export(Sample.entry(Sample.empty(), List.of())).gaps())
                .extracting(Gap::property)
                .containsExactlyInAnyOrder("authors", "abstract", "keywords", "license", "url");
    }

    private String file(CatalogueEntry entry, String name) {
        return exporter().export(entry).files().stream()
                .filter(file -> file.name().equals(name))
                .map(ExportedFile::text)
                .findFirst()
                .orElseThrow();
    }
}
