package dev.weir.lineage.sending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which destinations a run of the spool is for, and how much of it each has taken: a file {@code <destination>.cursor} in the run's
 * folder, with the number of lines that the destination has taken. The file is there before the first event that is for it, so a
 * later process knows of a destination that its own settings do not name.
 */
final class Cursors {

    private static final String SUFFIX = ".cursor";

    private final Path folder;

    Cursors(Path folder) {
        this.folder = folder;
    }

    /** The names of the destinations. */
    List<String> destinations() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> FileName.name(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** Whether the run is for a destination. */
    boolean has(String destination) {
        return Files.exists(file(destination));
    }

    /**
     * The run is for these, too. What one has taken stays.
     *
     * @return whether one of them is new
     */
    boolean add(List<String> destinations) throws IOException {
        boolean isNew = false;
        for (String destination : destinations) {
            if (!has(destination)) {
                Files.write(file(destination), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                isNew = true;
            }
        }
        return isNew;
    }

    /** The run is no longer for this one. */
    void remove(String destination) throws IOException {
        Files.deleteIfExists(file(destination));
    }

    /** The number of the last event that a destination has taken; 0 where it has taken none. */
    int number(String destination) throws IOException {
        try {
            return Integer.parseInt(Files.readString(file(destination), StandardCharsets.US_ASCII)
                    .strip());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) { // it has taken none, or a machine lost power: duplicates are identical
            return 0;
        }
    }

    /** The destination has taken all events up to this number. */
    void acknowledge(String destination, int number) throws IOException {
        Path draft = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(draft, Integer.toString(number), StandardCharsets.US_ASCII);
            Files.move(draft, file(destination), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) { // each destination has it all, and another process took the run away
            if (Files.exists(folder)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path file(String destination) {
        return folder.resolve(FileName.of(destination) + SUFFIX);
    }
}
