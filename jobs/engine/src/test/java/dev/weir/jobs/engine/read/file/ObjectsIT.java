package dev.weir.jobs.engine.read.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.settings.OwnPlaces;
import dev.weir.jobs.release.TestBucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Source files that are objects in a bucket. */
class ObjectsIT {

    private final TestBucket bucket = new TestBucket();

    private void put(String key, String text) throws IOException {
        bucket.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<SourceFile> list(String pattern) {
        return SourceFiles.below(
                TestBucket.configuration(),
                bucket.address(),
                List.of(bucket.address() + pattern),
                new SourceRoots(List.of(), OwnPlaces.NONE));
    }

    private List<String> names(String pattern) {
        return list(pattern).stream().map(SourceFile::name).toList();
    }

    @Tag("slow")
    @Test
    void aFolderStandsForAllObjectsBelowAndAPatternForThoseThatItNames() throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 100; i < 305; i++) { // more than one answer holds
            put("2026/part-" + i + ".csv", "id\n" + i + "\n");
            all.add("2026/part-" + i + ".csv");
        }
        put("2027/a/b/c.csv", "id\n");
        put("2027/_SUCCESS", "");
        put("2027/_temporary/0/d.csv", "id\n");
        put("2027/.spark-staging/e.csv", "id\n");

        assertThat(names("/2026")).isEqualTo(all);
        assertThat(names("/2026/part-*.csv")).isEqualTo(all);
        assertThat(names("/2026/part-10[0-2].csv")).isEqualTo(all.subList(0, 3));
        assertThat(names("/2027")).containsExactly("2027/a/b/c.csv");
        assertThat(names("/*/a")).containsExactly("2027/a/b/c.csv");
        assertThat(names("/2028")).isEmpty();
        assertThat(names("/2026/none*.csv")).isEmpty();
    }

    @Test
    void anObjectThatIsReplacedByOneOfTheSameSizeIsFoundOutWithinTheSameSecond() throws IOException {
        put("a.csv", "id\n1\n");
        SourceFile listed = list("/a.csv").get(0);
        assertThat(listed.etag()).isNotEmpty();
        try (InputStream in = SourceStreams.stored(TestBucket.configuration(), listed)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("id\n1\n");
        }

        put("a.csv", "id\n2\n");

        assertThatThrownBy(() -> SourceStreams.stored(TestBucket.configuration(), listed))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("has changed since it was listed");
    }

    @Test
    void theSameBytesPutAgainAreTheSameFile() throws IOException {
        put("a.csv", "id\n1\n");
        SourceFile listed = list("/a.csv").get(0);
        put("a.csv", "id\n1\n");
        SourceStreams.checkUnchanged(TestBucket.configuration(), listed);
        assertThat(listed.modifiedMillis() % 1000).isZero();
    }

    @Test
    void whatKeepsABucketFromBeingListedIsSaidWithItsRemedy() {
        Configuration here = TestBucket.configuration();
        refused("s3a://no-such-bucket-here/x", here, "the store has no bucket 'no-such-bucket-here'", "bucket's name");

        Configuration dead = TestBucket.configuration();
        dead.set("fs.s3a.endpoint", "http://127.0.0.1:1");
        dead.set("fs.s3a.attempts.maximum", "1");
        dead.set("fs.s3a.retry.limit", "1");
        refused("s3a://nobody-answers/x", dead, "the store does not answer", "fs.s3a.endpoint");

        Configuration nobody = TestBucket.configuration();
        nobody.set("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        nobody.unset("fs.s3a.access.key");
        nobody.unset("fs.s3a.secret.key");
        refused("s3a://without-keys/x", nobody, "no credentials", "AWS_ACCESS_KEY_ID");
    }

    private static void refused(String address, Configuration configuration, String why, String remedy) {
        assertThatThrownBy(() -> SourceFiles.below(
                        configuration, address, List.of(address), new SourceRoots(List.of(), OwnPlaces.NONE)))
                .isInstanceOfSatisfying(UnreadableSourceException.class, failure -> {
                    assertThat(failure.why()).contains(why);
                    assertThat(failure.remedy()).contains(remedy);
                });
    }
}
