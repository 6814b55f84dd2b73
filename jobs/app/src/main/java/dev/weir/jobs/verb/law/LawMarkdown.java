package dev.weir.jobs.verb.law;

import java.util.List;
import java.util.stream.Collectors;

/** A law pack in Markdown, with tables. */
final class LawMarkdown {

    private LawMarkdown() {}

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
