package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Dated;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Mechanism;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.read.base.ConstantWords;
import dev.weir.contracts.read.base.Reading;
import dev.weir.contracts.read.base.TermsReader;
import dev.weir.contracts.read.contract.MaskReader;
import dev.weir.contracts.text.Nearest;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
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

    private static final String PRODUCTS = "products";
    private static final String REGION = "region";
    private static final String LAST_VALID_DAY = "lastValidDay";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String ISSUED = "issued";
    private static final String EFFECTIVE = "effective";

    private final List<Product> products;
    private final Reading reading;
    private final Problems problems;
    private final TermsReader days;

    RecipientReader(List<Product> products, Reading reading) {
        this.products = List.copyOf(products);
        this.reading = reading;
        this.problems = reading.problems();
        this.days = new TermsReader(problems);
    }

    List<Recipient> read(YamlMap root) {
        List<Recipient> recipients = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (YamlMap node : root.maps("recipients")) {
            Optional<YamlScalar> id = node.text("id");
            if (id.isEmpty()) {
                continue; // the file's check has told
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
        for (YamlScalar product : node.scalars(PRODUCTS)) {
            known(product);
        }
        return new Recipient(
                id,
                new Recipient.Party(
                        node.textOrEmpty("name"),
                        region(node),
                        ConstantWords.answer(node, "foreign"),
                        ConstantWords.answer(node, "restrictedList")),
                new Recipient.Request(
                        ConstantWords.of(node, "access", Recipient.Access.class),
                        node.texts(PRODUCTS),
                        node.textOrEmpty("purpose"),
                        ConstantWords.of(node, "basis", Recipient.Basis.class),
                        node.map("exemption").flatMap(RecipientReader::exemption)),
                node.maps("mechanisms").stream()
                        .flatMap(map -> mechanism(map).stream())
                        .toList(),
                new Recipient.Duties(
                        paper(node, "notice"), paper(node, "consent"), excused(node), paper(node, "assessment")),
                new Recipient.Delivery(
                        node.maps("masks").stream()
                                .flatMap(map -> mask(map).stream())
                                .toList(),
                        node.text("format").map(YamlScalar::text)),
                node.place());
    }

    /** A country that the world has; another one is told, and counts as unknown. */
    private Optional<String> region(YamlMap node) {
        Optional<YamlScalar> region = node.text(REGION);
        if (region.isEmpty() || COUNTRIES.contains(region.get().text())) {
            return region.map(YamlScalar::text);
        }
        String other = region.get().text();
        if (other.matches("[A-Z]{2}")) { // otherwise the file's check has told
            problems.add(
                    Code.INVALID_VALUE,
                    region.get().place(),
                    "the region is '" + other + "'",
                    "ISO 3166-1 has no such country",
                    other.equals("UK") ? "write 'GB'" : "write its two letters, such as GB or HK");
        }
        return Optional.empty();
    }

    private static Optional<Recipient.Exemption> exemption(YamlMap map) {
        return ConstantWords.of(map, "claim", Recipient.Exemption.Claim.class)
                .map(claim -> new Recipient.Exemption(claim, map.textOrEmpty("evidence")));
    }

    private Optional<Mechanism> mechanism(YamlMap map) {
        Optional<Mechanism.Type> type = ConstantWords.exactly(map, "type", Mechanism.Type.class);
        Optional<LocalDate> issued = days.day(map, ISSUED);
        Optional<LocalDate> effective = days.day(map, EFFECTIVE);
        Optional<LocalDate> last = days.day(map, LAST_VALID_DAY);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        for (YamlScalar product : map.scalars(PRODUCTS)) {
            known(product);
        }
        needed(type.get(), map);
        Optional<LocalDate> first = effective.isPresent() ? effective : issued;
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            problems.add(
                    Code.INVALID_VALUE,
                    map.placeOf(LAST_VALID_DAY),
                    "the mechanism ends on " + last.get() + " and begins on " + first.get(),
                    "it holds from its first day to its last, both included",
                    "put the days right");
        }
        return Optional.of(new Mechanism(
                type.get(),
                map.textOrEmpty("number"),
                new Mechanism.Scope(map.texts(PRODUCTS), map.texts("categories"), people(map)),
                new Mechanism.Days(issued, effective, last),
                map.place()));
    }

    private static OptionalLong people(YamlMap map) {
        Optional<java.math.BigInteger> people = map.scalar("people").flatMap(YamlScalar::whole);
        return people.isPresent() && people.get().bitLength() < Long.SIZE
                ? OptionalLong.of(people.get().longValue())
                : OptionalLong.empty();
    }

    /** The day from which a mechanism's last valid one is known. */
    private void needed(Mechanism.Type type, YamlMap map) {
        switch (type) {
            case SA, CERT -> need(map, ISSUED, "its validity counts from there");
            case SC_UNFILED -> need(map, EFFECTIVE, "the days for filing count from there");
            case SC, GBA_SC, HGR_REPORT, HGR_COOP, HGR_REVIEW, PRC_APPROVAL ->
                need(map, LAST_VALID_DAY, "a mechanism without an end is never held");
        }
    }

    private void need(YamlMap map, String key, String why) {
        if (!map.has(key)) {
            problems.add(
                    Code.MISSING_FIELD,
                    map.place(),
                    "the mechanism " + map.textOrEmpty("type") + " has no '" + key + "'",
                    why,
                    "add '" + key + "' with a day");
        }
    }

    private Optional<Dated> paper(YamlMap node, String key) {
        Optional<YamlMap> map = node.map(key);
        if (map.isEmpty()) {
            return Optional.empty();
        }
        String reference = map.get().textOrEmpty("reference");
        Optional<LocalDate> on = days.day(map.get(), "on");
        return on.isPresent() && !reference.isEmpty() ? Optional.of(new Dated(reference, on.get())) : Optional.empty();
    }

    private static Optional<Recipient.Excused> excused(YamlMap node) {
        return node.map("noConsent")
                .filter(map -> map.text("because").isPresent() && map.text("by").isPresent())
                .map(map -> new Recipient.Excused(map.textOrEmpty("because"), map.textOrEmpty("by")));
    }

    private Optional<Recipient.ChosenMask> mask(YamlMap map) {
        Optional<YamlNode> written = map.get("mask");
        Optional<MaskChoice> mask = written.isEmpty() ? Optional.empty() : MaskReader.read(written.get(), problems);
        Optional<Recipient.Target> target = map.has("category")
                ? map.text("category").map(code -> new Recipient.OfCategory(code.text()))
                : map.text("column").flatMap(this::column).map(column -> column);
        if (mask.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Recipient.ChosenMask(target.get(), mask.get(), map.textOrEmpty("because"), map.place()));
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
                    Nearest.remedy(name.text(), all, "write product.table.column"));
            return Optional.empty();
        }
        return Optional.of(new Recipient.OfColumn(parts[0], parts[1], parts[2]));
    }

    private void known(YamlScalar name) {
        List<String> ids = products.stream().map(Product::id).toList();
        if (!ids.contains(name.text()) && !reading.wasUnreadProduct()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    name.place(),
                    "a recipient names the product '" + name.text() + "'",
                    "the workspace has " + (ids.isEmpty() ? "none" : String.join(", ", ids)),
                    Nearest.remedy(name.text(), ids, "name one of them"));
        }
    }
}
