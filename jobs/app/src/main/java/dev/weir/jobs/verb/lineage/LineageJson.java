package dev.weir.jobs.verb.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import java.util.List;
import java.util.Optional;

/** Lineage for tools, as {@code schemas/lineage.schema.json} says. */
final class LineageJson {

    private LineageJson() {}

    static ObjectNode of(AskedLineage asked) {
        ObjectNode node = Json.object().put("asked", asked.name());
        node.set(
                "columns",
                Json.texts(asked.columns().stream().map(InputColumn::toString).toList()));
        node.set(
                "touched",
                Json.objects(
                        asked.touched(), column -> column(column, asked.graph().maskBefore(column.name()))));
        node.set("steps", Json.objects(List.copyOf(asked.steps()), LineageJson::step));
        node.set(
                "rows",
                Json.objects(
                        asked.tables().stream()
                                .flatMap(table -> asked.graph().rows(table).stream()
                                        .map(edge -> Json.object()
                                                .put("table", table)
                                                .put("from", edge.from().toString())
                                                .put("kind", Json.word(edge.kind()))))
                                .toList(),
                        row -> row));
        node.set(
                "untraced",
                Json.objects(
                        asked.tables().stream()
                                .flatMap(table -> asked.graph().untraced(table).stream()
                                        .map(what -> Json.object()
                                                .put("table", table)
                                                .put("what", what)))
                                .toList(),
                        untraced -> untraced));
        node.set("leftOut", Json.texts(asked.leftOut()));
        return node;
    }

    /** @param before what hid values before they came into it */
    static ObjectNode column(WorkspaceColumn column, Optional<AppliedMask> before) {
        ObjectNode node = Json.object()
                .put("name", column.name().toString())
                .put("table", column.name().table())
                .put("column", column.name().column())
                .put("type", column.type());
        column.category().ifPresent(category -> node.put("category", category));
        column.mask().map(AppliedMask::words).ifPresent(mask -> node.put("mask", mask));
        before.ifPresent(mask -> node.put("maskedBefore", mask.words()));
        if (column instanceof WorkspaceColumn.OfProduct made && made.mask().isPresent()) {
            node.put("reason", made.reason());
        }
        if (column instanceof WorkspaceColumn.OfSource source) {
            node.set(
                    "source",
                    Json.object()
                            .put("location", source.where().location())
                            .put("format", source.where().format())
                            .put("column", source.where().called()));
        }
        return node;
    }

    static ObjectNode step(LineageStep step) {
        EdgeKind kind = step.kind();
        return Json.object()
                .put("from", step.from().toString())
                .put("kind", Json.word(kind))
                .put("direct", kind.isDirect())
                .put("to", step.to().toString());
    }

    static ObjectNode sent(SentColumn sent) {
        return Json.object()
                .put("column", sent.column())
                .put("release", sent.release())
                .put("recipient", sent.recipient().id())
                .put("region", sent.recipient().region())
                .put("category", sent.category())
                .put("mask", sent.mask());
    }
}
