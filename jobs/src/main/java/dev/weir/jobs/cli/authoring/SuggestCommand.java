package dev.weir.jobs.cli.authoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.Nearest;
import dev.weir.contracts.text.ShownNumber;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.CheckLog;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.check.SuggestedRules;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.quality.suggest.Suggestion;
import dev.weir.quality.suggest.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes rules from the data. */
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
public final class SuggestCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT.TABLE", description = "The table, such as clinical.encounters.")
    private String subject = "";

    @Option(
            names = "--limit",
            paramLabel = "RULES",
            description = "Proposals at most, the more useful first; default: ${DEFAULT-VALUE}.",
            defaultValue = "30")
    private int limit = 30;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
            defaultValue = "TEXT")
    private Format format = Format.TEXT;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    public SuggestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** How the proposals are printed. */
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
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(subject),
                    limit < 1 ? "'" + limit + "' is no number of proposals" : "'" + subject + "' is no table",
                    limit < 1 ? "fewer than one says nothing" : "a table is written product.table",
                    limit < 1 ? "give 1 or more" : "write for example clinical.encounters");
        }
        Workspace read = Workspaces.read(workspace);
        Workspaces.requireProduct(read, subject.substring(0, dot));
        Product product = read.product(subject.substring(0, dot)).orElseThrow();
        String table = subject.substring(dot + 1);
        requireTable(product, table);
        CheckLog.begin();
        Suggestions found;
        try (WeirSession session = WeirSession.reading(read)) {
            found = new SuggestedRules(session, WeirVersion.number(), new ProgressListener(terminal))
                    .of(product, table);
        }
        List<Suggestion> shown =
                found.proposed().subList(0, Math.min(limit, found.proposed().size()));
        SuggestedFile file = SuggestedFile.accepted(workspace, read, product, table, shown);
        List<String> notes = new ArrayList<>(found.notes());
        if (found.proposed().size() > shown.size()) {
            notes.add((found.proposed().size() - shown.size()) + " more are left out; --limit shows them");
        }
        long refused = shown.stream()
                .filter(suggestion ->
                        !suggestion.body().isEmpty() && !file.ids().containsKey(suggestion))
                .count();
        if (refused > 0) {
            notes.add(refused
                    + " more cannot be asked here: the mask takes their answer away, or they are not answered yet");
        }
        switch (format) {
            case TEXT -> text(found, shown, file, notes);
            case YAML -> terminal.out().print(file.text());
            case JSON ->
                terminal.json(json(product, table, found, shown, file, notes).toPrettyString());
        }
        return ExitCode.DONE.status();
    }

    private static void requireTable(Product product, String table) {
        List<String> tables = product.tables().stream().map(Table::name).toList();
        if (!tables.contains(table)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("contracts"),
                    "Product '" + product.id() + "' has no table '" + table + "'",
                    "it has " + String.join(", ", tables),
                    Nearest.to(table, tables)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("name one of these"));
        }
    }

    private void text(Suggestions found, List<Suggestion> shown, SuggestedFile file, List<String> notes) {
        terminal.result("@|bold " + subject + "|@  " + String.format(Locale.ROOT, "%,d", found.rows())
                + " rows to learn from; found on four fifths, kept where the rest obeys\n");
        for (Suggestion suggestion : shown) {
            if (file.ids().containsKey(suggestion)) {
                terminal.out().println("  # " + found(suggestion) + "  " + suggestion.because());
                suggestion.contract().ifPresent(field -> terminal.out().println("  # or in the contract: " + field));
                file.rule(suggestion).lines().forEach(terminal.out()::println);
            } else if (suggestion.body().isEmpty()) {
                terminal.out().println("  # " + found(suggestion) + "  " + suggestion.because());
                suggestion
                        .contract()
                        .ifPresent(field -> terminal.out().println("  # in the contract: " + field + "\n"));
            }
        }
        if (shown.isEmpty()) {
            terminal.out().println("  Nothing to propose.");
        }
        notes.forEach(note -> terminal.say("  " + note + "."));
    }

    private static String found(Suggestion suggestion) {
        return String.format(
                Locale.ROOT,
                "%s: %s of %,d rows, %s of those held out.",
                word(suggestion.kind()),
                ShownNumber.percent(suggestion.found().learned()),
                suggestion.found().rows(),
                ShownNumber.percent(suggestion.found().held()));
    }

    /** Rounded down: only what is whole is 100. */
    private ObjectNode json(
            Product product,
            String table,
            Suggestions found,
            List<Suggestion> shown,
            SuggestedFile file,
            List<String> notes) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("product", product.id())
                .put("table", table)
                .put("rows", found.rows());
        ArrayNode list = json.putArray("proposals");
        for (Suggestion suggestion : shown) {
            String id = file.ids().get(suggestion);
            if (id == null && !suggestion.body().isEmpty()) {
                continue;
            }
            ObjectNode node = list.addObject()
                    .put("id", id == null ? suggestion.id() : id)
                    .put("kind", word(suggestion.kind()))
                    .put("severity", suggestion.severity().toString())
                    .put("dimension", word(suggestion.kind().dimension()))
                    .put("learned", suggestion.found().learned())
                    .put("held-out", suggestion.found().held())
                    .put("rows", suggestion.found().rows())
                    .put("because", suggestion.because());
            ArrayNode columns = node.putArray("columns");
            suggestion.columns().forEach(columns::add);
            suggestion.threshold().ifPresent(share -> node.put("threshold", share));
            suggestion.contract().ifPresent(field -> node.put("contract", field));
            if (id != null) {
                node.put("yaml", file.rule(suggestion));
            }
        }
        ArrayNode told = json.putArray("notes");
        notes.forEach(told::add);
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
