package dev.weir.jobs.engine.custody;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A key of its own for each file, made by the task that writes it. It comes to the driver with the task's result, and goes with
 * the partition that a task reads, which Spark sends in that task's description alone: it broadcasts only what all tasks
 * of a stage share. Both are messages between Spark's processes.
 */
final class KeysInTaskDescription implements KeyCustody {

    private static final long serialVersionUID = 1L;

    @Override
    public FileKey key() {
        return new Carried(RandomKey.make());
    }

    @Override
    public void forget(Collection<FileKey> known) {
        known.forEach(key -> ((Carried) key).forget());
    }

    private static final class Carried implements FileKey {

        private static final long serialVersionUID = 1L;

        private byte @Nullable [] key;

        Carried(byte[] key) {
            this.key = requireNonNull(key, "key");
        }

        @Override
        public synchronized byte[] bytes() {
            if (key == null) {
                throw new ParquetCryptoRuntimeException("The key of this file was forgotten");
            }
            return key.clone();
        }

        private synchronized void forget() {
            if (key != null) {
                Arrays.fill(key, (byte) 0);
                key = null;
            }
        }
    }
}
