package dev.weir.catalogue.croissant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No file counts as checked that was not hashed, whatever a document says. */
class DescribedFilesTest {

    private static final String HASH = Sha256.hex("hello".getBytes(StandardCharsets.UTF_8));
    private static final String GOOD = "{ \"contentUrl\": \"d/a.txt\", \"sha256\": \"" + HASH + "\" }";

    @TempDir
    private Path outer;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(outer.resolve("in/d"));
        Files.writeString(outer.resolve("in/d/a.txt"), "hello");
        Files.writeString(outer.resolve("in/d/b.txt"), "hello");
        Files.writeString(outer.resolve("out.txt"), "hello");
        Files.createSymbolicLink(outer.resolve("in/link.txt"), outer.resolve("out.txt"));
        Files.createSymbolicLink(outer.resolve("in/up"), outer);
    }

    private DescribedFiles of(String distribution) throws IOException {
        Path document = outer.resolve("in/x.json");
        Files.writeString(document, "{ \"distribution\": " + distribution + " }");
        return DescribedFiles.of(document);
    }

    @Test
    void countsAFileOnceHoweverItIsWritten() throws IOException {
        String upper = GOOD.replace(HASH, HASH.toUpperCase(Locale.ROOT));
        DescribedFiles found = of("[" + GOOD + "," + upper + ", { \"includes\": [\"d/a.txt\"] }]");

        assertThat(found.problems()).isEmpty();
        assertThat(found.checked()).isEqualTo(1);
        assertThat(of(GOOD).checked()).as("one value needs no list").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { "@id": "q", "sha256": "HASH" }                        | is not named by a path
            "d/a.txt"                                               | is not named by a path
            { "@type": "cr:FileSet", "@id": "fs" }                  | is not named by a path
            { "includes": "d/*.txt" }                               | is a pattern
            { "includes": ["d/b.txt"] }                             | has no hash
            { "contentUrl": "d/b.txt" }                             | has no SHA-256
            { "contentUrl": "d/b.txt", "sha256": null }             | has no SHA-256
            { "contentUrl": "d/b.txt", "sha256": "5" }              | has no SHA-256
            { "contentUrl": "../out.txt", "sha256": "HASH" }        | lies outside
            { "contentUrl": "/etc/hostname", "sha256": "HASH" }     | lies outside
            { "contentUrl": "link.txt", "sha256": "HASH" }          | is a link out of
            { "contentUrl": "up/out.txt", "sha256": "HASH" }        | is a link out of
            { "contentUrl": "https://x.org/a", "sha256": "HASH" }   | is an address
            { "contentUrl": "file:///a.txt", "sha256": "HASH" }     | is an address
            { "contentUrl": "d/c.txt", "sha256": "HASH" }           | is not there
            """)
    void namesEachEntryThatItDidNotCheck(String entry, String what) throws IOException {
        DescribedFiles found = of("[" + GOOD + "," + entry.replace("HASH", HASH) + "]");

        assertThat(found.checked()).isEqualTo(1);
        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains(what));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []
            [GOOD], "distribution": [GOOD]
            [GOOD] } {
            """)
    void refusesWhatIsReadInTwoWays(String distribution) {
        assertThatThrownBy(() -> of(distribution.replace("GOOD", GOOD))).isInstanceOf(ProblemsException.class);
    }
}
