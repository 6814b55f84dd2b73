package dev.weir.jobs.engine.custody;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;

/** One key for all files, in this process's memory and nowhere else: what travels is its name. */
final class InProcessKeys implements KeyCustody {

    private static final long serialVersionUID = 1L;

    private static final Map<String, byte[]> KEYS = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();

    InProcessKeys() {
        KEYS.put(name, RandomKey.make());
    }

    @Override
    public FileKey key() {
        return new Named(name);
    }

    @Override
    public void forget(Collection<FileKey> known) {
        byte[] key = KEYS.remove(name);
        if (key != null) {
            Arrays.fill(key, (byte) 0);
        }
    }

    private record Named(String name) implements FileKey {
        @Override
        public byte[] bytes() {
            byte[] key = KEYS.get(name);
            if (key == null) {
                throw new ParquetCryptoRuntimeException("The key of this file is not in this process");
            }
            return key.clone();
        }
    }
}
