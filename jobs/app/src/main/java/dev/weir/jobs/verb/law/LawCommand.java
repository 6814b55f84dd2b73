package dev.weir.jobs.verb.law;

import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the law that a workspace works by. */
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

    /** How the page is printed. */
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
            case MARKDOWN -> terminal.out().print(AsMarkdown.of(LawPage.of(law)));
            case HTML -> terminal.out().print(AsHtml.of(LawPage.of(law)));
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

    /** A law pack in Markdown, with tables. */
    private static final class AsMarkdown {

        static String of(LawPage page) {
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

    /** A law pack as one HTML file that needs nothing else. */
    private static final class AsHtml {

        private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>TITLE</title>
            <style>
            body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem;
              color: #1c2833; background: #fff; }
            h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
            table { border-collapse: collapse; width: 100%; font-size: 0.85rem; }
            th, td { border-bottom: 1px solid #d5dbe1; padding: 0.35rem 0.5rem; text-align: left; vertical-align: top; }
            th { background: #eef2f5; position: sticky; top: 0; } td:first-child { font-weight: 600; white-space: nowrap; }
            dt { font-weight: 600; float: left; width: 7rem; clear: left; } dd { margin-left: 7rem; overflow-wrap: anywhere; }
            @media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #14191f; } th { background: #202831; }
              th, td { border-color: #38444f; } }
            </style>
            </head>
            <body>
            """;

        static String of(LawPage page) {
            StringBuilder html = new StringBuilder(HEAD.replace("TITLE", escaped(page.title())));
            html.append("<h1>").append(escaped(page.title())).append("</h1>\n<dl>\n");
            page.about()
                    .forEach(line -> html.append("<dt>")
                            .append(escaped(line.get(0)))
                            .append("</dt><dd>")
                            .append(escaped(line.get(1)))
                            .append("</dd>\n"));
            html.append("</dl>\n");
            page.sections().forEach(section -> section(section, html));
            return html.append("</body>\n</html>\n").toString();
        }

        private static void section(LawPage.Section section, StringBuilder html) {
            html.append("<h2>").append(escaped(section.title())).append("</h2>\n");
            if (!section.intro().isEmpty()) {
                html.append("<p>").append(escaped(section.intro())).append("</p>\n");
            }
            html.append("<table>\n<thead>");
            row(section.header(), "th", html);
            html.append("</thead>\n<tbody>\n");
            section.rows().forEach(cells -> row(cells, "td", html));
            html.append("</tbody>\n</table>\n");
        }

        private static void row(List<String> cells, String tag, StringBuilder html) {
            html.append("<tr>");
            cells.forEach(cell -> html.append('<')
                    .append(tag)
                    .append('>')
                    .append(escaped(cell))
                    .append("</")
                    .append(tag)
                    .append('>'));
            html.append("</tr>\n");
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }
    }
}
