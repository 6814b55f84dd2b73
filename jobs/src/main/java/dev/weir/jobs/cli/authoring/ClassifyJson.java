package dev.weir.jobs.cli.authoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.jobs.engine.classify.ClassifiedColumn;
import dev.weir.jobs.engine.classify.ClassifiedTable;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.detect.model.NameModel;
import java.util.List;
import java.util.Locale;

/** What columns seem to hold, as JSON. */
public final class ClassifyJson {

    private ClassifyJson() {}

    public static ObjectNode of(
            List<ClassifiedTable> tables, List<ClassifiedContracts.Edit> edits, List<NameModel> models) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("tables");
        for (ClassifiedTable table : tables) {
            ObjectNode node = list.addObject()
                    .put("contract", table.contract().id())
                    .put("table", table.table().name())
                    .put("rows", table.rows());
            ArrayNode columns = node.putArray("columns");
            table.columns().forEach(column -> column(columns.addObject(), column));
        }
        ArrayNode written = json.putArray("written");
        for (ClassifiedContracts.Edit edit : edits) {
            written.addObject()
                    .put("file", edit.file())
                    .put("table", edit.table())
                    .put("column", edit.column())
                    .put("category", edit.category());
        }
        ArrayNode asked = json.putArray("models");
        models.forEach(model -> model(asked.addObject(), model));
        return json;
    }

    private static void model(ObjectNode node, NameModel model) {
        node.put("model", model.file()).put("sha256", model.sha256()).put("engine", NameModel.engine());
        ObjectNode finds = node.putObject("finds");
        model.finds().forEach(finds::put);
        node.put("minimum", model.minimum())
                .put("millisecondsPer1000Characters", rounded(model.millisecondsPerThousand()));
    }

    private static void column(ObjectNode node, ClassifiedColumn column) {
        Proposal proposal = column.proposal();
        node.put("column", column.column().name());
        column.declared().ifPresent(category -> node.put("declared", category));
        proposal.category().ifPresent(category -> node.put("proposed", category));
        if (!proposal.subtype().isEmpty()) {
            node.put("subtype", proposal.subtype());
        }
        node.put("standing", column.standing().name().toLowerCase(Locale.ROOT))
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
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
