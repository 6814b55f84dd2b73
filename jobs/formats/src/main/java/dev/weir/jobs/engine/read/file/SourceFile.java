package dev.weir.jobs.engine.read.file;

import java.io.Serializable;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;

/**
 * A file of a source, as it was listed.
 *
 * @param path where it lies, as Hadoop writes paths: with its scheme, not percent-encoded
 * @param name its path relative to the source's root
 * @param bytes its size
 * @param modifiedMillis its modification time, in milliseconds since 1970-01-01T00:00Z
 * @param compression how it is packed, where it is text
 * @param etag what an object store calls these bytes; empty where there is no such name
 */
public record SourceFile(
        String path, String name, long bytes, long modifiedMillis, Compression compression, String etag)
        implements Serializable {

    private static final long SECOND = 1000;

    /** A file without a store's name for its bytes. */
    public SourceFile(String path, String name, long bytes, long modifiedMillis, Compression compression) {
        this(path, name, bytes, modifiedMillis, compression, "");
    }

    /** A file as its file system lists it. */
    static SourceFile listed(FileStatus status, String name) {
        String path = status.getPath().toString();
        return new SourceFile(
                path,
                name,
                status.getLen(),
                time(path, status.getModificationTime()),
                Compression.byName(path),
                etag(status));
    }

    /** Whether it lies as it was listed. Size and time say so; where a store names the bytes, their name instead of the time. */
    boolean isStill(FileStatus now) {
        return now.getLen() == bytes
                && (etag.isEmpty()
                        ? time(path, now.getModificationTime()) == time(path, modifiedMillis)
                        : etag.equals(etag(now)));
    }

    /** Stores list times more finely than they tell them of one object: of theirs, whole seconds count. */
    private static long time(String path, long millis) {
        return isLocal(path) ? millis : millis - Math.floorMod(millis, SECOND);
    }

    private static boolean isLocal(String path) {
        return path.startsWith("file:") || path.startsWith("/");
    }

    private static String etag(FileStatus status) {
        return status instanceof EtagSource tagged && tagged.getEtag() != null ? tagged.getEtag() : "";
    }

    /** The same file, packed as a setting says and not as its name does. */
    public SourceFile packed(Compression said) {
        return new SourceFile(path, name, bytes, modifiedMillis, said, etag);
    }
}
