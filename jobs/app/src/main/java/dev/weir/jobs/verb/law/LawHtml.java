package dev.weir.jobs.verb.law;

import java.util.List;

/** A law pack as one HTML file that needs nothing else. */
final class LawHtml {

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

    private LawHtml() {}

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
