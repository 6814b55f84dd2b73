package dev.weir.jobs.release.storage;

import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.WriteFailure;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/**
 * A prefix of an S3 bucket, through Hadoop's S3A with its settings and credentials. A creation is a conditional put: the
 * store itself refuses a second object. A store that takes the condition and does not keep it would let two releases win, so
 * the first creation of each process tries it out.
 */
public final class S3Storage implements FileStorage {

    /** How often a file is read that is replaced again and again. */
    private static final int READS = 100;

    private final Path root;
    private final BucketClient client;

    /**
     * A prefix; nothing is opened yet.
     *
     * @param address such as {@code s3a://bucket/prefix}
     * @param settings Hadoop's, over its files and defaults
     */
    public S3Storage(String address, Map<String, String> settings) {
        this.root = new Path(URI.create(address.replaceFirst("/+$", "") + "/"));
        this.client = BucketClient.of(root, settings);
    }

    private S3Storage(Path root, BucketClient client) {
        this.root = root;
        this.client = client;
    }

    @Override
    public FileStorage folder(String name) {
        return new S3Storage(path(name), client);
    }

    @Override
    public Optional<java.nio.file.Path> disk() {
        return Optional.empty();
    }

    @Override
    public InputStream open(String name) throws IOException {
        return files().open(path(name));
    }

    @Override
    public List<StoredFile> walk(String folder) throws IOException {
        List<StoredFile> found = new ArrayList<>();
        String below = root.toString().replaceFirst("/+$", "") + "/";
        try {
            for (RemoteIterator<LocatedFileStatus> all = files().listFiles(path(folder), true); all.hasNext(); ) {
                LocatedFileStatus file = all.next();
                found.add(new StoredFile(
                        file.getPath().toString().substring(below.length()),
                        file.getLen(),
                        Instant.ofEpochMilli(file.getModificationTime())));
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return found;
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (FSDataInputStream in = files().open(path(name))) {
                return Optional.of(in.readAllBytes());
            } catch (FileNotFoundException e) {
                return Optional.empty();
            } catch (IOException e) {
                if (attempt == READS || !isReplaced(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Whether an object was replaced between the look at it and its bytes: the store then refuses to give them, or what it gives
     * ends before the length that was looked at.
     */
    private static boolean isReplaced(Throwable failure) {
        return WriteFailure.causes(failure)
                .anyMatch(cause -> cause instanceof RemoteFileChangedException
                        || cause instanceof EOFException
                        || String.valueOf(cause.getMessage()).contains("Status Code: 412"));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return names(folder, file -> !file.isDirectory());
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        return names(folder, FileStatus::isDirectory);
    }

    private List<String> names(String folder, Predicate<FileStatus> wanted) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus found : files().listStatus(path(folder))) {
                if (wanted.test(found)) {
                    names.add(found.getPath().getName());
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        client.probe(root);
        return ConditionalPut.put(files(), path(name), content);
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        try (FSDataOutputStream out = files().create(path(name), true)) {
            out.write(content);
        }
    }

    /** Closing what was begun would complete an object that is cut off, so a failure aborts it. */
    @Override
    public void put(String name, InputStream content) throws IOException {
        FSDataOutputStream out = files().create(path(name), true);
        try {
            content.transferTo(out);
        } catch (IOException | RuntimeException e) {
            out.abort();
            throw e;
        }
        out.close();
    }

    @Override
    public void delete(String name) throws IOException {
        files().delete(path(name), false);
    }

    @Override
    public String place(String name) {
        return path(name).toString();
    }

    private Path path(String name) {
        return name.isEmpty() ? root : new Path(root, name);
    }

    private FileSystem files() throws IOException {
        return client.files();
    }
}
