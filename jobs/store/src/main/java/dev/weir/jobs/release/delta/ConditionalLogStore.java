package dev.weir.jobs.release.delta;

import dev.weir.jobs.release.storage.ConditionalPut;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log in a bucket. A commit is a conditional put, so of all who commit a version one succeeds, on whatever machine they
 * are: a run that was taken for dead and comes back overwrites nothing. Delta's own store for S3 keeps writers of one process
 * apart, and no others. Delta makes it by its name.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md">the protocol: commits are put if absent</a>
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {

    /** The setting by which Spark takes it for {@code s3a:}; Delta reads it when Spark starts. */
    public static final String SETTING = "spark.delta.logStore.s3a.impl";

    private static final Set<String> PROBED = ConcurrentHashMap.newKeySet();

    /** As Delta makes it. */
    public ConditionalLogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        StringBuilder text = new StringBuilder();
        actions.forEachRemaining(action -> text.append(action).append('\n'));
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        FileSystem files = path.getFileSystem(configuration);
        if (overwrite) {
            try (FSDataOutputStream out = files.create(path, true)) {
                out.write(content);
            }
            return;
        }
        boolean done;
        try {
            probe(files, path);
            done = ConditionalPut.put(files, path, content);
        } catch (IOException e) {
            if (isThere(files, path, content)) { // the answer was lost
                return;
            }
            throw e;
        }
        if (!done && !isThere(files, path, content)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    /** Once in a process for each bucket of each store: two stores may have buckets of one name. */
    private static void probe(FileSystem files, Path commit) throws IOException {
        String bucket = String.valueOf(commit.toUri().getAuthority());
        Configuration settings = files.getConf();
        String store = settings.get("fs.s3a.bucket." + bucket + ".endpoint", settings.get("fs.s3a.endpoint", ""));
        if (!PROBED.contains(bucket + " " + store)) {
            ConditionalPut.probe(files, commit.getParent());
            PROBED.add(bucket + " " + store);
        }
    }

    /** Whether a commit is this one: each has an id of its own in it. */
    private static boolean isThere(FileSystem files, Path path, byte[] content) throws IOException {
        try (InputStream in = files.open(path)) {
            return Arrays.equals(in.readAllBytes(), content);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** An object is there whole, or not at all. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        return false;
    }
}
