package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.cli.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the website of the documentation is looked for, and that its navigation has every page. */
class DocsSiteTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"site", "target/docs-site"})
    void itLiesInAReleaseOrWhereACheckoutBuildsIt(String folder) throws IOException {
        Path made = Files.createDirectories(home.resolve("a folder 文件夹").resolve(folder));
        assertThat(DocsSite.of(home.resolve("a folder 文件夹"))).isEmpty();
        Files.createFile(made.resolve("index.html"));
        assertThat(DocsSite.of(home.resolve("a folder 文件夹")))
                .hasValueSatisfying(
                        site -> assertThat(site.address("zh/steward").toString())
                                .startsWith("file:///")
                                .doesNotContain(" ")
                                .endsWith("/" + folder + "/zh/steward.html"));
    }

    /** The build of the website refuses a page without one; it is not part of each build. */
    @Test
    void itsNavigationHasEveryPage() throws IOException {
        String navigation = Files.readString(Launcher.HOME.resolve("docs-site/mkdocs.yml"));
        assertThat(DocPage.ALL)
                .allSatisfy(page -> assertThat(navigation).containsPattern(" docs/" + page.name() + "\\.md\n"));
    }
}
