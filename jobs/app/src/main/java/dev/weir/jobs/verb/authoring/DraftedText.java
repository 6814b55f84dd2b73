package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.draft.DraftResult;
import dev.weir.jobs.draft.DraftResult.DraftedColumn;
import dev.weir.jobs.draft.DraftResult.DraftedTable;
import java.util.ArrayList;
import java.util.List;

/** Prints what was drafted. */
record DraftedText(Terminal terminal) {

    private static final int MOST_NAMED = 12;

    void print(DraftResult drafted) {
        int files = drafted.tables().stream().mapToInt(DraftedTable::files).sum();
        long inDatabase =
                drafted.tables().stream().filter(table -> table.files() == 0).count();
        List<String> from = new ArrayList<>();
        if (files > 0) {
            from.add(DisplayText.count(files, "file"));
        }
        if (inDatabase > 0) {
            from.add(inDatabase + " of a database");
        }
        terminal.result("@|green Drafted|@ " + drafted.product() + ": "
                + DisplayText.count(drafted.tables().size(), "table") + " from " + String.join(" and ", from)
                + (drafted.unreadable() == 0
                        ? ", all records read"
                        : ", " + DisplayText.count(drafted.unreadable(), "record") + " of which cannot be read"));
        drafted.tables().forEach(this::table);
        drafted.leftOut()
                .forEach(file -> terminal.say(
                        "@|bold,yellow Left out|@: " + file.file().replace("|@", "| @") + " " + file.why()));
        drafted.files().forEach(file -> terminal.plain("  wrote " + file));
        terminal.result("Next: look at what is thin in contracts/raw, then 'weir run " + drafted.product() + "'.");
    }

    private void table(DraftedTable table) {
        terminal.plain("  " + table.name() + "  " + table.of() + ", "
                + DisplayText.count(table.records(), "record") + ", "
                + DisplayText.count(table.columns().size(), "column")
                + table.key().map(key -> ", key " + key).orElse(", no key"));
        List<String> thin = table.columns().stream()
                .filter(column -> column.sure().equals("thin"))
                .map(DraftedColumn::name)
                .toList();
        if (!thin.isEmpty()) {
            terminal.plain("    thin: " + String.join(", ", thin.subList(0, Math.min(MOST_NAMED, thin.size())))
                    + (thin.size() > MOST_NAMED ? " and " + (thin.size() - MOST_NAMED) + " more" : ""));
        }
        table.notes().forEach(note -> terminal.plain("    " + note));
    }

    static ObjectNode json(DraftResult drafted) {
        ObjectNode json = Json.object().put("product", drafted.product());
        json.set("tables", Json.objects(drafted.tables(), DraftedText::json));
        json.set("files", Json.texts(drafted.files()));
        json.set(
                "left-out",
                Json.objects(
                        drafted.leftOut(),
                        file -> Json.object().put("file", file.file()).put("why", file.why())));
        return json;
    }

    private static ObjectNode json(DraftedTable table) {
        ObjectNode json = Json.object()
                .put("name", table.name())
                .put("of", table.of())
                .put("files", table.files())
                .put("records", table.records());
        table.key().ifPresent(key -> json.put("key", key));
        json.set("columns", Json.objects(table.columns(), DraftedText::json));
        json.set("notes", Json.texts(table.notes()));
        return json;
    }

    static ObjectNode json(DraftedColumn column) {
        return Json.object()
                .put("name", column.name())
                .put("category", column.category())
                .put("sure", column.sure())
                .put("because", column.because());
    }
}
