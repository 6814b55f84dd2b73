package dev.weir.jobs.release.table;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files in a table's own folder. */
public final class TableFolder {

    private final Path folder;
    private final Configuration configuration;

    /** @param location of the table */
    public TableFolder(String location, Configuration configuration) {
        this.folder = new Path(location);
        this.configuration = requireNonNull(configuration, "configuration");
    }

    /**
     * A path as both formats and the file system can be compared by: of a local disk, where it is written with and without, without
     * its scheme; in a bucket the whole URI.
     */
    public static String plain(String path) {
        Path parsed = new Path(path);
        String scheme = parsed.toUri().getScheme();
        return scheme == null || scheme.equals("file") ? parsed.toUri().getPath() : parsed.toString();
    }

    /** A file's path below its table's folder, as manifests and evidence have it; whole where it lies elsewhere. */
    public static String below(String location, String path) {
        String folder = plain(location) + "/";
        String file = plain(path);
        return file.startsWith(folder) ? file.substring(folder.length()) : path;
    }

    /**
     * The files that are none of those that are needed.
     *
     * @param needed plain paths; all of them must be there
     * @param ours which files are the format's own, by their path below the folder: no other ever goes
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when a needed file is not there
     */
    public List<TableSurplus.Left> beside(Set<String> needed, Predicate<String> ours) {
        Map<String, Long> there = list();
        List<String> missing = needed.stream()
                .filter(path -> !there.containsKey(path))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(folder.toString()),
                    missing.size() + " of the files that kept releases need are not in the table's folder, such as '"
                            + missing.get(0) + "'",
                    "they were removed or moved outside Weir, or the folder is not the table's",
                    "Nothing of the table is removed before they are back: restore them from a copy. 'weir doctor' says whose"
                            + " they are, and what to do where there is none.");
        }
        String root = plain(folder.toString()) + "/";
        List<TableSurplus.Left> left = new ArrayList<>();
        there.forEach((path, bytes) -> {
            if (!needed.contains(path) && path.startsWith(root) && ours.test(path.substring(root.length()))) {
                left.add(new TableSurplus.Left(path, bytes));
            }
        });
        return left;
    }

    /** Removes a file that lies in the folder. */
    public void remove(String path) {
        if (!path.startsWith(plain(folder.toString()) + "/")) {
            throw new IllegalArgumentException("'" + path + "' does not lie in '" + folder + "'");
        }
        try {
            files().delete(new Path(path), false);
        } catch (IOException e) {
            throw Warehouse.notWritable(path, e);
        }
    }

    /** Removes the folder when nothing is in it. */
    public void removeWhenEmpty() {
        try {
            FileSystem files = files();
            if (files.exists(folder) && files.listStatus(folder).length == 0) {
                files.delete(folder, false);
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(plain(folder.toString()), e);
        }
    }

    /** All files, by their plain paths, with their sizes; none where there is no folder. */
    public Map<String, Long> list() {
        Map<String, Long> found = new LinkedHashMap<>();
        try {
            FileSystem files = files();
            if (!files.exists(folder)) {
                return found;
            }
            // not listFiles: of a local disk that asks for each file's permissions, with a process for each
            Deque<Path> folders = new ArrayDeque<>(List.of(folder));
            while (!folders.isEmpty()) {
                for (FileStatus status : files.listStatus(folders.remove())) {
                    if (status.isDirectory()) {
                        folders.add(status.getPath());
                    } else {
                        found.put(plain(status.getPath().toString()), status.getLen());
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw Warehouse.notWritable(plain(folder.toString()), e);
        }
    }

    private FileSystem files() throws IOException {
        return folder.getFileSystem(configuration);
    }
}
