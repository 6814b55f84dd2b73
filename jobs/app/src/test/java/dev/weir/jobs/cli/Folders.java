package dev.weir.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders that tests copy, to run in the copy. */
public final class Folders {

    private Folders() {}

    /** Copies a file, or a folder with all that is in it, with its times. */
    public static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString()).normalize();
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
