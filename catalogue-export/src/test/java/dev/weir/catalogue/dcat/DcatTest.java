package dev.weir.catalogue.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DcatTest {

    static Stream<Manifest> manifests() {
        return Stream.of(
                Sample.plain().manifest(),
                Sample.unicode().manifest(),
                Sample.hostile().manifest(),
                Sample.empty());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void parsesBackToTheReleaseItsVersionAndOneDistributionForEachTable(Manifest manifest) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new StringReader(Dcat.turtle(Dcat.newest(entry(manifest)))), null, Lang.TURTLE);

        assertThat(model.isIsomorphicWith(Dcat.newest(entry(manifest)))).isTrue();
        Resource release = model.listSubjectsWithProperty(DCTerms.identifier, manifest.reference())
                .next();
        assertThat(release.hasProperty(RDF.type, DCAT.Dataset)).isTrue();
        assertThat(release.getProperty(model.createProperty(DCAT.NS, "version")).getString())
                .isEqualTo(Long.toString(manifest.number()));
        assertThat(release.getProperty(model.createProperty(DCAT.NS, "isVersionOf"))
                        .getProperty(DCTerms.title)
                        .getString())
                .isEqualTo(manifest.about().name());
        List<String> titles = release.listProperties(DCAT.distribution)
                .mapWith(statement -> statement.getProperty(DCTerms.title).getString())
                .toList();
        assertThat(titles)
                .containsExactlyInAnyOrderElementsOf(
                        manifest.tables().stream().map(table -> table.name()).toList());
        manifest.tables().stream()
                .flatMap(table -> table.columns().stream())
                .forEach(column -> assertThat(
                                release.listProperties(DCAT.distribution).toList())
                        .anySatisfy(statement -> assertThat(statement
                                        .getProperty(DCTerms.description)
                                        .getString())
                                .contains(column.name())
                                .contains(column.description())));
    }

    @Test
    void aPublicReleaseNamesEachOfItsFiles() {
        Model open = Dcat.model(Sample.served(Sample.open(Sample.plain().manifest())));
        assertThat(open.listObjectsOfProperty(DCAT.downloadURL)
                        .mapWith(file -> file.asResource().getURI())
                        .toList())
                .hasSize(6)
                .contains(
                        "https://data.example.org/warehouse/patients/data/part%20%5B1%5D.parquet",
                        "https://data.example.org/warehouse/observations/data/part-2.parquet");
        Model enclave = Dcat.model(Sample.served(Sample.plain().manifest()));
        assertThat(enclave.contains(null, DCAT.downloadURL)).isFalse();
    }

    @Test
    void theRunUsedEachSourceByItsName() {
        Manifest manifest = Sample.plain().manifest();
        Model model = Dcat.model(entry(manifest));
        List<String> used = model.listObjectsOfProperty(DcatTerms.USED)
                .mapWith(node -> node.asResource().getProperty(DCTerms.title).getString())
                .toList();
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(manifest.record().sources().stream()
                        .map(source -> source.table())
                        .toList());
        assertThat(Dcat.turtle(Dcat.newest(entry(manifest)))).doesNotContain("raw/raw.synthea", ".csv");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void namesThingsByUrisInAscii(Manifest manifest) {
        Model model = Dcat.model(entry(manifest));
        List<RDFNode> nodes = model.listObjects().toList();
        model.listSubjects().forEach(nodes::add);

        assertThat(nodes)
                .filteredOn(RDFNode::isURIResource)
                .extracting(node -> URI.create(node.asResource().getURI()))
                .allSatisfy(uri -> assertThat(uri.isAbsolute()).isTrue())
                .allSatisfy(uri -> assertThat(uri.toString()).isEqualTo(uri.toASCIIString()));
    }

    private static CatalogueEntry entry(Manifest manifest) {
        return Sample.entry(manifest, List.of(manifest));
    }
}
