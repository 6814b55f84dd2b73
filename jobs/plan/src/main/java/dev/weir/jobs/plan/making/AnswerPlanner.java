package dev.weir.jobs.plan.making;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.ParentColumns;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.VerdictSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses how each rule is answered: as cheaply as its meaning, its severity and the masks allow. */
final class AnswerPlanner {

    private final Product product;
    private final Map<String, List<ColumnMask>> masks;
    private final LocalDate day;
    private final ClearColumnNeeds asides;
    private final LanguageParsers languages;
    private final DqdlRules dqdl;
    private final LookupTables others;
    private final Problems problems;

    AnswerPlanner(
            Product product,
            Map<String, List<ColumnMask>> masks,
            LocalDate day,
            ClearColumnNeeds asides,
            LanguageParsers languages,
            LookupTables others,
            Problems problems) {
        this.others = others;
        this.product = product;
        this.day = day;
        this.asides = asides;
        this.masks = masks;
        this.languages = languages;
        this.dqdl = new DqdlRules(languages);
        this.problems = problems;
    }

    /** The rule's plan; what cannot be answered is a problem, though the rule may not be in force on the day. */
    RulePlan of(Rule rule) {
        RulePlan plan = inForce(rule);
        return rule.terms().inForce(day) ? plan : new RulePlan(rule, VerdictSource.DORMANT, dormancy(rule.terms()));
    }

    /** Such as {@code in force from 2027-01-01}; the terms are not in force on the day. */
    private String dormancy(Rule.Terms terms) {
        return terms.from()
                .filter(day::isBefore)
                .map(from -> "in force from " + from)
                .or(() -> terms.until().map(until -> "in force until " + until + ", which has passed"))
                .orElseThrow();
    }

    private RulePlan inForce(Rule rule) {
        return rule.check()
                .match(
                        row -> row.join()
                                .map(reference -> joined(rule, row, reference))
                                .orElseGet(() -> new RulePlan(
                                        rule, VerdictSource.ROW, "asked of each row in the pass that writes it")),
                        dqdl -> dqdl(rule, dqdl),
                        key -> keyRule(rule, key),
                        reference -> referenceRule(rule, reference),
                        columns -> new RulePlan(
                                rule,
                                VerdictSource.SCHEMA,
                                columns.difference() == Rule.Difference.NEW
                                        ? "read from the headers of the files, or from the keys of their records"
                                        : "read from the headers of the files, before any record"),
                        depends -> new RulePlan(
                                rule,
                                VerdictSource.MARKER,
                                "rows of one group are compared before they are routed: the rows are shuffled once by "
                                        + String.join(", ", depends.on())),
                        drift -> new DriftAnswers(problems)
                                .of(
                                        rule,
                                        drift,
                                        drift.column().map(column -> type(rule.table(), column)),
                                        drift.column().map(column -> mask(rule.table(), column))),
                        freshness -> new RulePlan(
                                rule, VerdictSource.STATES, "from the latest value, which is found in the pass"),
                        readable -> new RulePlan(
                                rule, VerdictSource.COUNTS, "from the number of records that could not be read"),
                        notEmpty -> new RulePlan(
                                rule, VerdictSource.COUNTS, "from the number of rows that the table has after the run"),
                        noneLeftOut -> new RulePlan(
                                rule,
                                VerdictSource.COUNTS,
                                "from the rows that the load leaves out, counted in every run"),
                        cast -> new RulePlan(
                                rule,
                                VerdictSource.MARKER,
                                "the readers of sources read each text that the query casts, in the pass that computes it"));
    }

    private DataType type(String table, String column) {
        return product.table(table)
                .flatMap(found -> found.column(column))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Product '" + product.id() + "' has no column '" + table + "." + column + "'"))
                .type();
    }

    private RulePlan dqdl(Rule rule, Rule.Dqdl check) {
        DqdlFacts facts = dqdl.facts(check.rule());
        requireMany(rule, facts);
        if (DqdlRules.fromStates(facts)) {
            return new RulePlan(rule, VerdictSource.STATES, "added up in the pass, on the clear values");
        }
        LookupTables.Looked looked = others.of(rule, facts, dqdl);
        List<ColumnMask> touched = tableMasks(rule.table()).stream()
                .filter(mask -> dqdl.touches(mask.column(), facts))
                .toList();
        Optional<ColumnMask> blurred =
                touched.stream().filter(mask -> dqdl.isChangedBy(mask, facts)).findFirst();
        if (check.of() == Rule.Of.RELEASED && blurred.isEmpty() && looked.isComparable()) {
            return new RulePlan(rule, VerdictSource.STAGED, looked.cost(facts), List.of(), looked.inputs());
        }
        keep(rule.table(), touched.stream().map(ColumnMask::column).toList(), rule);
        looked.columns().forEach((table, columns) -> keep(table, columns, rule));
        return new RulePlan(
                rule,
                VerdictSource.ASIDE,
                "asked of the clear columns kept aside, since "
                        + (check.of() == Rule.Of.PRODUCED
                                ? "the quarantined rows are not among the staged ones"
                                : blurred.map(AnswerPlanner::taken)
                                        .orElse("the masks of the two tables do not keep their values comparable")),
                List.of(),
                looked.inputs());
    }

    /** Of a masked column the verdict alone would tell what a person has whom the condition names. */
    private void requireMany(Rule rule, DqdlFacts facts) {
        Table.Keys keys = product.table(rule.table())
                .orElseThrow(() -> new IllegalArgumentException("No table '" + rule.table() + "'"))
                .keys();
        List<String> people = new ArrayList<>(keys.primary().size() == 1 ? keys.primary() : List.of());
        keys.subject().ifPresent(people::add);
        for (ColumnMask mask : tableMasks(rule.table())) {
            List<String> others = people.stream()
                    .filter(column -> !column.equals(mask.column()))
                    .toList();
            Optional<String> key = mask.keeps() ? Optional.empty() : dqdl.selectsFew(mask.column(), others, facts);
            if (key.isPresent()) {
                problem(
                        rule,
                        Code.INVALID_RULE,
                        "asks for '" + mask.column() + "' of single values of '" + key.get() + "'",
                        "the column is masked, and a check that passes or fails would tell what it hides of a person",
                        "let 'where' select rows by something that many share");
            }
        }
    }

    private RulePlan joined(Rule rule, Rule.Row check, Rule.Reference reference) {
        String parent = reference.parent();
        if (parent.equals(rule.table())) {
            problem(
                    rule,
                    Code.UNSUPPORTED,
                    "joins its own table",
                    "which of its rows get in is not known while they are judged",
                    "bring the parent's value into the row in the transformation");
        }
        List<String> shared = ofParent(reference);
        boolean staged = shared.stream().allMatch(column -> mask(parent, column).keeps())
                && reference.parentColumns().stream()
                        .allMatch(column -> mask(parent, column).isInjective());
        if (!staged) {
            List<String> kept = new ArrayList<>(reference.parentColumns());
            kept.addAll(shared);
            keep(parent, kept, rule);
        }
        return new RulePlan(
                rule,
                VerdictSource.MARKER,
                "the row's parent is looked up among the " + (staged ? "staged rows" : "clear columns kept aside")
                        + " of '" + parent + "', by broadcast while they are few",
                ofParent(rule, check, reference),
                List.of());
    }

    /** What all rules in force that look this parent up want to see of it: one look-up serves them all. */
    private List<String> ofParent(Rule.Reference reference) {
        Set<String> wanted = new LinkedHashSet<>();
        for (Rule rule : product.rules()) {
            if (rule.check() instanceof Rule.Row row
                    && row.join().equals(Optional.of(reference))
                    && rule.terms().inForce(day)) {
                wanted.addAll(ofParent(rule, row, reference));
            }
        }
        return List.copyOf(wanted);
    }

    private List<String> ofParent(Rule rule, Rule.Row check, Rule.Reference reference) {
        return ParentColumns.of(
                facts(rule, check), product.table(reference.parent()).orElseThrow());
    }

    private SqlFacts facts(Rule rule, Rule.Row check) {
        try {
            return languages.sql().expression(check.sql());
        } catch (SqlSyntaxException broken) {
            throw new IllegalArgumentException("The reader let through what is no SQL: " + rule.id(), broken);
        }
    }

    private RulePlan keyRule(Rule rule, Rule.Key check) {
        String columns = String.join(", ", check.columns());
        String cost = "the rows are shuffled once by " + columns;
        if (check.keep().isPresent() || check.where().isPresent()) {
            return new RulePlan(
                    rule, VerdictSource.MARKER, "rows that share a key are compared before they are routed: " + cost);
        }
        if (rule.severity() == Severity.QUARANTINE) {
            return new RulePlan(
                    rule,
                    VerdictSource.MARKER,
                    "rows that share a key have to be known before they are routed: " + cost);
        }
        Optional<ColumnMask> blurred = check.columns().stream()
                .map(column -> mask(rule.table(), column))
                .filter(mask -> !mask.isInjective())
                .findFirst();
        if (blurred.isPresent()) {
            keep(rule.table(), check.columns(), rule);
            return new RulePlan(
                    rule,
                    VerdictSource.ASIDE,
                    "it takes out no row: the clear " + columns + " kept aside are grouped once, since "
                            + taken(blurred.get()));
        }
        return new RulePlan(
                rule,
                VerdictSource.KEY_COMPARE,
                "it takes out no row, and the masks keep keys apart: the staged " + columns + " are grouped once");
    }

    private RulePlan referenceRule(Rule rule, Rule.Reference check) {
        if (check.parent().equals(rule.table())) {
            return selfReference(rule, check);
        }
        boolean blurred = check.parentColumns().stream()
                .anyMatch(column -> !mask(check.parent(), column).isInjective());
        if (blurred) {
            keep(check.parent(), check.parentColumns(), rule);
            return new RulePlan(
                    rule,
                    VerdictSource.MARKER,
                    "the clear keys of '" + check.parent()
                            + "' kept aside are looked up, since its mask takes them away");
        }
        String lookup = "the keys of '" + check.parent() + "' are looked up among its staged and quarantined rows";
        if (rule.severity() == Severity.QUARANTINE) {
            return new RulePlan(
                    rule,
                    VerdictSource.MARKER,
                    "an orphan has to be known before it is routed: " + lookup + ", by broadcast while they are few");
        }
        for (int i = 0; i < check.columns().size(); i++) {
            ColumnMask child = mask(rule.table(), check.columns().get(i));
            if (!child.matches(mask(check.parent(), check.parentColumns().get(i)))) {
                return new RulePlan(rule, VerdictSource.MARKER, beforeMask(child) + ": " + lookup);
            }
        }
        return new RulePlan(
                rule,
                VerdictSource.REFERENCE_COMPARE,
                "it takes out no row, and both keys are masked alike: the staged rows are joined once");
    }

    private void keep(String table, List<String> columns, Rule rule) {
        if (rule.terms().inForce(day)) {
            asides.keep(table, columns, rule.id());
        }
    }

    /** Of a table's own rows those that got in are known when all are staged, which is too late to take a row out. */
    private RulePlan selfReference(Rule rule, Rule.Reference check) {
        if (rule.severity() == Severity.QUARANTINE) {
            problem(
                    rule,
                    Code.UNSUPPORTED,
                    "refers to its own table",
                    "to take an orphan out can make orphans of the rows that refer to it, without end",
                    "override it with severity 'block' or 'warn', or make a table of the parents");
        }
        for (int i = 0; i < check.columns().size(); i++) {
            ColumnMask child = mask(rule.table(), check.columns().get(i));
            if (!child.matches(mask(rule.table(), check.parentColumns().get(i)))) {
                List<String> kept = new ArrayList<>(check.columns());
                kept.addAll(check.parentColumns());
                keep(rule.table(), kept, rule);
                return new RulePlan(
                        rule,
                        VerdictSource.ASIDE,
                        "the clear columns kept aside are joined with themselves, since " + taken(child));
            }
        }
        return new RulePlan(
                rule,
                VerdictSource.REFERENCE_COMPARE,
                "both keys are masked alike: the staged rows are joined with themselves");
    }

    private static String taken(ColumnMask mask) {
        return mask.mask().display() + " takes the answer from '" + mask.column() + "'";
    }

    private static String beforeMask(ColumnMask mask) {
        return "it is answered before the mask, since the staged '" + mask.column() + "' cannot be compared";
    }

    private ColumnMask mask(String table, String column) {
        return tableMasks(table).stream()
                .filter(mask -> mask.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Product '" + product.id() + "' has no column '" + table + "." + column + "'"));
    }

    private List<ColumnMask> tableMasks(String table) {
        return requireNonNull(masks.get(table), table);
    }

    private void problem(Rule rule, Code code, String does, String why, String remedy) {
        problems.add(code, rule.place(), "Rule '" + rule.id() + "' " + does, why, remedy);
    }
}
