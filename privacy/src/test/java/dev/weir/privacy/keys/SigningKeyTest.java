package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.contracts.settings.SigningAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyTest {

    private static final BigInteger SM2_ORDER =
            new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16);

    /** RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void ed25519SignsAsRfc8032Says(String secret, String open, String message, String signature) {
        HexFormat hex = HexFormat.of();
        SigningKey key =
                new SigningKey(SigningAlgorithm.ED25519, new Ed25519PrivateKeyParameters(hex.parseHex(secret), 0));
        byte[] said = hex.parseHex(message);
        assertThat(key.verifying().pem())
                .isEqualTo(Pem.print("PUBLIC KEY", hex.parseHex("302a300506032b6570032100" + open)));
        assertThat(hex.formatHex(key.sign(said))).isEqualTo(signature);
        assertThat(key.verifying().verifies(said, hex.parseHex(signature))).isTrue();
    }

    /** GB/T 32918.5-2017, annex A.2: the usual user id, "message digest", on the recommended curve. */
    @Test
    void sm2SignsAsTheStandardSays() throws IOException {
        SigningKey key = new SigningKey(
                SigningAlgorithm.SM2,
                SignatureScheme.sm2(
                        new BigInteger("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8", 16)));
        byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
        byte[] expected = StandardDSAEncoding.INSTANCE.encode(
                SM2_ORDER,
                new BigInteger("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3", 16),
                new BigInteger("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA", 16));
        assertThat(HexFormat.of().withUpperCase().formatHex(key.verifying().point()))
                .isEqualTo("04" + "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
                        + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13");
        byte[] signed =
                key.sign(message, new Drawn("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21"));
        assertThat(signed).isEqualTo(expected);
        assertThat(key.verifying().verifies(message, expected)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void keysReadBackFromTheirText(SigningAlgorithm algorithm) {
        SigningKey key = SigningKey.random(algorithm, new SecureRandom());
        SigningKey read = SigningKey.parse(key.pem()).orElseThrow();
        assertThat(read.verifying()).isEqualTo(key.verifying());
        assertThat(VerifyingKey.parse(key.verifying().pem())).contains(key.verifying());
        assertThat(key.verifying().id()).matches("[0-9a-f]{64}");
        assertThat(key).asString().doesNotContain(key.pem().lines().toList().get(1));
    }

    /** Whatever is changed in a public key's file, it is no key any longer, or another one. */
    @Property(tries = 300)
    @Tag("torture")
    void aChangedPublicKeyIsNeverTheSame(
            @ForAll SigningAlgorithm algorithm,
            @ForAll @IntRange(max = 400) int at,
            @ForAll @IntRange(min = 1, max = 255) int bits) {
        VerifyingKey key = fixed(algorithm).verifying();
        byte[] text = key.pem().getBytes(StandardCharsets.ISO_8859_1);
        text[at % text.length] ^= (byte) bits;
        assertThat(VerifyingKey.parse(new String(text, StandardCharsets.ISO_8859_1)))
                .isNotEqualTo(Optional.of(key));
    }

    @Property(tries = 100)
    @Tag("torture")
    void aChangedMessageOrSignatureIsRefused(
            @ForAll SigningAlgorithm algorithm,
            @ForAll @Size(min = 1, max = 50) byte[] message,
            @ForAll @IntRange(max = 400) int at,
            @ForAll @IntRange(min = 1, max = 255) int bits) {
        SigningKey key = fixed(algorithm);
        byte[] signature = key.sign(message);
        assertThat(key.verifying().verifies(message, signature)).isTrue();
        byte[] other = message.clone();
        other[at % other.length] ^= (byte) bits;
        assertThat(key.verifying().verifies(other, signature)).isFalse();
        byte[] forged = signature.clone();
        forged[at % forged.length] ^= (byte) bits;
        assertThat(key.verifying().verifies(message, forged)).isFalse();
        assertThat(key.verifying().verifies(message, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
    }

    private static final Map<SigningAlgorithm, SigningKey> FIXED = Map.of(
            SigningAlgorithm.ED25519, SigningKey.random(SigningAlgorithm.ED25519, new SecureRandom()),
            SigningAlgorithm.SM2, SigningKey.random(SigningAlgorithm.SM2, new SecureRandom()));

    private static SigningKey fixed(SigningAlgorithm algorithm) {
        return Objects.requireNonNull(FIXED.get(algorithm));
    }

    @Test
    void textThatIsNoKeyIsNoKey() {
        String rsa = Pem.print("PUBLIC KEY", HexFormat.of().parseHex("300d06092a864886f70d0101010500030200ff"));
        for (String text :
                List.of("", "key", rsa, fixed(SigningAlgorithm.ED25519).pem())) {
            assertThat(VerifyingKey.parse(text)).isEmpty();
        }
        assertThat(SigningKey.parse(fixed(SigningAlgorithm.ED25519).verifying().pem()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void opensslVerifiesWhatIsSigned(SigningAlgorithm algorithm, @TempDir Path folder) throws Exception {
        // where openssl is not there, this fails unless it is said that it need not be
        assumeFalse(
                List.of(System.getProperty("weir.tests.without", "").split(",")).contains("openssl"));
        SigningKey key = SigningKey.random(algorithm, new SecureRandom());
        byte[] message = "{\n  \"number\": 12\n}\n".getBytes(StandardCharsets.UTF_8);
        Path manifest = Files.write(folder.resolve("12.json"), message);
        Path open =
                Files.writeString(folder.resolve("release.pub"), key.verifying().pem());
        Path signature = Files.write(folder.resolve("12.sig"), key.sign(message));
        List<String> command = new ArrayList<>(List.of("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "" + open));
        command.addAll(List.of("-rawin", "-in", "" + manifest, "-sigfile", "" + signature));
        if (algorithm == SigningAlgorithm.SM2) {
            command.addAll(List.of("-digest", "sm3", "-pkeyopt", "distid:1234567812345678"));
        }
        assertThat(exit(command)).as(String.join(" ", command)).isZero();
        Files.writeString(manifest, "{\n  \"number\": 13\n}\n");
        assertThat(exit(command)).isNotZero();
        Path secret = Files.writeString(folder.resolve("release.key"), key.pem());
        assertThat(exit(List.of("openssl", "pkey", "-in", "" + secret, "-noout")))
                .isZero();
    }

    private static int exit(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    /** Draws these bytes. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        Drawn(String hex) {
            this.bytes = HexFormat.of().withUpperCase().parseHex(hex);
        }

        @Override
        public void nextBytes(byte[] drawn) {
            System.arraycopy(bytes, 0, drawn, 0, drawn.length);
        }
    }
}
