package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders below which a source's files may lie. What a path or a link leads to counts, not how it is written; files of
 * remote stores lie below none and are not asked.
 *
 * @param folders local, absolute
 */
public record SourceRoots(List<Path> folders) {
    public SourceRoots {
        folders = List.copyOf(folders);
    }

    public static SourceRoots of(Path folder) {
        return new SourceRoots(List.of(folder.toAbsolutePath()));
    }

    /**
     * Where a file or folder really lies.
     *
     * @param name for people
     * @throws UnreadableSourceException if that is below none of the folders, or it is a device or a pipe
     */
    Path check(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            throw new UnreadableSourceException(
                    name, "is a link to nothing.", "Bring back what it leads to, or take the link away.");
        }
        if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new UnreadableSourceException(
                    name,
                    "is no regular file but a device, a pipe or a socket, which may never end.",
                    "Have the ETL write a file.");
        }
        Path real = file.toRealPath();
        for (Path folder : real()) {
            if (real.startsWith(folder)) {
                return real;
            }
        }
        throw new UnreadableSourceException(
                name,
                "lies outside of the workspace, and of the folders that weir.yaml names for sources.",
                "Bring it into the workspace, or name its folder in 'sources.roots' of the profile.");
    }

    private List<Path> real() throws IOException {
        List<Path> real = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.exists(folder)) {
                real.add(folder.toRealPath());
            }
        }
        return real;
    }
}
