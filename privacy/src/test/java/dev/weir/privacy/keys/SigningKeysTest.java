package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.SigningAlgorithm;
import dev.weir.contracts.SigningSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path root;

    private SigningKeys keys() {
        return SigningKeys.of(root, SigningSettings.USUAL);
    }

    @Test
    void aPairIsMadeOnceAndReadBack() throws IOException {
        SigningKeys.Found made = keys().readOrMake(RANDOM);
        SigningKeys.Found read = keys().readOrMake(RANDOM);
        assertThat(made.made()).isTrue();
        assertThat(read.made()).isFalse();
        assertThat(read.key().verifying()).isEqualTo(made.key().verifying());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("keys/release.key"))))
                .isEqualTo("rw-------");
        assertThat(SigningKeys.publicKey(root.resolve("keys/release.pub")))
                .isEqualTo(made.key().verifying());
    }

    @Test
    void rotationKeepsThePublicKeysOfEarlierPairs() throws IOException {
        VerifyingKey first = keys().readOrMake(RANDOM).key().verifying();
        VerifyingKey second = keys().rotate(RANDOM).verifying();
        VerifyingKey third = SigningKeys.of(
                        root, new SigningSettings(SigningAlgorithm.SM2, "keys/release.key", "keys/release.pub"))
                .rotate(RANDOM)
                .verifying();
        assertThat(third.algorithm()).isEqualTo(SigningAlgorithm.SM2);
        assertThat(keys().publics())
                .extracting(SigningKeys.Public::key)
                .containsExactlyInAnyOrder(third, first, second)
                .startsWith(third);
        assertThat(root.resolve("keys/release." + first.id().substring(0, 16) + ".pub"))
                .exists();
        assertThat(keys().readOrMake(RANDOM).key().verifying()).isEqualTo(third);
    }

    /** A writer that died after the new private key was there. */
    @Test
    void aRotationThatDiedIsFinished() throws IOException {
        VerifyingKey first = keys().readOrMake(RANDOM).key().verifying();
        String before = Files.readString(root.resolve("keys/release.pub"));
        VerifyingKey second = keys().rotate(RANDOM).verifying();
        Files.writeString(root.resolve("keys/release.pub"), before);
        assertThatThrownBy(() -> keys().existing()).hasMessageContaining("does not fit the public key");
        SigningKeys.Found finished = keys().readOrMake(RANDOM);
        assertThat(finished.key().verifying()).isEqualTo(second);
        assertThat(finished.former()).contains(first);
        assertThat(keys().existing().verifying()).isEqualTo(second);
        assertThat(keys().readOrMake(RANDOM).former()).isEmpty();
        assertThat(keys().publics()).extracting(SigningKeys.Public::key).containsExactly(second, first);
    }

    @Test
    void aPublicKeyWhosePrivateOneIsLostIsKept() throws IOException {
        VerifyingKey first = keys().readOrMake(RANDOM).key().verifying();
        Files.delete(root.resolve("keys/release.key"));
        SigningKeys.Found second = keys().readOrMake(RANDOM);
        assertThat(second.made()).isTrue();
        assertThat(keys().publics())
                .extracting(SigningKeys.Public::key)
                .containsExactly(second.key().verifying(), first);
    }

    @Test
    void aPrivateKeyThatOthersMayReadIsRefused() throws IOException {
        keys().readOrMake(RANDOM);
        Path secret = root.resolve("keys/release.key");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> keys().readOrMake(RANDOM))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C022")
                .hasMessageContaining("is open to others");
    }

    @Test
    void aFileThatHoldsNoKeyIsToldWithoutItsContent() throws IOException {
        keys().readOrMake(RANDOM);
        Files.writeString(root.resolve("keys/release.key"), "sesame");
        assertThatThrownBy(() -> keys().readOrMake(RANDOM))
                .hasMessageContaining("does not hold a private key")
                .hasMessageNotContaining("sesame");
        Files.writeString(root.resolve("keys/release.pub"), "sesame");
        assertThatThrownBy(() -> keys().publics()).hasMessageContaining("does not hold a public key");
        assertThatThrownBy(() -> SigningKeys.publicKey(root.resolve("nowhere.pub")))
                .hasMessageContaining("There is no key in");
    }
}
