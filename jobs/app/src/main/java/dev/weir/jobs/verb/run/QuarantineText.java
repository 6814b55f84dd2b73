package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is outside, for people. */
final class QuarantineText {

    private final Terminal terminal;

    QuarantineText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Shelf shelf) {
        String product = shelf.product();
        if (shelf.run().isEmpty()) {
            terminal.say("'" + product + "' has no run yet; 'weir run " + product + "' makes one.");
            return;
        }
        RunRecord record = shelf.run().get();
        long rows =
                record.tables().stream().mapToLong(table -> table.quarantined()).sum();
        long records = record.sources().stream()
                .mapToLong(source -> source.unreadable())
                .sum();
        String name = record.ending().release().isPresent()
                ? product + "@" + record.ending().release().getAsLong()
                : product + ", run " + record.run().id() + ", held";
        terminal.result("@|bold " + name + "|@  " + Shown.time(record.run().ended()) + ": "
                + (rows + records == 0
                        ? "nothing is outside"
                        : Shown.count(rows, "row") + " and " + Shown.count(records, "unreadable record")
                                + " are outside"));
        for (QuarantinedTable part : shelf.parts()) {
            part(part, shelf.debt().of(part.table()), record);
        }
    }

    private void part(QuarantinedTable part, List<QuarantineDebt.Part> debt, RunRecord run) {
        terminal.result("\n@|bold " + part.table() + "|@  " + Shown.number(part.rows()));
        if (part.state() == QuarantinedTable.State.DROPPED) {
            terminal.out().println("  they are gone: the table that kept them was dropped");
            return;
        }
        if (!debt.isEmpty()) {
            terminal.out()
                    .println("  "
                            + String.join(
                                    ", ",
                                    debt.stream().map(one -> since(one, run)).toList()));
        }
        if (part.causes().isEmpty()) {
            terminal.out().println("  none for this rule");
        }
        for (QuarantinedTable.Cause cause : part.causes()) {
            terminal.out()
                    .println(String.format(Locale.ROOT, "%,8d  ", cause.rows())
                            + cause.rule()
                            + cause.column().map(column -> "  (" + column + ")").orElse("")
                            + cause.detail().map(detail -> "  " + detail).orElse(""));
            cause.examples().forEach(example -> terminal.out().println("            " + example(example, cause)));
            long more = cause.rows() - cause.examples().size();
            if (more > 0 && !cause.examples().isEmpty()) {
                terminal.out().println("            and " + Shown.number(more) + " more");
            }
        }
    }

    private static String since(QuarantineDebt.Part part, RunRecord run) {
        if (part.release().isEmpty()) {
            return Shown.number(part.rows()) + " for the first time";
        }
        long days = part.age(run.run().ended()).toDays();
        return Shown.number(part.rows()) + " since release " + part.release().getAsLong()
                + (days == 0 ? "" : days == 1 ? " (1 day)" : " (" + days + " days)");
    }

    /** Where it comes from, and the values to blame as they are released. */
    static String example(QuarantinedTable.Example example, QuarantinedTable.Cause cause) {
        JsonNode values = QuarantineJson.values(example);
        List<String> shown = new ArrayList<>();
        for (String column :
                Arrays.stream(cause.column().orElse("").split(", ", -1)).toList()) {
            if (values.has(column)) {
                JsonNode value = values.get(column);
                shown.add(column + "=" + (value.isNull() ? "NULL" : oneLine(value.asText(value.toString()))));
            }
        }
        return place(example) + (shown.isEmpty() ? "" : "  " + String.join(", ", shown));
    }

    /** Where it comes from. */
    static String place(QuarantinedTable.Example example) {
        return example.file().orElse("from many records")
                + (example.line().isPresent() ? ":" + example.line().getAsLong() : "");
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
        return line.codePointCount(0, line.length()) > 60
                ? line.substring(0, line.offsetByCodePoints(0, 60)) + "…"
                : line;
    }
}
