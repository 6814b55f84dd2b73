package dev.weir.jobs.cli;

import dev.weir.contracts.ShownNumber;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.NumberSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import dev.weir.quality.state.FrequencyState;
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

    private static final String COLUMN = "  %-22s %8s %10s %9s %12s %12s %12s  %s";
    private static final int FREQUENT = 3;

    private final Terminal terminal;
    private final boolean everyRelease;

    /** @param everyRelease whether columns are shown of each release, or of the last alone */
    HistoryText(Terminal terminal, boolean everyRelease) {
        this.terminal = terminal;
        this.everyRelease = everyRelease;
    }

    void print(String product, List<PastRelease> releases, List<Long> baselines) {
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
                        .ifPresent(summary -> terminal.out()
                                .println(String.format(
                                        Locale.ROOT,
                                        "  release %-6d %s %,14d rows%s",
                                        release.number(),
                                        Shown.time(release.releasedAt()),
                                        summary.rows(),
                                        baselines.contains(release.number()) ? "" : "  repaired since: no baseline")));
            }
            columns(table, releases);
        }
    }

    private void columns(String table, List<PastRelease> releases) {
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        COLUMN,
                        "column",
                        "release",
                        "complete",
                        "distinct",
                        "mean",
                        "least",
                        "greatest",
                        "most frequent"));
        List<PastRelease> shown = everyRelease ? releases : releases.subList(releases.size() - 1, releases.size());
        for (PastRelease release : shown) {
            release.table(table)
                    .map(TableSummary::columns)
                    .orElse(Map.of())
                    .forEach((name, column) -> terminal.out().println(line(name, release.number(), column)));
        }
    }

    private static String line(String name, long release, ColumnSummary column) {
        Optional<NumberSummary.Extent> extent = column.numbers().flatMap(NumberSummary::extent);
        return String.format(
                        Locale.ROOT,
                        COLUMN,
                        name,
                        release,
                        ShownNumber.percent(column.completeness()),
                        column.distinct().isPresent()
                                ? String.format(
                                        Locale.ROOT, "%,.0f", column.distinct().getAsDouble())
                                : "",
                        column.numbers()
                                .map(numbers -> ShownNumber.of(numbers.mean()))
                                .orElse(""),
                        extent.map(found -> ShownNumber.of(found.minimum())).orElse(""),
                        extent.map(found -> ShownNumber.of(found.maximum())).orElse(""),
                        column.frequencies()
                                .map(counts -> frequent(column, counts))
                                .orElse(""))
                .stripTrailing();
    }

    private static String frequent(ColumnSummary column, FrequencyState counts) {
        if (counts.overflowed()) {
            return "more than " + FrequencyState.LIMIT + " values";
        } else if (column.pseudonymKey().isPresent()) {
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
