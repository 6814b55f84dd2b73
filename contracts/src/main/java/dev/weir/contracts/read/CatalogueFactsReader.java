package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.FairLevel;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.CatalogueFacts.Contact;
import dev.weir.contracts.catalogue.CatalogueFacts.Period;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.read.contract.WeirProperties;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKind;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what catalogues say of a product: what ODPS has a place for, and {@code weirCatalogue}. */
final class CatalogueFactsReader {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final FieldKind<String> ADDRESS = FieldKinds.address("https://example.org/terms");
    private static final FieldKind<List<String>> PHRASES = FieldKinds.listOf(FieldKinds.SOMETHING);

    private static final Field<String> LICENCE = Field.optional(
            "licence",
            FieldKinds.parsed(
                    "an SPDX identifier such as CC-BY-4.0, or the address of the terms",
                    text -> Optional.of(text).filter(Licence::isWritten)),
            "Under which licence people get it.");
    private static final Field<String> ACCESS =
            Field.optional("access", FieldKinds.SOMETHING, "How people get access, in sentences.");
    private static final Field<List<String>> LEGAL_BASIS =
            Field.optional("legalBasis", PHRASES, "Why it may be processed: articles such as PIPL 13(1)(3).");
    private static final Field<String> CITATION = Field.optional("citation", FieldKinds.SOMETHING, "How to cite it.");

    private static final Field<List<DataTheme>> THEMES = Field.optional(
            "themes",
            FieldKinds.listOf(FieldKinds.named(DataTheme.class)),
            "What it is about, by the EU's data themes.");
    private static final Field<List<String>> LANGUAGES_OF_TEXTS = Field.optional(
            "languages",
            FieldKinds.listOf(FieldKinds.parsed("a BCP 47 tag such as zh or en", CatalogueFactsReader::language)),
            "Languages of its texts.");
    private static final Field<List<String>> PLACES = Field.optional(
            "places",
            FieldKinds.listOf(FieldKinds.parsed("an ISO 3166 code such as CN or CN-BJ", CatalogueFactsReader::place)),
            "Countries and provinces that its rows are about.");
    private static final Field<LocalDate> FROM = Field.optional("from", FieldKinds.DAY);
    private static final Field<LocalDate> UNTIL = Field.optional("until", FieldKinds.DAY);
    private static final Field<YamlMap> PERIOD = Field.optional(
            "period",
            FieldKinds.object(Shape.of("the period", "Weir", FROM, UNTIL)),
            "The time that its rows are about.");

    private static final Field<List<String>> RECOMMENDED =
            Field.optional("recommended", PHRASES, "What it is made for.");
    private static final Field<List<String>> DISCOURAGED =
            Field.optional("discouraged", PHRASES, "What it should not be used for.");
    private static final Field<YamlMap> USES =
            Field.optional("uses", FieldKinds.object(Shape.of("the uses", "Weir", RECOMMENDED, DISCOURAGED)));

    private static final Field<String> NAME = Field.required("name", FieldKinds.SOMETHING);
    private static final Field<String> HOMEPAGE = Field.optional("homepage", ADDRESS);
    private static final Field<PublisherKind> KIND = Field.optional(
            "kind", FieldKinds.oneOf(PublisherKind.class), "What kind of organisation it is, such as academia.");
    private static final Field<YamlMap> PUBLISHER = Field.optional(
            "publisher",
            FieldKinds.object(Shape.of("the publisher", "Weir", NAME, HOMEPAGE, KIND)),
            "The organisation that answers for it.");
    private static final Field<List<String>> FUNDING = Field.optional("funding", PHRASES, "What paid for it.");

    private static final Field<List<HealthCategory>> CATEGORIES = Field.optional(
            "categories",
            FieldKinds.listOf(FieldKinds.named(HealthCategory.class)),
            "Which health data it holds, by Article 51 of the European Health Data Space.");
    private static final Field<String> PAGE = Field.required("page", ADDRESS);
    private static final Field<YamlMap> ACCESS_BODY = Field.optional(
            "accessBody",
            FieldKinds.object(Shape.of("the access body", "Weir", NAME, PAGE)),
            "Who decides on access, and the page at which people ask.");
    private static final Field<List<String>> LEGISLATION = Field.optional(
            "legislation", FieldKinds.listOf(ADDRESS), "The addresses of acts that it is made or shared under.");
    private static final Field<YamlMap> HEALTH = Field.optional(
            "health",
            FieldKinds.object(
                    Shape.of("what portals of health data ask", "Weir", CATEGORIES, ACCESS_BODY, LEGISLATION)),
            "What portals of health data ask besides.");
    private static final Field<LocalDate> LAST_DAY =
            Field.required("lastDay", FieldKinds.DAY, "The last day on which it is released.");
    private static final Field<String> SUCCESSOR =
            Field.optional("successor", FieldKinds.SOMETHING, "The id of the product to read instead.");
    private static final Field<String> BECAUSE = Field.required("because", FieldKinds.SOMETHING, "Why it ends.");
    private static final Field<YamlMap> RETIREMENT = Field.optional(
            "retirement",
            FieldKinds.object(Shape.of("the retirement", "Weir", LAST_DAY, SUCCESSOR, BECAUSE)),
            "When and why a deprecated or retired product ends.");

    private static final Field<Integer> MQA = Field.required(
            "mqa",
            FieldKinds.upTo(FairLevel.MOST),
            "Points of the portal data.europa.eu that the description has to have, of 405.");
    private static final Field<YamlMap> FAIR = Field.optional(
            "fair",
            FieldKinds.object(Shape.of("the level of the description", "Weir", MQA)),
            "How good the description has to be before a release is made.");

    private static final Shape SHAPE = Shape.of(
            WeirProperties.CATALOGUE,
            "Weir",
            LICENCE,
            ACCESS,
            LEGAL_BASIS,
            CITATION,
            THEMES,
            LANGUAGES_OF_TEXTS,
            PLACES,
            PERIOD,
            USES,
            PUBLISHER,
            FUNDING,
            HEALTH,
            RETIREMENT,
            FAIR);

    private CatalogueFactsReader() {}

    /** What a product's file says; what is wrong with it is added to the problems. */
    static CatalogueFacts read(YamlMap product, Problems problems) {
        YamlMap nothing = new YamlMap(Map.of(), product.place());
        Optional<YamlNode> block = WeirProperties.of(product, WeirProperties.CATALOGUE);
        block.ifPresent(node -> SHAPE.check(node, problems));
        YamlMap written =
                block.filter(YamlMap.class::isInstance).map(YamlMap.class::cast).orElse(nothing);
        YamlMap uses = USES.or(written, nothing);
        return new CatalogueFacts(
                new CatalogueFacts.Topic(
                        product.texts("tags"),
                        THEMES.or(written, List.of()),
                        LANGUAGES_OF_TEXTS.or(written, List.of()),
                        PLACES.or(written, List.of()),
                        PERIOD.in(written).flatMap(period -> period(period, problems))),
                new CatalogueFacts.Uses(
                        product.map("description").orElse(nothing).textOrEmpty("usage"),
                        RECOMMENDED.or(uses, List.of()),
                        DISCOURAGED.or(uses, List.of())),
                new CatalogueFacts.Terms(
                        LICENCE.in(written),
                        ACCESS.in(written),
                        LEGAL_BASIS.or(written, List.of()),
                        CITATION.in(written)),
                new CatalogueFacts.Parties(
                        PUBLISHER
                                .in(written)
                                .map(publisher -> new Publisher(
                                        NAME.or(publisher, ""), HOMEPAGE.in(publisher), KIND.in(publisher))),
                        contacts(product),
                        FUNDING.or(written, List.of())),
                health(HEALTH.or(written, nothing)),
                lifecycle(product, written, problems));
    }

    /** The level that a product's file asks for. What is wrong with it {@link #read} reports. */
    static Optional<FairLevel> fair(YamlMap product) {
        return WeirProperties.of(product, WeirProperties.CATALOGUE)
                .filter(YamlMap.class::isInstance)
                .map(YamlMap.class::cast)
                .flatMap(FAIR::in)
                .flatMap(level -> MQA.in(level).map(points -> new FairLevel(points, MQA.place(level))));
    }

    private static HealthFacts health(YamlMap written) {
        return new HealthFacts(
                CATEGORIES.or(written, List.of()),
                ACCESS_BODY.in(written).map(body -> new HealthFacts.AccessBody(NAME.or(body, ""), PAGE.or(body, ""))),
                LEGISLATION.or(written, List.of()));
    }

    private static List<Contact> contacts(YamlMap product) {
        List<Contact> contacts = new ArrayList<>();
        for (YamlMap channel : product.maps("support")) {
            contacts.add(new Contact(channel.textOrEmpty("channel"), channel.textOrEmpty("url")));
        }
        return contacts;
    }

    private static Lifecycle lifecycle(YamlMap product, YamlMap written, Problems problems) {
        Optional<Lifecycle.End> end = RETIREMENT
                .in(written)
                .flatMap(retirement -> LAST_DAY.in(retirement)
                        .map(day -> new Lifecycle.End(day, SUCCESSOR.in(retirement), BECAUSE.or(retirement, ""))));
        Lifecycle.Status status = status(product, problems);
        Place place = RETIREMENT.place(written);
        if (status == Lifecycle.Status.DEPRECATED && end.isEmpty()) {
            if (RETIREMENT.in(written).isEmpty()) {
                problems.add(
                        Code.MISSING_FIELD,
                        product.place(),
                        "the product '" + product.textOrEmpty("id") + "' is deprecated, and has no last day",
                        "who reads it needs to know how long they can",
                        "add 'retirement' to weirCatalogue: { lastDay: 2027-01-31, successor: other, because: \"…\" }");
            }
            return Lifecycle.ACTIVE;
        }
        if (!status.isEnding() && end.isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    place,
                    "the product '" + product.textOrEmpty("id") + "' has a retirement, and its status is "
                            + status.name().toLowerCase(Locale.ROOT),
                    "an end is of a product that readers should leave",
                    "write 'status: deprecated', or take 'retirement' out");
            return new Lifecycle(status, Optional.empty());
        }
        if (end.flatMap(Lifecycle.End::successor)
                .filter(product.textOrEmpty("id")::equals)
                .isPresent()) {
            problems.add(
                    Code.INVALID_VALUE,
                    place,
                    "the product '" + product.textOrEmpty("id") + "' is its own successor",
                    "it is to be read no more",
                    "name another product, or take 'successor' out");
        }
        return new Lifecycle(status, end);
    }

    private static Lifecycle.Status status(YamlMap product, Problems problems) {
        Optional<YamlScalar> written = product.text("status");
        for (Lifecycle.Status status : Lifecycle.Status.values()) {
            if (written.filter(text -> text.text().equals(status.name().toLowerCase(Locale.ROOT)))
                    .isPresent()) {
                return status;
            }
        }
        written.ifPresent(text -> problems.add(
                Code.INVALID_VALUE,
                text.place(),
                "the status of the product is '" + text.text() + "'",
                "ODPS knows proposed, draft, active, deprecated and retired",
                "write one of these"));
        return Lifecycle.Status.ACTIVE;
    }

    private static Optional<Period> period(YamlMap written, Problems problems) {
        Optional<LocalDate> from = FROM.in(written);
        Optional<LocalDate> until = UNTIL.in(written);
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            problems.add(
                    Code.INVALID_VALUE,
                    UNTIL.place(written),
                    "the period ends on " + until.get(),
                    "it begins on " + from.get() + ", which is later",
                    "write 'from' and 'until' the other way round");
            return Optional.empty();
        }
        return from.isEmpty() && until.isEmpty() ? Optional.empty() : Optional.of(new Period(from, until));
    }

    private static Optional<String> language(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            return Optional.of(locale.toLanguageTag())
                    .filter(tag -> tag.equalsIgnoreCase(text) && LANGUAGES.contains(locale.getLanguage()));
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> place(String text) {
        return Optional.of(text)
                .filter(code -> code.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?") && COUNTRIES.contains(code.substring(0, 2)));
    }
}
