package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.verb.authoring.DocPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "docs",
        description = {
            "Show a page of the documentation, or its sections on something.",
            "Without words, lists the pages. Words that are no page are looked for in all headings: a section that is",
            "called so is shown alone, whatever others have the words among others.",
            "A release archive has the pages as a website as well, with search, in English and Chinese.",
            "It needs no network."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir docs                       the pages",
            "  weir docs steward | less        one of them",
            "  weir docs loads                 the page on loads, of the folder 'language'",
            "  weir docs language roles        what the pages of 'language' have on roles",
            "  weir docs drift                 the section on drift, wherever it is",
            "  xdg-open $(weir docs --site)    all of them in a browser",
        })
public final class DocsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            index = "0..*",
            arity = "0..*",
            paramLabel = "PAGE|WORDS",
            description = "A page, words of a heading, or both.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--site", description = "Print the address of the website, or of the page in it, for a browser.")
    private boolean site;

    @Mixin
    private OutputOption output = new OutputOption();

    public DocsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (site) {
            return printAddress();
        }
        if (words.isEmpty()) {
            return output.print(terminal, this::list, DocsCommand::listed);
        }
        Optional<DocPage> page = DocPage.named(words.get(0));
        if (page.isPresent() && words.size() == 1) {
            return print(page.get().name(), page.get().text());
        }
        String asked = String.join(" ", page.isPresent() ? words.subList(1, words.size()) : words);
        List<Section> found = DocPage.sections(page.map(DocPage::andThoseBelow).orElse(DocPage.ALL), asked);
        if (found.isEmpty()) {
            throw ProblemsException.usage(
                    "weir docs",
                    "No page and no heading has '" + asked + "'",
                    page.map(each -> "the page '" + each.name() + "' was looked through")
                            .orElse("all pages were looked through"),
                    "'weir docs' lists the pages");
        }
        if (found.size() == 1) {
            return print(found.get(0).page().name(), found.get(0).text());
        }
        return output.print(
                terminal,
                () -> found.forEach(
                        section -> terminal.plain("weir docs " + section.page().name() + " '"
                                + section.heading().toLowerCase(Locale.ROOT).replace("'", "'\\''") + "'")),
                () -> Json.object()
                        .set(
                                "sections",
                                Json.objects(
                                        found,
                                        section -> Json.object()
                                                .put("page", section.page().name())
                                                .put("heading", section.heading()))));
    }

    private int printAddress() {
        DocsSite made = DocsSite.needed();
        String asked = String.join(" ", words);
        String name = words.isEmpty()
                ? DocsSite.FRONT
                : DocPage.named(asked)
                        .map(DocPage::name)
                        .orElseThrow(() -> ProblemsException.usage(
                                "weir docs",
                                "No page is called '" + asked + "'",
                                "the website is opened at a page",
                                "'weir docs' lists the pages; the website has a search"));
        String address = made.address(name).toString();
        return output.print(
                terminal, () -> terminal.plain(address), () -> Json.object().put("site", address));
    }

    private static ObjectNode listed() {
        ObjectNode listed = Json.object();
        listed.set(
                "pages",
                Json.objects(
                        DocPage.ALL,
                        page -> Json.object().put("name", page.name()).put("about", page.about())));
        DocsSite.here()
                .ifPresent(
                        made -> listed.put("site", made.address(DocsSite.FRONT).toString()));
        return listed;
    }

    private void list() {
        AlignedColumns.print(
                terminal,
                DocPage.ALL.stream()
                        .map(page -> List.of(page.name(), page.about()))
                        .toList());
        DocsSite.here().ifPresent(made -> terminal.plain("In a browser, with search: " + made.address(DocsSite.FRONT)));
    }

    private int print(String page, String markdown) {
        return output.print(
                terminal,
                () -> terminal.out().print(markdown),
                () -> Json.object().put("page", page).put("markdown", markdown));
    }
}
