package dev.weir.catalogue.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
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
        Model model = ModelFactory.createDefaultModel();
        FILES.forEach(
                file -> RDFDataMgr.read(model, folder.resolve(file).toUri().toString()));
        // shacl/ranges.ttl names a property shape of Distribution that no published file defines
        model.listStatements(null, SHACLM.property, (RDFNode) null)
                .filterKeep(statement -> !statement.getResource().hasProperty(SHACLM.path))
                .toList()
                .forEach(model::remove);
        shapes = Shapes.parse(model);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyReleaseKeepsTheShapes(Manifest manifest) {
        ValidationReport report = validate(Dcat.model(manifest));

        assertThat(report.getEntries()).as("%s", report.getEntries()).isEmpty();
        assertThat(shapes.numShapes()).isGreaterThan(30);
    }

    @Test
    void aDatasetWithoutTitleIsFound() {
        Model model = Dcat.model(Sample.plain().manifest());
        model.removeAll(null, DCTerms.title, null);
        model.removeAll(null, DCAT.accessURL, null);

        assertThat(validate(model).conforms()).isFalse();
    }

    private static ValidationReport validate(Model model) {
        return ShaclValidator.get().validate(shapes, model.getGraph());
    }
}
