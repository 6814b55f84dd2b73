package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of a local disk. Unfinished writes are files with a leading dot, which nobody lists. */
public final class LocalStorage implements LogStorage {

    private final Path root;

    /** @param root need not be there yet */
    public LocalStorage(Path root) {
        this.root = requireNonNull(root, "root");
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(name)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return names(folder, file -> !Files.isDirectory(file));
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        return names(folder, Files::isDirectory);
    }

    private List<String> names(String folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(file(folder))) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .filter(wanted)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        Path file = file(name);
        Path prepared;
        try {
            prepared = DurableFile.prepare(file, content);
        } catch (IOException e) {
            throw new CertainlyNothing(e);
        }
        try {
            DurableFile.create(file, prepared);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            if (Files.notExists(file)) { // what a local disk has not done, it will not do later
                throw new CertainlyNothing(e);
            }
            throw e;
        }
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        DurableFile.replace(file(name), content);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    @Override
    public String place(String name) {
        return file(name).toString();
    }

    private Path file(String name) {
        return name.isEmpty() ? root : root.resolve(name);
    }
}
