package dev.weir.jobs.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.verb.authoring.DocPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The documentation as a website: all pages, whole, from a folder, without a network. */
@DisabledIfSystemProperty(named = "weir.site", matches = "none", disabledReason = "-Psite makes the website")
class DocsSiteIT {

    private static final Path SITE = Launcher.HOME.resolve("target/docs-site");

    /** What a browser fetches by itself. */
    private static final String LOADED =
            "script[src], img[src], iframe[src], source[src], video[src], audio[src], embed[src], object[data],"
                    + " link[href]";

    private static final Map<Path, Document> PAGES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (Path file : files(".html")) {
            // Where a web server cannot find a page it shows this one; its paths begin at the server's root.
            if (!file.endsWith("404.html")) {
                PAGES.put(file, Jsoup.parse(file));
            }
        }
    }

    @Test
    void everyPageIsThereWithItsTextAndTheSearch() throws IOException {
        assertThat(PAGES.keySet()).contains(SITE.resolve("index.html"), SITE.resolve("zh/index.html"));
        for (DocPage page : DocPage.ALL) {
            Path file = SITE.resolve(page.name() + ".html");
            assertThat(PAGES).containsKey(file);
            Document shown = document(file);
            WrittenPage written = WrittenPage.of(Launcher.HOME.resolve("docs/" + page.name() + ".md"));
            assertThat(shown.select("article h2, article h3, article h4"))
                    .as(page.name())
                    .hasSize((int) written.headings().stream()
                            .filter(heading -> heading.startsWith("##"))
                            .count());
            assertThat(shown.select("[data-md-component=search-query]")).hasSize(1);
        }
        String index = Files.readString(SITE.resolve("search/search_index.js"));
        assertThat(index).startsWith("var __index = ").contains("quarantine", "newBy", inJson("\u200b数据\u200b"));
        for (DocPage page : DocPage.ALL) {
            assertThat(index).contains("\"location\":\"" + page.name() + ".html\"");
        }
    }

    @Test
    void everyPageIsInItsLanguageAndLeadsToTheOther() {
        Set<Path> all = PAGES.keySet();
        PAGES.forEach((file, page) -> {
            boolean isChinese = file.startsWith(SITE.resolve("zh"));
            assertThat(page.select("html").attr("lang")).as(file.toString()).isEqualTo(isChinese ? "zh" : "en");
            Path relative = isChinese ? SITE.resolve("zh").relativize(file) : SITE.relativize(file);
            for (String language : List.of("en", "zh")) {
                Path folder = language.equals("en") ? SITE : SITE.resolve("zh");
                Path same = folder.resolve(relative);
                Element to = page.select(".md-select__link[hreflang=" + language + "]")
                        .first();
                assertThat(to).as(file + " to " + language).isNotNull();
                assertThat(target(file, to.attr("href")))
                        .isEqualTo(all.contains(same) ? same : folder.resolve("index.html"));
            }
            assertThat(page.select(".md-sidebar--primary a[href]").stream()
                            .map(link -> target(file, link.attr("href")))
                            .filter(target -> !target.startsWith(file)))
                    .as("navigation of " + file)
                    .allMatch(target -> target.startsWith(SITE.resolve("zh")) == isChinese);
        });
    }

    @Test
    void nothingIsLoadedFromANetwork() throws IOException {
        PAGES.forEach((file, page) -> {
            assertThat(page.select(LOADED))
                    .as(file.toString())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(element -> {
                        String from = element.hasAttr("src") ? element.attr("src") : element.attr("href");
                        assertThat(from).doesNotContain("//");
                        assertThat(target(file, from)).exists();
                    });
            // The theme would fetch what draws these.
            assertThat(page.select(".mermaid")).as(file.toString()).isEmpty();
        });
        for (Path style : files(".css")) {
            assertThat(Files.readString(style)).as(style.toString()).doesNotContain("@import", "url(http", "url(//");
        }
    }

    @Test
    void everyLinkLeadsToAFileAndAPlaceInIt() {
        Map<Path, Set<String>> places = new HashMap<>();
        PAGES.forEach((file, page) ->
                places.put(file, page.select("[id]").stream().map(Element::id).collect(Collectors.toSet())));
        List<String> faults = new ArrayList<>();
        int links = 0;
        for (Map.Entry<Path, Document> page : PAGES.entrySet()) {
            for (Element link : page.getValue().select("a[href]")) {
                String href = link.attr("href");
                if (URI.create(href).isAbsolute()) {
                    continue;
                }
                links++;
                Path target = target(page.getKey(), href);
                String place = URI.create(href).getFragment();
                Set<String> there = places.get(target);
                if (!Files.isRegularFile(target)
                        || (place != null && !place.isEmpty() && (there == null || !there.contains(place)))) {
                    faults.add(SITE.relativize(page.getKey()) + " -> " + href);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(links).isGreaterThan(1000);
    }

    private static Document document(Path file) {
        return requireNonNull(PAGES.get(file), file::toString);
    }

    private static Path target(Path page, String href) {
        return Path.of(page.toUri()
                .resolve(href.startsWith("#") ? page.getFileName() + href : href)
                .getPath());
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String inJson(String text) {
        return text.chars()
                .mapToObj(each -> each < 128 ? Character.toString(each) : String.format(Locale.ROOT, "\\u%04x", each))
                .collect(Collectors.joining());
    }
}
