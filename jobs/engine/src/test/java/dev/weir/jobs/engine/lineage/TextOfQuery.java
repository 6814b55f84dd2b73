package dev.weir.jobs.engine.lineage;

import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.Derivation.Edge;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The lineage of a query by its text, for the columns that its analysed plan has.
 *
 * @param tables their columns
 * @param names what the plan calls a table that is written so
 */
record TextOfQuery(String sql, SqlOrigins.Tables tables, UnaryOperator<String> names) {

    /** Of tables that are written as they are called. */
    TextOfQuery(String sql, SqlOrigins.Tables tables) {
        this(sql, tables, UnaryOperator.identity());
    }

    TableLineage lineage(TableLineage analysed) throws SqlSyntaxException {
        SqlOrigins found = new SparkSqlGrammar().origins(sql, tables);
        List<ColumnLineage> columns = new ArrayList<>();
        for (int i = 0; i < analysed.columns().size(); i++) {
            String name = analysed.columns().get(i).column();
            columns.add(new ColumnLineage(
                    name, edges(column(found, i, name, analysed).edges())));
        }
        return new TableLineage(analysed.table(), columns, edges(found.rows()), List.copyOf(found.untraced()));
    }

    /** By its place where the text has them all, since Spark has made up names for what a query does not name. */
    private static Derivation column(SqlOrigins found, int place, String name, TableLineage analysed) {
        return found.unnamed().isEmpty()
                        && found.columns().size() == analysed.columns().size()
                ? found.columns().get(place).derivation()
                : found.named(name);
    }

    private List<LineageEdge> edges(Collection<Edge> edges) {
        return edges.stream()
                .map(edge -> new LineageEdge(
                        new InputColumn(
                                names.apply(edge.from().table()), edge.from().column()),
                        edge.kind()))
                .toList();
    }
}
