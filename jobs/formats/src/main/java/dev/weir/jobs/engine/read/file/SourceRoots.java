package dev.weir.jobs.engine.read.file;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.ObjectAddress;
import dev.weir.contracts.settings.OwnPlaces;
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
 * @param own where Weir keeps its own files: no source lies there, in a store or on a disk
 */
public record SourceRoots(List<Path> folders, OwnPlaces own) {
    public SourceRoots {
        folders = List.copyOf(folders);
    }

    public static SourceRoots of(Path folder) {
        return new SourceRoots(List.of(folder.toAbsolutePath()), OwnPlaces.NONE);
    }

    /** The workspace, and what its profile names besides. */
    public static SourceRoots of(Workspace workspace) {
        List<Path> folders = new ArrayList<>();
        folders.add(workspace.root());
        folders.addAll(workspace.profile().sourceFolders(workspace.root()));
        return new SourceRoots(folders, OwnPlaces.of(workspace.root(), workspace.profile()));
    }

    /**
     * Where a file or folder really lies.
     *
     * @param name for people
     * @throws UnreadableSourceException if that is below none of the folders, or Weir's own, or it is a device or a pipe
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
        if (own.hold(file)) {
            throw isOwn(name);
        }
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

    /** Refuses an object of Weir's own. */
    void check(String address, String name) {
        if (ObjectAddress.of(address).filter(own::hold).isPresent()) {
            throw isOwn(name);
        }
    }

    private static UnreadableSourceException isOwn(String name) {
        return new UnreadableSourceException(
                name, "lies where Weir keeps files of its own: " + OwnPlaces.WHY + ".", sentence(OwnPlaces.REMEDY));
    }

    private static String sentence(String remedy) {
        return Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".";
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
