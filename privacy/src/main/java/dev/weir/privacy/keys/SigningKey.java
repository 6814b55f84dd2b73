package dev.weir.privacy.keys;

import dev.weir.contracts.settings.SigningAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/** The private key that signs releases. It stays in the process that read it, and does not show in {@link #toString}. */
public final class SigningKey {

    private static final String LABEL = "PRIVATE KEY";
    private static final String ENCRYPTED_LABEL = "ENCRYPTED PRIVATE KEY";

    private final AsymmetricKeyParameter secret;
    private final VerifyingKey open;

    SigningKey(SigningAlgorithm algorithm, AsymmetricKeyParameter secret) {
        this.secret = secret;
        this.open = VerifyingKey.of(algorithm, SignatureScheme.publicOf(secret));
    }

    /** A new key, which is kept nowhere yet. */
    public static SigningKey random(SigningAlgorithm algorithm, SecureRandom random) {
        return new SigningKey(algorithm, SignatureScheme.random(algorithm, random));
    }

    /**
     * Reads a key in PEM: PKCS#8 of an Ed25519 or SM2 key.
     *
     * @return empty for anything else
     */
    static Optional<SigningKey> parse(String pem) {
        return Pem.parse(LABEL, pem).flatMap(SigningKey::ofDer);
    }

    /** Whether a text is a key under a password. */
    static boolean isEncrypted(String pem) {
        return Pem.parse(ENCRYPTED_LABEL, pem).isPresent();
    }

    /**
     * Reads a key in PEM that is encrypted under a password.
     *
     * @param least how many iterations are asked for
     * @throws NoKeysException when it is none, or does not open
     */
    static SigningKey parse(String pem, String password, int least) throws NoKeysException {
        byte[] closed = Pem.parse(ENCRYPTED_LABEL, pem)
                .orElseThrow(() -> new NoKeysException("it is no encrypted key in PEM (PKCS#8), or it was changed"));
        return ofDer(EncryptedPrivateKey.open(closed, password, least))
                .orElseThrow(
                        () -> new NoKeysException(
                                "it does not open: the password is not the one that closed it, or it holds no Ed25519 or SM2 key"));
    }

    private static Optional<SigningKey> ofDer(byte[] der) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(der);
            Optional<SigningAlgorithm> algorithm = SignatureScheme.of(info.getPrivateKeyAlgorithm());
            return algorithm.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SigningKey(algorithm.get(), PrivateKeyFactory.createKey(info)));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty(); // what Bouncy Castle throws for bytes that are no key
        }
    }

    /** The key as its file has it. Ed25519 without the public key inside: OpenSSL reads no other. */
    String pem() {
        return Pem.print(LABEL, der());
    }

    /** The same, encrypted under a password. */
    String pem(String password, SecureRandom random) {
        return Pem.print(ENCRYPTED_LABEL, EncryptedPrivateKey.close(der(), password, random));
    }

    private byte[] der() {
        try {
            PrivateKeyInfo info = secret instanceof Ed25519PrivateKeyParameters ed25519
                    ? new PrivateKeyInfo(SignatureScheme.ED25519, new DEROctetString(ed25519.getEncoded()))
                    : PrivateKeyInfoFactory.createPrivateKeyInfo(secret);
            return info.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("A private key could not be encoded", e);
        }
    }

    /** The public key that belongs to it. */
    public VerifyingKey verifying() {
        return open;
    }

    /** The signature of these bytes: 64 bytes of Ed25519, or SM2's two numbers in DER. */
    public byte[] sign(byte[] message) {
        return sign(message, new SecureRandom());
    }

    byte[] sign(byte[] message, SecureRandom random) {
        Signer signer = SignatureScheme.signer(open.algorithm(), secret, random);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("Nothing can be signed with this key", e);
        }
    }

    /** The public key's id and nothing else. */
    @Override
    public String toString() {
        return "SigningKey[of " + open + "]";
    }
}
