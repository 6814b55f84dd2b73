package dev.weir.catalogue.dcat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Downloads;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.CatalogueFacts.Contact;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VCARD4;

/**
 * A release in W3C DCAT 3, as DCAT-AP 3.0.1 asks. The product is a dataset, and its releases are versions of it: no series, whose members
 * complete each other, so that readers add them up. A table is a distribution of its release. Nothing of where rows lie is in it, and no
 * count that would tell one person by two releases.
 */
final class Dcat {

    private final Model model = ModelFactory.createDefaultModel();
    private final CatalogueEntry entry;
    private final Manifest manifest;
    private final DcatConcepts concepts;
    private final String product;

    private Dcat(CatalogueEntry entry) {
        this.entry = entry;
        this.manifest = entry.manifest();
        this.concepts = new DcatConcepts(model, entry);
        this.product = entry.base().product(manifest.product());
    }

    /** The release in Turtle. */
    static String turtle(Model model) {
        StringWriter turtle = new StringWriter();
        RDFDataMgr.write(turtle, model, Lang.TURTLE);
        return turtle.toString();
    }

    /** Of the product by its newest release: of all descriptions, this one alone knows which version is the current one. */
    static Model newest(CatalogueEntry entry) {
        return newest(entry, model(entry));
    }

    /** The same, of a model that is there. */
    static Model newest(CatalogueEntry entry, Model model) {
        model.createResource(entry.base().product(entry.manifest().product()))
                .addProperty(DcatTerms.HAS_CURRENT_VERSION, model.createResource(entry.iri()));
        return model;
    }

    static Model model(CatalogueEntry entry) {
        Dcat dcat = new Dcat(entry);
        DcatTerms.prefixes(dcat.model);
        dcat.enter();
        return dcat.model;
    }

    private void enter() {
        Resource publisher = publisher();
        Resource release = release(publisher);
        Resource versions = dataset(product, manifest.about().name(), publisher);
        release.listProperties(DCAT.distribution)
                .toList()
                .forEach(each -> versions.addProperty(DCAT.distribution, each.getObject()));
        versions.addProperty(DcatTerms.HAS_VERSION, release);
        release.addProperty(DcatTerms.IS_VERSION_OF, versions);
        manifest.about()
                .catalogue()
                .lifecycle()
                .end()
                .flatMap(Lifecycle.End::successor)
                .ifPresent(successor -> versions.addProperty(
                        DCTerms.isReplacedBy, model.createResource(entry.base().product(successor))));
        Resource catalogue = model.createResource(entry.base().concept("catalogue"))
                .addProperty(RDF.type, DCAT.Catalog)
                .addProperty(DCTerms.title, "Releases of " + manifest.about().name(), "en")
                .addProperty(DCTerms.description, "Numbered, immutable releases of " + manifest.product(), "en")
                .addProperty(DCTerms.publisher, publisher)
                .addProperty(DCTerms.issued, time(manifest.record().run().ended()))
                .addProperty(DCTerms.modified, time(manifest.record().run().ended()))
                .addProperty(DCAT.themeTaxonomy, AuthorityConcept.scheme(model, "data-theme"))
                .addProperty(DCAT.dataset, versions)
                .addProperty(DCAT.dataset, release);
        concepts.topic(catalogue, false);
        licence().ifPresent(licence -> catalogue.addProperty(DCTerms.license, licence));
        homepage().ifPresent(page -> catalogue.addProperty(FOAF.homepage, page));
    }

    private Resource release(Resource publisher) {
        String title = manifest.about().name() + ", release " + manifest.number();
        Resource release = dataset(entry.iri(), title, publisher)
                .addProperty(DCTerms.issued, time(manifest.record().run().ended()))
                .addProperty(DCTerms.modified, time(manifest.record().run().ended()))
                .addProperty(DCTerms.identifier, manifest.reference())
                .addProperty(DcatTerms.VERSION, Long.toString(manifest.number()));
        entry.previous().ifPresent(before -> {
            Resource earlier = model.createResource(entry.base().release(before.product(), before.number()));
            release.addProperty(DcatTerms.PREVIOUS_VERSION, earlier).addProperty(DcatTerms.REVISION_OF, earlier);
        });
        entry.read().forEach(read -> release.addProperty(DCTerms.source, model.createResource(read)));
        release.addProperty(DcatTerms.GENERATED_BY, run());
        manifest.record()
                .score()
                .points()
                .ifPresent(points -> release.addProperty(
                        DcatTerms.HAS_MEASUREMENT,
                        concepts.score(release, manifest.record().score())));
        Downloads downloads = Downloads.of(entry);
        manifest.tables()
                .forEach(table -> release.addProperty(
                        DCAT.distribution,
                        distribution(table, downloads.tables().getOrDefault(table.name(), List.of()))));
        concepts.personalData(release);
        return release;
    }

    /** What product and release have alike. */
    private Resource dataset(String iri, String title, Resource publisher) {
        CatalogueFacts facts = manifest.about().catalogue();
        Resource dataset = model.createResource(iri)
                .addProperty(RDF.type, DCAT.Dataset)
                .addProperty(DCTerms.title, title)
                .addProperty(DCTerms.description, description())
                .addProperty(DCTerms.publisher, publisher)
                .addProperty(DCTerms.accessRights, concepts.accessRights());
        concepts.policy().ifPresent(policy -> dataset.addProperty(DcatTerms.POLICY, policy));
        facts.topic().keywords().forEach(keyword -> dataset.addProperty(DCAT.keyword, keyword));
        facts.terms()
                .legalBasis()
                .forEach(basis -> dataset.addProperty(DcatTerms.LEGAL_BASIS, concepts.legalBasis(basis)));
        contacts().forEach(contact -> dataset.addProperty(DCAT.contactPoint, contact));
        concepts.topic(dataset, true);
        homepage().ifPresent(page -> dataset.addProperty(DCAT.landingPage, page));
        return dataset;
    }

    private String description() {
        CatalogueFacts facts = manifest.about().catalogue();
        String text = entry.description();
        return text
                + lines("\nThis product ", facts.lifecycle().words().stream().toList())
                + lines("\nLimitation: ", manifest.about().limitations())
                + lines("\nMade for: ", facts.uses().recommended())
                + lines("\nNot for: ", facts.uses().discouraged());
    }

    private static String lines(String before, List<String> texts) {
        return texts.stream().map(text -> before + text).collect(Collectors.joining());
    }

    private Resource publisher() {
        Optional<Publisher> written = manifest.about().catalogue().parties().publisher();
        Resource publisher = concepts.part("publisher")
                .addProperty(RDF.type, FOAF.Agent)
                .addProperty(FOAF.name, written.map(Publisher::name).orElse("not stated"));
        written.flatMap(Publisher::kind)
                .ifPresent(kind -> publisher.addProperty(DCTerms.type, concepts.publisherKind(kind)));
        written.flatMap(Publisher::homepage)
                .ifPresent(page -> publisher.addProperty(FOAF.homepage, concepts.document(page)));
        return publisher;
    }

    private List<Resource> contacts() {
        List<Contact> written = manifest.about().catalogue().parties().contacts();
        return IntStream.range(0, written.size())
                .mapToObj(i -> contact(concepts.part("contact-" + (i + 1)), written.get(i)))
                .toList();
    }

    private Resource contact(Resource contact, Contact written) {
        contact.addProperty(RDF.type, VCARD4.Kind).addProperty(VCARD4.fn, written.channel());
        iri(written.url())
                .ifPresent(url -> contact.addProperty(
                        url.startsWith("mailto:") ? VCARD4.hasEmail : VCARD4.hasURL, model.createResource(url)));
        return contact;
    }

    private Resource run() {
        String iri = "urn:uuid:" + manifest.record().run().id();
        Resource weir = model.createResource(
                        "urn:weir:-/weir/" + manifest.record().run().version())
                .addProperty(RDF.type, DcatTerms.SOFTWARE)
                .addProperty(FOAF.name, "Weir " + manifest.record().run().version());
        Resource run = model.createResource(iri)
                .addProperty(RDF.type, DcatTerms.ACTIVITY)
                .addProperty(DcatTerms.STARTED, time(manifest.record().run().started()))
                .addProperty(DcatTerms.ENDED, time(manifest.record().run().ended()))
                .addProperty(DcatTerms.ASSOCIATED, weir);
        entry.read().forEach(read -> run.addProperty(DcatTerms.USED, model.createResource(read)));
        // by its name alone, without the place of its files
        manifest.record().sources().stream()
                .filter(source -> source.release().isEmpty())
                .map(SourceCount::table)
                .distinct()
                .forEach(source -> run.addProperty(DcatTerms.USED, concepts.source(source)));
        return run;
    }

    private Resource distribution(ReleasedTable table, List<String> downloads) {
        Resource distribution = model.createResource(
                        entry.base().table(manifest.product(), manifest.number(), table.name()))
                .addProperty(RDF.type, DCAT.Distribution)
                .addProperty(DCTerms.title, table.name())
                .addProperty(DCTerms.description, columns(table))
                .addProperty(DCAT.accessURL, access())
                .addProperty(DCTerms.issued, time(manifest.record().run().ended()))
                .addProperty(
                        DCTerms.conformsTo, concepts.tableFormat(table.version().format()));
        downloads.forEach(file -> distribution.addProperty(DCAT.downloadURL, model.createResource(file)));
        concepts.policy().ifPresent(policy -> distribution.addProperty(DcatTerms.POLICY, policy));
        distribution.addProperty(
                DcatTerms.ADMS_IDENTIFIER,
                concepts.contentHash(distribution, table.content().hash()));
        concepts.rights().ifPresent(rights -> distribution.addProperty(DCTerms.rights, rights));
        distribution.addProperty(DCAT.byteSize, DcatConcepts.size(model, table.bytes()));
        concepts.parquet(distribution);
        concepts.availability(distribution);
        concepts.status(distribution);
        licence().ifPresent(licence -> distribution.addProperty(DCTerms.license, licence));
        return distribution;
    }

    private static String columns(ReleasedTable table) {
        String columns = table.present().stream()
                .map(column -> "\n" + column.name() + " (" + column.type() + ", " + column.category() + ", "
                        + column.mask().words() + ")"
                        + (column.description().isEmpty() ? "" : ": " + column.description())
                        + (column.unit().isEmpty() ? "" : " [" + column.unit() + "]"))
                .collect(Collectors.joining());
        String absent = table.absent().stream()
                .map(column -> column.name() + " (" + column.category() + ")")
                .collect(Collectors.joining(", "));
        return table.version().format() + " table by " + table.contract() + ". Columns:" + columns
                + (absent.isEmpty() ? "" : "\nNot in it: " + absent);
    }

    /** Where people ask for access, or read of it: the release's own page where there is one, else its IRI. */
    private Resource access() {
        return entry.base().isAddress() ? model.createResource(page()) : model.createResource(entry.iri());
    }

    private String page() {
        return entry.base().page(manifest.product(), manifest.number());
    }

    private Optional<Resource> homepage() {
        return entry.base().isAddress() ? Optional.of(concepts.document(page())) : Optional.empty();
    }

    private Optional<Resource> licence() {
        return manifest.about().catalogue().terms().licence().map(concepts::licence);
    }

    private static Optional<String> iri(String text) {
        try {
            return Optional.of(new URI(text)).filter(URI::isAbsolute).map(URI::toASCIIString);
        } catch (URISyntaxException e) {
            return Optional.empty(); // a channel that no address leads to has its name alone
        }
    }

    private Literal time(Instant instant) {
        return model.createTypedLiteral(instant.truncatedTo(ChronoUnit.SECONDS).toString(), XSDDatatype.XSDdateTime);
    }
}
