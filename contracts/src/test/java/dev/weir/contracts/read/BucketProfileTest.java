package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile may say of a warehouse in a bucket. */
class BucketProfileTest {

    private static final String SERVER = "{ type: postgresql, store: \"jdbc:postgresql://localhost/weir\" }";

    @TempDir
    Path folder;

    private void profile(String profile) throws IOException {
        Files.writeString(
                folder.resolve("weir.yaml"),
                "workspace: w\nprofiles:\n  centre: " + profile + "\nlaw: { pack: cn-2026-01 }\n");
        WorkspaceReader.readSettings(folder, Optional.empty(), Map.of("SECRET", "s3cr3t"));
    }

    @Test
    void itNeedsACatalogueOnAServer() throws IOException {
        profile("{ warehouse: s3a://bucket/prefix, catalogue: " + SERVER + " }");
        assertThatThrownBy(() -> profile("{ warehouse: s3a://bucket/prefix }"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("the catalogue is of type 'sqlite', and the warehouse lies in a bucket")
                .hasMessageContaining("type: postgresql");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/prefix, Hadoop's own scheme for S3 is s3a",
        "s3a://Bucket/prefix, the warehouse is no prefix of a bucket",
        "s3a://key:word@bucket/prefix, the warehouse is no prefix of a bucket",
        "s3a://bucket/a b, the warehouse is no prefix of a bucket"
    })
    void itsAddressIsWrittenOneWay(String address, String expected) {
        assertThatThrownBy(() -> profile("{ warehouse: \"" + address + "\", catalogue: " + SERVER + " }"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(expected)
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("word"));
    }

    @Test
    void aSecretIsNamedAndNeverWrittenOut() throws IOException {
        profile("{ warehouse: warehouse, spark: { spark.hadoop.fs.s3a.secret.key: \"${SECRET}\" } }");
        for (String name : new String[] {"secret.key", "bucket.landing.secret.key", "session.token"}) {
            assertThatThrownBy(() -> profile("{ spark: { spark.hadoop.fs.s3a." + name + ": s3cr3t } }"))
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining("The profile writes out 'spark.hadoop.fs.s3a." + name + "'")
                    .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("s3cr3t"));
        }
    }
}
