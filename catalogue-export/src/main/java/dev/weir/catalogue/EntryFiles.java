package dev.weir.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one product in the site: each is as it was, or whole. */
public final class EntryFiles {

    private static final Pattern OF_A_RELEASE = Pattern.compile("([1-9][0-9]{0,17})\\..+");

    private final Path folder;

    /** @param folder of the product; made with the first file */
    public EntryFiles(Path folder) {
        this.folder = folder.normalize();
    }

    /**
     * The files of single releases, such as {@code 12.html} and {@code 12.ttl}, by the release's number, rising.
     *
     * @throws IOException when the folder cannot be read
     */
    public SortedMap<Long, List<Path>> byRelease() throws IOException {
        SortedMap<Long, List<Path>> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().filter(Files::isRegularFile).forEach(file -> {
                Matcher name = OF_A_RELEASE.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    found.computeIfAbsent(Long.parseLong(name.group(1)), number -> new ArrayList<>())
                            .add(file);
                }
            });
        } catch (NoSuchFileException e) {
            return found;
        }
        return found;
    }

    /**
     * Writes the files of an export, in place of those that were there.
     *
     * @return where they lie, in the export's order
     * @throws IOException when one cannot be written; those before it are written
     */
    public List<Path> write(CatalogueExport export) throws IOException {
        List<Path> written = new ArrayList<>();
        for (CatalogueExport.ExportedFile file : export.files()) {
            Files.createDirectories(folder);
            Path draft = folder.resolve("." + file.name() + ".draft");
            Files.writeString(draft, file.text(), StandardCharsets.UTF_8);
            Path place = folder.resolve(file.name());
            Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            written.add(place);
        }
        return written;
    }
}
