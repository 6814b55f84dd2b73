package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code weir docs}: the pages as they lie in the jar. */
class DocsCommandTest {

    private static final Path DOCS = Path.of("../../docs");

    @Test
    void eachPageIsListedAndIsTheOneOfTheDocumentation() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            List<String> written = pages.filter(page -> page.toString().endsWith(".md"))
                    .map(page -> DOCS.relativize(page).toString().replaceFirst("\\.md$", ""))
                    .toList();
            assertThat(DocPage.ALL).extracting(DocPage::name).containsExactlyInAnyOrderElementsOf(written);
        }
        assertThat(WarmCommands.weir("docs").with(0).out().lines()).hasSize(DocPage.ALL.size());
        for (DocPage page : DocPage.ALL) {
            assertThat(WarmCommands.weir("docs", page.name()).with(0).out())
                    .isEqualTo(Files.readString(DOCS.resolve(page.name() + ".md")));
        }
    }

    @Test
    void withoutAWebsiteOneLineSaysWhatMakesIt() {
        assertThat(WarmCommands.weir("docs", "--site").with(2).err()).contains("C010", "docs-site/build");
    }

    /** Of headings that have a word, such as the name of a code, the one that is the word is meant. */
    @Test
    void aSectionThatIsCalledSoIsPreferred() {
        assertThat(DocPage.sections(DocPage.ALL, "source-drift"))
                .as("a heading that has the word among others")
                .hasSize(1);
        assertThat(WarmCommands.weir("docs", "drift").with(0).out())
                .startsWith("## Drift\n")
                .contains("kolmogorov-smirnov")
                .doesNotContain("weir docs ");
        assertThat(WarmCommands.weir("docs", "DRIFT").with(0).out()).startsWith("## Drift\n");
        assertThat(WarmCommands.weir("docs", "codes", "drift").with(0).out()).startsWith("## Q002 source-drift\n");
    }

    @Test
    void aPageInAFolderIsFoundByItsNameAloneAndAFolderByItsFirstPage() throws IOException {
        for (String[] asked : new String[][] {
            {"loads", "language/loads"},
            {"language", "language/index"},
            {"docs/language/formats/vcf.md", "language/formats/vcf"}
        }) {
            assertThat(WarmCommands.weir("docs", asked[0]).with(0).out())
                    .isEqualTo(Files.readString(DOCS.resolve(asked[1] + ".md")));
        }
    }

    @Test
    void wordsFindTheirSections() throws IOException {
        String databases =
                WarmCommands.weir("docs", "language", "databases").with(0).out();
        assertThat(databases).startsWith("# Databases\n").contains("newBy").doesNotContain("## Reading is strict");
        String loads = WarmCommands.weir("docs", "loads", "due").with(0).out();
        assertThat(loads).startsWith("## When a product is due\n").doesNotContain("# Loads");
        assertThat(WarmCommands.weir("docs", "release").with(0).out().lines())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("weir docs "));
        assertThat(WarmCommands.weir("docs", "no such thing").with(2).err()).contains("C020", "'weir docs' lists");
        assertThat(WarmCommands.weir("docs", "steward", "no such thing").with(2).err())
                .contains("the page 'steward'");
        for (String[] words : new String[][] {{}, {"steward"}, {"release"}}) {
            String[] all = Stream.concat(Stream.of("docs", "-o", "json"), Stream.of(words))
                    .toArray(String[]::new);
            assertThat(Schemas.valid(
                            "docs",
                            JsonMapper.builder()
                                    .build()
                                    .readTree(WarmCommands.weir(all).with(0).out())))
                    .isTrue();
        }
    }
}
