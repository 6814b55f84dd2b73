package dev.weir.jobs.plan;

import dev.weir.contracts.Rule;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which rules may have numbers of rows in a release: those whose numbers any reader gets from the released rows and from quarantine. Of
 * two releases that differ in one person, any other number tells what that person has, however large it is. What is not listed here
 * as shown is not said.
 *
 * @param plan of the product
 * @param table that the rules are about
 */
record ShownCounts(Plan plan, TablePlan table) {

    /** Whether how many rows the rule is about, and how many break it, can be counted without its masked values. */
    boolean maySay(Rule rule) {
        if (rule.check() instanceof Rule.Row row) {
            return isOpen(row.where().orElse(""), row) && (rule.takesRowsOut() || isOpen(row));
        } else if (rule.check() instanceof Rule.Depends depends) {
            return rule.takesRowsOut()
                    || Stream.concat(depends.on().stream(), Stream.of(depends.column()))
                            .allMatch(column -> table.mask(column).keeps());
        } else if (rule.check() instanceof Rule.Key key) {
            return !table.namesMasked(key.where().orElse(""), mask -> !mask.keeps())
                    && (rule.takesRowsOut() || key.columns().stream().allMatch(this::showsEquality));
        }
        return !(rule.check() instanceof Rule.Reference reference) || rule.takesRowsOut() || isShown(reference);
    }

    /** Whether a value is there, is to be seen under a mask that keeps NULL, and leaves it where it was. */
    private boolean isOpen(Rule.Row row) {
        return isOpen(row.predicate(), row)
                || (row.join().isEmpty()
                        && row.asksForPresence()
                        && !table.namesMasked(row.predicate(), mask -> !mask.keeps() && !mask.keepsPresence()));
    }

    private boolean isOpen(String sql, Rule.Row row) {
        Predicate<ColumnMask> masked = mask -> !mask.keeps();
        return !table.namesMasked(sql, masked)
                && row.join()
                        .filter(reference -> plan.table(reference.parent()).namesMasked(sql, masked))
                        .isEmpty();
    }

    private boolean showsEquality(String column) {
        ColumnMask mask = table.mask(column);
        return mask.keeps() || mask.showsEquality();
    }

    /** Whether a row has a parent, is to be seen where the masks of both make the same of the same value. */
    private boolean isShown(Rule.Reference reference) {
        TablePlan parent = plan.table(reference.parent());
        return IntStream.range(0, reference.columns().size())
                .allMatch(i -> table.mask(reference.columns().get(i))
                        .matches(parent.mask(reference.parentColumns().get(i))));
    }
}
