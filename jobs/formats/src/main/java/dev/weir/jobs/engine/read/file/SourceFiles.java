package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/** Lists the files of a source. */
public final class SourceFiles {
    private final FileSystem files;
    private final String base;
    private final SourceRoots roots;
    private final Map<String, SourceFile> found = new TreeMap<>();

    /** The folders that the one at hand lies in, as they really are: a link to one of them has no end. */
    private final Deque<java.nio.file.Path> above = new ArrayDeque<>();

    private SourceFiles(FileSystem files, Path base, SourceRoots roots) {
        this.files = files;
        this.base = files.makeQualified(base).toUri().getPath();
        this.roots = roots;
    }

    /**
     * The files under a root that match a pattern, sorted by path. Files and folders whose name begins with {@code _},
     * {@code .} or {@code ~} are left out. A folder that matches stands for the files in it and below.
     *
     * @param root folder, or a pattern of folders; names of files are relative to its part without wildcards
     * @param pattern path below the root with Hadoop's wildcards, such as {@code 2024/*.csv}; empty for the root itself
     * @return empty if nothing matches
     * @throws UnreadableSourceException if the files cannot be listed, or lie elsewhere
     */
    public static List<SourceFile> list(Configuration configuration, String root, String pattern) {
        String plain = plainPart(root);
        return below(
                configuration,
                plain,
                List.of(pattern.isEmpty() ? root : root + "/" + pattern),
                SourceRoots.of(java.nio.file.Path.of(plain)));
    }

    /**
     * The files that match any of some patterns, each once, sorted by path.
     *
     * @param base a folder without wildcards: names of files are relative to it
     * @param patterns whole paths with Hadoop's wildcards; otherwise as in {@link #list}
     * @param roots the local folders below which files may lie; those of a store have been compared with its roots where they are written
     * @return empty if nothing matches
     * @throws UnreadableSourceException if the files cannot be listed, or one is no regular file or lies elsewhere
     */
    public static List<SourceFile> below(
            Configuration configuration, String base, List<String> patterns, SourceRoots roots) {
        Map<String, SourceFile> found = new TreeMap<>();
        for (String pattern : patterns) {
            String shown = pattern.startsWith(base + "/") ? pattern.substring(base.length() + 1) : pattern;
            try {
                for (String each : GlobExpander.expand(pattern)) { // alternatives may have folders of their own
                    Path location = new Path(each);
                    SourceFiles listing = new SourceFiles(location.getFileSystem(configuration), new Path(base), roots);
                    listing.collect(location);
                    found.putAll(listing.found);
                }
            } catch (IOException e) {
                throw StoreFaults.unlisted(new Path(pattern), shown, e);
            } catch (IllegalArgumentException e) {
                throw new UnreadableSourceException(
                        shown,
                        "cannot be listed: a file beside it has a colon in its name, which Hadoop takes for an address.",
                        "Rename that file.",
                        e);
            }
        }
        return List.copyOf(found.values());
    }

    private void collect(Path location) throws IOException {
        FileStatus[] matches = files.globStatus(location, SourceFiles::isVisible);
        for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
            if (isLocal()) {
                collect(match);
            } else {
                collectObjects(match);
            }
        }
        if (isLocal()) {
            collectBrokenLinks(location);
        }
    }

    private void collectBrokenLinks(Path location) throws IOException {
        Path parent = location.getParent();
        FileStatus[] folders = parent == null ? null : files.globStatus(parent);
        String name = location.getName();
        for (FileStatus folder : folders == null ? new FileStatus[0] : folders) {
            if (plainPart(name).equals(name)) { // one file: the others of a folder of many years are not looked at
                checkLink(new Path(folder.getPath(), name));
            } else {
                checkLinks(folder.getPath(), new GlobFilter(name));
            }
        }
    }

    /** The objects of a store are listed flat: one answer holds a thousand of them, in whatever folders. */
    private void collectObjects(FileStatus match) throws IOException {
        if (!match.isDirectory()) {
            addObject(match);
            return;
        }
        int below = match.getPath().toUri().getPath().length();
        for (RemoteIterator<LocatedFileStatus> objects = files.listFiles(match.getPath(), true); objects.hasNext(); ) {
            LocatedFileStatus object = objects.next();
            String path = object.getPath().toUri().getPath().substring(below);
            if (Arrays.stream(path.split("/", -1)).allMatch(SourceFiles::isVisible)) {
                addObject(object);
            }
        }
    }

    private void addObject(FileStatus object) {
        String address = object.getPath().toString();
        roots.check(address, address);
        add(object);
    }

    private void add(FileStatus file) {
        String name = name(file.getPath().toUri().getPath(), file.getPath());
        found.put(file.getPath().toString(), SourceFile.listed(file, name));
    }

    private void collect(FileStatus entry) throws IOException {
        String path = entry.getPath().toUri().getPath();
        String name = name(path, entry.getPath());
        java.nio.file.Path real = roots.check(java.nio.file.Path.of(path), name);
        if (!entry.isDirectory()) {
            add(entry);
            return;
        }
        if (above.contains(real)) {
            throw new UnreadableSourceException(name, "is a link to a folder that it lies in.", "Take the link away.");
        }
        above.push(real);
        checkLinks(entry.getPath(), null);
        for (FileStatus child : files.listStatus(entry.getPath(), SourceFiles::isVisible)) {
            collect(child);
        }
        above.pop();
    }

    /** Refuses links to nothing, which Hadoop passes over. */
    private void checkLinks(Path folder, @Nullable GlobFilter filter) throws IOException {
        java.nio.file.Path local = java.nio.file.Path.of(folder.toUri().getPath());
        if (!Files.isDirectory(local)) {
            return;
        }
        try (DirectoryStream<java.nio.file.Path> entries = Files.newDirectoryStream(local)) {
            for (java.nio.file.Path entry : entries) {
                Path path = new Path(folder, entry.getFileName().toString());
                if (filter == null || filter.accept(path)) {
                    checkLink(path);
                }
            }
        }
    }

    private void checkLink(Path path) throws IOException {
        java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
        if (isVisible(path) && Files.isSymbolicLink(local) && !Files.exists(local)) {
            roots.check(local, name(path.toUri().getPath(), path));
        }
    }

    private String name(String path, Path file) {
        return path.startsWith(base + "/") ? path.substring(base.length() + 1) : file.getName();
    }

    private boolean isLocal() {
        return files.getUri().getScheme().equals("file");
    }

    private static boolean isVisible(Path path) {
        return isVisible(path.getName());
    }

    /** Whether a file or folder of a name is read: {@code ~} begins the marks that Excel and LibreOffice keep beside an open file. */
    public static boolean isVisible(String name) {
        return !name.startsWith("_") && !name.startsWith(".") && !name.startsWith("~");
    }

    /** The folders of a pattern before the first that has a wildcard. */
    public static String plainPart(String pattern) {
        List<String> plain = Arrays.stream(pattern.split("/", -1))
                .takeWhile(part -> part.chars().noneMatch(c -> "*?[{\\".indexOf(c) >= 0))
                .toList();
        String joined = String.join("/", plain);
        return joined.isEmpty() ? (pattern.startsWith("/") ? "/" : ".") : joined;
    }
}
