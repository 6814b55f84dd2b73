package dev.weir.catalogue.dcat;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * A release in W3C DCAT 3, as DCAT-AP 3.0.1 asks: a catalogue with one dataset for the release, which is a version of the
 * product's, and one distribution for each table.
 */
public final class Dcat {

    private static final String BASE = "urn:weir:";
    private static final String SPDX = "http://spdx.org/rdf/terms#";

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+");

    private Dcat() {}

    /** The release in Turtle. */
    static String turtle(Manifest manifest) {
        StringWriter turtle = new StringWriter();
        RDFDataMgr.write(turtle, model(manifest), Lang.TURTLE);
        return turtle.toString();
    }

    static Model model(Manifest manifest) {
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefix("dcat", DCAT.getURI());
        model.setNsPrefix("dct", DCTerms.getURI());
        model.setNsPrefix("foaf", FOAF.getURI());
        model.setNsPrefix("vcard", VCARD4.getURI());
        model.setNsPrefix("spdx", SPDX);
        model.setNsPrefix("xsd", "http://www.w3.org/2001/XMLSchema#");

        String product = iri("product", manifest.product());
        Resource publisher = model.createResource(product + ":owner")
                .addProperty(RDF.type, FOAF.Agent)
                .addProperty(FOAF.name, owners(manifest));
        Resource family = model.createResource(product)
                .addProperty(RDF.type, DCAT.Dataset)
                .addProperty(DCTerms.title, manifest.about().name())
                .addProperty(DCTerms.description, orName(manifest.about().description(), manifest))
                .addProperty(DCTerms.publisher, publisher);
        Resource release = release(model, manifest, publisher);
        family.addProperty(model.createProperty(DCAT.NS, "hasVersion"), release);
        release.addProperty(model.createProperty(DCAT.NS, "isVersionOf"), family);
        model.createResource(product + ":catalogue")
                .addProperty(RDF.type, DCAT.Catalog)
                .addProperty(DCTerms.title, "Releases of " + manifest.about().name())
                .addProperty(DCTerms.description, "Numbered, immutable releases of " + manifest.product())
                .addProperty(DCTerms.publisher, publisher)
                .addProperty(DCAT.dataset, family)
                .addProperty(DCAT.dataset, release);
        return model;
    }

    private static Resource release(Model model, Manifest manifest, Resource publisher) {
        String iri = iri("release", manifest.product(), Long.toString(manifest.number()));
        Resource release = model.createResource(iri)
                .addProperty(RDF.type, DCAT.Dataset)
                .addProperty(DCTerms.identifier, manifest.reference())
                .addProperty(DCTerms.title, manifest.about().name() + ", release " + manifest.number())
                .addProperty(DCTerms.description, description(manifest))
                .addProperty(DCTerms.publisher, publisher)
                .addProperty(DCTerms.issued, time(model, manifest.record().run().ended()))
                .addProperty(model.createProperty(DCAT.NS, "version"), Long.toString(manifest.number()))
                .addProperty(DCAT.contactPoint, contact(model, manifest));
        manifest.record().sources().stream()
                .flatMap(source -> source.release().stream())
                .map(read -> iri("release", read.product(), Long.toString(read.number())))
                .distinct()
                .forEach(read -> release.addProperty(DCTerms.source, model.createResource(read)));
        for (ReleasedTable table : manifest.tables()) {
            release.addProperty(DCAT.distribution, distribution(model, manifest, table, iri));
        }
        return release;
    }

    private static Resource contact(Model model, Manifest manifest) {
        Resource contact = model.createResource(iri("product", manifest.product(), "contact"))
                .addProperty(RDF.type, VCARD4.Kind)
                .addProperty(VCARD4.fn, owners(manifest));
        manifest.about().owners().stream()
                .filter(owner -> ADDRESS.matcher(owner).matches())
                .forEach(owner -> contact.addProperty(VCARD4.hasEmail, model.createResource("mailto:" + owner)));
        return contact;
    }

    private static Resource distribution(Model model, Manifest manifest, ReleasedTable table, String release) {
        String hash = table.content().hash();
        Resource algorithm = model.createResource(iri("hash", hash.substring(0, Math.max(0, hash.indexOf(':')))))
                .addProperty(RDF.type, model.createResource(SPDX + "ChecksumAlgorithm"));
        Resource checksum = model.createResource(release + ":" + encoded(table.name()) + ":content")
                .addProperty(RDF.type, model.createResource(SPDX + "Checksum"))
                .addProperty(model.createProperty(SPDX, "algorithm"), algorithm)
                .addProperty(
                        model.createProperty(SPDX, "checksumValue"),
                        model.createTypedLiteral(hash.substring(hash.indexOf(':') + 1), XSDDatatype.XSDhexBinary));
        String columns = table.present().stream()
                .map(column -> "\n" + column.name() + " (" + column.type() + ", " + column.category() + ", "
                        + column.mask().words() + ")"
                        + (column.description().isEmpty() ? "" : ": " + column.description()))
                .collect(Collectors.joining());
        String absent = table.absent().stream()
                .map(column -> column.name() + " (" + column.category() + ")")
                .collect(Collectors.joining(", "));
        return model.createResource(release + ":" + encoded(table.name()))
                .addProperty(RDF.type, DCAT.Distribution)
                .addProperty(DCTerms.title, table.name())
                .addProperty(
                        DCTerms.description,
                        table.version().format() + " version " + table.version().number() + ", " + table.rows()
                                + " rows, by " + table.contract() + ". Columns:" + columns
                                + (absent.isEmpty() ? "" : "\nNot in it: " + absent))
                .addProperty(
                        DCAT.accessURL, model.createResource(url(table.version().location())))
                .addProperty(DCTerms.issued, time(model, manifest.record().run().ended()))
                .addProperty(
                        DCAT.byteSize,
                        model.createTypedLiteral(Long.toString(table.bytes()), XSDDatatype.XSDnonNegativeInteger))
                .addProperty(model.createProperty(SPDX, "checksum"), checksum);
    }

    /** A URN of ours; what people wrote is percent-encoded. */
    private static String iri(String kind, String... names) {
        return BASE + kind + Stream.of(names).map(name -> ":" + encoded(name)).collect(Collectors.joining());
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A path or URI as a URL in ASCII. */
    private static String url(String location) {
        int scheme = location.indexOf("://");
        try {
            if (scheme < 0) {
                String path = location.startsWith("file:") ? location.substring(5) : location;
                return new URI("file", "", path.startsWith("/") ? path : "/" + path, null).toASCIIString();
            }
            String rest = location.substring(scheme + 3);
            int slash = rest.indexOf('/');
            String authority = slash < 0 ? rest : rest.substring(0, slash);
            String path = slash < 0 ? "" : rest.substring(slash);
            return new URI(location.substring(0, scheme), authority, path, null, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("A table's location is neither a path nor a URI", e);
        }
    }

    private static Literal time(Model model, Instant instant) {
        return model.createTypedLiteral(instant.truncatedTo(ChronoUnit.SECONDS).toString(), XSDDatatype.XSDdateTime);
    }

    private static String owners(Manifest manifest) {
        return manifest.about().owners().isEmpty()
                ? manifest.about().name()
                : String.join(", ", manifest.about().owners());
    }

    private static String orName(String text, Manifest manifest) {
        return text.isBlank() ? manifest.about().name() : text;
    }

    private static String description(Manifest manifest) {
        String limitations = manifest.about().limitations().stream()
                .map(limitation -> "\nLimitation: " + limitation)
                .collect(Collectors.joining());
        return orName(manifest.about().description(), manifest) + limitations + "\nAudience: "
                + manifest.about().audience() + ".\nQuality score "
                + manifest.record().score().words() + " of 100.";
    }
}
