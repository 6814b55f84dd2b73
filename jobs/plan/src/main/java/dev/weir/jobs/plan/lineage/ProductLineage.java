package dev.weir.jobs.plan.lineage;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the tables of a product are made of, by the text of their queries: a step at a time, or all the way. A way ends at the
 * product's sources, of which some are releases of other products.
 */
public final class ProductLineage {

    private final Map<String, TableLineage> steps = new LinkedHashMap<>();
    private final Map<String, TableLineage> ways = new LinkedHashMap<>();

    private ProductLineage(Plan plan, SqlParser sql) {
        for (TablePlan table : plan.tables()) {
            TableLineage step = TextLineage.of(plan, table, sql);
            steps.put(table.name(), step);
            ways.put(table.name(), way(step, table));
        }
    }

    /** The lineage of all tables of a plan. */
    public static ProductLineage of(Plan plan, SqlParser sql) {
        return new ProductLineage(plan, sql);
    }

    /** Each table by its own query, in the plan's order: an edge may begin at another table of the product. */
    public List<TableLineage> steps() {
        return List.copyOf(steps.values());
    }

    /** A table of the product by its own query. */
    public TableLineage step(String table) {
        return requireNonNull(steps.get(table), table);
    }

    /** A table of the product down to the columns of sources. */
    public TableLineage fromSources(String table) {
        return only(
                requireNonNull(ways.get(table), table),
                edge -> !steps.containsKey(edge.from().table()));
    }

    /**
     * What is made of a column or decided by it, be it a source's or one of the product, in the plan's order: the tables that it
     * reaches, of these all columns, and the edges of its ways alone.
     */
    public List<TableLineage> madeFrom(InputColumn column) {
        return ways.values().stream()
                .map(way -> only(way, edge -> edge.from().equals(column)))
                .filter(way -> !way.rows().isEmpty()
                        || way.columns().stream().anyMatch(made -> !made.edges().isEmpty()))
                .toList();
    }

    /** The edges of all ways to a table, long and short. The plan has the tables that it reads before it. */
    private TableLineage way(TableLineage step, TablePlan table) {
        List<TableLineage> read = table.route().inputs().stream()
                .filter(input -> input.origin() == Input.Origin.TABLE)
                .map(input -> requireNonNull(ways.get(input.name()), input.name()))
                .toList();
        List<LineageEdge> rows = new ArrayList<>(extended(step.rows()));
        List<String> untraced = new ArrayList<>(step.untraced());
        for (TableLineage input : read) {
            rows.addAll(input.rows());
            untraced.addAll(input.untraced());
        }
        return new TableLineage(
                step.table(),
                step.columns().stream()
                        .map(column -> new ColumnLineage(column.column(), List.copyOf(extended(column.edges()))))
                        .toList(),
                rows,
                untraced);
    }

    /** The edges, and before each those of the column where it begins. */
    private Collection<LineageEdge> extended(List<LineageEdge> edges) {
        TreeSet<LineageEdge> all = new TreeSet<>(edges);
        for (LineageEdge edge : edges) {
            Stream.ofNullable(ways.get(edge.from().table()))
                    .flatMap(input -> input.column(edge.from().column()).stream())
                    .flatMap(column -> column.edges().stream())
                    .map(before -> new LineageEdge(before.from(), before.kind().then(edge.kind())))
                    .forEach(all::add);
        }
        return all;
    }

    private static TableLineage only(TableLineage way, Predicate<LineageEdge> wanted) {
        return new TableLineage(
                way.table(),
                way.columns().stream()
                        .map(column -> new ColumnLineage(
                                column.column(),
                                column.edges().stream().filter(wanted).toList()))
                        .toList(),
                way.rows().stream().filter(wanted).toList(),
                way.untraced());
    }
}
