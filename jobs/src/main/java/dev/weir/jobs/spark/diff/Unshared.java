package dev.weir.jobs.spark.diff;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.DataFile;
import dev.weir.jobs.release.Releases;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of two versions of a table without the files that both have: their rows stand on both sides.
 *
 * @param before rows of the earlier version
 * @param after rows of the later one
 */
record Unshared(Dataset<Row> before, Dataset<Row> after) {

    static Unshared of(Releases releases, Manifest before, ReleasedTable was, Manifest after, ReleasedTable is) {
        Set<String> old = files(releases, before, was);
        Set<String> now = files(releases, after, is);
        Set<String> shared = new HashSet<>(old);
        shared.retainAll(now);
        if (!shared.isEmpty()) {
            old.removeAll(shared);
            now.removeAll(shared);
            Optional<Dataset<Row>> first = releases.read(before, was.name(), old);
            Optional<Dataset<Row>> second = releases.read(after, is.name(), now);
            if (first.isPresent() && second.isPresent()) {
                return new Unshared(first.get(), second.get());
            }
        }
        return new Unshared(releases.read(before, was.name()), releases.read(after, is.name()));
    }

    /** None where rows do not lie in whole files. */
    private static Set<String> files(Releases releases, Manifest release, ReleasedTable table) {
        try {
            return releases.files(release, table.name()).stream()
                    .map(DataFile::path)
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (ProblemsException e) {
            if (e.problems().stream().allMatch(problem -> problem.code() == Code.TABLE_FEATURE)) {
                return new HashSet<>();
            }
            throw e;
        }
    }
}
