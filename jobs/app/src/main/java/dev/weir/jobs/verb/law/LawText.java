package dev.weir.jobs.verb.law;

import dev.weir.jobs.cli.terminal.Terminal;
import java.util.List;
import java.util.Locale;

/** A law pack in the terminal: each entry with its fields below it, since texts are long. */
final class LawText {

    private static final int NAMES = 12;

    private final Terminal terminal;

    LawText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(LawPage page) {
        terminal.result("@|bold " + page.title() + "|@");
        page.about().forEach(line -> terminal.out().println(field(line.get(0), line.get(1))));
        for (LawPage.Section section : page.sections()) {
            terminal.result("\n@|bold,underline " + section.title() + "|@");
            if (!section.intro().isEmpty()) {
                terminal.out().println(section.intro());
            }
            for (List<String> row : section.rows()) {
                terminal.result("@|bold " + row.get(0) + "|@");
                for (int i = 1; i < row.size(); i++) {
                    if (!row.get(i).isEmpty()) {
                        terminal.out().println(field(section.header().get(i), row.get(i)));
                    }
                }
            }
        }
    }

    private static String field(String name, String value) {
        return String.format(Locale.ROOT, "  %-" + NAMES + "s %s", name, value);
    }
}
