package dev.weir.catalogue.dcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Manifest.ProductFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.junit.jupiter.params.provider.ValueSource;

class HealthDcatExporterTest extends ExporterContract {

    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";

    /** What release 8's shapes ask for, in a table of our own. */
    private record Obligation(String type, String property, int least, int most, boolean isIri, String level) {

        List<String> broken(Model model) {
            List<String> broken = new ArrayList<>();
            model.listSubjectsWithProperty(RDF.type, model.createResource(type)).forEach(subject -> {
                List<RDFNode> values = model.listObjectsOfProperty(subject, model.createProperty(property))
                        .toList();
                if (values.size() < least
                        || values.size() > most
                        || !values.stream().allMatch(value -> value.isURIResource() == isIri)) {
                    broken.add(subject + " " + property + " " + values);
                }
            });
            return broken;
        }
    }

    @Override
    protected Exporter exporter() {
        return new HealthDcatExporter();
    }

    static Stream<Manifest> odd() {
        return Stream.of(
                Sample.unicode().manifest(),
                Sample.hostile().manifest(),
                Sample.steering().manifest());
    }

    /** Where to ask is no address in these: all else is as it should be. */
    @ParameterizedTest
    @MethodSource("odd")
    void whateverPeopleWriteOnlyTheirBrokenAddressIsMissing(Manifest manifest) throws IOException {
        CatalogueEntry entry = Sample.served(manifest);
        assertThat(broken(model(entry), "NON_PUBLIC")).allMatch(line -> line.contains("contactPoint"));
        assertThat(exporter().export(entry).gaps()).extracting(Gap::property).contains("dcat:contactPoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUBLIC public", "RESTRICTED controlled", "NON_PUBLIC enclave"})
    void theLevelOfAccessIsTheAudience(String level) throws IOException {
        String[] parts = level.split(" ", 2);
        Model model = model(Sample.served(audience(Sample.plain().manifest(), parts[1])));
        assertThat(broken(model, parts[0])).isEmpty();
        assertThat(release(model).getPropertyResourceValue(DCTerms.accessRights).getURI())
                .isEqualTo(AUTHORITY + "access-right/" + parts[0]);
    }

    @Test
    void whatIsMandatoryAndNotThereIsFoundAndIsAGap() throws IOException {
        Manifest unwritten = unwritten(Sample.plain().manifest());
        CatalogueEntry entry = Sample.served(unwritten);
        List<String> broken = broken(model(entry), "NON_PUBLIC");
        assertThat(broken).anyMatch(line -> line.contains("hdab"));
        assertThat(exporter().export(entry).gaps())
                .extracting(Gap::property)
                .contains(
                        "healthdcatap:hdab",
                        "healthdcatap:healthCategory",
                        "dcatap:applicableLegislation",
                        "dcat:theme",
                        "dcat:keyword",
                        "dcat:contactPoint");
    }

    /** Validators take a catalogue and a product for data sets, too. */
    @Test
    void theReleaseIsTheOnlyDataSet() {
        Model model = model(Sample.served(Sample.plain().manifest()));
        assertThat(model.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList())
                .containsExactly(release(model));
        assertThat(model.listSubjectsWithProperty(RDF.type, DCAT.Catalog).toList())
                .isEmpty();
    }

    @Test
    void aVariableIsTheColumnByItsOneIri() {
        Model model = model(Sample.served(Sample.plain().manifest()));
        Resource column = model.getResource("https://data.example.org/clinical/2/patients#value_numeric");
        assertThat(column.getProperty(model.createProperty("http://www.w3.org/ns/csvw#name"))
                        .getString())
                .isEqualTo("value_numeric");
        assertThat(column.getProperty(DCTerms.description).getString()).contains("[mmol/L]", "HEALTH");
        assertThat(model.getResource("https://data.example.org/clinical/2/patients#full_name")
                        .listProperties()
                        .toList())
                .isEmpty();
    }

    /** No age and no count can be one person's, since there is none. */
    @Test
    void noPersonIsCounted() {
        CatalogueExport export = exporter().export(Sample.served(Sample.plain().manifest()));
        assertThat(export.files().get(0).text())
                .doesNotContain("numberOf", "TypicalAge", "/data/weir-demo", "clinical-data@example.org", "1148");
        assertThat(export.gaps())
                .extracting(Gap::property)
                .contains("healthdcatap:numberOfRecords", "healthdcatap:minTypicalAge");
    }

    @Test
    void aReleaseWithoutHealthDataHasNoFile() {
        CatalogueExport export = exporter().export(Sample.entry(Sample.empty(), List.of()));
        assertThat(export.files()).isEmpty();
        assertThat(export.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.cause().words()).contains("health data"));
    }

    private static Manifest audience(Manifest manifest, String audience) {
        ProductFacts about = manifest.about();
        return about(
                manifest,
                new ProductFacts(
                        about.id(),
                        about.name(),
                        about.description(),
                        about.owners(),
                        about.limitations(),
                        audience,
                        about.catalogue()));
    }

    private static Manifest unwritten(Manifest manifest) {
        ProductFacts about = manifest.about();
        return about(
                manifest,
                new ProductFacts(
                        about.id(),
                        about.name(),
                        "",
                        List.of(),
                        List.of(),
                        about.audience(),
                        Sample.empty().about().catalogue()));
    }

    private static Manifest about(Manifest manifest, ProductFacts about) {
        return new Manifest(
                manifest.number(),
                about,
                manifest.record(),
                manifest.tables(),
                manifest.basis(),
                manifest.history(),
                manifest.proof());
    }

    private static List<String> broken(Model model, String level) throws IOException {
        return obligations().stream()
                .filter(each -> each.level().equals("any") || each.level().equals(level))
                .flatMap(each -> each.broken(model).stream())
                .toList();
    }

    private static List<Obligation> obligations() throws IOException {
        try (InputStream table = HealthDcatExporterTest.class.getResourceAsStream("healthdcat-obligations.tsv")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cell -> new Obligation(
                            cell[0],
                            cell[1],
                            Integer.parseInt(cell[2]),
                            Integer.parseInt(cell[3]),
                            cell[4].equals("iri"),
                            cell[5]))
                    .toList();
        }
    }

    private static Resource release(Model model) {
        return model.listSubjectsWithProperty(DCTerms.identifier).next();
    }

    private Model model(CatalogueEntry entry) {
        Model model = ModelFactory.createDefaultModel();
        String turtle = exporter().export(entry).files().get(0).text();
        RDFDataMgr.read(model, new StringReader(turtle), null, Lang.TURTLE);
        return model;
    }
}
