package dev.weir.jobs.spark.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lists the files of a source. */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * The files under a root that match a pattern, sorted by path. Files and folders whose name begins with {@code _}
     * or {@code .} are left out. A folder that matches stands for the files in it and below.
     *
     * @param root folder, or a pattern of folders; names of files are relative to its part without wildcards
     * @param pattern path below the root with Hadoop's wildcards, such as {@code 2024/*.csv}; empty for the root itself
     * @return empty if nothing matches
     * @throws UnreadableSourceException if the files cannot be listed
     */
    public static List<SourceFile> list(Configuration configuration, String root, String pattern) {
        return below(configuration, plainPart(root), List.of(pattern.isEmpty() ? root : root + "/" + pattern));
    }

    /**
     * The files that match any of some patterns, each once, sorted by path.
     *
     * @param base a folder without wildcards: names of files are relative to it
     * @param patterns whole paths with Hadoop's wildcards; otherwise as in {@link #list}
     * @return empty if nothing matches
     * @throws UnreadableSourceException if the files cannot be listed
     */
    public static List<SourceFile> below(Configuration configuration, String base, List<String> patterns) {
        Map<String, SourceFile> found = new TreeMap<>();
        for (String pattern : patterns) {
            matching(configuration, new Path(base), new Path(pattern)).forEach(file -> found.put(file.path(), file));
        }
        return List.copyOf(found.values());
    }

    private static List<SourceFile> matching(Configuration configuration, Path base, Path location) {
        try {
            FileSystem files = location.getFileSystem(configuration);
            List<SourceFile> found = new ArrayList<>();
            FileStatus[] matches = files.globStatus(location, SourceFiles::isVisible);
            for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
                collect(files, match, files.makeQualified(base), found);
            }
            return found;
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    location.toString(),
                    "cannot be listed: " + e.getMessage() + ".",
                    "Check that the path is right and that this user may read it.",
                    e);
        }
    }

    private static void collect(FileSystem files, FileStatus entry, Path base, List<SourceFile> found)
            throws IOException {
        if (!entry.isDirectory()) {
            String path = entry.getPath().toUri().getPath();
            String prefix = base.toUri().getPath();
            String name = path.startsWith(prefix + "/")
                    ? path.substring(prefix.length() + 1)
                    : entry.getPath().getName();
            found.add(new SourceFile(entry.getPath().toString(), name, entry.getLen(), entry.getModificationTime()));
            return;
        }
        for (FileStatus child : files.listStatus(entry.getPath(), SourceFiles::isVisible)) {
            collect(files, child, base, found);
        }
    }

    private static boolean isVisible(Path path) {
        return !path.getName().startsWith("_") && !path.getName().startsWith(".");
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
