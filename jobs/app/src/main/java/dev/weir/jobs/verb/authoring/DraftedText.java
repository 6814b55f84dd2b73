package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.draft.DraftResult;
import dev.weir.jobs.draft.DraftResult.DraftedColumn;
import dev.weir.jobs.draft.DraftResult.DraftedTable;
import dev.weir.jobs.draft.DraftResult.Fate;
import dev.weir.jobs.draft.DraftResult.LeftOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what was drafted. */
record DraftedText(Terminal terminal) {

    private static final int WIDTH = 110;
    private static final int MOST_NAMED = 10;

    void print(DraftResult drafted) {
        long inDatabase =
                drafted.tables().stream().filter(table -> table.files() == 0).count();
        List<String> from = new ArrayList<>();
        if (drafted.read() > 0) {
            from.add(DisplayText.count(drafted.read(), "file"));
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
        leftOut(drafted.leftOut());
        drafted.files().forEach(file -> terminal.plain("  wrote " + file));
        long questioned = drafted.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.fate() != Fate.DROPPED && column.sure().equals("thin"))
                .count();
        terminal.plain("");
        if (questioned > 0) {
            terminal.plain("A ? marks a column of whose meaning Weir is not sure; contracts/raw gives the reason.");
        }
        terminal.result("Next: 'weir preview " + drafted.product()
                + "' shows rows as a release would have them, 'weir run "
                + drafted.product() + "' makes one. To keep a column that is dropped or masked, edit its"
                + " classification in contracts/, or take contracts/ away and draft again with its --about line.");
    }

    /** Of files that have one thing in common a few are named, and all in JSON. */
    private void leftOut(List<LeftOut> files) {
        Map<String, List<String>> whys = new LinkedHashMap<>();
        files.forEach(file ->
                whys.computeIfAbsent(file.why(), first -> new ArrayList<>()).add(file.file()));
        whys.forEach((why, names) -> {
            int named = names.size() > MOST_NAMED + 1 ? MOST_NAMED : names.size();
            names.subList(0, named)
                    .forEach(
                            name -> terminal.say("@|bold,yellow Left out|@: " + name.replace("|@", "| @") + " " + why));
            if (named < names.size()) {
                terminal.say("@|bold,yellow Left out|@: " + DisplayText.count(names.size() - named, "file")
                        + " more for the same reason; --output json names them all");
            }
        });
    }

    private void table(DraftedTable table) {
        long released = table.columns().stream()
                .filter(column -> column.fate() != Fate.DROPPED)
                .count();
        terminal.plain("\n  " + table.name() + "  " + table.of() + ", "
                + DisplayText.count(table.records(), "record")
                + table.key().map(key -> ", key " + key).orElse(", no key")
                + ": " + released + " of " + DisplayText.count(table.columns().size(), "column") + " released");
        List<String> kept = table.columns().stream()
                .filter(column -> column.fate() == Fate.KEPT)
                .map(column -> column.name() + (column.sure().equals("thin") ? "?" : ""))
                .toList();
        if (!kept.isEmpty()) {
            wrapped("kept", kept, "");
        }
        Map<String, List<String>> masked = new LinkedHashMap<>();
        table.columns().stream()
                .filter(column -> column.fate() == Fate.MASKED)
                .forEach(column -> masked.computeIfAbsent(
                                column.category() + ", " + column.how(), first -> new ArrayList<>())
                        .add(column.name() + (column.sure().equals("thin") ? "?" : "")));
        masked.forEach((how, names) -> wrapped("masked", names, ": " + how));
        List<String> searched = table.columns().stream()
                .filter(column -> column.fate() == Fate.SEARCHED)
                .map(column -> column.name() + (column.sure().equals("thin") ? "?" : ""))
                .toList();
        if (!searched.isEmpty()) {
            wrapped("searched", searched, ": kept, but for what is found in it");
        }
        table.columns().stream()
                .filter(column -> column.fate() == Fate.DROPPED)
                .forEach(column -> terminal.result("    @|yellow dropped|@  " + column.name() + "  " + column.category()
                        + ", "
                        + DisplayText.count(column.values(), "value") + ": "
                        + column.because().replace("|@", "| @")
                        + (column.how().isEmpty() || column.values() == 0 ? "" : "; to keep it: " + column.how())));
        inOneLine(table);
        table.notes().forEach(note -> {
            if (note.startsWith(DraftResult.DOUBT)) {
                terminal.result("    @|bold,yellow ?|@ " + note.substring(2).replace("|@", "| @"));
            } else {
                terminal.plain("    " + note);
            }
        });
    }

    /** What keeps several dropped columns, where each has a line of its own that calls it no person's. */
    private void inOneLine(DraftedTable table) {
        List<String> names = table.columns().stream()
                .filter(column -> column.fate() == Fate.DROPPED && column.values() > 0)
                .filter(column -> column.how().equals("--about " + table.name() + "." + column.name() + "=NONE"))
                .map(DraftedColumn::name)
                .toList();
        if (names.size() > 1) {
            terminal.plain("    to keep several of these, name them in one: --about " + table.name() + "."
                    + String.join(",", names) + "=NONE");
        }
    }

    /** Names in lines of a width that any terminal has, and what is said of them all. */
    private void wrapped(String title, List<String> names, String said) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "    %-9s", title));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i) + (i < names.size() - 1 ? ", " : said);
            if (line.length() + name.length() > WIDTH && i > 0) {
                terminal.plain(line.toString());
                line = new StringBuilder("             ");
            }
            line.append(name);
        }
        terminal.plain(line.toString());
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
                .put("because", column.because())
                .put("fate", Json.word(column.fate()))
                .put("how", column.how())
                .put("values", column.values());
    }
}
