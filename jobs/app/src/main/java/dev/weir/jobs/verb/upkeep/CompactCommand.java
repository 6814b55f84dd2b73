package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.engine.compact.CompactionFiles;
import dev.weir.jobs.engine.compact.CompactionResult;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "compact",
        description = {
            "Write the many small files of a product's tables as few: says what would; --apply does it.",
            "It makes a new release with the rows and content hashes of the newest one. Nothing is judged anew,",
            "so contracts, rules and law have to be as they were. Earlier releases keep their files until",
            "'weir clean' lets them go. Loads do the same by themselves where a table has 32 small files.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir compact clinical                          which tables would have fewer files",
            "  weir compact clinical --apply                  write them, as a new release",
            "  weir compact clinical --apply --table visits   this one alone",
        })
public final class CompactCommand extends ProductCommand {

    @Option(names = "--apply", description = "Do it; without this nothing is changed.")
    private boolean apply;

    @Option(names = "--table", paramLabel = "NAME", description = "Of this table alone; may be given more than once.")
    private Set<String> tables = new LinkedHashSet<>();

    public CompactCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        CompactionResult result = apply
                ? ReleaseCompaction.apply(desk(), product, tables, ProgressListener.on(terminal))
                : ReleaseCompaction.look(desk(), product, tables);
        return print(() -> text(result), () -> json(result));
    }

    private void text(CompactionResult result) {
        String of = result.compacted().reference();
        if (result.isNothing()) {
            terminal.result(
                    "@|bold,green Nothing to compact|@: no table of " + of + " has small files that could be fewer");
            return;
        }
        String files = DisplayText.count(result.files(), "small file") + " (" + DisplayText.size(result.bytes())
                + ") as " + DisplayText.number(result.become());
        terminal.result(result.made()
                .map(Manifest::reference)
                .map(made -> "@|bold,green Released " + made + "|@: the content of " + of + ", " + files)
                .orElse("@|bold Would write|@ " + files + " of " + of));
        for (CompactionFiles table : result.tables()) {
            terminal.plain("  " + table.table().identifier() + "  "
                    + DisplayText.count(table.small().size(), "small file") + ", "
                    + DisplayText.size(table.bytes())
                    + ", as " + DisplayText.number(table.become()));
        }
        terminal.say(
                result.made().isPresent()
                        ? "The small files stay as long as an earlier release needs them; 'weir clean " + product
                                + " --apply' removes those that nothing holds."
                        : "Nothing was changed. 'weir compact " + product + " --apply' does it, as a new release.");
    }

    /** {@code schemas/compact.schema.json}. */
    private ObjectNode json(CompactionResult result) {
        ObjectNode json = Json.object()
                .put("product", product)
                .put("compaction-of", result.compacted().number());
        result.made().map(Manifest::number).ifPresent(release -> json.put("release", release));
        json.put("files", result.files()).put("become", result.become()).put("bytes", result.bytes());
        json.set("tables", Json.objects(result.tables(), CompactCommand::table));
        return json;
    }

    private static ObjectNode table(CompactionFiles table) {
        return Json.object()
                .put("table", table.table().identifier())
                .put("format", table.table().format().name())
                .put("files", table.small().size())
                .put("become", table.become())
                .put("bytes", table.bytes());
    }
}
