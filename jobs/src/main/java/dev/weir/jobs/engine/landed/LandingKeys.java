package dev.weir.jobs.engine.landed;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.crypto.DecryptionPropertiesFactory;
import org.apache.parquet.crypto.EncryptionPropertiesFactory;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.api.WriteSupport;

/**
 * Keys of landed files. A key is 256 random bits that live in this process and nowhere else; configurations carry its
 * name. Every part of a file, its footer included, is encrypted with AES-GCM, so a changed bit is an error. Public for
 * Parquet, which makes it by its name.
 */
public final class LandingKeys implements EncryptionPropertiesFactory, DecryptionPropertiesFactory {

    private static final String CRYPTO_FACTORY = "parquet.crypto.factory.class";
    private static final String NAME = "weir.landing.key";
    private static final int LENGTH = 32;
    private static final Map<String, byte[]> KEYS = new ConcurrentHashMap<>();

    /** Makes a key and answers with its name. */
    static String create() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        String name = UUID.randomUUID().toString();
        KEYS.put(name, key);
        return name;
    }

    /** Forgets a key: what was written with it can be read no more. */
    static void forget(String name) {
        byte[] key = KEYS.remove(name);
        if (key != null) {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What a Parquet write or read is told so that it uses the key of that name. */
    static Map<String, String> configuration(String name) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put(CRYPTO_FACTORY, LandingKeys.class.getName());
        configuration.put(NAME, name);
        return configuration;
    }

    @Override
    public FileEncryptionProperties getFileEncryptionProperties(
            Configuration configuration, Path file, WriteSupport.WriteContext context) {
        return FileEncryptionProperties.builder(key(configuration))
                .withAlgorithm(ParquetCipher.AES_GCM_V1)
                .build();
    }

    @Override
    public FileDecryptionProperties getFileDecryptionProperties(Configuration configuration, Path file) {
        return FileDecryptionProperties.builder()
                .withFooterKey(key(configuration))
                .build();
    }

    private static byte[] key(Configuration configuration) {
        byte[] key = KEYS.get(configuration.get(NAME, ""));
        if (key == null) {
            throw new ParquetCryptoRuntimeException("The key of these landed files is not in this process");
        }
        return key.clone();
    }
}
