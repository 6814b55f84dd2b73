package dev.weir.jobs.release.storage;

import dev.weir.releases.storage.LogStorage.CertainlyNothing;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/**
 * A put with the condition {@code If-None-Match: *} through Hadoop's S3A: the store itself refuses the second object of a name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes of S3</a>
 */
public final class ConditionalPut {

    private static final String CONDITIONAL = "fs.option.create.conditional.overwrite";

    private ConditionalPut() {}

    /**
     * Puts one object twice: a store that takes the condition and does not keep it would let two writers win.
     *
     * @throws CertainlyNothing when it does not keep it
     */
    public static void probe(FileSystem files, Path folder) throws IOException {
        Path probe = new Path(folder, "_weir.probe-" + UUID.randomUUID());
        boolean first = put(files, probe, new byte[] {1});
        boolean second = put(files, probe, new byte[] {2});
        files.delete(probe, false);
        if (!first || second) {
            throw new CertainlyNothing(new IOException(
                    "the store lets two writers create the same object; it does not keep the condition If-None-Match"));
        }
    }

    /**
     * Puts an object that must not exist, whole.
     *
     * @return whether this call did it; false when there was one, which may be this call's own where an answer was lost
     * @throws CertainlyNothing when nothing was put, and never will be by this call
     * @throws IOException when it is not known
     */
    public static boolean put(FileSystem files, Path path, byte[] content) throws IOException {
        FSDataOutputStream out;
        try {
            FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
            out = builder.overwrite(false).recursive().must(CONDITIONAL, true).build();
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new CertainlyNothing(e);
        }
        try {
            out.write(content);
        } catch (IOException e) { // what could not be written whole is not sent at all
            ((Abortable) out).abort();
            throw new CertainlyNothing(e);
        }
        try {
            out.close();
            return true;
        } catch (RemoteFileChangedException | FileAlreadyExistsException e) {
            return false;
        }
    }
}
