package dev.weir.jobs.verb.run;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.SqlNoticeText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.source.UnreadFiles;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The end of a run, for people. */
final class RunText {

    private RunText() {}

    static void print(Terminal terminal, RunResult result) {
        terminal.result(line(result));
        if (result.record().ending().outcome() == Outcome.RELEASED) {
            result.manifest().ifPresent(manifest -> manifest.tables().forEach(table -> columns(terminal, table)));
        }
        result.record().reproducible().ifPresent(found -> SqlNoticeText.print(terminal, found.because()));
        result.report().map(Path::toString).ifPresent(report -> terminal.plain("  report: " + report));
        result.page().map(Path::toString).ifPresent(page -> terminal.plain("  page:   " + page));
    }

    /**
     * Such as {@code Released clinical@7: 1,234 rows, 2 quarantined, 0 records unreadable}; where a table keeps rows of earlier runs,
     * {@code 1,234 rows, 34 of them of this run}.
     */
    static String line(RunResult result) {
        RunRecord record = result.record();
        String product = record.run().product();
        String release = record.ending().release().isPresent()
                ? product + "@" + record.ending().release().getAsLong()
                : product;
        long leftOut = record.tables().stream()
                .mapToLong(table -> table.leftOut().rows())
                .sum();
        return switch (record.ending().outcome()) {
            case RELEASED ->
                "@|bold,green Released " + release + "|@: " + rows(result) + ", "
                        + DisplayText.number(record.quarantined())
                        + " quarantined, " + DisplayText.count(record.unreadable(), "record") + " unreadable"
                        + (leftOut == 0 ? "" : ", @|yellow " + DisplayText.number(leftOut) + " left out|@")
                        + UnreadFiles.clause(result.unread());
            case UNCHANGED ->
                "@|bold,green Nothing new|@: sources, contracts and rules are those of " + release
                        + UnreadFiles.clause(result.unread());
            case HELD -> "@|bold,red Held|@: no release of " + product;
            case REFUSED -> "@|bold,red Refused|@: no release of " + product;
            case CONFLICT -> "@|bold,red Conflict|@: no release of " + product;
            case FAILED -> "@|bold,red Failed|@: no release of " + product;
        };
    }

    /** What a table's rows do not have, one line for each table that lacks columns of its contract. */
    private static void columns(Terminal terminal, ReleasedTable table) {
        if (!table.absent().isEmpty()) {
            terminal.plain("  " + table.name() + ": released " + table.present().size() + " of "
                    + table.columns().size() + " columns; " + table.absent().size() + " dropped: "
                    + table.absent().stream()
                            .map(ReleasedTable.ReleasedColumn::name)
                            .collect(Collectors.joining(", "))
                    + (table.isOfKeysAndDates() ? ". Nothing but keys and dates is left: is this meant?" : ""));
        }
    }

    private static String rows(RunResult result) {
        long released = result.record().released();
        long all = result.manifest()
                .map(manifest -> manifest.tables().stream()
                        .mapToLong(ReleasedTable::rows)
                        .sum())
                .orElse(released);
        return DisplayText.number(all) + " rows"
                + (all == released ? "" : ", " + DisplayText.number(released) + " of them of this run");
    }
}
