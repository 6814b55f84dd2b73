package dev.weir.jobs.engine.custody;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.crypto.DecryptionPropertiesFactory;
import org.apache.parquet.crypto.EncryptionPropertiesFactory;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.jspecify.annotations.Nullable;

/**
 * The key of the file that this thread opens, for as long as it opens it: Parquet asks then and not again. Configurations say only
 * that there is one. Every part of a file, its footer included, is encrypted with AES-GCM, so a changed bit is an error. Public
 * for Parquet, which makes it by its name.
 */
public final class CurrentFileKey implements EncryptionPropertiesFactory, DecryptionPropertiesFactory {

    private static final ThreadLocal<byte @Nullable []> KEY = new ThreadLocal<>();

    /** The setting by which a Parquet write or read asks here. */
    public static Map<String, String> configuration() {
        return Map.of(EncryptionPropertiesFactory.CRYPTO_FACTORY_CLASS_PROPERTY_NAME, CurrentFileKey.class.getName());
    }

    /** Opens a file with its key at hand. */
    public static <T> T open(FileKey key, Supplier<T> opening) {
        byte[] bytes = key.bytes();
        KEY.set(bytes);
        try {
            return opening.get();
        } finally {
            KEY.remove();
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public FileEncryptionProperties getFileEncryptionProperties(
            Configuration configuration, Path file, WriteSupport.WriteContext context) {
        return FileEncryptionProperties.builder(key())
                .withAlgorithm(ParquetCipher.AES_GCM_V1)
                .build();
    }

    @Override
    public FileDecryptionProperties getFileDecryptionProperties(Configuration configuration, Path file) {
        return FileDecryptionProperties.builder().withFooterKey(key()).build();
    }

    private static byte[] key() {
        byte[] key = KEY.get();
        if (key == null) {
            throw new ParquetCryptoRuntimeException("No key is at hand for this file");
        }
        return key;
    }
}
