package dev.weir.jobs.verb.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageGraphJson;
import java.util.List;
import java.util.Optional;

/** A lineage that a test writes down, as a release would keep it. */
final class GraphSample {

    private final ObjectNode document = Json.object().put("schema", "weir-column-lineage-1");
    private final ArrayNode columns = document.putArray("columns");
    private final ArrayNode steps = document.putArray("steps");
    private final ArrayNode rows = document.putArray("rows");
    private final ArrayNode untraced = document.putArray("untraced");

    GraphSample source(String table, String... names) {
        for (String name : names) {
            ObjectNode column = columns.addObject().put("of", "source");
            name(column, new InputColumn(table, name)).put("type", "string");
            column.putObject("read")
                    .put("location", "raw/" + table + "*.csv")
                    .put("format", "csv")
                    .put("called", name);
        }
        return this;
    }

    /** A column with its mask. */
    GraphSample product(String table, String name, String mask) {
        return product(table, name, "NONE", mask);
    }

    GraphSample product(String table, String name, String category, String mask) {
        ObjectNode column = columns.addObject().put("of", "product");
        name(column, new InputColumn(table, name)).put("product", table.split("\\.", -1)[0]);
        column.set("released", ManifestJson.COLUMN.node(new ReleasedColumn(name, "string", category, mask, "", "")));
        column.put("reason", "by contract");
        return this;
    }

    GraphSample step(InputColumn from, EdgeKind kind, InputColumn to) {
        ObjectNode step = steps.addObject();
        name(step.putObject("from"), from);
        step.put("kind", Json.word(kind));
        name(step.putObject("to"), to);
        return this;
    }

    GraphSample rows(String table, InputColumn from, EdgeKind kind) {
        ObjectNode edge = rows.addObject().put("of", table);
        name(edge.putObject("from"), from);
        edge.put("kind", Json.word(kind));
        return this;
    }

    GraphSample untraced(String table, String what) {
        untraced.addObject().put("of", table).put("what", what);
        return this;
    }

    private static ObjectNode name(ObjectNode node, InputColumn column) {
        return node.put("table", column.table()).put("column", column.column());
    }

    LineageGraph graph() {
        return LineageGraphJson.parse("column-lineage.json", Json.print(document));
    }

    /** All ways to and from what is named. */
    static AskedLineage ask(LineageGraph graph, String name, int steps) {
        List<InputColumn> columns = NamedColumns.in(graph, name);
        return new AskedLineage(
                name,
                graph,
                columns,
                graph.upstream(columns, steps),
                graph.downstream(columns, steps),
                Optional.empty(),
                List.of());
    }
}
