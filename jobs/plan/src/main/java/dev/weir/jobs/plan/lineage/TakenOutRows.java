package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.Load;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.jobs.plan.ParentColumns;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What decides that rows which a query makes are not released: the columns of the rules that take rows out, those that tell who is
 * under 14, and those by which a load knows which rows follow others. A column of the table counts as what it is made of; a parent's
 * column, which a rule or a reference looks up, is itself.
 */
final class TakenOutRows {

    private final UnaryOperator<InputColumn> fullName;
    private final TableLineage step;
    private final SqlParser sql;
    private final NavigableSet<LineageEdge> edges = new TreeSet<>();

    private TakenOutRows(UnaryOperator<InputColumn> fullName, TableLineage step, SqlParser sql) {
        this.fullName = fullName;
        this.step = step;
        this.sql = sql;
    }

    /**
     * The edges to the rows of a table, by full names.
     *
     * @param step what the table's columns are made of
     * @param fullName of a column of what the plan reads or makes
     */
    static NavigableSet<LineageEdge> of(
            TablePlan table, TableLineage step, SqlParser sql, UnaryOperator<InputColumn> fullName) {
        TakenOutRows rows = new TakenOutRows(fullName, step, sql);
        table.rules().stream().filter(rule -> rule.rule().takesRowsOut()).forEach(rows::rule);
        rows.minors(table.protection().minors());
        rows.load(table);
        return rows.edges;
    }

    private void rule(RulePlan planned) {
        Rule.Check check = planned.rule().check();
        own(EdgeKind.QUARANTINE, check.columns());
        if (check instanceof Rule.Row row) {
            named(row.sql());
            row.join().ifPresent(parent -> {
                reference(parent);
                parent(EdgeKind.QUARANTINE, parent.parent(), planned.ofParent());
            });
        } else if (check instanceof Rule.Key key) {
            own(EdgeKind.QUARANTINE, key.columns());
            key.where().ifPresent(this::named);
            own(EdgeKind.QUARANTINE, key.keep().map(Rule.Keep::by).map(List::of).orElse(List.of()));
        } else if (check instanceof Rule.Reference reference) {
            reference(reference);
        }
    }

    private void reference(Rule.Reference reference) {
        own(EdgeKind.QUARANTINE, reference.columns());
        parent(EdgeKind.QUARANTINE, reference.parent(), reference.parentColumns());
    }

    private void minors(MinorRows minors) {
        if (minors.policy() == Table.Minors.DROP) {
            own(EdgeKind.FILTER, minors.evidence());
        }
        for (Table.Reference followed : minors.followed()) {
            own(EdgeKind.FILTER, followed.columns());
            parent(EdgeKind.FILTER, followed.parent(), followed.parentColumns());
        }
    }

    private void load(TablePlan table) {
        if (table.load() instanceof Load.Append append) {
            own(EdgeKind.FILTER, List.of(append.interval()));
        } else if (table.load() instanceof Load.Merge merge) {
            own(EdgeKind.GROUP_BY, table.table().keys().primary());
            own(EdgeKind.SORT, List.of(merge.order()));
            own(EdgeKind.FILTER, merge.deletes().map(List::of).orElse(List.of()));
        }
    }

    /** The table's own columns that an expression names. */
    private void named(String expression) {
        SqlFacts facts;
        try {
            facts = sql.expression(expression);
        } catch (SqlSyntaxException e) {
            throw new IllegalStateException("A plan has no rule that cannot be read", e);
        }
        own(
                EdgeKind.QUARANTINE,
                step.columns().stream()
                        .map(column -> column.column())
                        .filter(column -> facts.mentions().stream().anyMatch(mention -> isOwn(mention, column)))
                        .toList());
    }

    /** By its name alone, or behind that of its table; fields may follow. */
    private static boolean isOwn(List<String> mention, String column) {
        return mention.get(0).equalsIgnoreCase(column)
                || (mention.size() > 1
                        && !mention.get(0).equalsIgnoreCase(ParentColumns.PARENT)
                        && mention.get(1).equalsIgnoreCase(column));
    }

    private void own(EdgeKind kind, Collection<String> columns) {
        columns.stream()
                .map(step::column)
                .flatMap(Optional::stream)
                .flatMap(column -> column.edges().stream())
                .forEach(edge -> edges.add(new LineageEdge(fullName.apply(edge.from()), kind)));
    }

    private void parent(EdgeKind kind, String parent, Collection<String> columns) {
        columns.forEach(column -> edges.add(new LineageEdge(fullName.apply(new InputColumn(parent, column)), kind)));
    }
}
