package dev.weir.jobs.release.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one version of a table has in place of another's files.
 *
 * @param added files that the later version has and the earlier has not
 * @param removed files that the earlier version has and the later has not
 */
public record FileChanges(List<DataFile> added, List<DataFile> removed) {

    public FileChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** The difference, by path: a data file never changes. */
    public static FileChanges between(List<DataFile> earlier, List<DataFile> later) {
        return new FileChanges(without(later, paths(earlier)), without(earlier, paths(later)));
    }

    private static List<DataFile> without(List<DataFile> files, Set<String> paths) {
        return files.stream().filter(file -> !paths.contains(file.path())).toList();
    }

    /** The paths of some files. */
    public static Set<String> paths(List<DataFile> files) {
        return files.stream().map(DataFile::path).collect(Collectors.toCollection(HashSet::new));
    }
}
