package dev.weir.catalogue.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.GeneratedReleases;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.vocabulary.SHACLM;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Releases in DCAT against the official shapes of DCAT-AP 3.0.1, which lie in {@code standards/dcat-ap/3.0.1} below the
 * folder {@code weir.conformance}. The files that the shapes import from the web are left out: they only add vocabularies.
 */
@Tag("conformance")
class DcatConformanceTest {

    private static final List<String> FILES = List.of(
            "shacl/dcat-ap-SHACL.ttl",
            "shacl/ranges.ttl",
            "html/shacl/shapes.ttl",
            "html/shacl/range.ttl",
            "html/shacl/deprecateduris.ttl");
    private static Shapes shapes = Shapes.parse(Graph.emptyGraph);
    private static Shapes recommended = Shapes.parse(Graph.emptyGraph);

    static Stream<Manifest> manifests() {
        return Stream.of(
                Sample.plain().manifest(),
                Sample.unicode().manifest(),
                Sample.hostile().manifest(),
                Sample.empty());
    }

    @BeforeAll
    static void readShapes() {
        Path folder = Path.of(System.getProperty("weir.conformance", "")).resolve("standards/dcat-ap/3.0.1");
        assertThat(folder)
                .as("DCAT-AP's shapes; -Dweir.conformance=FOLDER names the folder that CONTRIBUTING.md describes")
                .isDirectory();
        shapes = shapes(folder, FILES);
        recommended = shapes(folder, List.of("html/shacl/shapes_recommended.ttl"));
    }

    private static Shapes shapes(Path folder, List<String> files) {
        Model model = ModelFactory.createDefaultModel();
        files.forEach(
                file -> RDFDataMgr.read(model, folder.resolve(file).toUri().toString()));
        // shacl/ranges.ttl names a property shape of Distribution that no published file defines
        model.listStatements(null, SHACLM.property, (RDFNode) null)
                .filterKeep(statement -> !statement.getResource().hasProperty(SHACLM.path))
                .toList()
                .forEach(model::remove);
        // of the former code list of adms:status, which DCAT-AP 3 has replaced
        model.listStatements(null, SHACLM.node, model.createResource("http://data.europa.eu/r5r#StatusRestrictionADMS"))
                .toList()
                .forEach(statement -> model.removeAll(null, SHACLM.property, statement.getSubject()));
        return Shapes.parse(model);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyReleaseKeepsTheShapes(Manifest manifest) {
        ValidationReport report = validate(Dcat.model(Sample.entry(manifest, List.of(manifest))));

        assertThat(report.getEntries()).as("%s", report.getEntries()).isEmpty();
        assertThat(shapes.numShapes()).isGreaterThan(30);
    }

    /** HealthDCAT-AP asks for more, and for nothing less. */
    @ParameterizedTest
    @MethodSource("manifests")
    void everyReleaseKeepsTheShapesInHealthDcatToo(Manifest manifest) {
        ValidationReport report = validate(
                HealthDcat.of(Sample.entry(manifest, List.of(manifest))).model());
        assertThat(report.getEntries()).as("%s", report.getEntries()).isEmpty();
    }

    /** By chance, a hundred of them: in either form, with the gaps of what is recommended and not there. */
    @Test
    void everyGeneratedReleaseKeepsTheShapes() {
        List<CatalogueEntry> entries = GeneratedReleases.all().toList();
        for (int number = 0; number < entries.size(); number++) {
            CatalogueEntry entry = entries.get(number);
            String which = "generated release " + number;
            assertThat(validate(Dcat.model(entry)).getEntries()).as(which).isEmpty();
            assertThat(validate(HealthDcat.of(entry).model()).getEntries())
                    .as(which)
                    .isEmpty();
            assertThat(recommendations(entry)).as(which).isSubsetOf(gaps(entry));
        }
    }

    @Test
    void aDatasetWithoutTitleIsFound() {
        Model model = Dcat.model(Sample.entry(Sample.plain().manifest(), List.of()));
        model.removeAll(null, DCTerms.title, null);
        model.removeAll(null, DCAT.accessURL, null);

        assertThat(validate(model).conforms()).isFalse();
    }

    @Test
    void aReleaseOfWhichAllIsWrittenHasAllThatIsRecommended() {
        CatalogueEntry entry = Sample.served(Sample.plain().manifest());
        assertThat(recommendations(entry))
                .as("where a province lies is not known, only where its country does")
                .containsExactlyInAnyOrder("dcat:bbox", "dcat:centroid");
    }

    /** What is recommended and not there is a gap, by the property's own name; another gap names nothing that is there. */
    @ParameterizedTest
    @MethodSource("manifests")
    void whatIsRecommendedAndNotThereIsAGap(Manifest manifest) {
        CatalogueEntry entry = Sample.entry(manifest, List.of(manifest));
        Set<String> gaps = gaps(entry);
        assertThat(recommendations(entry)).isNotEmpty().isSubsetOf(gaps);

        Model model = Dcat.model(entry);
        Resource release = model.getResource(entry.iri());
        assertThat(gaps)
                .noneMatch(gap -> release.hasProperty(model.createProperty(model.expandPrefix(gap)))
                        && !gap.equals("dct:description")
                        && !gap.equals("dct:publisher"));
    }

    private static Set<String> gaps(CatalogueEntry entry) {
        return new DcatExporter()
                .export(entry).gaps().stream().map(Gap::property).collect(Collectors.toSet());
    }

    private static Set<String> recommendations(CatalogueEntry entry) {
        Model model = Dcat.model(entry);
        return ShaclValidator.get().validate(recommended, model.getGraph()).getEntries().stream()
                .map(result -> model.shortForm(result.resultPath().toString().replaceAll("[<>]", "")))
                .collect(Collectors.toSet());
    }

    private static ValidationReport validate(Model model) {
        return ShaclValidator.get().validate(shapes, model.getGraph());
    }
}
