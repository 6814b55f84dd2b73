package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.date;
import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.optionalDate;
import static dev.weir.contracts.json.JsonKey.optionalObject;
import static dev.weir.contracts.json.JsonKey.optionalObjects;
import static dev.weir.contracts.json.JsonKey.optionalText;
import static dev.weir.contracts.json.JsonKey.optionalTexts;
import static dev.weir.contracts.json.JsonKey.optionalWord;
import static dev.weir.contracts.json.JsonKey.optionalWords;
import static dev.weir.contracts.json.JsonKey.text;

import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.json.JsonShape;
import java.util.Optional;

/** What catalogues say of a product, as JSON: a part of the manifest. */
final class CatalogueFactsJson {

    private static final JsonShape<CatalogueFacts.Period> PERIOD = JsonShape.of(
            optionalDate("from", CatalogueFacts.Period::from),
            optionalDate("until", CatalogueFacts.Period::until),
            CatalogueFacts.Period::new);

    private static final JsonShape<CatalogueFacts.Topic> TOPIC = JsonShape.of(
            optionalTexts("keywords", CatalogueFacts.Topic::keywords),
            optionalWords("themes", DataTheme.class, CatalogueFacts.Topic::themes),
            optionalTexts("languages", CatalogueFacts.Topic::languages),
            optionalTexts("places", CatalogueFacts.Topic::places),
            optionalObject("period", PERIOD, CatalogueFacts.Topic::period),
            CatalogueFacts.Topic::new);

    private static final JsonShape<CatalogueFacts.Uses> USES = JsonShape.of(
            text("usage", CatalogueFacts.Uses::usage),
            optionalTexts("recommended-uses", CatalogueFacts.Uses::recommended),
            optionalTexts("discouraged-uses", CatalogueFacts.Uses::discouraged),
            CatalogueFacts.Uses::new);

    private static final JsonShape<CatalogueFacts.Terms> TERMS = JsonShape.of(
            optionalText("licence", CatalogueFacts.Terms::licence),
            optionalText("access", CatalogueFacts.Terms::access),
            optionalTexts("legal-basis", CatalogueFacts.Terms::legalBasis),
            optionalText("citation", CatalogueFacts.Terms::citation),
            CatalogueFacts.Terms::new);

    private static final JsonShape<CatalogueFacts.Publisher> PUBLISHER = JsonShape.of(
            text("name", CatalogueFacts.Publisher::name),
            optionalText("homepage", CatalogueFacts.Publisher::homepage),
            optionalWord("kind", PublisherKind.class, CatalogueFacts.Publisher::kind),
            CatalogueFacts.Publisher::new);

    private static final JsonShape<CatalogueFacts.Contact> CONTACT = JsonShape.of(
            text("channel", CatalogueFacts.Contact::channel),
            text("url", CatalogueFacts.Contact::url),
            CatalogueFacts.Contact::new);

    private static final JsonShape<CatalogueFacts.Parties> PARTIES = JsonShape.of(
            optionalObject("publisher", PUBLISHER, CatalogueFacts.Parties::publisher),
            optionalObjects("contacts", CONTACT, CatalogueFacts.Parties::contacts),
            optionalTexts("funding", CatalogueFacts.Parties::funding),
            CatalogueFacts.Parties::new);

    private static final JsonShape<HealthFacts.AccessBody> ACCESS_BODY = JsonShape.of(
            text("name", HealthFacts.AccessBody::name),
            text("page", HealthFacts.AccessBody::page),
            HealthFacts.AccessBody::new);

    private static final JsonShape<HealthFacts> HEALTH = JsonShape.of(
            optionalWords("health-categories", HealthCategory.class, HealthFacts::categories),
            optionalObject("access-body", ACCESS_BODY, HealthFacts::accessBody),
            optionalTexts("legislation", HealthFacts::legislation),
            HealthFacts::new);
    private static final JsonShape<Lifecycle.End> END = JsonShape.of(
            date("last-day", Lifecycle.End::lastDay),
            optionalText("successor", Lifecycle.End::successor),
            text("because", Lifecycle.End::because),
            Lifecycle.End::new);

    private static final JsonShape<Lifecycle> LIFECYCLE = JsonShape.of(
            optionalWord(
                    "status",
                    Lifecycle.Status.class,
                    lifecycle -> Optional.of(lifecycle.status()).filter(status -> status != Lifecycle.Status.ACTIVE)),
            optionalObject("end", END, Lifecycle::end),
            (status, end) -> new Lifecycle(status.orElse(Lifecycle.Status.ACTIVE), end));

    static final JsonShape<CatalogueFacts> FACTS = JsonShape.of(
            inside(TOPIC, CatalogueFacts::topic),
            inside(USES, CatalogueFacts::uses),
            inside(TERMS, CatalogueFacts::terms),
            inside(PARTIES, CatalogueFacts::parties),
            inside(HEALTH, CatalogueFacts::health),
            inside(LIFECYCLE, CatalogueFacts::lifecycle),
            CatalogueFacts::new);

    private CatalogueFactsJson() {}
}
