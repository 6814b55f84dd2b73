package dev.weir.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a failure says that nobody has foreseen. */
class FailureProblemsTest {

    private static Throwable library(String message, Throwable cause) {
        CompletionException thrown = new CompletionException(message, cause);
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("java.util.Any", "any", "Any.java", 1)});
        return thrown;
    }

    @Test
    void ourOwnWordsAreFoundAmongTheCauses() {
        IllegalStateException ours = new IllegalStateException(
                "Reading 'raw/a.orc' ended with java.time.DateTimeException", library("Zhang", new Error()));
        assertThat(FailureProblems.of(library("Job aborted: Zhang", ours)))
                .extracting(Problem::what)
                .containsExactly("Reading 'raw/a.orc' ended with java.time.DateTimeException");
    }

    @Test
    void wordsThatAreTheCausesAreNotOurs() {
        IllegalStateException wrapping = new IllegalStateException(library("Zhang", new Error()));
        assertThat(FailureProblems.of(wrapping))
                .extracting(Problem::what)
                .containsExactly("Something ended with java.lang.IllegalStateException");
    }
}
