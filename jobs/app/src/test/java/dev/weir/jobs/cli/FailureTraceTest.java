package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What a stack trace shows of a failure. */
class FailureTraceTest {

    private static final String VALUE = "110105199003074514";

    private static String trace(Throwable failure) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        FailureTrace.print(failure, new PrintStream(text, false, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    private static Throwable ofTheJdk() {
        try {
            new URI("http://[" + VALUE);
            throw new AssertionError("It is a URI.");
        } catch (URISyntaxException e) {
            return e;
        }
    }

    @Test
    void ownMessagesAreShown() {
        assertThat(trace(new IllegalStateException("The table has no key")))
                .contains(
                        "java.lang.IllegalStateException: The table has no key", "FailureTraceTest.ownMessagesAreShown")
                .doesNotContain("left out");
    }

    @Test
    void messagesOfLibrariesAreNot() {
        Throwable inner = ofTheJdk();
        Throwable passedOn = new IllegalStateException(inner.getMessage(), inner);
        Throwable again = new RuntimeException(passedOn);
        again.addSuppressed(ofTheJdk());
        assertThat(trace(again))
                .contains(
                        "Caused by: java.net.URISyntaxException",
                        "Suppressed: java.net.URISyntaxException",
                        "\tat java.")
                .contains("Messages of libraries are left out here")
                .doesNotContain(VALUE);
    }

    @Test
    void whatIsSaidOfFilesIsShown() {
        assertThat(trace(new IOException("The copy failed", new NoSuchFileException("/tmp/weir/a.parquet"))))
                .contains("java.nio.file.NoSuchFileException: /tmp/weir/a.parquet", "The copy failed");
    }

    @Test
    void aCauseThatIsItsOwnEnds() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.initCause(other);
        assertThat(trace(one)).contains("one", "other");
    }
}
