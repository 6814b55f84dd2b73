package dev.weir.jobs.engine.custody;

import java.io.Serializable;

/**
 * The key of a file, as it travels in commits and with tasks that read: in no other part of a plan, a setting or a log. It shows
 * nothing of itself in {@code toString}.
 */
public interface FileKey extends Serializable {

    /**
     * A copy of the key: 256 bits, to be overwritten when they were used.
     *
     * @throws org.apache.parquet.crypto.ParquetCryptoRuntimeException when it was forgotten, or was never here
     */
    byte[] bytes();
}
