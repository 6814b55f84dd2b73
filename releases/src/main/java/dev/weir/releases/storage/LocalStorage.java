package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
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
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of a local disk. Unfinished writes are files with a leading dot, which are not listed. */
public record LocalStorage(Path root) implements FileStorage {

    public LocalStorage {
        requireNonNull(root, "root");
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
            prepared = DurableFile.prepare(file, new ByteArrayInputStream(content));
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

    @Override
    public FileStorage folder(String name) {
        return new LocalStorage(file(name));
    }

    @Override
    public List<StoredFile> walk(String folder) throws IOException {
        Path from = file(folder);
        List<StoredFile> found = new ArrayList<>();
        if (Files.isDirectory(from)) {
            Path start = from.toRealPath(); // it may be a link; links below it are not followed
            String below = folder.isEmpty() ? "" : folder + "/";
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(new StoredFile(
                            below + start.relativize(file).toString().replace('\\', '/'),
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) { // its owner has removed it
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        }
        return found;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(file(name));
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        DurableFile.replace(file(name), content);
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(root);
    }

    private Path file(String name) {
        return name.isEmpty() ? root : root.resolve(name);
    }
}
