package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.DataType;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.text.NumberText;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.HistoryNumber;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.NumberSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.QuantileState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "history",
        description = {
            "Show what releases keep of each table and column: counts, mean, extremes, frequent values.",
            "Rows, values that are there, different values, mean, least and greatest, frequent values. No value of a",
            "masked column is kept.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir history clinical                                  rows of every table, columns of the last release",
            "  weir history clinical --table encounters --last 20     the same of one table, further back",
            "  weir history clinical --column reason_code             one column from release to release",
            "",
            "The same is in the Iceberg table <product>_quality.states, for every reader."
        })
public final class HistoryCommand extends ProductCommand {

    private static final int FREQUENT = 3;
    private static final double[] RANKS = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    @Option(names = "--table", paramLabel = "TABLE", description = "This table alone.")
    private @Nullable String table;

    @Option(names = "--column", paramLabel = "COLUMN", description = "This column alone, of every table that has it.")
    private @Nullable String column;

    @Option(names = "--last", paramLabel = "RELEASES", description = "How many releases; default: ${DEFAULT-VALUE}.")
    private int last = 10;

    public HistoryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw ProblemsException.usage(
                    "--last",
                    "'" + last + "' is no number of releases",
                    "history is of one release at the least",
                    "give 1 or more");
        }
        RetainedHistory kept = RetainedHistory.of(
                desk(),
                new RetainedHistory.Question(product, Optional.ofNullable(table), Optional.ofNullable(column), last));
        return print(() -> text(kept), () -> json(kept));
    }

    /** A table's rows over the releases, then its columns: of each release where one is named, else of the last. */
    private void text(RetainedHistory kept) {
        List<PastRelease> releases = kept.releases();
        if (releases.isEmpty()) {
            terminal.say("'" + product + "' has no history yet; each release of it leaves some.");
            return;
        }
        Set<String> tables = new LinkedHashSet<>();
        releases.forEach(release -> tables.addAll(release.tables().keySet()));
        for (String table : tables) {
            terminal.result("@|bold " + product + "." + table + "|@");
            for (PastRelease release : releases) {
                release.table(table)
                        .ifPresent(summary -> terminal.plain(String.format(
                                Locale.ROOT,
                                "  release %-6d %s %,14d rows%s",
                                release.number(),
                                DisplayText.time(release.releasedAt()),
                                summary.rows(),
                                kept.baselines().contains(release.number()) ? "" : "  repaired since: no baseline")));
            }
            columns(kept.product(), table, releases);
        }
    }

    private void columns(Product of, String table, List<PastRelease> releases) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("column", "release", "complete", "distinct", "mean", "least", "greatest", "most frequent"));
        List<PastRelease> shown = column != null ? releases : releases.subList(releases.size() - 1, releases.size());
        for (PastRelease release : shown) {
            release.table(table)
                    .map(TableSummary::columns)
                    .orElse(Map.of())
                    .forEach((name, column) ->
                            lines.add(line(name, release.number(), column, HistoryNumber.type(of, table, name))));
        }
        AlignedColumns.print(terminal, lines);
    }

    private static List<String> line(String name, long release, ColumnSummary column, DataType type) {
        Optional<NumberSummary> numbers = column.numbers();
        return List.of(
                name,
                Long.toString(release),
                NumberText.percent(column.completeness()),
                column.values().distinct().isPresent()
                        ? (column.values().isDistinctEstimated() ? "about " : "")
                                + String.format(
                                        Locale.ROOT,
                                        "%,.0f",
                                        column.values().distinct().getAsDouble())
                        : "",
                numbers.map(found -> HistoryNumber.mean(found.mean(), type)).orElse(""),
                numbers.map(found -> HistoryNumber.value(found.minimum(), type)).orElse(""),
                numbers.map(found -> HistoryNumber.value(found.maximum(), type)).orElse(""),
                column.values()
                        .frequencies()
                        .map(counts -> frequent(column, counts))
                        .orElse(""));
    }

    private static String frequent(ColumnSummary column, FrequencyState counts) {
        if (counts.overflowed()) {
            return "more than " + FrequencyState.LIMIT + " values";
        } else if (column.values().pseudonymKey().isPresent()) {
            return counts.counts().size() + " values, by pseudonym";
        }
        return counts.counts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(FREQUENT)
                .map(entry -> entry.getKey() + " " + NumberText.percent(entry.getValue(), counts.rows()))
                .collect(Collectors.joining(", "));
    }

    /** {@code schemas/history.schema.json}. What is not kept is left out, and so is what is no number. */
    private static ObjectNode json(RetainedHistory kept) {
        ObjectNode node = Json.object().put("product", kept.product().id());
        node.set("releases", Json.objects(kept.releases(), release -> release(kept, release)));
        return node;
    }

    private static ObjectNode release(RetainedHistory kept, PastRelease release) {
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
                            columns.add(column(column, summary, HistoryNumber.type(kept.product(), name, column))));
        });
        return node;
    }

    private static ObjectNode column(String name, ColumnSummary column, DataType type) {
        ObjectNode node = Json.object().put("column", name).put("non-null", column.nonNull());
        column.numbers().ifPresent(numbers -> {
            number(node, "mean", numbers.mean());
            number(node, "deviation", Math.sqrt(numbers.m2() / column.nonNull()));
            number(node, "sum", numbers.sum());
            number(node, "minimum", numbers.minimum());
            number(node, "maximum", numbers.maximum());
            node.put("least", HistoryNumber.value(numbers.minimum(), type));
            node.put("greatest", HistoryNumber.value(numbers.maximum(), type));
            node.put(
                    "extremes-rounded",
                    HistoryNumber.isRounded(numbers.minimum(), type)
                            || HistoryNumber.isRounded(numbers.maximum(), type));
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
