package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedKeyTest {

    /** RFC 5869, section 2, written with HMAC alone: what one round of expanding gives. */
    @Property(tries = 200)
    void isWhatTheStandardDerives(
            @ForAll @Size(32) byte[] secret, @ForAll @AlphaChars @StringLength(min = 1, max = 80) String purpose)
            throws GeneralSecurityException {
        byte[] extracted = hmacSha256(new byte[32], secret);
        byte[] block = (purpose + "\u0001").getBytes(StandardCharsets.UTF_8);
        assertThat(key(secret).derive(purpose).secret()).isEqualTo(hmacSha256(extracted, block));
    }

    @Property(tries = 200)
    void differsForEachPurposeAndKey(
            @ForAll @Size(32) byte[] one,
            @ForAll @Size(32) byte[] other,
            @ForAll @AlphaChars @StringLength(min = 1, max = 8) String purpose) {
        Assume.that(!Arrays.equals(one, other));
        assertThat(key(one).derive(purpose).secret())
                .isNotEqualTo(key(one).derive(purpose + "/").secret())
                .isNotEqualTo(key(other).derive(purpose).secret())
                .isNotEqualTo(one);
    }

    @Test
    void knowsTheKeyItComesFrom() {
        WorkspaceKey key = key(new byte[32]);
        assertThat(key.derive("weir/test")).hasToString("DerivedKey[weir/test, of " + key.id() + "]");
    }

    @Test
    void isRefusedWithoutAPurpose() {
        assertThatThrownBy(() -> key(new byte[32]).derive(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    /** The published vectors of both functions for this key and message (RFC 4231, test case 2, for SHA-256). */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SM3, 2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882",
        "HMAC_SHA_256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    })
    void keysTheFunctionAsPublished(MacAlgorithm algorithm, String hash) {
        DerivedKey jefe = new DerivedKey("Jefe".getBytes(StandardCharsets.US_ASCII), "test", "test");
        byte[] message = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(jefe.mac(algorithm).doFinal(message)))
                .isEqualTo(hash);
    }

    private static WorkspaceKey key(byte[] secret) {
        return new WorkspaceKey(secret, Instant.EPOCH);
    }

    private static byte[] hmacSha256(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }
}
