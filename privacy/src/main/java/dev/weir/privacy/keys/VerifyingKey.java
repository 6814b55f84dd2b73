package dev.weir.privacy.keys;

import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * A public key, which shows whether a release is as its owner signed it. It may know a record of rotation, and then
 * until when it counts.
 */
public final class VerifyingKey {

    private static final String LABEL = "PUBLIC KEY";

    private final SigningAlgorithm algorithm;
    private final byte[] der;
    private final Optional<KeyRecord> record;

    private VerifyingKey(SigningAlgorithm algorithm, byte[] der, Optional<KeyRecord> record) {
        this.algorithm = algorithm;
        this.der = der;
        this.record = record;
    }

    static VerifyingKey of(SigningAlgorithm algorithm, AsymmetricKeyParameter key) {
        try {
            return new VerifyingKey(
                    algorithm,
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded(),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("A public key could not be encoded", e);
        }
    }

    /**
     * Reads a key in PEM: the {@code SubjectPublicKeyInfo} of an Ed25519 or SM2 key, as OpenSSL writes it.
     *
     * @return empty for anything else
     */
    public static Optional<VerifyingKey> parse(String pem) {
        return Pem.parse(LABEL, pem)
                .flatMap(der -> Stream.of(SigningAlgorithm.values())
                        .filter(algorithm -> isKey(algorithm, der))
                        .map(algorithm -> new VerifyingKey(algorithm, der, Optional.empty()))
                        .findFirst());
    }

    private static boolean isKey(SigningAlgorithm algorithm, byte[] der) {
        return switch (algorithm) {
            case ED25519 -> Ed25519Verification.isKey(der);
            case SM2 -> SignatureScheme.publicSm2(der).isPresent();
        };
    }

    /** The same key, with a record that may say until when it counts. */
    public VerifyingKey under(KeyRecord rotations) {
        return new VerifyingKey(algorithm, der, Optional.of(rotations));
    }

    /** The same key, under the first of these records that states until when it counts; as it is where none does. */
    public VerifyingKey under(List<KeyRecord> records) {
        return records.stream()
                .filter(rotations -> rotations.end(id()).isPresent())
                .findFirst()
                .map(this::under)
                .orElse(this);
    }

    /** The record of rotation that it goes by. */
    public Optional<KeyRecord> record() {
        return record;
    }

    /** Until when it counts; empty where no record states it. */
    public Optional<KeyRetirement> end() {
        return record.flatMap(rotations -> rotations.end(id()));
    }

    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** What manifests call it: SHA-256 of its DER (SubjectPublicKeyInfo), 64 lower-case hex digits. */
    public String id() {
        return Sha256.hex(der);
    }

    /** The key as a file has it. */
    public String pem() {
        return Pem.print(LABEL, der);
    }

    /**
     * Whether the owner of the private key signed exactly these bytes, and the signature still counts: of a compromised key
     * those do that its record names.
     */
    public boolean verifies(byte[] message, byte[] signature) {
        return fits(message, signature) && end().map(end -> end.admits(message)).orElse(true);
    }

    /**
     * Whether the private key signed exactly these bytes, no matter in whose hands.
     *
     * @param signature 64 bytes of Ed25519, or SM2's two numbers in DER; anything else is no signature
     */
    public boolean fits(byte[] message, byte[] signature) {
        return switch (algorithm) {
            case ED25519 -> Ed25519Verification.holds(der, message, signature);
            case SM2 -> {
                Signer signer = SignatureScheme.verifierSm2(
                        SignatureScheme.publicSm2(der).orElseThrow());
                signer.update(message, 0, message.length);
                yield signer.verifySignature(signature);
            }
        };
    }

    /** The last bytes of its DER that are the key itself: 65 of SM2. */
    byte[] point() {
        return Arrays.copyOfRange(der, der.length - 65, der.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey key && Arrays.equals(der, key.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    /** Its algorithm and id. */
    @Override
    public String toString() {
        return "VerifyingKey[" + algorithm.word() + " " + id() + "]";
    }
}
