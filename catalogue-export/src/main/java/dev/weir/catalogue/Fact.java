package dev.weir.catalogue;

import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Manifest.ProductFacts;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What people write about a product for catalogues, with the place of each in its ODPS file. */
public enum Fact {
    DESCRIPTION("description.purpose", about -> !about.description().isBlank()),
    LIMITATIONS("description.limitations", about -> !about.limitations().isEmpty()),
    OWNERS("team", about -> !about.owners().isEmpty()),
    KEYWORDS("tags", of(facts -> facts.topic().keywords())),
    CONTACT("support", of(facts -> facts.parties().contacts())),
    USAGE("description.usage", about -> !about.catalogue().uses().usage().isEmpty()),
    THEMES("weirCatalogue.themes", of(facts -> facts.topic().themes())),
    LANGUAGES("weirCatalogue.languages", of(facts -> facts.topic().languages())),
    PLACES("weirCatalogue.places", of(facts -> facts.topic().places())),
    PERIOD("weirCatalogue.period", of(facts -> facts.topic().period().stream().toList())),
    LICENCE(
            "weirCatalogue.licence",
            of(facts -> facts.terms().licence().stream().toList())),
    ACCESS("weirCatalogue.access", of(facts -> facts.terms().access().stream().toList())),
    LEGAL_BASIS("weirCatalogue.legalBasis", of(facts -> facts.terms().legalBasis())),
    CITATION(
            "weirCatalogue.citation",
            of(facts -> facts.terms().citation().stream().toList())),
    RECOMMENDED("weirCatalogue.uses.recommended", of(facts -> facts.uses().recommended())),
    DISCOURAGED("weirCatalogue.uses.discouraged", of(facts -> facts.uses().discouraged())),
    PUBLISHER(
            "weirCatalogue.publisher",
            of(facts -> facts.parties().publisher().stream().toList())),
    PUBLISHER_KIND(
            "weirCatalogue.publisher.kind",
            of(facts -> facts.parties().publisher().flatMap(Publisher::kind).stream()
                    .toList())),
    FUNDING("weirCatalogue.funding", of(facts -> facts.parties().funding())),
    HEALTH_CATEGORIES(
            "weirCatalogue.health.categories", of(facts -> facts.health().categories())),
    ACCESS_BODY(
            "weirCatalogue.health.accessBody",
            of(facts -> facts.health().accessBody().stream().toList())),
    LEGISLATION("weirCatalogue.health.legislation", of(facts -> facts.health().legislation()));

    private static final Set<Fact> OF_HEALTH = EnumSet.of(HEALTH_CATEGORIES, ACCESS_BODY, LEGISLATION);

    /** What a law pack calls data on health. */
    private static final Set<String> HEALTH_CATEGORIES_IN_LAW = Set.of("HEALTH", "GENE", "SPDIS");

    private final String key;
    private final Predicate<ProductFacts> written;

    Fact(String key, Predicate<ProductFacts> written) {
        this.key = key;
        this.written = written;
    }

    private static Predicate<ProductFacts> of(Function<CatalogueFacts, List<?>> values) {
        return about -> !values.apply(about.catalogue()).isEmpty();
    }

    /** Where it is written in the product's file. */
    public String key() {
        return key;
    }

    /** Whether people have written it. */
    public boolean isWritten(Manifest manifest) {
        return written.test(manifest.about());
    }

    /** Where it has to be written; empty where it is. */
    public Optional<Gap.Cause> lacking(Manifest manifest) {
        return lacking(DescribedProduct.of(manifest));
    }

    /** The same of a product. */
    public Optional<Gap.Cause> lacking(DescribedProduct product) {
        return written.test(product.about()) ? Optional.empty() : Optional.of(new Gap.Unwritten(product.file(), key));
    }

    /** What is asked of such a product and not written: what portals of health data ask, of one with health data alone. */
    public static List<Fact> unwritten(DescribedProduct product) {
        return Arrays.stream(values())
                .filter(fact -> !OF_HEALTH.contains(fact) || isAboutHealth(product))
                .filter(fact -> !fact.written.test(product.about()))
                .toList();
    }

    /** Whether a product has health data. */
    public static boolean isAboutHealth(DescribedProduct product) {
        return product.about().catalogue().topic().themes().contains(DataTheme.HEAL)
                || product.categories().stream().anyMatch(HEALTH_CATEGORIES_IN_LAW::contains);
    }

    /** The product's ODPS file, as the release knows it. */
    public static String file(Manifest manifest) {
        return DescribedProduct.of(manifest).file();
    }

    /**
     * The gaps that a release leaves.
     *
     * @param properties by fact the name that an export's standard gives it: those that it has a place for
     */
    public static List<Gap> unwritten(Manifest manifest, Map<Fact, String> properties) {
        return new EnumMap<>(properties)
                .entrySet().stream()
                        .flatMap(each ->
                                each.getKey().lacking(manifest).map(cause -> new Gap(each.getValue(), cause)).stream())
                        .toList();
    }
}
