package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dates of a source that one column shifts and another one shows: together they give away by how many days the dates of each
 * person are moved. It knows the columns that are a source's column, or are computed from one and from no other, as far as the
 * text of queries tells.
 */
final class ShiftedDates {

    private static final String AGE = "AGE";

    private final TableOrigins origins;
    private final Problems problems;
    private final Map<SqlOrigins.TableColumn, List<Use>> uses = new LinkedHashMap<>();

    ShiftedDates(TableOrigins origins, Problems problems) {
        this.origins = origins;
        this.problems = problems;
    }

    /** A column of a product's table that comes from a source's. */
    private record Use(Table table, Column column, Mask mask, boolean plain) {

        boolean shifts() {
            return mask.shifts();
        }

        /** Whether it tells something of the date that a shifted one of the same person does not. */
        boolean givesAway(Use shifted) {
            boolean samePeople = table.equals(shifted.table)
                    || table.keys().subject().isPresent()
                    || table.keys().isSubjectUnknown();
            return samePeople && isDate(shifted) && !mask.isAtLeastAsCoarseAs(shifted.mask);
        }

        /** What is computed from a date tells of it, but for an age and a yes or no. */
        private boolean isDate(Use shifted) {
            return plain
                    || (mask.keeps()
                            && !(column.type() instanceof DataType.Bool)
                            && !column.meaning().category().equals(Optional.of(AGE)))
                    || column.type() instanceof DataType.Date
                    || column.type() instanceof DataType.Timestamp
                    || column.meaning()
                            .category()
                            .equals(shifted.column.meaning().category());
        }
    }

    /** Takes in where the columns of a table come from. */
    void note(Table table, List<ColumnMask> masks) {
        for (ColumnMask mask : masks) {
            table.column(mask.column()).ifPresent(column -> {
                for (SqlOrigins.Origin origin : origins.ofSources(table, column)) {
                    if (origin.from().size() == 1) {
                        uses.computeIfAbsent(origin.from().get(0), source -> new ArrayList<>())
                                .add(new Use(table, column, mask.mask(), origin.plain()));
                    }
                }
            });
        }
    }

    /** Notes the columns of all tables that give a shift away. */
    void check() {
        Set<Column> reportedColumns = new HashSet<>();
        uses.forEach((source, same) -> {
            for (Use use : same) {
                same.stream()
                        .filter(other -> other.shifts() && use.givesAway(other))
                        .findFirst()
                        .filter(shifted -> reportedColumns.add(use.column()))
                        .ifPresent(shifted -> problems.add(
                                Code.INVALID_MASK,
                                use.column().place(),
                                "Column '" + use.column().name() + "' has the mask '"
                                        + use.mask().display() + "', and '"
                                        + shifted.table().name() + "."
                                        + shifted.column().name() + "' shifts the same date",
                                "both come from '" + source.column() + "' of '" + source.table()
                                        + "', and together they give away by how many days each person's dates are moved",
                                "shift both, or drop one of them"));
            }
        });
    }
}
