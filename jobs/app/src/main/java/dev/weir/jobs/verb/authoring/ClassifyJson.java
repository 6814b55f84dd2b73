package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.engine.classify.ClassifiedColumn;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.detect.model.NameModel;

/** What columns seem to hold, as JSON. */
public final class ClassifyJson {

    private ClassifyJson() {}

    public static ObjectNode of(Classified found) {
        ObjectNode json = Json.object();
        json.set("tables", Json.objects(found.tables(), ClassifyJson::table));
        json.set(
                "written",
                Json.objects(
                        found.edits(),
                        edit -> Json.object()
                                .put("file", edit.file())
                                .put("table", edit.table())
                                .put("column", edit.column())
                                .put("category", edit.category())));
        json.set("models", Json.objects(found.models(), ClassifyJson::model));
        return json;
    }

    private static ObjectNode table(ClassifiedTable table) {
        ObjectNode node = Json.object()
                .put("contract", table.contract().id())
                .put("table", table.table().name())
                .put("rows", table.rows());
        node.set("columns", Json.objects(table.columns(), ClassifyJson::column));
        return node;
    }

    private static ObjectNode model(NameModel model) {
        ObjectNode node = Json.object()
                .put("model", model.file())
                .put("sha256", model.sha256())
                .put("engine", NameModel.engine());
        ObjectNode finds = node.putObject("finds");
        model.finds().forEach(finds::put);
        return node.put("minimum", model.minimum())
                .put("millisecondsPer1000Characters", rounded(model.millisecondsPerThousand()));
    }

    private static ObjectNode column(ClassifiedColumn column) {
        Proposal proposal = column.proposal();
        ObjectNode node = Json.object().put("column", column.column().name());
        column.declared().ifPresent(category -> node.put("declared", category));
        proposal.category().ifPresent(category -> node.put("proposed", category));
        if (!proposal.subtype().isEmpty()) {
            node.put("subtype", proposal.subtype());
        }
        node.put("standing", Json.word(column.standing()))
                .put("confidence", rounded(proposal.confidence()))
                .put("review", proposal.review() == Proposal.Review.NEEDED);
        Proposal.Evidence evidence = proposal.evidence();
        ObjectNode shown = node.putObject("evidence");
        evidence.header().ifPresent(category -> shown.put("header", category));
        shown.put("pattern", rounded(evidence.pattern()))
                .put("checkDigit", rounded(evidence.checkDigit()))
                .put("dictionary", rounded(evidence.dictionary()))
                .put("inside", rounded(evidence.inside()))
                .put("sample", evidence.sample());
        return node;
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
