package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.base.TermsReader;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code check}: a DQDL rule. Keys and references are about rows: with quarantine, or with a threshold, they are
 * read as what they say of each row.
 */
final class CheckReader {

    static final Field<String> CHECK = Field.optional("check", FieldKinds.SOMETHING, "A DQDL rule on the whole table.");
    static final Field<Rule.Of> OF = Field.optional("of", FieldKinds.oneOf(Rule.Of.class), "Which rows a check sees.");

    private static final Set<RuleType> UNIQUENESS = Set.of(
            RuleType.IS_UNIQUE,
            RuleType.IS_PRIMARY_KEY,
            RuleType.UNIQUENESS,
            RuleType.UNIQUE_VALUE_RATIO,
            RuleType.DUPLICATE_ROW_COUNT);

    private final Table table;
    private final List<Contract> product;
    private final ReadContext reading;
    private final Problems problems;

    /** @param product every contract of the product, for the parents of references */
    CheckReader(Table table, List<Contract> product, ReadContext reading) {
        this.table = table;
        this.product = List.copyOf(product);
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** The check; empty when it cannot be made, which is then among the problems. */
    Optional<Rule.Check> read(YamlMap node, YamlScalar text, Severity severity) {
        Optional<DqdlFacts> facts = new DqdlReader(table, reading).read(text);
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        boolean shares = TermsReader.THRESHOLD.isIn(node);
        if (severity != Severity.QUARANTINE && !shares) {
            Rule.Check check = new Rule.Dqdl(text.text().strip(), OF.or(node, Rule.Of.RELEASED));
            return new KeepReader(reading).read(node, check, table, severity);
        }
        if (facts.get() instanceof DqdlFacts.Leaf leaf && leaf.type().isPresent()) {
            if (leaf.type().get() == RuleType.REFERENTIAL_INTEGRITY) {
                return reference(node, leaf);
            }
            Optional<Rule.Check> key = leaf.where().isPresent() && severity != Severity.QUARANTINE
                    ? Optional.empty()
                    : key(leaf, leaf.type().get());
            if (key.isPresent()) {
                return new KeepReader(reading).read(node, key.get(), table, severity);
            }
        }
        if (severity == Severity.QUARANTINE) {
            refuse(
                    node,
                    RuleReader.SEVERITY,
                    "the severity quarantine",
                    "a check of the whole table does not say which rows are wrong",
                    isUniqueness(facts.get())
                            ? "write IsUnique of one column, IsPrimaryKey of several, or block or warn"
                            : "write it as 'row', or with block or warn");
        } else if (isUniqueness(facts.get())) {
            refuse(
                    node,
                    TermsReader.THRESHOLD,
                    "'threshold'",
                    "it is about keys among some rows, or asks for a share by itself",
                    "write the share into the check, such as 'Uniqueness \"a\" > 0.9 where \"b\"', and no 'threshold'");
        } else {
            refuse(
                    node,
                    TermsReader.THRESHOLD,
                    "'threshold'",
                    "DQDL says by itself how many rows have to pass",
                    "write DQDL's 'with threshold > …' in the check, or the rule as 'row'");
        }
        return Optional.empty();
    }

    private static boolean isUniqueness(DqdlFacts facts) {
        return facts instanceof DqdlFacts.Leaf leaf
                && leaf.type().filter(UNIQUENESS::contains).isPresent();
    }

    private Optional<Rule.Check> key(DqdlFacts.Leaf leaf, RuleType type) {
        List<String> columns = columns(leaf);
        boolean isKey = type == RuleType.IS_PRIMARY_KEY || (type == RuleType.IS_UNIQUE && columns.size() == 1);
        return isKey
                ? Optional.of(new Rule.Key(
                        columns,
                        type == RuleType.IS_PRIMARY_KEY ? Rule.Nulls.FAIL : Rule.Nulls.PASS,
                        leaf.where().map(where -> where.text().strip()),
                        Optional.empty()))
                : Optional.empty();
    }

    private List<String> columns(DqdlFacts.Leaf leaf) {
        return leaf.columns().stream()
                .flatMap(written -> DqdlReader.column(table, written.text()).stream())
                .map(Column::name)
                .toList();
    }

    /** A reference to another table of the product, whose rows are known before this table's. */
    private Optional<Rule.Check> reference(YamlMap node, DqdlFacts.Leaf leaf) {
        boolean quarantines = RuleReader.SEVERITY.in(node).equals(Optional.of(Severity.QUARANTINE));
        Field<?> key = quarantines ? RuleReader.SEVERITY : TermsReader.THRESHOLD;
        String has = quarantines ? "the severity quarantine" : "'threshold'";
        if (KeepReader.KEEP.isIn(node)) {
            new KeepReader(reading).refuse(node);
            return Optional.empty();
        }
        if (!asksForAll(leaf)) {
            refuse(
                    node,
                    key,
                    has,
                    "its condition asks for a share of the rows, and not of each",
                    "write '= 1.0' in the check, and the share as 'threshold'");
            return Optional.empty();
        }
        DqdlFacts.OtherTable other = leaf.others().get(0);
        Optional<Table> parent = product.stream()
                .flatMap(contract -> contract.table(other.table().text()).stream())
                .findFirst();
        if (parent.isEmpty() || parent.get().name().equals(table.name())) {
            refuse(
                    node,
                    key,
                    has,
                    "rows are judged one by one only against another table of the product, and '"
                            + other.table().text() + "' is none",
                    quarantines ? "write block or warn" : "say the share in the condition of the check");
            return Optional.empty();
        }
        TableColumns parents = new TableColumns(parent.get(), reading);
        List<String> parentColumns = new ArrayList<>();
        for (String name : other.columns()) {
            parents.named(name, CHECK.place(node)).map(Column::name).ifPresent(parentColumns::add);
        }
        return parentColumns.size() == other.columns().size()
                ? Optional.of(new Rule.Reference(columns(leaf), parent.get().name(), parentColumns))
                : Optional.empty();
    }

    private static boolean asksForAll(DqdlFacts.Leaf leaf) {
        return leaf.condition()
                .filter(condition -> condition.operator() == DqdlCondition.Operator.EQUAL
                        || condition.operator() == DqdlCondition.Operator.GREATER_OR_EQUAL)
                .filter(condition -> condition.operands().equals(List.of(new DqdlCondition.Literal(1))))
                .isPresent();
    }

    private void refuse(YamlMap node, Field<?> key, String has, String why, String remedy) {
        problems.add(
                Code.INVALID_RULE,
                key.place(node),
                "the check of '" + RuleReader.ID.or(node, "") + "' has " + has,
                why,
                remedy);
    }
}
