package dev.weir.jobs.export;

import dev.weir.releases.warehouse.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of a copy. */
final class CopyFiles {

    private CopyFiles() {}

    /** Every file with data below a folder, by path: without checksums of Hadoop's and marks of success. */
    static List<Path> dataFiles(Path folder) throws IOException {
        return files(folder, CopyFiles::isData);
    }

    private static List<Path> files(Path folder, Predicate<Path> which) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).filter(which).sorted().toList();
        }
    }

    /** The same by their paths in the folder, with forward slashes. */
    static Map<String, Path> named(Path folder) throws IOException {
        Map<String, Path> named = new TreeMap<>();
        for (Path file : dataFiles(folder)) {
            named.put(folder.relativize(file).toString().replace('\\', '/'), file);
        }
        return named;
    }

    /** Removes what is of no use to a reader of the copy. */
    static void tidy(Path folder) throws IOException {
        for (Path stray : files(folder, file -> !isData(file))) {
            Files.delete(stray);
        }
    }

    /** Whether a file below a folder, which need not be there, has such a name and a byte in it. */
    static boolean anyWith(Path folder, String ending) {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) walk::iterator) {
                if (file.getFileName().toString().endsWith(ending) && Files.size(file) > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("'" + folder + "' cannot be read", e);
        }
    }

    private static boolean isData(Path file) {
        String name = file.getFileName().toString();
        return !name.endsWith(".crc") && !name.equals("_SUCCESS");
    }

    /** Removes a folder with all that is in it, where there is one. */
    static void delete(Path folder) {
        try {
            WorkFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + folder + "' cannot be removed", e);
        }
    }
}
