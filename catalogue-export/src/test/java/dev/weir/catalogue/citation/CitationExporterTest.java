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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    void dataCiteHasAllItsMandatoryPropertiesButTheDoi() throws IOException {
        JsonNode node = JsonMapper.builder()
                .build()
                .readTree(file(Sample.served(Sample.plain().manifest()), "2.datacite.json"));
        assertThat(node.at("/alternateIdentifiers/0/alternateIdentifierType").asText())
                .isEqualTo("URL");
        assertThat(node.at("/creators/0/nameType").asText()).isEqualTo("Organizational");
        assertThat(node.at("/titles/0/title").asText()).isEqualTo("Clinical records, release 2");
        assertThat(node.at("/publisher/name").asText()).isEqualTo("Beijing centre");
        assertThat(node.path("publicationYear").asText()).isEqualTo("2026");
        assertThat(node.at("/types/resourceTypeGeneral").asText()).isEqualTo("Dataset");
    }

    /** What RO-Crate 1.2 asks of a detached crate: a descriptor, a root with its four properties, and each entity once. */
    @ParameterizedTest
    @MethodSource("others")
    void theCrateHasWhatRoCrateAsksFor(Manifest manifest) throws IOException {
        JsonNode crate = json(Sample.served(manifest), manifest.number() + ".release-ro-crate-metadata.json");
        assertThat(crate.path("@context").asText()).isEqualTo("https://w3id.org/ro/crate/1.2/context");
        Map<String, JsonNode> entities = new HashMap<>();
        crate.path("@graph")
                .forEach(entity -> assertThat(entities.put(entity.path("@id").asText(), entity))
                        .isNull());
        JsonNode descriptor = entities.getOrDefault("ro-crate-metadata.json", crate);
        assertThat(descriptor.at("/conformsTo/@id").asText()).isEqualTo("https://w3id.org/ro/crate/1.2");
        JsonNode root = entities.getOrDefault(descriptor.at("/about/@id").asText(), crate);
        assertThat(root.path("@type").asText()).isEqualTo("Dataset");
        assertThat(root.path("name").asText()).isNotBlank();
        assertThat(root.path("description").asText()).isNotBlank();
        assertThat(root.path("datePublished").asText()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        assertThat(root.has("license"))
                .isEqualTo(manifest.about().catalogue().terms().licence().isPresent());
        assertThat(root.path("hasPart")).hasSize(manifest.tables().size());
        root.path("hasPart")
                .forEach(part ->
                        assertThat(entities).containsKey(part.path("@id").asText()));
        assertThat(entities).containsKey(root.at("/mentions/@id").asText());
        assertThat(crate.toString()).doesNotContain("/data/weir-demo", "clinical-data@example.org", ".csv", "1148");
    }

    @Test
    void theRunIsTheActionThatMadeTheRelease() throws IOException {
        JsonNode crate = json(Sample.served(Sample.plain().manifest()), "2.release-ro-crate-metadata.json");
        List<JsonNode> actions = new ArrayList<>();
        crate.path("@graph").forEach(entity -> {
            if (entity.path("@type").asText().equals("CreateAction")) {
                actions.add(entity);
            }
        });
        assertThat(actions).singleElement().satisfies(run -> {
            assertThat(run.at("/result/@id").asText()).isEqualTo("https://data.example.org/clinical/2/");
            assertThat(run.at("/instrument/@id").asText()).isEqualTo("urn:weir:-/weir/0.1.0");
            assertThat(run.path("object")).hasSize(4);
        });
    }

    /** By RFC 9264: an anchor and lists of targets by relation; the page leads to its tables, and they lead back. */
    @Test
    void thePageHasItsTypedLinks() throws IOException {
        CatalogueEntry entry = Sample.served(Sample.plain().manifest());
        JsonNode links = json(entry, "2.linkset.json").path("linkset");
        JsonNode page = links.get(0);
        assertThat(page.path("anchor").asText()).isEqualTo("https://data.example.org/clinical/2.html");
        assertThat(page.at("/cite-as/0/href").asText()).isEqualTo("https://data.example.org/clinical/2/");
        assertThat(page.at("/license/0/href").asText()).isEqualTo("https://creativecommons.org/licenses/by/4.0/");
        assertThat(page.at("/author/0/href").asText()).isEqualTo("https://example.org/centre");
        List<String> described = new ArrayList<>();
        page.path("describedby").forEach(link -> described.add(link.path("href").asText()));
        assertThat(described)
                .allMatch(address -> exporter().export(entry).files().stream()
                        .anyMatch(file -> address.equals("https://data.example.org/clinical/" + file.name())));
        assertThat(page.path("item")).hasSize(3);
        assertThat(links.get(1).at("/collection/0/href").asText())
                .isEqualTo(page.path("anchor").asText());
        assertThat(exporter()
                        .export(Sample.entry(Sample.plain().manifest(), List.of()))
                        .files())
                .noneMatch(file -> file.name().endsWith(".linkset.json"));
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

    private JsonNode json(CatalogueEntry entry, String name) throws IOException {
        return JsonMapper.builder().build().readTree(file(entry, name));
    }

    private String file(CatalogueEntry entry, String name) {
        return exporter().export(entry).files().stream()
                .filter(file -> file.name().equals(name))
                .map(ExportedFile::text)
                .findFirst()
                .orElseThrow();
    }
}
