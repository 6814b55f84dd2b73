package dev.weir.releases.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteFailureTest {

    @Test
    void aStoreThatDoesNotAnswerIsNoMissingRight() {
        IOException told = new IOException("PUT with x-amz-secret", new ConnectException("Connection refused"));
        assertThat(WriteFailure.of("s3a://b/releases/x.json", told))
                .hasMessageContaining(
                        "S004  The store of 's3a://b/releases/x.json' does not answer; nothing answers at the store's address; See that it is up")
                .hasMessageNotContaining("x-amz")
                .hasCause(told);
    }

    @Test
    void ofABucketNoWordOfItsClientIsShown() {
        assertThat(WriteFailure.of("s3a://b/x", new AccessDeniedException("PUT with x-amz-secret")))
                .hasMessageContaining(
                        "S003  's3a://b/x' cannot be written; the store gives this user's credentials no right to it; See to the rights")
                .hasMessageNotContaining("x-amz");
    }

    /** A store that is overloaded, breaks off, or has a certificate that nobody trusts takes nothing, whatever the rights are. */
    @ParameterizedTest
    @CsvSource({
        "java.io.EOFException, the store closed the connection before its answer was there",
        "javax.net.ssl.SSLException, its client reports SSLException",
        "java.io.IOException, its client reports IOException"
    })
    void whatElseABucketAnswersIsTheStores(Class<? extends IOException> kind, String words)
            throws ReflectiveOperationException {
        IOException told = kind.getConstructor(String.class).newInstance("503 with x-amz-secret");
        assertThat(WriteFailure.of("s3a://b/x", told))
                .hasMessageContaining(
                        "S004  The store of 's3a://b/x' could not do what was asked; " + words + "; See that it is up")
                .hasMessageNotContaining("x-amz");
    }

    @Test
    void ofADiskTheSystemsWordsAreShown() {
        assertThat(WriteFailure.of("/data/x", new IOException("No space left on device")))
                .hasMessageContaining(
                        "S003  '/data/x' cannot be written; IOException (No space left on device); Free space on its disk");
        assertThat(WriteFailure.of("/data/x", new IOException()))
                .hasMessageContaining("'/data/x' cannot be written; IOException; Free");
    }
}
