package dev.weir.privacy.keys;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * Ed25519 (RFC 8032) by the JDK, which starts in a fraction of the time that Bouncy Castle takes: every command that shows a
 * release looks at its signature.
 */
final class Ed25519Verification {

    private static final String NAME = "Ed25519";
    private static final int SIGNATURE = 64;

    private Ed25519Verification() {}

    /** Whether these bytes are the {@code SubjectPublicKeyInfo} of a key (RFC 8410), and nothing beside it. */
    static boolean isKey(byte[] der) {
        try {
            PublicKey key = key(der);
            Signature.getInstance(NAME).initVerify(key);
            return Arrays.equals(key.getEncoded(), der);
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java 17 has Ed25519", e);
        }
    }

    /** Whether the key's owner signed exactly these bytes. */
    static boolean holds(byte[] der, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE) {
            return false; // the JDK takes zeros after it
        }
        try {
            Signature verification = Signature.getInstance(NAME);
            verification.initVerify(key(der));
            verification.update(message);
            return verification.verify(signature);
        } catch (SignatureException e) {
            return false; // such as a number that is out of range
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was read is no key", e);
        }
    }

    private static PublicKey key(byte[] der) throws NoSuchAlgorithmException, InvalidKeySpecException {
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(der));
    }
}
