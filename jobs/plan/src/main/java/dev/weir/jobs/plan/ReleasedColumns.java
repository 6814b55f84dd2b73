package dev.weir.jobs.plan;

import dev.weir.contracts.Column;
import dev.weir.contracts.Load;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.kind.Keep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The columns of a table as they are released. */
public final class ReleasedColumns {

    private static final String EVERYONE = "everyone";

    private ReleasedColumns() {}

    /** Those of the contract, with those that a mask drops (they are named, and hold nothing), then those of the load. */
    public static List<ReleasedTable.ReleasedColumn> of(TablePlan table) {
        return of(table.table(), table.masks());
    }

    static List<ReleasedTable.ReleasedColumn> of(dev.weir.contracts.Table table, List<ColumnMask> masks) {
        List<ReleasedTable.ReleasedColumn> columns = new ArrayList<>();
        for (int i = 0; i < masks.size(); i++) {
            columns.add(released(table, table.columns().get(i), masks.get(i)));
        }
        if (table.making().load() instanceof Load.Merge merge) {
            Column order = table.column(merge.order()).orElseThrow();
            for (String name : merge.added()) {
                columns.add(added(name, order));
            }
        }
        return List.copyOf(columns);
    }

    private static ReleasedTable.ReleasedColumn released(
            dev.weir.contracts.Table table, Column column, ColumnMask mask) {
        int position = table.keys().primary().indexOf(column.name()) + 1;
        return new ReleasedTable.ReleasedColumn(
                column.name(),
                mask.mask().outcome() == Mask.Outcome.TEXT
                        ? "string"
                        : column.type().display(),
                mask.category(),
                new ReleasedTable.AppliedMask(
                        mask.released().method().word(), parameters(table, mask), mask.maskedBy()),
                new ReleasedTable.Meaning(
                        column.meaning().description(),
                        column.meaning().unit().orElse(""),
                        column.meaning().terms()),
                new ReleasedTable.Identity(
                        column.id(),
                        column.presence(),
                        position == 0 ? OptionalInt.empty() : OptionalInt.of(position)));
    }

    /** Those of the mask, and by whose days the dates move where this run moves them. */
    private static Map<String, String> parameters(dev.weir.contracts.Table table, ColumnMask mask) {
        Map<String, String> parameters =
                new LinkedHashMap<>(mask.released().written().parameters());
        if (mask.mask().shifts()) {
            parameters.put(
                    ReleasedTable.AppliedMask.SUBJECT, table.keys().subject().orElse(EVERYONE));
        }
        return parameters;
    }

    /** Each version of a row holds from its order on, up to the order of what followed it. */
    private static ReleasedTable.ReleasedColumn added(String name, Column order) {
        boolean from = name.equals(Load.Merge.VALID_FROM);
        return new ReleasedTable.ReleasedColumn(
                name,
                order.type().display(),
                order.meaning().category().orElse("NONE"),
                new ReleasedTable.AppliedMask(Keep.METHOD.word(), Map.of()),
                new ReleasedTable.Meaning(
                        from
                                ? "From when the row holds: its '" + order.name() + "'"
                                : "Up to when the row holds: the '" + order.name()
                                        + "' of what followed it; NULL while it holds",
                        "",
                        List.of()),
                new ReleasedTable.Identity(
                        Optional.empty(),
                        from ? Column.Presence.REQUIRED : Column.Presence.OPTIONAL,
                        OptionalInt.empty()));
    }
}
