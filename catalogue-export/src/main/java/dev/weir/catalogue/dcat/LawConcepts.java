package dev.weir.catalogue.dcat;

import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/**
 * China's law as concepts with IRIs: categories of personal information, articles and masks. No published vocabulary has them, so they are
 * made below the workspace's base, and lead to the Data Privacy Vocabulary (DPV 2) where that has something broader.
 */
final class LawConcepts {

    /** An instrument and an article of it, such as {@code PIPL 13(1)(3)}. */
    private static final Pattern ARTICLE = Pattern.compile("([A-Z][A-Za-z ]*[A-Za-z]) ([0-9]+)((?:\\([0-9]+\\))*).*");

    private static final Property BROADER = SKOS.broadMatch;
    private static final Property LEVEL = ResourceFactory.createProperty("urn:weir:-/terms/", "level");

    private final Model model;
    private final CatalogueBase base;
    private final Optional<LawPack> pack;

    /** @param pack the id of the release's law pack; one that is not shipped any more has no names for its categories */
    LawConcepts(Model model, CatalogueBase base, String pack) {
        this.model = model;
        this.base = base;
        this.pack = Optional.of(pack).filter(LawPack.shipped()::contains).map(LawPack::load);
    }

    /** What a column holds in law; empty of what is about no person. */
    Optional<Resource> category(String code) {
        if (code.equals(Category.NONE)) {
            return Optional.empty();
        }
        Resource scheme = scheme("law/category", "Categories of personal information");
        Resource concept = model.createResource(base.concept("law/category/" + encoded(code)))
                .addProperty(RDF.type, SKOS.Concept)
                .addProperty(SKOS.notation, code)
                .addProperty(SKOS.inScheme, scheme);
        Optional<Category> known = pack.flatMap(each -> each.category(code));
        known.ifPresentOrElse(
                category -> {
                    concept.addProperty(SKOS.prefLabel, category.term().english(), "en")
                            .addProperty(SKOS.prefLabel, category.term().chinese(), "zh");
                    category.standing().level().ifPresent(level -> concept.addLiteral(LEVEL, level));
                    category.standing()
                            .articles()
                            .forEach(article -> concept.addProperty(DCTerms.references, article(model, base, article)));
                    concept.addProperty(
                            BROADER,
                            model.createResource(DcatTerms.Ns.DPV
                                    + (pack.orElseThrow().isSensitive(category)
                                            ? "SensitivePersonalData"
                                            : "PersonalData")));
                },
                () -> concept.addProperty(SKOS.prefLabel, code));
        return Optional.of(concept);
    }

    /** What was done to values. */
    Resource mask(String method) {
        String broader = switch (method) {
            case "pseudonymise", "shift" -> "Pseudonymisation";
            case "drop", "redact", "generalise" -> "Deidentification";
            default -> "DataSanitisationTechnique";
        };
        return model.createResource(base.concept("mask/" + encoded(method)))
                .addProperty(RDF.type, SKOS.Concept)
                .addProperty(SKOS.prefLabel, method, "en")
                .addProperty(SKOS.inScheme, scheme("mask", "What becomes of values"))
                .addProperty(BROADER, model.createResource(DcatTerms.Ns.DPV + broader));
    }

    /** An article that people wrote: by its instrument and number where it has that form, else by its words alone. */
    static Resource article(Model model, CatalogueBase base, String written) {
        Matcher form = ARTICLE.matcher(written);
        if (!form.matches()) {
            return model.createResource(base.concept("law/written/" + encoded(written)))
                    .addProperty(RDF.type, SKOS.Concept)
                    .addProperty(SKOS.prefLabel, written);
        }
        String instrument = form.group(1).toLowerCase(Locale.ROOT).replace(' ', '-');
        String paragraphs = form.group(3).replace("(", "-").replace(")", "");
        return model.createResource(base.concept("law/" + instrument + "/art-" + form.group(2) + paragraphs))
                .addProperty(RDF.type, SKOS.Concept)
                .addProperty(SKOS.prefLabel, form.group(1) + " " + form.group(2) + form.group(3), "en")
                .addProperty(SKOS.inScheme, scheme(model, base, "law/" + instrument, form.group(1)));
    }

    private Resource scheme(String path, String title) {
        return scheme(model, base, path, title);
    }

    private static Resource scheme(Model model, CatalogueBase base, String path, String title) {
        return model.createResource(base.concept(path))
                .addProperty(RDF.type, SKOS.ConceptScheme)
                .addProperty(DCTerms.title, title, "en");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
