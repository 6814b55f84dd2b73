package dev.weir.jobs.engine.diff;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.table.DataFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of two versions of a table without the files that both have: their rows stand on both sides.
 *
 * @param before rows of the earlier version
 * @param after rows of the later one
 * @param shared how many rows are left out on both sides
 */
record UnsharedRows(Dataset<Row> before, Dataset<Row> after, long shared) {

    static UnsharedRows of(Releases releases, Manifest before, ReleasedTable was, Manifest after, ReleasedTable is) {
        Map<String, Long> old = files(releases, before, was);
        Map<String, Long> now = files(releases, after, is);
        Map<String, Long> shared = new HashMap<>(old);
        shared.keySet().retainAll(now.keySet());
        if (!shared.isEmpty()) {
            old.keySet().removeAll(shared.keySet());
            now.keySet().removeAll(shared.keySet());
            Optional<Dataset<Row>> first = releases.read(before, was.name(), old.keySet());
            Optional<Dataset<Row>> second = releases.read(after, is.name(), now.keySet());
            if (first.isPresent() && second.isPresent()) {
                long rows = shared.values().stream().mapToLong(Long::longValue).sum();
                return new UnsharedRows(first.get(), second.get(), rows);
            }
        }
        return new UnsharedRows(releases.read(before, was.name()), releases.read(after, is.name()), 0);
    }

    /** How many rows each file has; none where rows do not lie in whole files. */
    private static Map<String, Long> files(Releases releases, Manifest release, ReleasedTable table) {
        try {
            return releases.files(release, table.name()).stream()
                    .collect(Collectors.toMap(DataFile::path, DataFile::rows, (one, other) -> one, HashMap::new));
        } catch (ProblemsException e) {
            if (e.problems().stream().allMatch(problem -> problem.code() == Code.TABLE_FEATURE)) {
                return new HashMap<>();
            }
            throw e;
        }
    }
}
