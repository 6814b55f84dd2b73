package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.DatedDocument;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.TriState;
import dev.weir.contracts.read.base.ProductNames;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.contract.MaskReader;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKind;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code contracts/recipients.yaml}: who may receive what, and on what that rests. */
final class RecipientReader {

    private static final String BOOK = "recipients.yaml";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Field<Recipient.Exemption.Claim> CLAIM =
            Field.required("claim", FieldKinds.oneOf(Recipient.Exemption.Claim.class), "CBR 4, CBR 5.");
    private static final Field<String> EVIDENCE = Field.required("evidence", FieldKinds.SOMETHING);

    private static final Field<String> REFERENCE =
            Field.required("reference", FieldKinds.SOMETHING, "How the paper is found again.");
    private static final Field<LocalDate> ON = Field.required("on", FieldKinds.DAY);
    private static final FieldKind<YamlMap> PAPER = FieldKinds.object(Shape.of("a reference", BOOK, REFERENCE, ON));

    private static final Field<TransferMechanism.Type> TYPE =
            Field.required("type", FieldKinds.named(TransferMechanism.Type.class));
    private static final Field<String> NUMBER =
            Field.required("number", FieldKinds.SOMETHING, "Under which the authority has it.");
    private static final Field<List<YamlScalar>> COVERED =
            Field.required("products", FieldKinds.someOf(FieldKinds.WRITTEN), "Which it covers.");
    private static final Field<List<String>> CATEGORIES =
            Field.required("categories", FieldKinds.someOf(FieldKinds.SOMETHING), "Which it covers, by code.");
    private static final Field<BigInteger> PEOPLE =
            Field.optional("people", FieldKinds.COUNT, "How many in a year it covers, if it says so.");
    private static final Field<LocalDate> ISSUED = Field.optional("issued", FieldKinds.DAY);
    private static final Field<LocalDate> EFFECTIVE = Field.optional("effective", FieldKinds.DAY);
    private static final Field<LocalDate> LAST_VALID_DAY = Field.optional("lastValidDay", FieldKinds.DAY);

    private static final Field<String> CATEGORY =
            Field.optional("category", FieldKinds.SOMETHING, "A category's code.");
    private static final Field<String> COLUMN = Field.optional("column", FieldKinds.SOMETHING, "product.table.column");
    private static final Field<YamlNode> MASK =
            Field.required("mask", FieldKinds.either(FieldKinds.SOMETHING, FieldKinds.OPEN_OBJECT), "As weirMask.");
    private static final Field<String> DOUBT = Field.optional(
            "because",
            FieldKinds.SOMETHING,
            "Needed where it cannot be shown to be at least as coarse as the law's mask for export.");

    private static final Field<String> BECAUSE = Field.required("because", FieldKinds.SOMETHING);
    private static final Field<String> BY = Field.required("by", FieldKinds.SOMETHING);

    private static final Field<String> ID = Field.required(
            "id",
            FieldKinds.like("^[A-Za-z0-9][A-Za-z0-9_-]*$", "letters, digits, '_' and '-'"),
            "A plain name, such as london.");
    private static final Field<String> NAME = Field.required("name", FieldKinds.SOMETHING, "Who it is, for people.");
    private static final Field<String> REGION = Field.optional(
            "region",
            FieldKinds.like("^[A-Z]{2}$", "two capital letters of ISO 3166-1, such as GB or HK"),
            "ISO 3166-1 alpha-2. Only CN is not abroad: HK, MO and TW are.");
    private static final Field<TriState> FOREIGN = Field.optional(
            "foreign",
            FieldKinds.ANSWER,
            "A foreign organisation or individual, or an entity that one has set up or controls, wherever it sits.");
    private static final Field<TriState> RESTRICTED_LIST = Field.optional(
            "restrictedList", FieldKinds.ANSWER, "On the list to whom personal information may not go (PIPL 42).");
    private static final Field<Recipient.Access> ACCESS =
            Field.optional("access", FieldKinds.oneOf(Recipient.Access.class), "Looking from abroad is an export too.");
    private static final Field<List<YamlScalar>> PRODUCTS =
            Field.optional("products", FieldKinds.listOf(FieldKinds.WRITTEN), "What it may receive.");
    private static final Field<String> PURPOSE = Field.optional("purpose", FieldKinds.SOMETHING);
    private static final Field<Recipient.Basis> BASIS =
            Field.optional("basis", FieldKinds.oneOf(Recipient.Basis.class), "PIPL 13.");
    private static final Field<YamlMap> EXEMPTION =
            Field.optional("exemption", FieldKinds.object(Shape.of("an exemption", BOOK, CLAIM, EVIDENCE)));
    private static final Field<List<YamlMap>> MECHANISMS = Field.optional(
            "mechanisms",
            FieldKinds.objects(Shape.of("a mechanism", BOOK)
                    .with(TYPE, NUMBER, COVERED, CATEGORIES, PEOPLE, ISSUED, EFFECTIVE, LAST_VALID_DAY)));
    private static final Field<YamlMap> NOTICE =
            Field.optional("notice", PAPER, "The notice that the people got (PIPL 39).");
    private static final Field<YamlMap> CONSENT = Field.optional("consent", PAPER, "Their separate consent (PIPL 39).");
    private static final Field<YamlMap> ASSESSMENT =
            Field.optional("assessment", PAPER, "The assessment of the impact (PIPL 55).");
    private static final Field<YamlMap> NO_CONSENT = Field.optional(
            "noConsent",
            FieldKinds.object(Shape.of("'noConsent'", BOOK, BECAUSE, BY)),
            "An officer's word that consent is not needed.");
    private static final Field<List<YamlMap>> MASKS = Field.optional(
            "masks",
            FieldKinds.objects(
                    Shape.of("a mask", BOOK).with(CATEGORY, COLUMN, DOUBT, MASK).oneOf(CATEGORY, COLUMN)));
    private static final Field<String> FORMAT =
            Field.optional("format", FieldKinds.oneOf("parquet", "iceberg", "delta"), "Of the copy.");

    private static final Field<List<YamlMap>> RECIPIENTS = Field.required(
            "recipients",
            FieldKinds.objects(Shape.of("a recipient", BOOK)
                    .with(ID, NAME, REGION, FOREIGN, RESTRICTED_LIST, ACCESS, PRODUCTS, PURPOSE, BASIS, EXEMPTION)
                    .with(MECHANISMS, NOTICE, CONSENT, ASSESSMENT, NO_CONSENT, MASKS, FORMAT)));

    static final Shape SHAPE = Shape.of("the file of recipients", BOOK, Field.SCHEMA, RECIPIENTS);

    private final List<Product> products;
    private final ReadContext reading;
    private final Problems problems;

    RecipientReader(List<Product> products, ReadContext reading) {
        this.products = List.copyOf(products);
        this.reading = reading;
        this.problems = reading.problems();
    }

    List<Recipient> read(YamlMap root) {
        List<Recipient> recipients = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (YamlMap node : RECIPIENTS.or(root, List.of())) {
            Optional<YamlScalar> id =
                    node.text(ID.name()); // of any form, so that all else that is wrong is reported, too
            if (id.isEmpty()) {
                continue; // the file's check has reported it
            }
            Place other = seen.putIfAbsent(
                    id.get().text().toLowerCase(Locale.ROOT), id.get().place());
            if (other != null) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        id.get().place(),
                        "there are two recipients '" + id.get().text() + "'",
                        "the other stands in line " + other.line(),
                        "give one of them another id");
                continue;
            }
            recipients.add(recipient(id.get().text(), node));
        }
        return recipients;
    }

    private Recipient recipient(String id, YamlMap node) {
        List<String> received = known(PRODUCTS.or(node, List.of()));
        return new Recipient(
                id,
                new Recipient.Party(
                        NAME.or(node, ""),
                        region(node),
                        FOREIGN.or(node, TriState.UNKNOWN),
                        RESTRICTED_LIST.or(node, TriState.UNKNOWN)),
                new Recipient.Request(
                        ACCESS.in(node),
                        received,
                        PURPOSE.or(node, ""),
                        BASIS.in(node),
                        EXEMPTION.in(node).flatMap(RecipientReader::exemption)),
                MECHANISMS.or(node, List.of()).stream()
                        .flatMap(map -> mechanism(map).stream())
                        .toList(),
                new Recipient.Duties(paper(node, NOTICE), paper(node, CONSENT), excused(node), paper(node, ASSESSMENT)),
                new Recipient.Delivery(
                        MASKS.or(node, List.of()).stream()
                                .flatMap(map -> mask(map).stream())
                                .toList(),
                        FORMAT.in(node)),
                node.place());
    }

    /** A country that the world has; another one is reported, and counts as unknown. */
    private Optional<String> region(YamlMap node) {
        Optional<String> region = REGION.in(node);
        if (region.isEmpty() || COUNTRIES.contains(region.get())) {
            return region;
        }
        problems.add(
                Code.INVALID_VALUE,
                REGION.place(node),
                "the region is '" + region.get() + "'",
                "ISO 3166-1 has no such country",
                region.get().equals("UK") ? "write 'GB'" : "write its two letters, such as GB or HK");
        return Optional.empty();
    }

    private static Optional<Recipient.Exemption> exemption(YamlMap map) {
        return CLAIM.in(map).map(claim -> new Recipient.Exemption(claim, EVIDENCE.or(map, "")));
    }

    private Optional<TransferMechanism> mechanism(YamlMap map) {
        Optional<TransferMechanism.Type> type = TYPE.in(map);
        Optional<LocalDate> issued = ISSUED.in(map);
        Optional<LocalDate> effective = EFFECTIVE.in(map);
        Optional<LocalDate> last = LAST_VALID_DAY.in(map);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        List<String> covered = known(COVERED.or(map, List.of()));
        needed(type.get(), map);
        Optional<LocalDate> first = effective.isPresent() ? effective : issued;
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            problems.add(
                    Code.INVALID_VALUE,
                    LAST_VALID_DAY.place(map),
                    "the mechanism ends on " + last.get() + " and begins on " + first.get(),
                    "it holds from its first day to its last, both included",
                    "put the days right");
        }
        return Optional.of(new TransferMechanism(
                type.get(),
                NUMBER.or(map, ""),
                new TransferMechanism.Scope(covered, CATEGORIES.or(map, List.of()), people(map)),
                new TransferMechanism.Days(issued, effective, last),
                map.place()));
    }

    private static OptionalLong people(YamlMap map) {
        Optional<BigInteger> people = PEOPLE.in(map);
        return people.isPresent() && people.get().bitLength() < Long.SIZE
                ? OptionalLong.of(people.get().longValue())
                : OptionalLong.empty();
    }

    /** The day from which a mechanism's last valid one is known. */
    private void needed(TransferMechanism.Type type, YamlMap map) {
        switch (type) {
            case SA, CERT -> need(map, ISSUED, "its validity counts from there");
            case SC_UNFILED -> need(map, EFFECTIVE, "the days for filing count from there");
            case SC, GBA_SC, HGR_REPORT, HGR_COOP, HGR_REVIEW, PRC_APPROVAL ->
                need(map, LAST_VALID_DAY, "a mechanism without an end is never held");
        }
    }

    private void need(YamlMap map, Field<LocalDate> key, String why) {
        if (!key.isIn(map)) {
            problems.add(
                    Code.MISSING_FIELD,
                    map.place(),
                    "the mechanism " + map.textOrEmpty(TYPE.name()) + " has no '" + key + "'",
                    why,
                    "add '" + key + "' with a day");
        }
    }

    private static Optional<DatedDocument> paper(YamlMap node, Field<YamlMap> key) {
        return key.in(node)
                .flatMap(map ->
                        REFERENCE.in(map).flatMap(reference -> ON.in(map).map(on -> new DatedDocument(reference, on))));
    }

    private static Optional<Recipient.Excused> excused(YamlMap node) {
        return NO_CONSENT
                .in(node)
                .flatMap(map ->
                        BECAUSE.in(map).flatMap(because -> BY.in(map).map(by -> new Recipient.Excused(because, by))));
    }

    private Optional<Recipient.ChosenMask> mask(YamlMap map) {
        Optional<MaskChoice> mask = map.get(MASK.name()).flatMap(written -> MaskReader.read(written, problems));
        Optional<Recipient.Target> target = CATEGORY.isIn(map)
                ? CATEGORY.in(map).map(Recipient.OfCategory::new)
                : COLUMN.written(map).flatMap(this::column).map(column -> column);
        if (mask.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Recipient.ChosenMask(target.get(), mask.get(), DOUBT.or(map, ""), map.place()));
    }

    /** {@code product.table.column}, all of which have to be there. */
    private Optional<Recipient.OfColumn> column(YamlScalar name) {
        String[] parts = name.text().split("\\.", 3);
        if (parts.length < 3) {
            problems.add(
                    Code.INVALID_VALUE,
                    name.place(),
                    "a mask is for the column '" + name.text() + "'",
                    "a recipient's column is named with its product and table",
                    "write product.table.column");
            return Optional.empty();
        }
        Set<String> all = new TreeSet<>();
        for (Product product : products) {
            product.tables()
                    .forEach(table -> table.columns()
                            .forEach(column -> all.add(product.id() + "." + table.name() + "." + column.name())));
        }
        if (!all.contains(name.text()) && !reading.wasUnreadProduct()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    name.place(),
                    "a mask is for the column '" + name.text() + "'",
                    "no product has it",
                    NearestName.remedy(name.text(), all, "write product.table.column"));
            return Optional.empty();
        }
        return Optional.of(new Recipient.OfColumn(parts[0], parts[1], parts[2]));
    }

    /** Tells of those that are none. */
    private List<String> known(List<YamlScalar> names) {
        ProductNames known = new ProductNames(products, reading);
        names.forEach(name -> known.named(name, "a recipient"));
        return names.stream().map(YamlScalar::text).toList();
    }
}
