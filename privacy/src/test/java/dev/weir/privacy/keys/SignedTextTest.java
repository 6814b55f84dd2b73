package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of keys and texts that keys sign. */
final class SignedTextTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String MESSAGE = "{\n  \"a\": 1\n}\n";

    @Test
    void theSignatureIsALineOfItsOwnAfterTheFirst() {
        SigningKey key = SigningKey.random(SigningAlgorithm.ED25519, RANDOM);
        String text = SignedText.print(MESSAGE, key);
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("{");
        assertThat(lines.get(1)).matches("  \"signature\": \"[A-Za-z0-9+/]{86}==\",");
        assertThat(lines.get(2)).isEqualTo("  \"a\": 1");
        SignedText signed = SignedText.of(text).orElseThrow();
        assertThat(signed.message()).isEqualTo(MESSAGE);
        assertThat(signed.isBy(key.verifying())).isTrue();
        assertThat(signed.isBy(
                        SigningKey.random(SigningAlgorithm.ED25519, RANDOM).verifying()))
                .isFalse();
        assertThat(SignedText.of(text.replace("\"a\": 1", "\"a\": 2"))
                        .orElseThrow()
                        .isBy(key.verifying()))
                .isFalse();
        assertThat(SignedText.of(MESSAGE)).isEmpty();
        assertThat(SignedText.of("{\n  \"signature\": \"A\",\n}\n")
                        .orElseThrow()
                        .isBy(key.verifying()))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureOfAnotherLengthIsNone(SigningAlgorithm algorithm) {
        SigningKey key = SigningKey.random(algorithm, RANDOM);
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign(message);
        assertThat(key.verifying().fits(message, signature)).isTrue();
        assertThat(key.verifying().fits(message, new byte[0])).isFalse();
        assertThat(key.verifying().fits(message, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
        assertThat(key.verifying().fits(message, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aPublicKeyWithMoreBesideItIsNone(SigningAlgorithm algorithm) {
        VerifyingKey key = SigningKey.random(algorithm, RANDOM).verifying();
        byte[] der = Pem.parse("PUBLIC KEY", key.pem()).orElseThrow();
        assertThat(VerifyingKey.parse(Pem.print("PUBLIC KEY", Arrays.copyOf(der, der.length + 1))))
                .isEmpty();
        assertThat(VerifyingKey.parse(Pem.print("PUBLIC KEY", Arrays.copyOf(der, der.length - 1))))
                .isEmpty();
        assertThat(key.toString()).isEqualTo("VerifyingKey[" + algorithm.word() + " " + key.id() + "]");
        assertThat(key.id()).isEqualTo(Sha256.hex(der));
    }

    /** A compressed point is another way to write the same SM2 key, and would have another id. */
    @Test
    void aPublicKeyWrittenInAnotherWayIsNone() {
        VerifyingKey key = SigningKey.random(SigningAlgorithm.SM2, RANDOM).verifying();
        byte[] der = Pem.parse("PUBLIC KEY", key.pem()).orElseThrow();
        String point = HexFormat.of().formatHex(key.point());
        String compressed =
                (Integer.parseInt(point.substring(129), 16) % 2 == 0 ? "02" : "03") + point.substring(2, 66);
        String whole = HexFormat.of().formatHex(der);
        byte[] other = HexFormat.of()
                .parseHex(whole.replace(point, compressed)
                        .replaceFirst("^3059", "3039")
                        .replaceFirst("034200", "032200"));
        assertThat(VerifyingKey.parse(Pem.print("PUBLIC KEY", other))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 47, 48, 49, 96, 200})
    void linesOfAKeyAreOf64Characters(int length) {
        byte[] der = new byte[length];
        Arrays.fill(der, (byte) 7);
        String pem = Pem.print("KEY", der);
        assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
        assertThat(Pem.parse("KEY", pem))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(der));
        assertThat(Pem.parse("KEY", pem.replace("\n", "\r\n"))).isPresent();
        assertThat(Pem.parse("OTHER", pem)).isEmpty();
        assertThat(Pem.parse("KEY", pem + "\n")).isEmpty();
        assertThat(Pem.parse("KEY", " " + pem)).isEmpty();
    }

    @Test
    void aBeginningAndAnEndThatOverlapAreNoKey() {
        assertThat(Pem.parse("KEY", "-----BEGIN KEY-----\n-----END KEY-----\n")).isEmpty();
        assertThat(Pem.parse("KEY", "-----BEGIN KEY-----\n\n-----END KEY-----\n"))
                .hasValueSatisfying(read -> assertThat(read).isEmpty());
    }

    @Test
    void aKeyGoesByTheFirstRecordThatKnowsItsEnd() {
        SigningKey key = SigningKey.random(SigningAlgorithm.ED25519, RANDOM);
        byte[] signed = "signed".getBytes(StandardCharsets.UTF_8);
        byte[] later = "later".getBytes(StandardCharsets.UTF_8);
        KeyRetirement end = new KeyRetirement(
                key.verifying().id(), "next", Instant.EPOCH, true, List.of(), Set.of(Sha256.hex(signed)));
        KeyRetirement other = new KeyRetirement("other", "next", Instant.EPOCH, true, List.of(), Set.of());
        VerifyingKey open = key.verifying();
        assertThat(open.under(List.of()).end()).isEmpty();
        assertThat(open.under(List.of(record(other))).record()).isEmpty();
        VerifyingKey under = open.under(List.of(record(other), record(end)));
        assertThat(under.end()).contains(end);
        assertThat(under.verifies(signed, key.sign(signed))).isTrue();
        assertThat(under.verifies(later, key.sign(later))).isFalse();
        assertThat(open.verifies(later, key.sign(later))).isTrue();
        assertThat(under.fits(later, key.sign(later))).isTrue();
    }

    private static KeyRecord record(KeyRetirement end) {
        return KeyRecord.of(List.of(end), SigningKey.random(SigningAlgorithm.ED25519, RANDOM));
    }

    @Test
    void aVersionHasItsSecretUntilItIsRetired() {
        WorkspaceKey key = new WorkspaceKey(new byte[32], Instant.EPOCH);
        assertThat(key).hasToString("WorkspaceKey[" + key.id() + "]");
        assertThatThrownBy(() -> new WorkspaceKey(new byte[31], Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> version(KeyState.ACTIVE, Optional.empty(), Optional.empty()))
                .hasMessageContaining("is active and has no secret, or a time");
        assertThatThrownBy(() -> version(KeyState.PREVIOUS, Optional.of(key), Optional.of(Instant.EPOCH)))
                .hasMessageContaining("is previous and has no secret, or a time");
        assertThatThrownBy(() -> version(KeyState.RETIRED, Optional.of(key), Optional.of(Instant.EPOCH)))
                .hasMessageContaining("is retired and still has its secret, or no time");
        assertThatThrownBy(() -> version(KeyState.RETIRED, Optional.empty(), Optional.empty()))
                .hasMessageContaining("is retired and still has its secret, or no time");
        assertThat(version(KeyState.RETIRED, Optional.empty(), Optional.of(Instant.EPOCH))
                        .key())
                .isEmpty();
    }

    private static KeyVersion version(KeyState state, Optional<WorkspaceKey> key, Optional<Instant> retired) {
        return new KeyVersion(new WorkspaceKey(new byte[32], Instant.EPOCH).id(), Instant.EPOCH, state, key, retired);
    }
}
