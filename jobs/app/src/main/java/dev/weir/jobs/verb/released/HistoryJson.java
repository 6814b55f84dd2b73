package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.DataType;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.KeptNumber;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.QuantileState;

/** History for tools: {@code schemas/history.schema.json}. What is not kept is left out, and so is what is no number. */
final class HistoryJson {

    private static final double[] RANKS = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private HistoryJson() {}

    static ObjectNode of(KeptHistory kept) {
        ObjectNode node = Json.object().put("product", kept.product().id());
        node.set("releases", Json.objects(kept.releases(), release -> release(kept, release)));
        return node;
    }

    private static ObjectNode release(KeptHistory kept, PastRelease release) {
        ObjectNode node = Json.object()
                .put("release", release.number())
                .put("run", release.run())
                .put("released-at", release.releasedAt().toString())
                .put("baseline", kept.baselines().contains(release.number()));
        ArrayNode tables = node.putArray("tables");
        release.tables().forEach((name, table) -> {
            ArrayNode columns = tables.addObject()
                    .put("table", name)
                    .put("rows", table.rows())
                    .putArray("columns");
            table.columns()
                    .forEach((column, summary) ->
                            columns.add(column(column, summary, KeptNumber.type(kept.product(), name, column))));
        });
        return node;
    }

    private static ObjectNode column(String name, ColumnSummary column, DataType type) {
        ObjectNode node = Json.object().put("column", name).put("non-null", column.nonNull());
        column.numbers().ifPresent(numbers -> {
            number(node, "mean", numbers.mean());
            number(node, "deviation", Math.sqrt(numbers.m2() / column.nonNull()));
            number(node, "sum", numbers.sum());
            numbers.extent().ifPresent(extent -> {
                number(node, "minimum", extent.minimum());
                number(node, "maximum", extent.maximum());
                node.put("least", KeptNumber.value(extent.minimum(), type));
                node.put("greatest", KeptNumber.value(extent.maximum(), type));
                node.put(
                        "extremes-rounded",
                        KeptNumber.isRounded(extent.minimum(), type) || KeptNumber.isRounded(extent.maximum(), type));
            });
        });
        column.lengths()
                .ifPresent(lengths -> node.put("shortest", lengths.shortest()).put("longest", lengths.longest()));
        column.values().distinct().ifPresent(distinct -> {
            number(node, "distinct", distinct);
            node.put("distinct-estimated", column.values().isDistinctEstimated());
        });
        column.quantiles().filter(sketch -> sketch.count() > 0).ifPresent(sketch -> quantiles(node, sketch));
        column.values().frequencies().ifPresent(counts -> frequencies(node, counts));
        column.values().pseudonymKey().ifPresent(key -> node.put("pseudonym-key", key));
        return node;
    }

    private static void quantiles(ObjectNode node, QuantileState sketch) {
        ArrayNode quantiles = node.putArray("quantiles");
        for (double rank : RANKS) {
            double value = sketch.quantile(rank);
            if (Double.isFinite(value)) {
                quantiles.addObject().put("rank", rank).put("value", value);
            }
        }
    }

    private static void frequencies(ObjectNode node, FrequencyState counts) {
        node.put("too-many-values", counts.overflowed());
        if (!counts.overflowed()) {
            ArrayNode values = node.putArray("values");
            counts.counts()
                    .forEach((value, rows) ->
                            values.addObject().put("value", value).put("rows", rows));
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }
}
