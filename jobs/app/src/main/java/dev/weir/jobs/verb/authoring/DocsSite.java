package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The documentation as a website in a folder: a release archive brings it, and in a checkout {@code docs-site/build} makes it.
 *
 * @param folder where its pages lie, each under the name of its {@link DocPage}
 */
public record DocsSite(Path folder) {

    /** The front page, in English. */
    public static final String FRONT = "index";

    /** That of the Weir that runs; empty where none was made. */
    public static Optional<DocsSite> here() {
        return Optional.ofNullable(System.getProperty("weir.home")).flatMap(home -> of(Path.of(home)));
    }

    /** That of a release archive's folder, or of a checkout. */
    static Optional<DocsSite> of(Path home) {
        return Stream.of("site", "target/docs-site")
                .map(home::resolve)
                .filter(folder -> Files.isRegularFile(folder.resolve(FRONT + ".html")))
                .findFirst()
                .map(DocsSite::new);
    }

    /** As a problem where none was made. */
    public static DocsSite needed() {
        return here().orElseThrow(() -> ProblemsException.of(
                Code.MISSING_FILE,
                Place.of("weir docs"),
                "The website of the documentation is not here",
                "a release archive has it; a checkout has it once it was built",
                "run 'docs-site/build', which needs Python 3.11 and PyPI; 'weir docs PAGE' shows a page without it"));
    }

    /** What a browser opens for the page of that name. */
    public URI address(String page) {
        return folder.resolve(page + ".html").toAbsolutePath().toUri();
    }
}
