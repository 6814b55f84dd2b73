package dev.weir.jobs.release.table;

import static java.util.Objects.requireNonNull;

import dev.weir.releases.warehouse.TableIdentity;
import java.util.List;

/**
 * What a table holds beyond what stays.
 *
 * @param versions how many of its versions are kept by no release
 * @param files that no version needs which stays: those of the versions that go, and those of runs that were undone
 */
public record TableSurplus(TableIdentity table, int versions, List<Left> files) {

    public TableSurplus {
        requireNonNull(table, "table");
        files = List.copyOf(files);
    }

    /** A file that goes: where it lies, and its size. */
    public record Left(String path, long bytes) {
        public Left {
            requireNonNull(path, "path");
        }
    }

    public boolean isNothing() {
        return versions == 0 && files.isEmpty();
    }

    public long bytes() {
        return files.stream().mapToLong(Left::bytes).sum();
    }
}
