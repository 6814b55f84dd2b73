package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.engine.check.PreviewResult;
import dev.weir.jobs.engine.scope.RunScope;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "preview",
        description = {
            "Show the first rows of each table as a run would release them, before there is a release.",
            "Values are masked as a release has them, with the workspace's key. Each column has a line with its mask;",
            "columns that are dropped are listed. Nothing is released, locked or left on disk. Rows that a rule on the row",
            "takes out are left out. Rules on keys, references and whole tables are not judged: 'weir check' judges all.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir preview clinical                     five rows of each table",
            "  weir preview clinical --rows 20 -o json   twenty, with the file and line of each",
        })
public final class PreviewCommand extends ProductCommand {

    private static final int MOST = 100;
    private static final int WIDEST = 24;
    private static final int WIDEST_MASK = 48;
    private static final String NULL = "·";

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of each table, 1 to " + MOST + "; default: ${DEFAULT-VALUE}.")
    private int rows = 5;

    public PreviewCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (rows < 1 || rows > MOST) {
            throw ProblemsException.usage(
                    "--rows",
                    "'" + rows + "' rows cannot be shown",
                    "a preview has 1 to " + MOST + " rows of each table",
                    "give a number between these; 'weir read' reads a release of any size");
        }
        PreviewResult result = RowPreview.of(desk(), product, rows, ProgressListener.on(terminal));
        print(() -> text(result), () -> json(result));
        return ExitCode.DONE.status();
    }

    private void text(PreviewResult result) {
        result.tables().forEach(this::table);
        result.faults().forEach(fault -> terminal.result("@|bold,red " + fault.replace("|@", "| @") + "|@"));
        if (!result.isOfOwnKey()) {
            terminal.plain(
                    "The workspace has no key yet: a release will have other pseudonyms, and move dates by other days.");
        }
        boolean isUnreadable = result.tables().stream()
                .anyMatch(
                        table -> table.counts().unreadable() > 0 && table.rows().isEmpty());
        terminal.result(
                isUnreadable
                        ? "Nothing was released, and a run would be held. Next: 'weir check " + product
                                + "' says which records cannot be read, and why."
                        : "Nothing was released. Next: 'weir check " + product + "' judges every rule, 'weir run "
                                + product + "' makes a release.");
    }

    private void table(PreviewResult.Previewed table) {
        List<ReleasedColumn> present = present(table);
        terminal.result("@|bold " + table.name() + "|@  " + present.size() + " of "
                + DisplayText.count(table.columns().size(), "column") + "; " + counted(table));
        List<List<String>> lines = new ArrayList<>();
        for (ReleasedColumn column : present) {
            List<String> line = new ArrayList<>();
            line.add(column.name());
            line.add(AlignedColumns.cut(
                    column.mask().keeps() ? "kept" : column.mask().words(), WIDEST_MASK));
            for (FailingRow row : table.rows()) {
                line.add(AlignedColumns.cut(row.values().getOrDefault(column.name(), NULL), WIDEST));
            }
            lines.add(line);
        }
        AlignedColumns.of(lines, column -> false).forEach(line -> terminal.plain("  " + line));
        table.columns().stream()
                .filter(column -> column.mask().drops())
                .forEach(column -> terminal.result(
                        "  @|yellow not in it|@  " + column.name() + " (" + column.category() + ", dropped)"));
        terminal.plain("");
    }

    private static String counted(PreviewResult.Previewed table) {
        String of = DisplayText.count(table.counts().produced(), "row");
        boolean mayBeMore =
                table.isSample() && table.counts().produced() + table.counts().unreadable() >= RunScope.SAMPLE_ROWS;
        String made = mayBeMore ? "the first " + of : of;
        String out = table.counts().quarantined() == 0
                ? ""
                : "; " + DisplayText.number(table.counts().quarantined()) + " of them would be quarantined";
        String unreadable = table.counts().unreadable() == 0
                ? ""
                : "; " + DisplayText.count(table.counts().unreadable(), "record") + " cannot be read";
        return (table.rows().isEmpty()
                        ? "none of " + made + " would be released"
                        : table.rows().size() + " of " + made)
                + out
                + unreadable;
    }

    private static List<ReleasedColumn> present(PreviewResult.Previewed table) {
        return table.columns().stream().filter(column -> !column.mask().drops()).toList();
    }

    /** {@code schemas/preview.schema.json}. */
    private static ObjectNode json(PreviewResult result) {
        ObjectNode json = Json.object()
                .put("product", result.product())
                .put("key", result.isOfOwnKey() ? "of-the-workspace" : "of-this-preview");
        json.set("faults", Json.texts(result.faults()));
        json.set("tables", Json.objects(result.tables(), PreviewCommand::json));
        return json;
    }

    private static ObjectNode json(PreviewResult.Previewed table) {
        ObjectNode json = Json.object()
                .put("table", table.name())
                .put("looked-at", table.isSample() ? "first-rows" : "all-rows")
                .put("produced", table.counts().produced())
                .put("quarantined", table.counts().quarantined())
                .put("unreadable", table.counts().unreadable());
        json.set(
                "columns",
                Json.objects(
                        table.columns(),
                        column -> Json.object()
                                .put("column", column.name())
                                .put("type", column.type())
                                .put("category", column.category())
                                .put("mask", column.mask().words())
                                .put("released", !column.mask().drops())));
        json.set("rows", Json.objects(table.rows(), PreviewCommand::json));
        return json;
    }

    private static ObjectNode json(FailingRow row) {
        ObjectNode json = Json.object();
        row.file().ifPresent(file -> json.put("file", file));
        row.line().ifPresent(line -> json.put("line", line));
        ObjectNode values = json.putObject("values");
        row.values().forEach(values::put);
        return json;
    }
}
