package dev.weir.jobs.engine.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every custody of keys has to do, and what the two do differently. */
class KeyCustodyTest {

    static Stream<KeyCustody> all() {
        return Stream.of(new InProcessKeys(), new KeysInTaskDescription());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aKeyThatATaskNamesIsTheSameForTheDriverAndForTasksThatRead(KeyCustody custody) throws Exception {
        FileKey written = copy(custody).key();
        byte[] key = written.bytes();
        FileKey home = copy(written);
        FileKey out = copy(home);

        assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(home.bytes()).isEqualTo(key);
        assertThat(out.bytes()).isEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoOverwritesACopyHasOverwrittenNoKey(KeyCustody custody) {
        FileKey key = custody.key();
        byte[] before = key.bytes();
        Arrays.fill(key.bytes(), (byte) 0);
        assertThat(key.bytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsForgottenOpensNothing(KeyCustody custody) {
        FileKey key = custody.key();
        custody.forget(List.of(key));
        custody.forget(List.of(key));
        assertThatThrownBy(key::bytes).isInstanceOf(ParquetCryptoRuntimeException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aKeyShowsNowhere(KeyCustody custody) {
        FileKey key = custody.key();
        String hex = HexFormat.of().formatHex(key.bytes());
        String base64 = Base64.getEncoder().encodeToString(key.bytes());
        assertThat(List.of(key.toString(), custody.toString()))
                .noneMatch(text ->
                        text.contains(hex) || text.contains(base64) || text.contains(Arrays.toString(key.bytes())));
    }

    @Test
    void keysLeaveTheProcessOnlyWhereSparkEncryptsItsMessages() {
        assertThat(KeyCustody.of(new SparkConf(false).setMaster("local[4]"))).isInstanceOf(InProcessKeys.class);
        SparkConf cluster = new SparkConf(false).setMaster("local-cluster[2,1,1024]");
        assertThatThrownBy(() -> KeyCustody.of(cluster))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::what)
                                .anyMatch(what -> what.contains("spark.network.crypto.enabled")));
        cluster.set("spark.authenticate", "true")
                .set("spark.network.crypto.enabled", "true")
                .set("spark.network.crypto.saslFallback", "false");
        assertThat(KeyCustody.of(cluster)).isInstanceOf(KeysInTaskDescription.class);
    }

    @Test
    void noTwoRunsShareAKey() {
        assertThat(new InProcessKeys().key().bytes())
                .isNotEqualTo(new InProcessKeys().key().bytes());
        KeysInTaskDescription custody = new KeysInTaskDescription();
        assertThat(custody.key().bytes()).isNotEqualTo(custody.key().bytes());
    }

    @Test
    void inOneProcessNoKeyTravels() throws Exception {
        InProcessKeys custody = new InProcessKeys();
        assertThat(text(serialised(custody)) + text(serialised(custody.key())))
                .doesNotContain(text(custody.key().bytes()));
    }

    /** So a broadcast of what the tasks of a stage share has none. */
    @Test
    void theTasksThatWriteAreSentNoKey() throws Exception {
        assertThat(serialised(new KeysInTaskDescription()))
                .hasSizeLessThan(32 + KeysInTaskDescription.class.getName().length() + 40);
        FileKey key = new KeysInTaskDescription().key();
        assertThat(text(serialised(key))).contains(text(key.bytes()));
    }

    @Test
    void aKeyIsAtHandWhileAFileIsOpened() {
        CurrentFileKey factory = new CurrentFileKey();
        FileKey key = new KeysInTaskDescription().key();
        Path file = new Path("/landed/part-0.parquet");

        byte[] used = CurrentFileKey.open(
                key,
                () -> factory.getFileDecryptionProperties(new Configuration(false), file)
                        .getFooterKey());

        assertThat(used).isEqualTo(key.bytes());
        assertThatThrownBy(() -> factory.getFileDecryptionProperties(new Configuration(false), file))
                .isInstanceOf(ParquetCryptoRuntimeException.class);
    }

    private static byte[] serialised(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialised(object)))) {
            return (T) in.readObject();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
