package dev.weir.catalogue.dcat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.catalogue.CatalogueFacts.Period;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Score;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** What a file of DCAT-AP names of code lists, terms and law: each typed and labelled in the file itself. */
final class DcatConcepts {

    private static final String WKT = DcatTerms.Ns.GEO + "wktLiteral";
    private static final String ADMS_LISTS = "http://purl.org/adms/";
    private static final String MEDIA_TYPE =
            "http://www.iana.org/assignments/media-types/application/vnd.apache.parquet";

    /** Rough boxes, in degrees, west south east north: portals draw them. Of other countries a file says the name alone. */
    private static final Map<String, int[]> BOXES = Map.of(
            "CHN", new int[] {73, 18, 135, 54},
            "HKG", new int[] {113, 22, 115, 23},
            "MAC", new int[] {113, 22, 114, 23},
            "TWN", new int[] {119, 21, 123, 26},
            "DEU", new int[] {5, 47, 16, 56},
            "FRA", new int[] {-6, 41, 10, 52},
            "GBR", new int[] {-9, 49, 2, 61},
            "JPN", new int[] {122, 24, 146, 46},
            "SGP", new int[] {103, 1, 105, 2},
            "USA", new int[] {-179, 18, -66, 72});

    private final Model model;
    private final CatalogueEntry entry;
    private final Manifest manifest;

    DcatConcepts(Model model, CatalogueEntry entry) {
        this.model = model;
        this.entry = entry;
        this.manifest = entry.manifest();
    }

    /** What it is about, as far as that is written. */
    void topic(Resource of, boolean isDataset) {
        var topic = manifest.about().catalogue().topic();
        topic.languages().forEach(tag -> of.addProperty(DCTerms.language, language(tag)));
        topic.places().forEach(place -> of.addProperty(DCTerms.spatial, place(place)));
        if (isDataset) {
            topic.themes().forEach(theme -> of.addProperty(DCAT.theme, theme(theme)));
            topic.period().ifPresent(period -> of.addProperty(DCTerms.temporal, period(period)));
        }
    }

    private Resource theme(DataTheme theme) {
        return new AuthorityConcept("data-theme", theme.name(), theme.label()).in(model);
    }

    private Resource language(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String code = locale.getISO3Language().toUpperCase(Locale.ROOT);
        return new AuthorityConcept("language", code, locale.getDisplayLanguage(Locale.ENGLISH))
                .in(model, DCTerms.LinguisticSystem);
    }

    /** A country; a province is a part of it, by its ISO 3166-2 code. */
    private Resource place(String written) {
        String[] parts = written.split("-", 2);
        Locale country = new Locale.Builder().setRegion(parts[0]).build();
        String code = country.getISO3Country();
        Resource whole = new AuthorityConcept("country", code, country.getDisplayCountry(Locale.ENGLISH))
                .in(model, DCTerms.Location);
        box(whole, code);
        if (parts.length == 1) {
            return whole;
        }
        Resource part = model.createResource("urn:iso:std:iso:3166:-2:" + written)
                .addProperty(RDF.type, DCTerms.Location)
                .addProperty(SKOS.prefLabel, written)
                .addProperty(DCTerms.isPartOf, whole);
        return part;
    }

    private void box(Resource place, String country) {
        int[] box = BOXES.get(country);
        if (box != null) {
            String polygon = String.format(
                    Locale.ROOT,
                    "POLYGON((%1$d %2$d,%3$d %2$d,%3$d %4$d,%1$d %4$d,%1$d %2$d))",
                    box[0],
                    box[1],
                    box[2],
                    box[3]);
            String centre =
                    String.format(Locale.ROOT, "POINT(%.1f %.1f)", (box[0] + box[2]) / 2.0, (box[1] + box[3]) / 2.0);
            place.addProperty(DcatTerms.BBOX, wkt(polygon)).addProperty(DcatTerms.CENTROID, wkt(centre));
        }
    }

    private Literal wkt(String text) {
        return model.createTypedLiteral(text, TypeMapper.getInstance().getSafeTypeByName(WKT));
    }

    private Resource period(Period period) {
        Resource resource = part("period").addProperty(RDF.type, DCTerms.PeriodOfTime);
        period.from()
                .ifPresent(day ->
                        resource.addProperty(DCAT.startDate, model.createTypedLiteral("" + day, XSDDatatype.XSDdate)));
        period.until()
                .ifPresent(day ->
                        resource.addProperty(DCAT.endDate, model.createTypedLiteral("" + day, XSDDatatype.XSDdate)));
        return resource;
    }

    /** Who may see it, by the product's audience: an enclave is not public, a controlled release is given to those who ask. */
    Resource accessRights() {
        AuthorityConcept rights = switch (manifest.about().audience()) {
            case "public" -> new AuthorityConcept("access-right", "PUBLIC", "public");
            case "controlled" -> new AuthorityConcept("access-right", "RESTRICTED", "restricted");
            default -> new AuthorityConcept("access-right", "NON_PUBLIC", "non-public");
        };
        return rights.in(model, DCTerms.RightsStatement);
    }

    /** How people get it, as that is written. */
    Optional<Resource> rights() {
        return manifest.about()
                .catalogue()
                .terms()
                .access()
                .map(access -> part("access")
                        .addProperty(RDF.type, DCTerms.RightsStatement)
                        .addProperty(RDFS.label, access));
    }

    /** A size as DCAT allows it, about: the next power of two, and a mebibyte at least, since exact sizes differ by single rows. */
    static Literal size(Model model, long bytes) {
        long about = Math.max(1L << 20, Long.highestOneBit(Math.max(1, bytes - 1)) << 1);
        return model.createTypedLiteral(Long.toString(about), XSDDatatype.XSDnonNegativeInteger);
    }

    Resource licence(String written) {
        Optional<Licence> known = Licence.of(written);
        Resource licence = model.createResource(known.map(each -> each.authority()
                                .map(code -> "http://publications.europa.eu/resource/authority/licence/" + code)
                                .orElse(each.url()))
                        .orElse(written))
                .addProperty(RDF.type, DCTerms.LicenseDocument);
        if (isOfKnownType(written)) {
            licence.addProperty(DCTerms.type, adms("licencetype", "Attribution", "Attribution"));
        }
        return licence;
    }

    /** Whether ADMS has a type for a licence. */
    static boolean isOfKnownType(String licence) {
        return licence.startsWith("CC-BY") && Licence.of(licence).isPresent();
    }

    Resource publisherKind(PublisherKind kind) {
        return adms("publishertype", kind.code(), kind.label());
    }

    /** A concept of one of ADMS' own lists. */
    private Resource adms(String list, String code, String label) {
        Resource scheme = model.createResource(ADMS_LISTS + list + "/1.0")
                .addProperty(RDF.type, SKOS.ConceptScheme)
                .addProperty(DCTerms.title, list, "en");
        return model.createResource(ADMS_LISTS + list + "/" + code)
                .addProperty(RDF.type, SKOS.Concept)
                .addProperty(SKOS.prefLabel, label, "en")
                .addProperty(SKOS.inScheme, scheme);
    }

    void parquet(Resource distribution) {
        distribution
                .addProperty(
                        DCTerms.format,
                        new AuthorityConcept("file-type", "PARQUET", "Parquet").in(model, DCTerms.MediaTypeOrExtent))
                .addProperty(DCAT.mediaType, model.createResource(MEDIA_TYPE).addProperty(RDF.type, DCTerms.MediaType));
    }

    /** How far its product is in its life, by the EU's list; nothing of one that is simply used. */
    void status(Resource distribution) {
        Lifecycle.Status status = manifest.about().catalogue().lifecycle().status();
        Optional<String> code = switch (status) {
            case ACTIVE -> Optional.empty();
            case PROPOSED, DRAFT -> Optional.of("DEVELOP");
            case DEPRECATED -> Optional.of("DEPRECATED");
            case RETIRED -> Optional.of("WITHDRAWN");
        };
        code.ifPresent(known -> distribution.addProperty(
                DcatTerms.ADMS_STATUS,
                new AuthorityConcept("distribution-status", known, known.toLowerCase(Locale.ROOT)).in(model)));
    }

    /** Whether rows are there; a release never changes, so that what is there stays as it is. */
    void availability(Resource distribution) {
        boolean isThere = entry.expiredAt().isEmpty();
        distribution.addProperty(
                DcatTerms.AVAILABILITY,
                new AuthorityConcept(
                                "planned-availability",
                                isThere ? "STABLE" : "TEMPORARY",
                                isThere ? "stable" : "temporary")
                        .in(model));
    }

    /** The open table format, which the EU's list of file types does not know. */
    Resource tableFormat(TableFormat format) {
        String iri = switch (format.toString().toLowerCase(Locale.ROOT)) {
            case "iceberg" -> "https://iceberg.apache.org/spec/";
            case "delta" -> "https://github.com/delta-io/delta/blob/master/PROTOCOL.md";
            default -> entry.base().concept("table-format/" + format);
        };
        return model.createResource(iri).addProperty(RDF.type, DCTerms.Standard);
    }

    /** Of the rows, whatever their order and their files: no hash of a file, so no {@code spdx:checksum}. */
    Resource contentHash(Resource table, String hash) {
        return model.createResource(table.getURI() + "#content")
                .addProperty(RDF.type, DcatTerms.IDENTIFIER)
                .addProperty(DcatTerms.NOTATION, hash);
    }

    /** A table of a source, such as {@code raw.synthea.patients}. */
    Resource source(String table) {
        return model.createResource(entry.base().source(table))
                .addProperty(RDF.type, DcatTerms.ENTITY)
                .addProperty(DCTerms.title, table);
    }

    Resource document(String url) {
        return model.createResource(url).addProperty(RDF.type, FOAF.Document);
    }

    /** A value of 0 to 100 with one digit, by {@link Score#FORMULA}. */
    Resource score(Resource of, Score score) {
        Resource dimension = model.createResource(entry.base().concept("quality/rules-kept"))
                .addProperty(RDF.type, DcatTerms.DIMENSION)
                .addProperty(SKOS.prefLabel, "How well data keep their rules", "en")
                .addProperty(
                        SKOS.definition, "Of the characteristics of ISO/IEC 25012, those that rules ask for", "en");
        Resource metric = model.createResource(entry.base().concept("quality/" + Score.FORMULA))
                .addProperty(RDF.type, DcatTerms.METRIC)
                .addProperty(SKOS.prefLabel, "Weir's quality score", "en")
                .addProperty(
                        SKOS.definition,
                        "Points of 100: by rule the share of rows that keep it, weighted by severity and dimension; half"
                                + " the mean of all tables and half the worst one; rounded down to a multiple of 5",
                        "en")
                .addProperty(DcatTerms.EXPECTED, model.createResource(XSDDatatype.XSDdecimal.getURI()))
                .addProperty(DcatTerms.IN_DIMENSION, dimension);
        return model.createResource(of.getURI() + "#score")
                .addProperty(RDF.type, DcatTerms.MEASUREMENT)
                .addProperty(DcatTerms.MEASUREMENT_OF, metric)
                .addProperty(DcatTerms.COMPUTED_ON, of)
                .addProperty(DcatTerms.VALUE, model.createTypedLiteral(new BigDecimal(score.coarse())));
    }

    /** The uses that people wrote, and where values are masked, that no person may be identified by them; empty where there is neither. */
    Optional<Resource> policy() {
        var uses = manifest.about().catalogue().uses();
        boolean isMasked = manifest.tables().stream()
                .flatMap(table -> table.present().stream())
                .anyMatch(column -> !column.mask().keeps());
        if (!isMasked && uses.recommended().isEmpty() && uses.discouraged().isEmpty()) {
            return Optional.empty();
        }
        Resource target = model.createResource(entry.base().product(manifest.product()));
        Resource policy = part("policy");
        if (!policy.hasProperty(RDF.type)) {
            policy.addProperty(RDF.type, model.createResource(DcatTerms.Ns.ODRL + "Policy"))
                    .addProperty(RDF.type, model.createResource(DcatTerms.Ns.ODRL + "Offer"));
            for (int i = 0; i < uses.recommended().size(); i++) {
                String purpose = uses.recommended().get(i);
                policy.addProperty(DcatTerms.PERMISSION, use(part("permission-" + (i + 1)), target, purpose));
            }
            for (int i = 0; i < uses.discouraged().size(); i++) {
                String purpose = uses.discouraged().get(i);
                policy.addProperty(DcatTerms.PROHIBITION, use(part("prohibition-" + (i + 1)), target, purpose));
            }
            if (isMasked) {
                policy.addProperty(
                        DcatTerms.PROHIBITION,
                        rule(part("re-identification"), target, entry.base().concept("action/re-identify")));
            }
        }
        return Optional.of(policy);
    }

    private Resource use(Resource rule, Resource target, String purpose) {
        Resource constraint = model.createResource(rule.getURI() + "-purpose")
                .addProperty(DcatTerms.LEFT, model.createResource(DcatTerms.Ns.ODRL + "purpose"))
                .addProperty(DcatTerms.OPERATOR, model.createResource(DcatTerms.Ns.ODRL + "eq"))
                .addProperty(DcatTerms.RIGHT, purpose);
        return rule(rule, target, DcatTerms.Ns.ODRL + "use").addProperty(DcatTerms.CONSTRAINT, constraint);
    }

    private Resource rule(Resource rule, Resource target, String action) {
        return rule.addProperty(DcatTerms.TARGET, target).addProperty(DcatTerms.ACTION, model.createResource(action));
    }

    /** A node of the product's own: none is blank, since blank ones come in another order each time. */
    Resource part(String name) {
        return model.createResource(entry.base().product(manifest.product()) + "#" + name);
    }

    Resource legalBasis(String written) {
        return LawConcepts.article(model, entry.base(), written);
    }

    /** Categories in law of the columns that are there, and what was done to their values. */
    void personalData(Resource release) {
        List<ReleasedColumn> columns = manifest.tables().stream()
                .flatMap(table -> table.present().stream())
                .toList();
        LawConcepts law = new LawConcepts(model, entry.base(), manifest.basis().lawPack());
        columns.stream()
                .map(ReleasedColumn::category)
                .distinct()
                .sorted()
                .forEach(code -> law.category(code)
                        .ifPresent(category -> release.addProperty(DcatTerms.PERSONAL_DATA, category)));
        columns.stream()
                .filter(column -> !column.mask().keeps())
                .map(column -> column.mask().method())
                .distinct()
                .sorted()
                .forEach(mask -> release.addProperty(DcatTerms.MEASURE, law.mask(mask)));
    }
}
