package dev.weir.jobs.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether rules can be held against the rows that are there, in tables that a run makes in part. Of those rows only the
 * released values are known: what asks for clear ones could see the run's rows alone.
 */
public record LoadedRules(Product product, Map<String, List<ColumnMask>> masks, Problems problems) {
    private static final String KEEP_APART =
            "keep it, pseudonymise it or encrypt it in any form, or write 'weirLoad: replace'";

    /** Tells what stands against a rule in force. */
    public void check(RulePlan planned) {
        if (planned.answer() == VerdictSource.DORMANT) {
            return;
        }
        Rule rule = planned.rule();
        if (rule.check() instanceof Rule.Key key && isPart(rule.table())) {
            key(planned, key);
        } else if (rule.check() instanceof Rule.Reference reference) {
            reference(planned, reference);
        } else if (rule.check() instanceof Rule.Row row && row.join().isPresent()) {
            joined(planned, row.join().get());
        } else if (rule.check() instanceof Rule.Dqdl && planned.answer() == VerdictSource.ASIDE) {
            dqdl(planned);
        }
    }

    private void key(RulePlan planned, Rule.Key key) {
        Optional<ColumnMask> blurred = blurred(planned.rule().table(), key.columns());
        if (blurred.isPresent()) {
            refuse(
                    planned,
                    "is about a key whose '" + blurred.get().column() + "' is masked ("
                            + blurred.get().mask().display() + ")",
                    "it also holds against the rows that are there, and this mask makes different values equal",
                    KEEP_APART);
        } else if (key.where().isPresent()) {
            refuse(
                    planned,
                    "takes out rows that share a key among those that its 'where' selects",
                    "which of the rows that were released before it selects is not known: their values are masked",
                    "write it with severity 'block' or 'warn', or write 'weirLoad: replace'");
        } else if (planned.answer() == VerdictSource.MARKER
                && load(planned.rule().table()) instanceof Load.Merge) {
            refuse(
                    planned,
                    "takes out rows that share a key",
                    "which rows the table has is known when they are merged, after the run's rows were routed",
                    "override it with severity 'block' or 'warn', or write 'weirLoad: replace'");
        } else if (key.keep().isPresent()) {
            refuse(
                    planned,
                    "keeps one of the rows that share a key",
                    "the row that would have to go may be one that was released before",
                    "write 'weirLoad: merge' with 'order: " + key.keep().get().by()
                            + "', leave 'keep' out, or write 'weirLoad: replace'");
        }
    }

    private void reference(RulePlan planned, Rule.Reference reference) {
        Rule rule = planned.rule();
        if (reference.parent().equals(rule.table())) {
            if (isPart(rule.table()) && planned.answer() == VerdictSource.ASIDE) {
                refuse(
                        planned,
                        "refers to its own table by columns that are masked in different ways",
                        "it also holds against the rows that are there, whose clear values are gone",
                        "give both columns the same mask that keeps values apart, or write 'weirLoad: replace'");
            }
            return;
        }
        Optional<ColumnMask> blurred = blurred(reference.parent(), reference.parentColumns());
        if (isPart(reference.parent()) && blurred.isPresent()) {
            refuse(planned, parentBlurred(reference, blurred.get()), parentsBefore(reference), KEEP_APART);
        } else if (isPart(rule.table())
                && planned.answer() == VerdictSource.MARKER
                && canLose(table(reference.parent()), reference.parentColumns())
                && !matches(rule.table(), reference)) {
            refuse(
                    planned,
                    "refers to '" + reference.parent() + "', whose key is masked in another way",
                    "a run can take a row of '" + reference.parent()
                            + "' out, and which of the rows that are there refer to it could not be known",
                    "give both columns the same mask that keeps values apart, or write 'weirLoad: replace'");
        }
        if (isPart(reference.parent())
                && rule.severity() == Severity.WARN
                && table(reference.parent()).keys().minors() == Table.Minors.DROP) {
            refuse(
                    planned,
                    "only warns of rows without a parent in '" + reference.parent() + "', which drops rows of minors",
                    "rows that refer to one which an earlier run has dropped would be released",
                    "let it quarantine or block");
        }
    }

    private void joined(RulePlan planned, Rule.Reference reference) {
        Optional<ColumnMask> blurred = blurred(reference.parent(), reference.parentColumns())
                .or(() -> masks(reference.parent()).stream()
                        .filter(mask -> planned.ofParent().contains(mask.column()) && !mask.keeps())
                        .findFirst());
        if (isPart(reference.parent()) && blurred.isPresent()) {
            refuse(
                    planned,
                    parentBlurred(reference, blurred.get()),
                    parentsBefore(reference),
                    "keep the columns, or write 'weirLoad: replace' on '" + reference.parent() + "'");
        }
    }

    /** It judges the rows that the run brings, whose clear values are kept; of another table it asks for all. */
    private void dqdl(RulePlan planned) {
        planned.others().stream()
                .filter(input -> input.origin() == Input.Origin.TABLE && isPart(input.name()))
                .forEach(input -> refuse(
                        planned,
                        "asks for the clear values of all rows of '" + input.name() + "'",
                        "those of the rows that are there are gone: " + planned.reason(),
                        "keep the columns that it compares, or write 'weirLoad: replace' on '" + input.name() + "'"));
    }

    /** Whether a run can take these values of a table's columns away, so that rows which refer to them have no parent. */
    static boolean canLose(Table parent, List<String> columns) {
        return parent.making()
                .load()
                .match(
                        replace -> true,
                        append -> true,
                        incremental -> false,
                        merge -> merge.deletes().isPresent()
                                || !parent.keys().primary().containsAll(columns));
    }

    private static String parentBlurred(Rule.Reference reference, ColumnMask blurred) {
        return "looks for parents in '" + reference.parent() + "', whose '" + blurred.column() + "' is masked ("
                + blurred.mask().display() + ")";
    }

    private static String parentsBefore(Rule.Reference reference) {
        return "of '" + reference.parent()
                + "' only the run's rows are known clear, and parents that were released before would not be found";
    }

    private boolean matches(String child, Rule.Reference reference) {
        for (int i = 0; i < reference.columns().size(); i++) {
            if (!mask(child, reference.columns().get(i))
                    .matches(mask(reference.parent(), reference.parentColumns().get(i)))) {
                return false;
            }
        }
        return true;
    }

    private Optional<ColumnMask> blurred(String table, List<String> columns) {
        return columns.stream()
                .map(column -> mask(table, column))
                .filter(mask -> !mask.isInjective())
                .findFirst();
    }

    private ColumnMask mask(String table, String column) {
        return masks(table).stream()
                .filter(mask -> mask.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    private List<ColumnMask> masks(String table) {
        return requireNonNull(masks.get(table), table);
    }

    private boolean isPart(String table) {
        return !load(table).isWhole();
    }

    private Load load(String table) {
        return table(table).making().load();
    }

    private Table table(String name) {
        return product.table(name).orElseThrow();
    }

    private void refuse(RulePlan planned, String does, String why, String remedy) {
        problems.add(
                Code.LOAD,
                planned.rule().place(),
                "Rule '" + planned.id() + "' " + does,
                "'" + planned.rule().table() + "' is loaded by '"
                        + load(planned.rule().table()).mode() + "': " + why,
                remedy);
    }
}
