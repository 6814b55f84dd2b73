package dev.weir.privacy.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Security;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.bc.ObjectStore;
import org.bouncycastle.asn1.bc.PbkdMacIntegrityCheck;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;

/** How a key ring becomes the bytes of its file. The file's ending decides which it is. */
sealed interface KeyStoreFormat {

    byte[] write(KeyRing ring);

    KeyRing read(byte[] file) throws NoKeysException;

    /** The kind of encrypted store that a file is by its ending; empty when it is JSON, which no password closes. */
    static Optional<Encryption> encryptionOf(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".bcfks")) {
            return Optional.of(Encryption.BCFKS);
        }
        return name.endsWith(".p12") ? Optional.of(Encryption.PKCS12) : Optional.empty();
    }

    /** The encrypted stores of Java's own kind. */
    enum Encryption {
        /** Bouncy Castle's FIPS key store: AES-CCM under PBKDF2 with HMAC-SHA-512. */
        BCFKS(PasswordCost.SHA512) {
            @Override
            void store(KeyStore store, OutputStream out, char[] password) throws GeneralSecurityException, IOException {
                store.store(new BCFKSLoadStoreParameter.Builder(out, password)
                        .withStorePBKDFConfig(new PBKDF2Config.Builder()
                                .withPRF(PBKDF2Config.PRF_SHA512)
                                .withIterationCount(PasswordCost.SHA512)
                                .withSaltLength(SALT)
                                .build())
                        .build());
            }

            @Override
            int iterations(byte[] file) {
                KeyDerivationFunc derivation = PbkdMacIntegrityCheck.getInstance(ObjectStore.getInstance(file)
                                .getIntegrityCheck()
                                .getIntegrityCheck())
                        .getPbkdAlgorithm();
                return PBKDF2Params.getInstance(derivation.getParameters())
                        .getIterationCount()
                        .intValueExact();
            }
        },
        /**
         * PKCS#12 (RFC 7292) by the JDK: AES-CBC under PBKDF2 with HMAC-SHA-256, a MAC under the derivation of PKCS#12. Takes passwords
         * of ASCII only.
         */
        PKCS12(PasswordCost.PKCS12_MAC) {
            @Override
            void store(KeyStore store, OutputStream out, char[] password) throws GeneralSecurityException, IOException {
                Security.setProperty("keystore.pkcs12.macIterationCount", Integer.toString(PasswordCost.PKCS12_MAC));
                store.store(out, password);
            }

            @Override
            int iterations(byte[] file) {
                return Pfx.getInstance(file).getMacData().getIterationCount().intValueExact();
            }
        };

        private static final int SALT = 64;

        /** How many iterations the password of a file is asked to be derived by. */
        final int least;

        Encryption(int least) {
            this.least = least;
        }

        /** Writes a store so that a guess at its password costs what {@link PasswordCost} sets. */
        abstract void store(KeyStore store, OutputStream out, char[] password)
                throws GeneralSecurityException, IOException;

        /** By how many iterations the password of a file is derived; whatever the library throws where the file is none. */
        abstract int iterations(byte[] file);

        private KeyStore empty() throws GeneralSecurityException {
            return switch (this) {
                case BCFKS -> KeyStore.getInstance("BCFKS", BouncyCastle.PROVIDER);
                case PKCS12 -> KeyStore.getInstance("PKCS12");
            };
        }
    }

    /** JSON, as it is. */
    record Plain() implements KeyStoreFormat {
        @Override
        public byte[] write(KeyRing ring) {
            return KeyRingText.write(ring);
        }

        @Override
        public KeyRing read(byte[] file) throws NoKeysException {
            return KeyRingText.read(file);
        }
    }

    /** The same JSON as the one secret of a store that is encrypted under a password. */
    final class Encrypted implements KeyStoreFormat {

        private static final int MOST_TIMES = 50;
        private static final String ENTRY = "weir-keys";
        /** A kind of key that has any length in both stores; the secret is no key of that kind. */
        private static final String KIND = "HmacSHA256";

        private final Encryption encryption;
        private final char[] password;

        Encrypted(Encryption encryption, String password) {
            this.encryption = encryption;
            this.password = password.toCharArray();
        }

        @Override
        public byte[] write(KeyRing ring) {
            try {
                KeyStore store = encryption.empty();
                store.load(null, password);
                Security.setProperty("keystore.pkcs12.keyPbeIterationCount", Integer.toString(PasswordCost.SHA256));
                store.setKeyEntry(ENTRY, new SecretKeySpec(KeyRingText.write(ring), KIND), password, null);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                encryption.store(store, bytes, password);
                return bytes.toByteArray();
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("This Java makes no store of the kind " + encryption, e);
            }
        }

        @Override
        public KeyRing read(byte[] file) throws NoKeysException {
            if (file.length == 0) {
                throw new NoKeysException("it is empty");
            }
            requireCost(file);
            return KeyRingText.read(open(file));
        }

        /** Refuses a file whose password is too cheap to guess; what {@link #closedAnyhow} takes. */
        private void requireCost(byte[] file) throws NoKeysException {
            int iterations;
            try {
                iterations = encryption.iterations(file);
            } catch (RuntimeException e) {
                // damaged bytes; the library's words may quote the file
                throw doesNotOpen();
            }
            if (iterations > MOST_TIMES * encryption.least) { // damaged, or made to keep a reader busy
                throw doesNotOpen();
            }
            if (iterations < encryption.least) {
                throw NoKeysException.cheap(iterations, encryption.least);
            }
        }

        /** Reads a file however cheap its password is to guess: to close it anew. */
        KeyRing closedAnyhow(byte[] file) throws NoKeysException {
            return KeyRingText.read(open(file));
        }

        private static NoKeysException doesNotOpen() {
            return new NoKeysException(
                    "it does not open: the password is not the one that closed it, or the file is damaged");
        }

        private byte[] open(byte[] file) throws NoKeysException {
            Key entry;
            try {
                KeyStore store = encryption.empty();
                store.load(new ByteArrayInputStream(file), password);
                entry = store.getKey(ENTRY, password);
            } catch (GeneralSecurityException | IOException | RuntimeException e) {
                // damaged bytes make the libraries fail in any of these ways, and their words may quote the file
                throw doesNotOpen();
            }
            if (entry == null) {
                throw new NoKeysException("it has no entry '" + ENTRY + "'");
            }
            return entry.getEncoded();
        }

        @Override
        public String toString() {
            return encryption.toString();
        }
    }
}
