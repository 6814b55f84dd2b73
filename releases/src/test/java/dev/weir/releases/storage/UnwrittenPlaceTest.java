package dev.weir.releases.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class UnwrittenPlaceTest {

    @Test
    void aStoreThatDoesNotAnswerIsNoMissingRight() {
        IOException told = new IOException("PUT with x-amz-secret", new ConnectException("Connection refused"));
        assertThat(UnwrittenPlace.of("s3a://b/releases/x.json", told))
                .hasMessageContaining(
                        "S004  The store of 's3a://b/releases/x.json' does not answer; ConnectException; See that it is up")
                .hasMessageNotContaining("x-amz")
                .hasCause(told);
    }

    @Test
    void ofABucketNoWordOfItsClientIsShown() {
        assertThat(UnwrittenPlace.of("s3a://b/x", new AccessDeniedException("PUT with x-amz-secret")))
                .hasMessageContaining("S003  's3a://b/x' cannot be written; AccessDeniedException; See to the store")
                .hasMessageNotContaining("x-amz");
    }

    @Test
    void ofADiskTheSystemsWordsAreShown() {
        assertThat(UnwrittenPlace.of("/data/x", new IOException("No space left on device")))
                .hasMessageContaining(
                        "S003  '/data/x' cannot be written; IOException (No space left on device); Free space on its disk");
        assertThat(UnwrittenPlace.of("/data/x", new IOException()))
                .hasMessageContaining("'/data/x' cannot be written; IOException; Free");
    }
}
