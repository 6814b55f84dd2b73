package dev.weir.releases.warehouse;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder for a process's temporary files, {@code .work/<id>} in the warehouse, or in the workspace
 * where the warehouse lies in a bucket, with a lock file beside it that a living process
 * holds. What a process that was killed left there is unused, and goes when the next one opens its own.
 */
public final class WorkFolder implements AutoCloseable {

    private static final String NAME = ".work";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final RunLock lock;

    private WorkFolder(Path folder, Path lockFile, RunLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * One of this process's own; empty where its place is not there or cannot be written.
     *
     * @param root a folder of this machine's disk
     */
    public static Optional<WorkFolder> open(Path root) {
        Path all = root.resolve(NAME);
        if (!Files.isWritable(root)) {
            return Optional.empty();
        }
        removeLeft(root);
        String id = UUID.randomUUID().toString();
        Path lockFile = all.resolve(id + LOCK);
        RunLock lock = RunLock.tryTake(lockFile, "temporary files")
                .orElseThrow(() -> new IllegalStateException("'" + lockFile + "' is another's"));
        Path folder = all.resolve(id);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            lock.close();
            throw Warehouse.notWritable(folder, e);
        }
        return Optional.of(new WorkFolder(folder, lockFile, lock));
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        try (lock) {
            delete(folder);
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            throw Warehouse.notWritable(folder, e);
        }
    }

    /** The files that processes left which are no more. */
    public static List<Path> left(Path root) {
        List<Path> files = new ArrayList<>();
        for (Path folder : dead(root)) {
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(Files::isRegularFile).forEach(files::add);
            } catch (UncheckedIOException e) {
                throw Warehouse.notWritable(folder, requireNonNull(e.getCause()));
            } catch (IOException e) {
                throw Warehouse.notWritable(folder, e);
            }
        }
        return files;
    }

    /** Removes what processes left which are no more. */
    public static void removeLeft(Path root) {
        for (Path folder : dead(root)) {
            Path lockFile = folder.resolveSibling(folder.getFileName() + LOCK);
            Optional<RunLock> taken = RunLock.tryTake(lockFile, "weir clean");
            if (taken.isPresent()) {
                new WorkFolder(folder, lockFile, taken.get()).close();
            }
        }
    }

    /** Folders whose lock is free. */
    private static List<Path> dead(Path root) {
        Path all = root.resolve(NAME);
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> RunLock.isFree(folder.resolveSibling(folder.getFileName() + LOCK)))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw Warehouse.notWritable(all, e);
        }
    }

    /** Removes a folder with all that is in it, where there is one. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) { // its owner has removed it
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
