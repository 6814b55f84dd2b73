package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.read.base.ProductNames;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.WorkspaceFiles;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code quality-rules/waivers.yaml}: what stewards accept for a time, and of which product. */
final class WaiverReader {

    static final Field<String> RULE = Field.required("rule", FieldKinds.SOMETHING, "The rule's id.");
    static final Field<String> PRODUCT =
            Field.optional("product", FieldKinds.SOMETHING, "May be left out where one product alone has the rule.");
    static final Field<LocalDate> UNTIL = Field.required(
            "until", FieldKinds.DAY, "The last day, in the workspace's time zone, on which the rule may fail.");
    static final Field<String> BY = Field.required("by", FieldKinds.SOMETHING, "Who accepts.");
    static final Field<String> BECAUSE = Field.required("because", FieldKinds.SOMETHING, "Why.");

    static final Field<String> APPROVED_BY = Field.optional(
            "approvedBy",
            FieldKinds.SOMETHING,
            "A second person who accepts it, where the workspace or its law asks for two.");

    static final Shape SHAPE = Shape.of("a waiver", WaiverFile.BOOK, RULE, PRODUCT, UNTIL, BY, BECAUSE, APPROVED_BY);

    private final WorkspaceFiles.Document document;
    private final List<Product> products;
    private final ReadContext reading;
    private final Problems problems;

    WaiverReader(WorkspaceFiles.Document document, List<Product> products, ReadContext reading) {
        this.document = document;
        this.products = List.copyOf(products);
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** Every waiver that can be one. */
    List<Waiver> read() {
        List<Waiver> waivers = new ArrayList<>();
        for (YamlMap node : WaiverFile.WAIVERS.or(document.root(), List.of())) {
            Optional<YamlScalar> rule = RULE.written(node);
            Optional<LocalDate> until = UNTIL.in(node);
            Optional<Product> product = rule.isEmpty() ? Optional.empty() : product(node, rule.get());
            if (rule.isPresent() && product.isPresent() && until.isPresent() && bears(product.get(), rule.get())) {
                add(
                        new Waiver(
                                product.get().id(),
                                rule.get().text(),
                                until.get(),
                                BY.or(node, ""),
                                BECAUSE.or(node, ""),
                                rule.get().place(),
                                APPROVED_BY.in(node)),
                        waivers);
            }
        }
        return waivers;
    }

    private void add(Waiver waiver, List<Waiver> waivers) {
        for (Waiver other : waivers) {
            if (other.rule().equals(waiver.rule()) && other.product().equals(waiver.product())) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        waiver.place(),
                        "there are two waivers for the rule '" + waiver.rule() + "'",
                        "the other stands in line " + other.place().line(),
                        "keep the one that holds");
                return;
            }
        }
        waivers.add(waiver);
    }

    /** The product that the waiver names, or the only one that has the rule. */
    private Optional<Product> product(YamlMap node, YamlScalar rule) {
        Optional<YamlScalar> named = PRODUCT.written(node);
        if (named.isPresent()) {
            return new ProductNames(products, reading).named(named.get(), "a waiver");
        }
        List<Product> having =
                products.stream().filter(product -> has(product, rule.text())).toList();
        if (having.size() > 1) {
            problems.add(
                    Code.MISSING_FIELD,
                    node.place(),
                    "the waiver for '" + rule.text() + "' names no product",
                    "there is such a rule in "
                            + String.join(
                                    " and ", having.stream().map(Product::id).toList()),
                    "add 'product'");
            return Optional.empty();
        }
        if (having.isEmpty()) {
            Set<String> ids = new TreeSet<>();
            products.forEach(product -> product.rules().forEach(known -> ids.add(known.id())));
            unknownRule(rule, ids);
        }
        return having.stream().findFirst();
    }

    private static boolean has(Product product, String rule) {
        return product.rules().stream().anyMatch(known -> known.id().equals(rule));
    }

    /** Whether the rule is there, and may fail without taking rows out. */
    private boolean bears(Product product, YamlScalar name) {
        Optional<Rule> rule = product.rules().stream()
                .filter(known -> known.id().equals(name.text()))
                .findFirst();
        if (rule.isEmpty()) {
            unknownRule(name, product.rules().stream().map(Rule::id).toList());
            return false;
        }
        boolean quarantines = rule.get().severity() == Severity.QUARANTINE;
        if (quarantines) {
            problems.add(
                    Code.INVALID_RULE,
                    name.place(),
                    "the waiver is for '" + name.text() + "', which takes rows out",
                    "a waiver lets a failed rule not stop a release, and changes nothing about rows",
                    "write 'severity: warn' in the rule, or in an 'override' of it, for as long as its rows may"
                            + " pass");
        }
        boolean warns = rule.get().severity() == Severity.WARN;
        if (warns) {
            problems.add(
                    Code.INVALID_RULE,
                    name.place(),
                    "the waiver is for '" + name.text() + "', which only warns",
                    "a waiver lets a failed rule not stop a release, and this one never stops any",
                    "take the waiver out");
        }
        return !quarantines && !warns;
    }

    private void unknownRule(YamlScalar rule, Iterable<String> ids) {
        List<String> known = new ArrayList<>();
        ids.forEach(known::add);
        if (!reading.wasUnreadRule(rule.text())) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    rule.place(),
                    "there is no rule '" + rule.text() + "'",
                    "a waiver names a rule by its id",
                    NearestName.remedy(
                            rule.text(), known, "see 'weir plan PRODUCT --explain' for the ids of all rules"));
        }
    }
}
