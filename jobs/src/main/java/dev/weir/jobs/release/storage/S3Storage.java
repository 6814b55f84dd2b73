package dev.weir.jobs.release.storage;

import dev.weir.releases.storage.LogStorage;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/**
 * A prefix of an S3 bucket, through Hadoop's S3A with its settings and credentials. A creation is a conditional put: the
 * store itself refuses a second object. A store that takes the condition and does not keep it would let two releases win, so
 * the first creation of each process tries it out.
 */
public final class S3Storage implements LogStorage {

    /** How often a file is read that is replaced again and again. */
    private static final int READS = 100;

    private static final String CONDITIONAL = "fs.option.create.conditional.overwrite";

    /** Hadoop is patient for minutes; a command that people wait for gives up sooner. */
    private static final Map<String, String> OWN = Map.of(
            "fs.s3a.attempts.maximum", "3",
            "fs.s3a.retry.limit", "3",
            "fs.s3a.retry.interval", "200ms",
            "fs.s3a.connection.establish.timeout", "5s",
            "fs.s3a.fast.upload.buffer", "array",
            // no look at what is there before a put, no folders after a deletion: the condition alone decides
            "fs.s3a.performance.flags", "create,delete,mkdir");

    private final Path root;
    private final Configuration settings;
    private Optional<FileSystem> opened = Optional.empty();
    private boolean probed;

    /**
     * A prefix; nothing is opened yet.
     *
     * @param address such as {@code s3a://bucket/prefix}
     * @param settings Hadoop's, over its files and defaults
     */
    public S3Storage(String address, Map<String, String> settings) {
        this.root = new Path(URI.create(address.replaceFirst("/+$", "") + "/"));
        this.settings = new Configuration();
        OWN.forEach(this.settings::set);
        settings.forEach(this.settings::set);
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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RemoteFileChangedException
                    || cause instanceof EOFException
                    || String.valueOf(cause.getMessage()).contains("Status Code: 412")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return names(folder, Kind.FILES);
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        return names(folder, Kind.FOLDERS);
    }

    private enum Kind {
        FILES,
        FOLDERS
    }

    private List<String> names(String folder, Kind kind) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus found : files().listStatus(path(folder))) {
                if (found.isDirectory() == (kind == Kind.FOLDERS)) {
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
        probe();
        return put(path(name), content);
    }

    private boolean put(Path path, byte[] content) throws IOException {
        FSDataOutputStream out;
        try {
            FSDataOutputStreamBuilder<?, ?> builder = files().createFile(path);
            out = builder.overwrite(false).recursive().must(CONDITIONAL, true).build();
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new CertainlyNothing(e);
        }
        return finished(out, content);
    }

    /** Sends what is written; what could not be written whole is not sent at all. */
    private static boolean finished(FSDataOutputStream out, byte[] content) throws IOException {
        try {
            out.write(content);
        } catch (IOException e) {
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

    @Override
    public void replace(String name, byte[] content) throws IOException {
        try (FSDataOutputStream out = files().create(path(name), true)) {
            out.write(content);
        }
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

    private synchronized FileSystem files() throws IOException {
        if (opened.isEmpty()) {
            try {
                opened = Optional.of(FileSystem.newInstance(root.toUri(), settings));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return opened.get();
    }

    /** Puts one object twice: a store on which both succeed keeps no release log. */
    private synchronized void probe() throws IOException {
        if (probed) {
            return;
        }
        Path probe = path("_weir.probe-" + UUID.randomUUID());
        boolean first = put(probe, new byte[] {1});
        boolean second = put(probe, new byte[] {2});
        files().delete(probe, false);
        if (!first || second) {
            throw new CertainlyNothing(new IOException(
                    "the store lets two writers create the same object; it does not keep the condition If-None-Match"));
        }
        probed = true;
    }
}
