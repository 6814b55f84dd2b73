package dev.weir.jobs.plan.lineage;

import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.optionalText;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.word;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.jobs.plan.lineage.WorkspaceColumn.OfProduct;
import dev.weir.jobs.plan.lineage.WorkspaceColumn.OfSource;
import dev.weir.jobs.plan.lineage.WorkspaceColumn.Where;
import java.util.List;

/** A graph as a JSON document, {@code weir-column-lineage-1}: a release keeps its own. */
public final class LineageGraphJson {

    /** The name of a release's own among its evidence. */
    public static final String NAME = "column-lineage.json";

    private record Rows(String table, LineageEdge edge) {}

    private record Untraced(String table, String what) {}

    private record Content(
            List<WorkspaceColumn> columns, List<LineageStep> steps, List<Rows> rows, List<Untraced> untraced) {}

    private static final JsonShape<InputColumn> COLUMN_NAME =
            JsonShape.of(text("table", InputColumn::table), text("column", InputColumn::column), InputColumn::new);

    private static final JsonShape<Where> WHERE = JsonShape.of(
            text("location", Where::location),
            text("format", Where::format),
            text("called", Where::called),
            Where::new);

    private static final JsonShape<OfSource> SOURCE = JsonShape.of(
            inside(COLUMN_NAME, OfSource::name),
            text("type", OfSource::type),
            optionalText("category", OfSource::category),
            object("read", WHERE, OfSource::where),
            OfSource::new);

    private static final JsonShape<OfProduct> PRODUCT = JsonShape.of(
            inside(COLUMN_NAME, OfProduct::name),
            text("product", OfProduct::product),
            object("released", ManifestJson.COLUMN, OfProduct::released),
            text("reason", OfProduct::reason),
            OfProduct::new);

    private static final JsonShape<WorkspaceColumn> COLUMN = JsonShape.oneOf(
            "of",
            new JsonShape.Kind<>("source", OfSource.class, SOURCE),
            new JsonShape.Kind<>("product", OfProduct.class, PRODUCT));

    private static final JsonShape<LineageStep> STEP = JsonShape.of(
            object("from", COLUMN_NAME, LineageStep::from),
            word("kind", EdgeKind.class, LineageStep::kind),
            object("to", COLUMN_NAME, LineageStep::to),
            LineageStep::new);

    private static final JsonShape<LineageEdge> EDGE = JsonShape.of(
            object("from", COLUMN_NAME, LineageEdge::from),
            word("kind", EdgeKind.class, LineageEdge::kind),
            LineageEdge::new);

    private static final JsonShape<Content> DOCUMENT = JsonShape.document(
            "weir-column-lineage-1",
            JsonShape.of(
                    objects("columns", COLUMN, Content::columns),
                    objects("steps", STEP, Content::steps),
                    objects(
                            "rows",
                            JsonShape.of(text("of", Rows::table), inside(EDGE, Rows::edge), Rows::new),
                            Content::rows),
                    objects(
                            "untraced",
                            JsonShape.of(text("of", Untraced::table), text("what", Untraced::what), Untraced::new),
                            Content::untraced),
                    Content::new));

    private LineageGraphJson() {}

    /** The document of a graph: the same for the same graph. */
    public static String print(LineageGraph graph) {
        return Json.print(DOCUMENT.node(new Content(
                graph.columns().toList(),
                List.copyOf(graph.steps()),
                graph.tables().stream()
                        .flatMap(table -> graph.rows(table).stream().map(edge -> new Rows(table, edge)))
                        .toList(),
                graph.tables().stream()
                        .flatMap(table -> graph.untraced(table).stream().map(what -> new Untraced(table, what)))
                        .toList())));
    }

    /**
     * Reads what {@link #print} made.
     *
     * @param file for messages
     * @throws dev.weir.contracts.ProblemsException when it is no such document
     */
    public static LineageGraph parse(String file, String text) {
        Content content = DOCUMENT.parse(Json.parse(file, text));
        LineageGraph graph = new LineageGraph();
        content.columns().forEach(graph::add);
        content.steps().forEach(graph::add);
        content.rows().forEach(rows -> graph.addRows(rows.table(), rows.edge()));
        content.untraced().forEach(untraced -> graph.addUntraced(untraced.table(), untraced.what()));
        return graph;
    }
}
