package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "quarantine",
        description = {
            "Show the rows and records that did not get in.",
            "By table and cause, with file and line, masked, and since when. Of the last run, released or held, or of",
            "the run behind a release."
        })
public final class QuarantineCommand extends PrintingCommand {

    private static final int FEW = 3;
    private static final int MANY = 20;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PRODUCT", description = "The product's id.")
    private @Nullable String product;

    @Option(names = "--release", paramLabel = "N", description = "The run behind this release.")
    private @Nullable Long release;

    @Option(names = "--rule", paramLabel = "RULE", description = "Rows that are out for this rule.")
    private @Nullable String rule;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Rows of this table, or records of this source, such as raw.visits.visits.")
    private @Nullable String table;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Rows shown of each cause; default: " + FEW + ", or " + MANY + " with --rule.")
    private @Nullable Integer limit;

    public QuarantineCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (product == null || (limit != null && limit < 0)) {
            throw ProblemsException.usage(
                    "weir quarantine",
                    product == null ? "No product is named" : "--limit " + limit + " is less than nothing",
                    "the command shows the quarantine of one product, and as many rows of each cause as are asked for",
                    "write for example 'weir quarantine clinical --limit 5'");
        }
        QuarantineReport report = QuarantineReport.of(
                desk(),
                new QuarantineReport.Question(
                        product,
                        Optional.ofNullable(release),
                        Optional.ofNullable(rule),
                        Optional.ofNullable(table),
                        limit != null ? limit : rule != null ? MANY : FEW));
        return print(() -> text(report), () -> json(report));
    }

    private void text(QuarantineReport report) {
        String product = report.product();
        if (report.run().isEmpty()) {
            terminal.say("'" + product + "' has no run yet; 'weir run " + product + "' makes one.");
            return;
        }
        RunRecord record = report.run().get();
        long rows = record.quarantined();
        long records = record.unreadable();
        String name = record.ending().release().isPresent()
                ? product + "@" + record.ending().release().getAsLong()
                : product + ", run " + record.run().id() + ", held";
        terminal.result(
                "@|bold " + name + "|@  " + DisplayText.time(record.run().ended()) + ": "
                        + (rows + records == 0
                                ? "nothing is outside"
                                : DisplayText.count(rows, "row") + " and "
                                        + DisplayText.count(records, "unreadable record") + " are outside"));
        for (QuarantinedTable part : report.parts()) {
            table(part, report.debt().of(part.table()), record);
        }
    }

    private void table(QuarantinedTable part, List<QuarantineDebt.Part> debt, RunRecord run) {
        terminal.result("\n@|bold " + part.table() + "|@  " + DisplayText.number(part.rows()));
        if (part.state() == QuarantinedTable.State.DROPPED) {
            terminal.plain("  they are gone: the table that kept them was dropped");
            return;
        }
        if (!debt.isEmpty()) {
            terminal.plain("  "
                    + String.join(", ", debt.stream().map(one -> age(one, run)).toList()));
        }
        if (part.causes().isEmpty()) {
            terminal.plain("  none for this rule");
        }
        for (QuarantinedTable.Cause cause : part.causes()) {
            terminal.plain(String.format(Locale.ROOT, "%,8d  ", cause.rows()) + words(cause));
            cause.examples().forEach(example -> terminal.plain("            " + line(example, cause)));
            long more = cause.rows() - cause.examples().size();
            if (more > 0 && !cause.examples().isEmpty()) {
                terminal.plain("            and " + DisplayText.number(more) + " more");
            }
        }
    }

    static String words(QuarantinedTable.Cause cause) {
        return cause.rule()
                + cause.column().map(column -> "  (" + column + ")").orElse("")
                + cause.detail().map(detail -> "  " + detail).orElse("");
    }

    private static String age(QuarantineDebt.Part part, RunRecord run) {
        if (part.release().isEmpty()) {
            return DisplayText.number(part.rows()) + " for the first time";
        }
        long days = part.age(run.run().ended()).toDays();
        return DisplayText.number(part.rows()) + " since release "
                + part.release().getAsLong() + (days == 0 ? "" : days == 1 ? " (1 day)" : " (" + days + " days)");
    }

    /** Where it comes from, and the values to blame as they are released. */
    static String line(QuarantinedTable.Example example, QuarantinedTable.Cause cause) {
        JsonNode values = values(example);
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

    /** {@code schemas/quarantine.schema.json}. */
    private static ObjectNode json(QuarantineReport report) {
        ObjectNode node = Json.object().put("product", report.product());
        report.run().ifPresent(record -> {
            node.put("run", record.run().id())
                    .put("outcome", record.ending().outcome().toString())
                    .put("ended", record.run().ended().toString());
            record.ending().release().ifPresent(release -> node.put("release", release));
        });
        node.set("tables", Json.objects(report.parts(), part -> part(part, report)));
        return node;
    }

    private static ObjectNode part(QuarantinedTable part, QuarantineReport report) {
        ObjectNode node = Json.object()
                .put("table", part.table())
                .put("rows", part.rows())
                .put("state", Json.word(part.state()));
        node.set("since", Json.objects(report.debt().of(part.table()), QuarantineCommand::since));
        node.set("causes", Json.objects(part.causes(), QuarantineCommand::cause));
        return node;
    }

    private static ObjectNode since(QuarantineDebt.Part debt) {
        ObjectNode node = Json.object().put("since", debt.since().toString()).put("rows", debt.rows());
        debt.release().ifPresent(release -> node.put("release", release));
        return node;
    }

    static ObjectNode cause(QuarantinedTable.Cause cause) {
        ObjectNode node = Json.object().put("rule", cause.rule());
        cause.column().ifPresent(column -> node.put("column", column));
        cause.detail().ifPresent(detail -> node.put("detail", detail));
        node.put("rows", cause.rows());
        node.set("examples", Json.objects(cause.examples(), QuarantineCommand::example));
        return node;
    }

    static ObjectNode example(QuarantinedTable.Example example) {
        ObjectNode entry = Json.object();
        example.file().ifPresent(file -> entry.put("file", file));
        example.line().ifPresent(line -> entry.put("line", line));
        entry.set("values", values(example));
        return entry;
    }

    /** The masked values of a row, by column. */
    static JsonNode values(QuarantinedTable.Example example) {
        try {
            return JsonMapper.builder().build().readTree(example.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Spark wrote JSON that is none", e);
        }
    }
}
