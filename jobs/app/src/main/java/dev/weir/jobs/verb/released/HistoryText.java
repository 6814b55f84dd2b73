package dev.weir.jobs.verb.released;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Product;
import dev.weir.contracts.text.ShownNumber;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.KeptNumber;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.NumberSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import dev.weir.quality.state.FrequencyState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** History for people: a table's rows over the releases, then its columns, of the last release or of each. */
final class HistoryText {

    private static final int FREQUENT = 3;

    private final Terminal terminal;
    private final KeptHistory kept;
    private final Product product;
    private final boolean everyRelease;

    /** @param everyRelease whether columns are shown of each release, or of the last alone */
    HistoryText(Terminal terminal, KeptHistory kept, boolean everyRelease) {
        this.terminal = terminal;
        this.kept = kept;
        this.product = kept.product();
        this.everyRelease = everyRelease;
    }

    void print() {
        List<PastRelease> releases = kept.releases();
        if (releases.isEmpty()) {
            terminal.say("'" + product.id() + "' has no history yet; each release of it leaves some.");
            return;
        }
        Set<String> tables = new LinkedHashSet<>();
        releases.forEach(release -> tables.addAll(release.tables().keySet()));
        for (String table : tables) {
            terminal.result("@|bold " + product.id() + "." + table + "|@");
            for (PastRelease release : releases) {
                release.table(table)
                        .ifPresent(summary -> terminal.out()
                                .println(String.format(
                                        Locale.ROOT,
                                        "  release %-6d %s %,14d rows%s",
                                        release.number(),
                                        Shown.time(release.releasedAt()),
                                        summary.rows(),
                                        kept.baselines().contains(release.number())
                                                ? ""
                                                : "  repaired since: no baseline")));
            }
            columns(table, releases);
        }
    }

    private void columns(String table, List<PastRelease> releases) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("column", "release", "complete", "distinct", "mean", "least", "greatest", "most frequent"));
        List<PastRelease> shown = everyRelease ? releases : releases.subList(releases.size() - 1, releases.size());
        for (PastRelease release : shown) {
            release.table(table)
                    .map(TableSummary::columns)
                    .orElse(Map.of())
                    .forEach((name, column) ->
                            lines.add(line(name, release.number(), column, KeptNumber.type(product, table, name))));
        }
        AlignedColumns.print(terminal, lines);
    }

    private static List<String> line(String name, long release, ColumnSummary column, DataType type) {
        Optional<NumberSummary.Extent> extent = column.numbers().flatMap(NumberSummary::extent);
        return List.of(
                name,
                Long.toString(release),
                ShownNumber.percent(column.completeness()),
                column.values().distinct().isPresent()
                        ? (column.values().isDistinctEstimated() ? "about " : "")
                                + String.format(
                                        Locale.ROOT,
                                        "%,.0f",
                                        column.values().distinct().getAsDouble())
                        : "",
                column.numbers()
                        .map(numbers -> KeptNumber.mean(numbers.mean(), type))
                        .orElse(""),
                extent.map(found -> KeptNumber.value(found.minimum(), type)).orElse(""),
                extent.map(found -> KeptNumber.value(found.maximum(), type)).orElse(""),
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
                .map(entry -> entry.getKey() + " " + ShownNumber.percent(entry.getValue(), counts.rows()))
                .collect(Collectors.joining(", "));
    }
}
