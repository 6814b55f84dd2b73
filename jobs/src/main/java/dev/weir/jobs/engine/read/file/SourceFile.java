package dev.weir.jobs.engine.read.file;

import java.io.Serializable;

/**
 * A file of a source, as it was listed.
 *
 * @param path where it lies, as Hadoop writes paths: with its scheme, not percent-encoded
 * @param name its path relative to the source's root
 * @param bytes its size
 * @param modifiedMillis its modification time, in milliseconds since 1970-01-01T00:00Z
 * @param compression how it is packed, where it is text
 */
public record SourceFile(String path, String name, long bytes, long modifiedMillis, Compression compression)
        implements Serializable {

    /** The same file, packed as somebody says and not as its name does. */
    public SourceFile packed(Compression said) {
        return new SourceFile(path, name, bytes, modifiedMillis, said);
    }
}
