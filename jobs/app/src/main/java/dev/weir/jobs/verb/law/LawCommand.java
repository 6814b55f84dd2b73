package dev.weir.jobs.verb.law;

import dev.weir.catalogue.page.Page;
import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "law",
        description = {
            "Print the law pack that the workspace works by, with what its overlay changes.",
            "Instruments, categories and their masks, thresholds, the rows of the gate, open points for counsel.",
            "Without a workspace, the newest pack. Starts no Spark."
        },
        footer = {"", "  weir law --output html > law.html     a page for counsel"})
public final class LawCommand extends WorkspaceCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
            defaultValue = "TEXT")
    private Format format = Format.TEXT;

    enum Format {
        TEXT,
        JSON,
        MARKDOWN,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LawCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        LawPack law = LawInForce.of(workspace.near());
        switch (format) {
            case TEXT -> text(LawPage.of(law));
            case JSON -> terminal.json(LawJson.of(law).toPrettyString());
            case MARKDOWN -> terminal.out().print(markdown(LawPage.of(law)));
            case HTML -> terminal.out().print(Page.of("law.ftlh", Map.of("page", LawPage.of(law))));
        }
        return ExitCode.DONE.status();
    }

    /** Each entry with its fields below it, since texts are long. */
    private void text(LawPage page) {
        terminal.result("@|bold " + page.title() + "|@");
        page.about().forEach(line -> terminal.plain(field(line.get(0), line.get(1))));
        for (LawPage.Section section : page.sections()) {
            terminal.result("\n@|bold,underline " + section.title() + "|@");
            if (!section.intro().isEmpty()) {
                terminal.plain(section.intro());
            }
            for (List<String> row : section.rows()) {
                terminal.result("@|bold " + row.get(0) + "|@");
                for (int i = 1; i < row.size(); i++) {
                    if (!row.get(i).isEmpty()) {
                        terminal.plain(field(section.header().get(i), row.get(i)));
                    }
                }
            }
        }
    }

    private static String field(String name, String value) {
        return String.format(Locale.ROOT, "  %-12s %s", name, value);
    }

    private static String markdown(LawPage page) {
        StringBuilder text = new StringBuilder("# ").append(page.title()).append("\n\n");
        page.about()
                .forEach(line ->
                        text.append("- ").append(String.join(": ", line)).append('\n'));
        for (LawPage.Section section : page.sections()) {
            text.append("\n## ").append(section.title()).append("\n\n");
            if (!section.intro().isEmpty()) {
                text.append(section.intro()).append("\n\n");
            }
            text.append(row(section.header()));
            text.append("|").append("---|".repeat(section.header().size())).append('\n');
            section.rows().forEach(cells -> text.append(row(cells)));
        }
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
