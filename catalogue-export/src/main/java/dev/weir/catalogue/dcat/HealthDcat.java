package dev.weir.catalogue.dcat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.SourceCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.util.ResourceUtils;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;

/**
 * The release of a DCAT-AP description, as HealthDCAT-AP release 8 has it: the data set alone, since its validators take a catalogue for
 * one. Its properties {@code dct:conformsTo} and {@code prov:wasGeneratedBy} are closed to lists that do not know table formats and runs, so
 * the run stands in {@code dct:provenance}. A table is a distribution and a table of CSVW at once, by one IRI.
 */
final class HealthDcat {

    private static final String HEALTH = "http://healthdataportal.eu/ns/health#";
    private static final String CSVW = "http://www.w3.org/ns/csvw#";
    private static final String CV = "http://data.europa.eu/m8g/";
    private static final String ELI = "http://data.europa.eu/eli/ontology#";
    private static final String PERSONAL = "https://w3id.org/dpv/dpv-pd#";
    private static final String CATEGORIES =
            "https://hdeu-dcat.data.health.europa.eu/resource/authority/healthcategories";
    private static final String MAILTO = "mailto:";

    private static final Property LEGISLATION =
            ResourceFactory.createProperty(DcatTerms.Ns.DCATAP, "applicableLegislation");

    /** The concepts that the Data Privacy Vocabulary has for categories of a law pack; of others it says nothing. */
    private static final Map<String, String> PERSONAL_DATA = Map.of(
            "NAME", "Name",
            "PHONE", "TelephoneNumber",
            "EMAIL", "EmailAddress",
            "ADDR", "PhysicalAddress",
            "AGE", "Age",
            "BANK", "BankAccount",
            "BIO", "Biometric",
            "GENE", "Genetic",
            "HEALTH", "MedicalHealth",
            "TRACK", "Location");

    private final CatalogueEntry entry;
    private final Manifest manifest;
    private final Model model;
    private final Resource release;

    private HealthDcat(CatalogueEntry entry) {
        this.entry = entry;
        this.manifest = entry.manifest();
        this.model = Dcat.model(entry);
        this.release = model.getResource(entry.iri());
    }

    /** Of a release. */
    static HealthDcat of(CatalogueEntry entry) {
        HealthDcat health = new HealthDcat(entry);
        health.leaveOut();
        health.people();
        health.legislation();
        health.category();
        health.provenance();
        health.personalData();
        health.variables();
        return health;
    }

    /** What is said of the release, and of what that leads to. */
    Model model() {
        Model alone = ResourceUtils.reachableClosure(release);
        DcatTerms.prefixes(alone);
        alone.setNsPrefix("healthdcatap", HEALTH);
        alone.setNsPrefix("csvw", CSVW);
        alone.setNsPrefix("cv", CV);
        return alone;
    }

    String turtle() {
        return Dcat.turtle(model());
    }

    boolean hasContact() {
        return release.hasProperty(DCAT.contactPoint);
    }

    boolean hasPersonalData() {
        return release.hasProperty(DCTerms.type);
    }

    boolean hasVariables() {
        return release.hasProperty(health("hasVariables"));
    }

    private void leaveOut() {
        model.removeAll(model.getResource(entry.base().product(manifest.product())), null, null);
        release.removeAll(DcatTerms.GENERATED_BY).removeAll(DcatTerms.PERSONAL_DATA);
        contacts().stream()
                .filter(contact -> address(contact).isEmpty())
                .forEach(contact -> model.removeAll(release, DCAT.contactPoint, contact));
    }

    private List<Resource> contacts() {
        return release.listProperties(DCAT.contactPoint).mapWith(statement -> statement.getResource()).toList().stream()
                .sorted((one, other) -> one.getURI().compareTo(other.getURI()))
                .toList();
    }

    private static Optional<String> address(Resource contact) {
        return Optional.ofNullable(contact.getProperty(VCARD4.hasEmail))
                .or(() -> Optional.ofNullable(contact.getProperty(VCARD4.hasURL)))
                .map(statement -> statement.getResource().getURI());
    }

    /** The publisher is asked where readers ask; who decides on access, at the page that people wrote. */
    private void people() {
        if (manifest.about().catalogue().parties().publisher().isPresent()) {
            Resource publisher = release.getPropertyResourceValue(DCTerms.publisher);
            contacts().stream()
                    .map(HealthDcat::address)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(address -> asked(publisher, address));
        }
        facts().accessBody().ifPresent(body -> {
            Resource agent =
                    part("access-body").addProperty(RDF.type, FOAF.Agent).addProperty(FOAF.name, body.name());
            asked(agent, body.page());
            release.addProperty(health("hdab"), agent);
        });
    }

    private void asked(Resource agent, String address) {
        Resource point =
                model.createResource(agent.getURI() + "-asked").addProperty(RDF.type, resource(CV + "ContactPoint"));
        agent.addProperty(property(CV, "contactPoint"), point);
        if (address.startsWith(MAILTO)) {
            point.addProperty(property(CV, "email"), address.substring(MAILTO.length()));
        } else {
            point.addProperty(property(CV, "contactPage"), model.createResource(address));
        }
    }

    private void legislation() {
        for (String act : facts().legislation()) {
            Resource resource = model.createResource(act).addProperty(RDF.type, resource(ELI + "LegalResource"));
            release.addProperty(LEGISLATION, resource);
            distributions().forEach(each -> each.addProperty(LEGISLATION, resource));
        }
    }

    private void category() {
        for (HealthCategory category : facts().categories()) {
            Resource scheme = model.createResource(CATEGORIES)
                    .addProperty(RDF.type, SKOS.ConceptScheme)
                    .addProperty(DCTerms.title, "Health categories", "en");
            release.addProperty(
                    health("healthCategory"),
                    model.createResource(CATEGORIES + "/" + category.name())
                            .addProperty(RDF.type, SKOS.Concept)
                            .addProperty(SKOS.prefLabel, category.label(), "en")
                            .addProperty(SKOS.inScheme, scheme));
        }
    }

    /** The run by its id, and the names of its sources. */
    private void provenance() {
        String sources = manifest.record().sources().stream()
                .map(SourceCount::table)
                .distinct()
                .collect(Collectors.joining(", "));
        release.addProperty(
                DCTerms.provenance,
                part("provenance")
                        .addProperty(RDF.type, DCTerms.ProvenanceStatement)
                        .addProperty(
                                RDFS.label,
                                "Made by Weir " + manifest.record().run().version() + " in run "
                                        + manifest.record().run().id()
                                        + (sources.isEmpty() ? "" : " of " + sources),
                                "en"));
    }

    private void personalData() {
        List<String> categories = manifest.tables().stream()
                .flatMap(table -> table.present().stream())
                .map(ReleasedColumn::category)
                .filter(category -> !category.equals("NONE"))
                .distinct()
                .toList();
        if (!categories.isEmpty()) {
            release.addProperty(
                    DCTerms.type, new AuthorityConcept("dataset-type", "PERSONAL_DATA", "personal data").in(model));
        }
        categories.stream()
                .flatMap(category -> Optional.ofNullable(PERSONAL_DATA.get(category)).stream())
                .forEach(name -> release.addProperty(DcatTerms.PERSONAL_DATA, model.createResource(PERSONAL + name)));
        release.listProperties(DcatTerms.LEGAL_BASIS)
                .toList()
                .forEach(basis -> basis.getResource().addProperty(RDF.type, resource(DcatTerms.Ns.DPV + "LegalBasis")));
    }

    private void variables() {
        List<ReleasedTable> tables = manifest.tables().stream()
                .filter(table -> !table.present().isEmpty())
                .toList();
        release.addLiteral(health("hasStructuredData"), !tables.isEmpty());
        if (!tables.isEmpty()) {
            Resource group = part("variables")
                    .addProperty(RDF.type, csvw("TableGroup"))
                    .addProperty(
                            DCTerms.title, "Variables of " + manifest.about().name());
            release.addProperty(health("hasVariables"), group);
            tables.forEach(table -> group.addProperty(property(CSVW, "table"), table(table)));
        }
    }

    private Resource table(ReleasedTable table) {
        Resource described = model.getResource(entry.base().table(manifest.product(), manifest.number(), table.name()))
                .addProperty(RDF.type, csvw("Table"));
        table.present()
                .forEach(column -> described.addProperty(property(CSVW, "column"), column(table.name(), column)));
        return described;
    }

    private Resource column(String table, ReleasedColumn column) {
        String words = column.description()
                + (column.unit().isEmpty() ? "" : " [" + column.unit() + "]")
                + " (" + column.category() + ", " + column.mask().words() + ")";
        Resource described =
                model.createResource(entry.base().column(manifest.product(), manifest.number(), table, column.name()));
        // CSVW has one property for a column
        column.meaning().terms().stream()
                .findFirst()
                .ifPresent(term -> described.addProperty(property(CSVW, "propertyUrl"), entry.iri(term)));
        return described
                .addProperty(RDF.type, csvw("Column"))
                .addProperty(property(CSVW, "name"), column.name())
                .addProperty(property(CSVW, "title"), column.name())
                .addProperty(property(CSVW, "datatype"), type(column.type()))
                .addProperty(DCTerms.description, words.strip());
    }

    /** By the names of CSVW, which has one for what is within a value: JSON. */
    private static String type(String type) {
        String plain = type.replaceAll("[(<].*", "");
        return switch (plain) {
            case "integer", "decimal", "boolean", "date", "time" -> plain;
            case "number" -> "double";
            case "timestamp" -> "dateTime";
            case "array", "object" -> "json";
            default -> "string";
        };
    }

    private List<Resource> distributions() {
        return release.listProperties(DCAT.distribution)
                .mapWith(statement -> statement.getResource())
                .toList();
    }

    private HealthFacts facts() {
        return manifest.about().catalogue().health();
    }

    /** A node of the release's own. */
    private Resource part(String name) {
        return model.createResource(entry.iri() + "#" + name);
    }

    private static Property health(String name) {
        return property(HEALTH, name);
    }

    private static RDFNode csvw(String name) {
        return resource(CSVW + name);
    }

    private static Resource resource(String iri) {
        return ResourceFactory.createResource(iri);
    }

    private static Property property(String namespace, String name) {
        return ResourceFactory.createProperty(namespace, name);
    }
}
