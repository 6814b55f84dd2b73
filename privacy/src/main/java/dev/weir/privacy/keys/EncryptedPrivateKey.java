package dev.weir.privacy.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A private key under a password: PKCS#8's EncryptedPrivateKeyInfo by PBES2 (RFC 8018), PBKDF2 with HMAC-SHA-512 and AES-256 in
 * CBC mode, as OpenSSL reads and writes it.
 */
final class EncryptedPrivateKey {

    private static final int SALT = 16;
    private static final int BLOCK = 16;
    private static final int KEY_BITS = 256;
    private static final int MOST_ITERATIONS = 50 * PasswordCost.SHA512;

    private static final AlgorithmIdentifier PRF =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA512, DERNull.INSTANCE);

    private EncryptedPrivateKey() {}

    /** Closes a key: DER of what {@link #open} opens. */
    static byte[] close(byte[] key, String password, SecureRandom random) {
        byte[] salt = new byte[SALT];
        byte[] start = new byte[BLOCK];
        random.nextBytes(salt);
        random.nextBytes(start);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, password, salt, PasswordCost.SHA512, start)
                    .doFinal(key);
            PBES2Parameters how = new PBES2Parameters(
                    new KeyDerivationFunc(
                            PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, PasswordCost.SHA512, PRF)),
                    new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(start)));
            return new EncryptedPrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, how), closed)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES and PBKDF2, and this one has not", e);
        } catch (IOException e) {
            throw new UncheckedIOException("A private key could not be encoded", e);
        }
    }

    /**
     * Opens a key.
     *
     * @param least how many iterations are asked for
     * @throws NoKeysException when the password is another one, the file is damaged, or it was closed in another way
     */
    static byte[] open(byte[] der, String password, int least) throws NoKeysException {
        try {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
            if (!info.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
                throw otherwise();
            }
            PBES2Parameters how =
                    PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
            if (!how.getKeyDerivationFunc().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
                    || !how.getEncryptionScheme().getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC)) {
                throw otherwise();
            }
            PBKDF2Params derivation =
                    PBKDF2Params.getInstance(how.getKeyDerivationFunc().getParameters());
            if (!derivation.getPrf().getAlgorithm().equals(PKCSObjectIdentifiers.id_hmacWithSHA512)
                    || derivation.getIterationCount().bitLength() >= Integer.SIZE
                    || derivation.getIterationCount().intValue() > MOST_ITERATIONS) {
                throw otherwise();
            }
            int iterations = derivation.getIterationCount().intValueExact();
            if (iterations < least) {
                throw NoKeysException.cheap(iterations, least);
            }
            byte[] start = ASN1OctetString.getInstance(how.getEncryptionScheme().getParameters())
                    .getOctets();
            return cipher(Cipher.DECRYPT_MODE, password, derivation.getSalt(), iterations, start)
                    .doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException | RuntimeException e) {
            // damaged bytes make the libraries fail in any of these ways, and their words may quote the file
            throw new NoKeysException(
                    "it does not open: the password is not the one that closed it, or the file is damaged");
        }
    }

    private static Cipher cipher(int mode, String password, byte[] salt, int iterations, byte[] start)
            throws GeneralSecurityException {
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
        return cipher;
    }

    private static NoKeysException otherwise() {
        return new NoKeysException("it is not encrypted by PBES2 with PBKDF2, HMAC-SHA-512 and AES-256 in CBC mode");
    }
}
