package dev.weir.jobs.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.dqdl.DqdlFacts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses how each rule is answered: as cheaply as its meaning, its severity and the masks allow. */
final class Answers {

    private final Product product;
    private final Map<String, List<ColumnMask>> masks;
    private final LocalDate day;
    private final DqdlRules dqdl;
    private final Problems problems;

    Answers(Product product, Map<String, List<ColumnMask>> masks, LocalDate day, DqdlRules dqdl, Problems problems) {
        this.product = product;
        this.day = day;
        this.masks = masks;
        this.dqdl = dqdl;
        this.problems = problems;
    }

    /** The rule's plan; what cannot be answered is a problem, though the rule may not be in force on the day. */
    RulePlan of(Rule rule) {
        RulePlan plan = inForce(rule);
        return rule.terms().inForce(day) ? plan : new RulePlan(rule, Answer.DORMANT, Dormancy.of(rule.terms(), day));
    }

    private RulePlan inForce(Rule rule) {
        return rule.check().match(new Rule.Check.Cases<>() {
            @Override
            public RulePlan row(Rule.Row check) {
                return new RulePlan(rule, Answer.ROW, "asked of each row in the pass that writes it");
            }

            @Override
            public RulePlan table(Rule.Dqdl check) {
                return dqdl(rule, check);
            }

            @Override
            public RulePlan key(Rule.Key check) {
                return keyRule(rule, check);
            }

            @Override
            public RulePlan reference(Rule.Reference check) {
                return referenceRule(rule, check);
            }

            @Override
            public RulePlan columns(Rule.SourceColumns check) {
                return new RulePlan(rule, Answer.SCHEMA, "read from the headers of the files, before any record");
            }

            @Override
            public RulePlan depends(Rule.Depends check) {
                return new RulePlan(
                        rule,
                        Answer.MARKER,
                        "rows of one group are compared before they are routed: the rows are shuffled once by "
                                + String.join(", ", check.on()));
            }

            @Override
            public RulePlan drift(Rule.Drift check) {
                return later(rule, "drift");
            }

            @Override
            public RulePlan freshness(Rule.Freshness check) {
                return later(rule, "freshness");
            }
        });
    }

    private RulePlan later(Rule rule, String word) {
        problem(rule, Code.UNSUPPORTED, "asks for " + word, "no answer is made of it yet", "leave it out until then");
        return new RulePlan(rule, Answer.STATES, word);
    }

    private RulePlan dqdl(Rule rule, Rule.Dqdl check) {
        DqdlFacts facts = dqdl.facts(check.rule());
        if (DqdlRules.fromStates(facts)) {
            return new RulePlan(rule, Answer.STATES, "added up in the pass, on the clear values");
        }
        if (check.of() == Rule.Of.PRODUCED) {
            problem(
                    rule,
                    Code.UNSUPPORTED,
                    "asks of all produced rows",
                    "it is answered from the staged rows, and the quarantined ones are not among them",
                    "leave out 'of: produced', or ask what can be added up row by row, such as Completeness");
        }
        for (ColumnMask mask : tableMasks(rule.table())) {
            if (dqdl.mentions(facts, mask.column()) && !DqdlRules.survives(facts, mask)) {
                problem(
                        rule,
                        Code.INVALID_RULE,
                        "asks about column '" + mask.column() + "'",
                        "it is answered from the staged rows, where "
                                + mask.mask().method().word() + " has taken the answer away",
                        "write a row rule, which sees the clear value, or ask for its completeness"
                                + (mask.keepsApart() ? " or uniqueness" : ""));
            }
        }
        return new RulePlan(rule, Answer.STAGED, "asked of the staged rows by Deequ: a pass over the columns it names");
    }

    private RulePlan keyRule(Rule rule, Rule.Key check) {
        String columns = String.join(", ", check.columns());
        String cost = "the rows are shuffled once by " + columns;
        if (check.keep().isPresent()) {
            return new RulePlan(
                    rule, Answer.MARKER, "rows that share a key are compared before they are routed: " + cost);
        }
        if (rule.severity() == Severity.QUARANTINE) {
            return new RulePlan(
                    rule, Answer.MARKER, "rows that share a key have to be known before they are routed: " + cost);
        }
        Optional<ColumnMask> blurred = check.columns().stream()
                .map(column -> mask(rule.table(), column))
                .filter(mask -> !mask.keepsApart())
                .findFirst();
        if (blurred.isPresent()) {
            return new RulePlan(rule, Answer.MARKER, beforeMask(blurred.get()) + ": " + cost);
        }
        return new RulePlan(
                rule,
                Answer.KEY_COMPARE,
                "it takes out no row, and the masks keep keys apart: the staged " + columns + " are grouped once");
    }

    private RulePlan referenceRule(Rule rule, Rule.Reference check) {
        if (check.parent().equals(rule.table())) {
            problem(
                    rule,
                    Code.UNSUPPORTED,
                    "refers to its own table",
                    "a row is judged against the parent rows that got in, and those are not known yet",
                    "take the relationship out, or make a table of the parents");
        }
        for (String column : check.parentColumns()) {
            ColumnMask parent = mask(check.parent(), column);
            if (!parent.keepsApart()) {
                problem(
                        rule,
                        Code.INVALID_MASK,
                        "compares with '" + check.parent() + "." + column + "'",
                        "the parent's rows are looked up among the staged ones, where "
                                + parent.mask().method().word() + " does not keep keys apart",
                        "mask '" + column + "' by pseudonymise, or keep it");
            }
        }
        String lookup = "the keys of '" + check.parent() + "' are looked up among its staged and quarantined rows";
        if (rule.severity() == Severity.QUARANTINE) {
            return new RulePlan(
                    rule,
                    Answer.MARKER,
                    "an orphan has to be known before it is routed: " + lookup + ", by broadcast while they are few");
        }
        for (int i = 0; i < check.columns().size(); i++) {
            ColumnMask child = mask(rule.table(), check.columns().get(i));
            if (!child.matches(mask(check.parent(), check.parentColumns().get(i)))) {
                return new RulePlan(rule, Answer.MARKER, beforeMask(child) + ": " + lookup);
            }
        }
        return new RulePlan(
                rule,
                Answer.REFERENCE_COMPARE,
                "it takes out no row, and both keys are masked alike: the staged rows are joined once");
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
