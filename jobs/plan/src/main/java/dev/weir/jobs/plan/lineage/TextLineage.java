package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.Column;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.Derivation.Edge;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lineage of one table by the text of its query: one step, to the inputs by {@link Input#name}. */
public final class TextLineage {

    private final Plan plan;
    private final TablePlan table;
    private final Map<String, Input> inputs = new HashMap<>();

    private TextLineage(Plan plan, TablePlan table) {
        this.plan = plan;
        this.table = table;
        table.route().inputs().forEach(input -> inputs.put(input.written(), input));
    }

    /** The lineage of a table of the plan. */
    public static TableLineage of(Plan plan, TablePlan table, SqlParser sql) {
        try {
            TextLineage query = new TextLineage(plan, table);
            return query.lineage(sql.origins(table.route().query().sql(), query::columns));
        } catch (SqlSyntaxException e) {
            throw new IllegalStateException("A plan has no query that cannot be read", e);
        }
    }

    private TableLineage lineage(SqlOrigins found) {
        List<ColumnLineage> columns = new ArrayList<>();
        List<String> untraced = new ArrayList<>(found.untraced());
        for (Column column : table.table().columns()) {
            Derivation derivation = found.named(column.name());
            if (derivation.isEmpty()) {
                untraced.add("column " + column.name());
            }
            columns.add(new ColumnLineage(column.name(), edges(derivation.edges())));
        }
        return new TableLineage(table.name(), columns, edges(found.rows()), untraced);
    }

    private List<LineageEdge> edges(Collection<Edge> written) {
        return written.stream()
                .flatMap(edge -> input(edge.from().table())
                        .map(input -> new LineageEdge(
                                new InputColumn(input.name(), edge.from().column()), edge.kind())))
                .toList();
    }

    /** What a query may read of an input: a column that is dropped in a table of the product is seen by no other one. */
    private List<String> columns(String written) {
        return input(written)
                .flatMap(input -> switch (input.origin()) {
                    case SOURCE -> plan.read(input.name()).table().columnNames().stream();
                    case TABLE ->
                        plan.table(input.name()).masks().stream()
                                .filter(mask -> !mask.drops())
                                .map(ColumnMask::column);
                    case RELEASE -> throw new IllegalStateException("A query reads no release by its number");
                })
                .toList();
    }

    private Stream<Input> input(String written) {
        return Stream.ofNullable(inputs.get(written));
    }
}
