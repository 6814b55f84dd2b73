package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SigningKeys.Ending ENDING = (key, before, next) -> before.orElseGet(() -> new KeyRetirement(
            key.id(),
            next.id(),
            Instant.EPOCH,
            true,
            List.of(new KeyRetirement.Last("clinical", 3, "a".repeat(64))),
            Set.of(Sha256.hex(new byte[] {1}))));

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
        VerifyingKey second = keys().rotate(RANDOM, ENDING).verifying();
        VerifyingKey third = SigningKeys.of(
                        root, new SigningSettings(SigningAlgorithm.SM2, "keys/release.key", "keys/release.pub"))
                .rotate(RANDOM, ENDING)
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

    @Test
    void aRecordSaysUntilWhenEachEarlierKeyCounts() throws IOException {
        SigningKey first = keys().readOrMake(RANDOM).key();
        SigningKey second = keys().rotate(RANDOM, ENDING);
        SigningKey third = keys().rotate(RANDOM, ENDING);
        List<VerifyingKey> all =
                keys().publics().stream().map(SigningKeys.Public::key).toList();
        assertThat(all.get(0).end()).isEmpty();
        VerifyingKey old = all.get(all.indexOf(first.verifying()));
        assertThat(old.end()).contains(ENDING.of(first.verifying(), Optional.empty(), second.verifying()));
        assertThat(all.get(all.indexOf(second.verifying())).end())
                .contains(ENDING.of(second.verifying(), Optional.empty(), third.verifying()));
        assertThat(old.verifies(new byte[] {1}, first.sign(new byte[] {1}))).isTrue();
        assertThat(old.verifies(new byte[] {2}, first.sign(new byte[] {2}))).isFalse();
        assertThat(old.fits(new byte[] {2}, first.sign(new byte[] {2}))).isTrue();

        Path record = root.resolve("keys/release." + third.verifying().id().substring(0, 16) + ".rotations.json");
        Files.writeString(record, Files.readString(record).replace("true", "false"));
        assertThatThrownBy(() -> keys().publics())
                .hasMessageContaining("C022")
                .hasMessageContaining("is not as it was signed");
    }

    /** A writer that died before the new private key was there: the old key is still the one of now, and has no end. */
    @Test
    void aRotationThatDiedEarlyEndsNothing() throws IOException {
        VerifyingKey first = keys().readOrMake(RANDOM).key().verifying();
        byte[] secret = Files.readAllBytes(root.resolve("keys/release.key"));
        String open = Files.readString(root.resolve("keys/release.pub"));
        keys().rotate(RANDOM, ENDING);
        Files.write(root.resolve("keys/release.key"), secret);
        Files.writeString(root.resolve("keys/release.pub"), open);
        assertThat(keys().existing().verifying()).isEqualTo(first);
        assertThat(keys().publics())
                .allSatisfy(found -> assertThat(found.key().end()).isEmpty());
    }

    /** A writer that died after the new private key was there. */
    @Test
    void aRotationThatDiedIsFinished() throws IOException {
        VerifyingKey first = keys().readOrMake(RANDOM).key().verifying();
        String before = Files.readString(root.resolve("keys/release.pub"));
        VerifyingKey second = keys().rotate(RANDOM, ENDING).verifying();
        Files.writeString(root.resolve("keys/release.pub"), before);
        assertThatThrownBy(() -> keys().existing()).hasMessageContaining("does not fit the public key");
        SigningKeys.Found finished = keys().readOrMake(RANDOM);
        assertThat(finished.key().verifying()).isEqualTo(second);
        assertThat(finished.former()).contains(first);
        assertThat(keys().existing().verifying()).isEqualTo(second);
        assertThat(keys().readOrMake(RANDOM).former()).isEmpty();
        assertThat(keys().publics()).extracting(SigningKeys.Public::key).containsExactly(second, first);
    }

    /** Under the password of the workspace's store; OpenSSL opens it, which is what an owner does without Weir. */
    @Test
    void thePrivateKeyIsEncryptedWhereTheStoreIs() throws Exception {
        SigningKey plain = keys().readOrMake(RANDOM).key();
        SigningKeys closed = under("a password of many letters");
        Path secret = root.resolve("keys/release.key");
        assertThatThrownBy(() -> closed.readOrMake(RANDOM))
                .hasMessageContaining("is not encrypted")
                .hasMessageContaining("weir keys password");
        closed.close(Optional.empty(), RANDOM);
        assertThat(Files.readString(secret)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(closed.existing().verifying()).isEqualTo(plain.verifying());
        assertThatThrownBy(() -> keys().existing()).hasMessageContaining("is encrypted");
        assertThatThrownBy(() -> under("another password altogether").existing())
                .hasMessageContaining("does not open")
                .hasMessageNotContaining("altogether");

        Process openssl = new ProcessBuilder(
                        "openssl", "pkey", "-in", secret.toString(), "-passin", "pass:a password of many letters")
                .start();
        assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo(plain.pem());

        Path old = Files.writeString(root.resolve("old"), "a password of many letters\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
        SigningKeys changed = under("another password altogether");
        changed.close(Optional.of(old), RANDOM);
        assertThat(changed.existing().verifying()).isEqualTo(plain.verifying());
        assertThat(changed.rotate(RANDOM, ENDING).verifying())
                .isEqualTo(changed.existing().verifying());
        assertThat(Files.readString(secret)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    @Test
    void aKeyClosedTooCheaplyIsTold() throws Exception {
        SigningKeys closed = under("a password of many letters");
        closed.readOrMake(RANDOM);
        Path secret = root.resolve("keys/release.key");
        Path clear = root.resolve("clear.pem");
        run(
                "openssl",
                "pkey",
                "-in",
                secret.toString(),
                "-passin",
                "pass:a password of many letters",
                "-out",
                clear + "");
        run(
                "openssl",
                "pkcs8",
                "-topk8",
                "-in",
                clear + "",
                "-v2",
                "aes-256-cbc",
                "-v2prf",
                "hmacWithSHA512",
                "-iter",
                "2048",
                "-passout",
                "pass:a password of many letters",
                "-out",
                secret + "");
        assertThatThrownBy(closed::existing)
                .hasMessageContaining("2,048 iterations")
                .hasMessageContaining("weir keys password");
        closed.close(Optional.empty(), RANDOM);
        assertThat(closed.existing()).isNotNull();
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private SigningKeys under(String password) {
        return SigningKeys.of(
                root,
                SigningSettings.USUAL,
                new KeySettings("keys/weir.bcfks", new KeySettings.PasswordVariable("WEIR_KEY_PASSWORD", password)));
    }

    @Test
    void noPairIsMadeInPlaceOfOneThatIsLostButByARotation() throws IOException {
        VerifyingKey first = keys().readOrMake(RANDOM).key().verifying();
        VerifyingKey second = keys().rotate(RANDOM, ENDING).verifying();
        Files.delete(root.resolve("keys/release.key"));
        for (String more : List.of("release.pub", "none")) {
            Files.deleteIfExists(root.resolve("keys").resolve(more));
            assertThatThrownBy(() -> keys().readOrMake(RANDOM))
                    .as("without " + more)
                    .hasMessageContaining("C022")
                    .hasMessageContaining("is not in")
                    .hasMessageContaining("weir keys rotate --signing");
        }
        assertThat(root.resolve("keys/release.key")).doesNotExist();
        assertThat(second).isNotEqualTo(first);
        SigningKey third = keys().rotate(RANDOM, ENDING);
        assertThat(keys().readOrMake(RANDOM).key().verifying()).isEqualTo(third.verifying());
        assertThat(keys().publics())
                .filteredOn(key -> key.key().equals(first))
                .allSatisfy(key -> assertThat(key.key().end()).isPresent());
    }

    @Test
    void aPrivateKeyOfSomebodyElseDoesNotEndTheRecord() throws IOException {
        keys().readOrMake(RANDOM);
        keys().rotate(RANDOM, ENDING);
        Path stranger = root.resolve("elsewhere");
        SigningKeys.of(stranger, SigningSettings.USUAL).readOrMake(RANDOM);
        Files.copy(
                stranger.resolve("keys/release.key"),
                root.resolve("keys/release.key"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        assertThatThrownBy(() -> keys().readOrMake(RANDOM))
                .hasMessageContaining("does not fit the public key")
                .hasMessageContaining("would count again");
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

    /** Whoever rotates alone takes it from the group, and has to say so. */
    @Test
    void aKeyThatRootHasHandedToAGroupIsKnown() throws IOException {
        assertThat(keys().handedToGroup()).isEmpty();
        keys().readOrMake(RANDOM);
        Path secret = root.resolve("keys/release.key");
        assertThat(keys().handedToGroup()).isEmpty();
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(keys().handedToGroup().isPresent())
                .isEqualTo(Files.getOwner(secret).getName().equals("root"));
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
