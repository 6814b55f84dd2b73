package dev.weir.jobs.verb.run;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Gives each file that appears in some folders a second name, so that it can still be read when it has been deleted: spills,
 * shuffles and other files that live no longer than a process.
 */
final class VanishingFiles implements AutoCloseable {

    private final WatchService watch;
    private final Path kept;
    private final FutureTask<Void> watching = new FutureTask<>(this::look, null);
    private final Set<Object> known = new HashSet<>();
    private int count;

    /** @param kept where the second names are; on the same file system */
    VanishingFiles(List<Path> folders, Path kept) throws IOException {
        this.kept = Files.createDirectories(kept);
        this.watch = kept.getFileSystem().newWatchService();
        for (Path folder : folders) {
            enter(Files.createDirectories(folder));
        }
        Thread thread = new Thread(watching, "vanishing-files");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        try {
            while (true) {
                WatchKey key = watch.take();
                Path folder = (Path) key.watchable();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.context() instanceof Path name) {
                        keep(folder.resolve(name));
                    }
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enter(Path folder) throws IOException {
        try {
            folder.register(watch, ENTRY_CREATE);
            List<Path> there;
            try (Stream<Path> entries = Files.list(folder)) {
                there = entries.toList();
            }
            for (Path entry : there) {
                keep(entry);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            known.add(folder); // gone again before anything was in it
        }
    }

    private void keep(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            enter(path);
            return;
        }
        try {
            Object inode = Files.getAttribute(path, "unix:ino");
            if (known.add(inode)) {
                Files.createLink(kept.resolve(count++ + "-" + path.getFileName()), path);
            }
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            known.add(path); // gone again
        }
    }

    /** Stops watching. */
    @Override
    public void close() throws IOException {
        watch.close();
        try {
            watching.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Files were not watched to the end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
