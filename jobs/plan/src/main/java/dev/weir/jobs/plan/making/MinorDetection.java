package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.privacy.law.Minors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out how each table tells rows of people under 14: by a birth date, else an identity number, else an age; and which
 * tables lose rows with their parents, as they do in quarantine. Tables come parents first.
 */
final class MinorDetection {

    private final Map<String, List<ColumnMask>> masks;
    private final List<Rule> rules;
    private final Problems problems;
    private final Map<String, MinorRows> found = new HashMap<>();

    MinorDetection(Map<String, List<ColumnMask>> masks, List<Rule> rules, Problems problems) {
        this.masks = masks;
        this.rules = rules;
        this.problems = problems;
    }

    /** For a table whose parents have been asked. */
    MinorRows of(Table table) {
        MinorRows rows = new MinorRows(
                table.keys().minors(),
                columns(table, "DATE", MinorDetection::isBirth),
                columns(table, "RID", column -> column.type() instanceof DataType.Text),
                columns(table, "AGE", MinorDetection::isAge),
                followed(table));
        if (table.keys().minors() == Table.Minors.DROP
                && !rows.isDetectable()
                && rows.followed().isEmpty()) {
            problems.add(
                    Code.INVALID_VALUE,
                    table.place(),
                    "Table '" + table.name() + "' drops rows of minors and cannot tell them",
                    "it has no birth date (a date of category DATE with 'birth' in its name), no column of category"
                            + " RID or AGE, and refers to no table that drops them",
                    subject(table)
                            .map(parent -> "write weirMinors: drop on '" + parent
                                    + "', whose rows it refers to, or bring the birth date into the table")
                            .orElse("bring the birth date into the table, with the mask drop if it is not to be"
                                    + " released"));
        }
        found.put(table.name(), rows);
        return rows;
    }

    private static Optional<String> subject(Table table) {
        return table.keys()
                .subject()
                .flatMap(subject -> table.keys().references().stream()
                        .filter(reference -> reference.columns().equals(List.of(subject)))
                        .map(Table.Reference::parent)
                        .findFirst());
    }

    private List<String> columns(Table table, String category, Predicate<Column> fits) {
        List<String> columns = new ArrayList<>();
        for (ColumnMask mask : masks.getOrDefault(table.name(), List.of())) {
            // what a release has masked shows no age
            if (mask.category().equals(category)
                    && mask.before().isEmpty()
                    && table.column(mask.column()).filter(fits).isPresent()) {
                columns.add(mask.column());
            }
        }
        return columns;
    }

    private static boolean isBirth(Column column) {
        return (column.type() instanceof DataType.Date || column.type() instanceof DataType.Timestamp)
                && Minors.isBirthColumn(column.name());
    }

    private static boolean isAge(Column column) {
        return column.type() instanceof DataType.Int64
                || column.type() instanceof DataType.Decimal
                || column.type() instanceof DataType.Real
                || column.type() instanceof DataType.Text;
    }

    /** By the contract's relationships, and by the references that stewards wrote as rules. */
    private List<Table.Reference> followed(Table table) {
        List<Table.Reference> references = new ArrayList<>(table.keys().references());
        for (Rule rule : rules) {
            if (rule.table().equals(table.name()) && rule.check() instanceof Rule.Reference reference) {
                references.add(new Table.Reference(
                        reference.columns(), reference.parent(), reference.parentColumns(), rule.place()));
            }
        }
        List<Table.Reference> followed = new ArrayList<>();
        for (Table.Reference reference : references) {
            MinorRows parent = found.getOrDefault(reference.parent(), MinorRows.UNASKED);
            boolean known = followed.stream()
                    .anyMatch(other -> other.parent().equals(reference.parent())
                            && other.columns().equals(reference.columns())
                            && other.parentColumns().equals(reference.parentColumns()));
            if (parent.canDrop() && !reference.parent().equals(table.name()) && !known) {
                followed.add(reference);
            }
        }
        return followed;
    }
}
