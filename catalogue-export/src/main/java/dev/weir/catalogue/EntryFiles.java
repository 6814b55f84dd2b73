package dev.weir.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files of one product in the site: each is as it was, or whole. */
public final class EntryFiles {

    private final Path folder;

    /** @param folder of the product; made with the first file */
    public EntryFiles(Path folder) {
        this.folder = folder.normalize();
    }

    /**
     * Writes a file, in place of one that was there.
     *
     * @param name such as {@code 12.html}
     * @return where it lies
     * @throws IOException when it cannot be written
     * @throws IllegalArgumentException when the name leads somewhere else than into the folder
     */
    public Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!folder.equals(file.getParent())) {
            throw new IllegalArgumentException(
                    "A file of an entry lies in its product's folder, and '" + name + "' does not");
        }
        Files.createDirectories(folder);
        Path draft = folder.resolve("." + name + ".draft");
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }
}
