package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.text.NumberText;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.quality.suggest.Suggestion;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "suggest",
        description = {
            "Propose rules that a table's rows obey, from the sources as they lie.",
            "Found on four fifths of the rows, and kept only where the held-out fifth obeys them too. No file is"
                    + " touched;",
            "no value of a masked column is shown. What rules say already is not proposed again.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir suggest clinical.encounters                 what could be asked, with how well it holds",
            "  weir suggest clinical.encounters -o yaml         a rule file to choose from and paste",
        })
public final class SuggestCommand extends WorkspaceCommand {

    @Parameters(index = "0", paramLabel = "PRODUCT.TABLE", description = "The table, such as clinical.encounters.")
    private String subject = "";

    @Option(
            names = "--limit",
            paramLabel = "RULES",
            description = "Proposals at most, the more useful first; default: ${DEFAULT-VALUE}.")
    private int limit = 30;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
            defaultValue = "TEXT")
    private Format format = Format.TEXT;

    public SuggestCommand(Terminal terminal) {
        super(terminal);
    }

    enum Format {
        TEXT,
        YAML,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        int dot = subject.indexOf('.');
        if (dot <= 0 || dot == subject.length() - 1 || limit < 1) {
            throw ProblemsException.usage(
                    subject,
                    limit < 1 ? "'" + limit + "' is no number of proposals" : "'" + subject + "' is no table",
                    limit < 1 ? "fewer than one says nothing" : "a table is written product.table",
                    limit < 1 ? "give 1 or more" : "write for example clinical.encounters");
        }
        String product = subject.substring(0, dot);
        String table = subject.substring(dot + 1);
        SuggestionReport suggested = SuggestionReport.of(desk(), product, table, limit, ProgressListener.on(terminal));
        switch (format) {
            case TEXT -> text(suggested);
            case YAML -> terminal.out().print(suggested.file().text());
            case JSON -> terminal.json(json(product, table, suggested).toPrettyString());
        }
        return ExitCode.DONE.status();
    }

    private void text(SuggestionReport suggested) {
        SuggestedFile file = suggested.file();
        terminal.result("@|bold " + subject + "|@  " + DisplayText.number(suggested.rows())
                + " rows to learn from; found on four fifths, kept where the rest obeys\n");
        for (Suggestion suggestion : suggested.shown()) {
            if (file.ids().containsKey(suggestion)) {
                terminal.plain(
                        "  # " + found(suggestion) + "  " + suggestion.rule().because());
                suggestion.contract().ifPresent(field -> terminal.plain("  # or in the contract: " + field));
                file.rule(suggestion).lines().forEach(terminal::plain);
            } else if (suggestion.rule().body().isEmpty()) {
                terminal.plain(
                        "  # " + found(suggestion) + "  " + suggestion.rule().because());
                suggestion.contract().ifPresent(field -> terminal.plain("  # in the contract: " + field + "\n"));
            }
        }
        if (suggested.shown().isEmpty()) {
            terminal.plain("  Nothing to propose.");
        }
        suggested.notes().forEach(note -> terminal.say("  " + note + "."));
    }

    private static String found(Suggestion suggestion) {
        return String.format(
                Locale.ROOT,
                "%s: %s of %,d rows, %s of those held out.",
                Json.word(suggestion.kind()),
                NumberText.percent(suggestion.found().learned()),
                suggestion.found().rows(),
                NumberText.percent(suggestion.found().held()));
    }

    private static ObjectNode json(String product, String table, SuggestionReport suggested) {
        SuggestedFile file = suggested.file();
        ObjectNode json =
                Json.object().put("product", product).put("table", table).put("rows", suggested.rows());
        json.set(
                "proposals",
                Json.objects(
                        suggested.shown().stream()
                                .filter(suggestion -> suggestion.rule().body().isEmpty()
                                        || file.ids().containsKey(suggestion))
                                .toList(),
                        suggestion -> proposal(suggestion, file)));
        json.set("notes", Json.texts(suggested.notes()));
        return json;
    }

    private static ObjectNode proposal(Suggestion suggestion, SuggestedFile file) {
        String id = file.ids().get(suggestion);
        ObjectNode node = Json.object()
                .put("id", id == null ? suggestion.rule().id() : id)
                .put("kind", Json.word(suggestion.kind()))
                .put("severity", suggestion.rule().severity().toString())
                .put("dimension", Json.word(suggestion.kind().dimension()))
                .put("learned", suggestion.found().learned())
                .put("held-out", suggestion.found().held())
                .put("rows", suggestion.found().rows())
                .put("because", suggestion.rule().because());
        node.set("columns", Json.texts(suggestion.columns()));
        suggestion.rule().threshold().ifPresent(share -> node.put("threshold", share));
        suggestion.contract().ifPresent(field -> node.put("contract", field));
        if (id != null) {
            node.put("yaml", file.rule(suggestion));
        }
        return node;
    }
}
