package dev.weir.jobs.plan;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Dates of a source that one column shifts and another one shows: together they give away by how many days the dates of each
 * person are moved. It knows the columns that are a source's column, or are computed from one and from no other, as far as the
 * text of a query tells.
 */
final class ShiftedDates {

    private final InputResolver inputs;
    private final Problems problems;
    private final Map<String, List<Use>> uses = new LinkedHashMap<>();

    ShiftedDates(InputResolver inputs, Problems problems) {
        this.inputs = inputs;
        this.problems = problems;
    }

    /** A column of a product's table that comes from a source's. */
    private record Use(Table table, Column column, Mask mask, boolean plain) {

        boolean shifts() {
            return mask instanceof Mask.Shift;
        }

        /** Whether it tells something of the date that a shifted one of the same person does not. */
        boolean givesAway(Use shifted) {
            boolean samePeople =
                    table.equals(shifted.table) || table.keys().subject().isPresent();
            return samePeople && isDate(shifted) && !mask.isAtLeastAsCoarseAs(shifted.mask);
        }

        /** What is computed from a date need not be one: it can be a number of days. */
        private boolean isDate(Use shifted) {
            return plain
                    || column.type() instanceof DataType.Date
                    || column.type() instanceof DataType.Timestamp
                    || column.meaning()
                            .category()
                            .equals(shifted.column.meaning().category());
        }
    }

    /** Takes in what the query of a table tells. */
    void note(Table table, List<ColumnMask> masks, SqlFacts facts) {
        facts.output().plain().forEach(plain -> note(table, masks, plain, true));
        facts.output().computed().forEach(computed -> note(table, masks, computed, false));
    }

    private void note(Table table, List<ColumnMask> masks, SqlFacts.Plain from, boolean plain) {
        inputs.find(from.table())
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .ifPresent(input -> {
                    List<Use> same = uses.computeIfAbsent(
                            "'" + from.column().toLowerCase(Locale.ROOT) + "' of '" + input.name() + "'",
                            source -> new ArrayList<>());
                    table.columns().stream()
                            .filter(column -> column.name().equalsIgnoreCase(from.output()))
                            .forEach(column -> masks.stream()
                                    .filter(mask -> mask.column().equals(column.name()))
                                    .forEach(mask -> same.add(new Use(table, column, mask.mask(), plain))));
                });
    }

    /** Notes the columns of all tables that give a shift away. */
    void check() {
        uses.forEach((source, same) -> {
            for (Use use : same) {
                same.stream()
                        .filter(other -> other.shifts() && use.givesAway(other))
                        .findFirst()
                        .ifPresent(shifted -> problems.add(
                                Code.INVALID_MASK,
                                use.column().place(),
                                "Column '" + use.column().name() + "' has the mask '"
                                        + use.mask().display() + "', and '"
                                        + shifted.table().name() + "."
                                        + shifted.column().name() + "' shifts the same date",
                                "both come from " + source
                                        + ", and together they give away by how many days each person's dates are moved",
                                "shift both, or drop one of them"));
            }
        });
    }
}
