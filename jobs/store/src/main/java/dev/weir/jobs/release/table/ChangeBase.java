package dev.weir.jobs.release.table;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.journal.RunMark;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a change begins on: a table of a release, mostly of the newest one.
 *
 * @param version of the table, as its manifest has it
 * @param renamed names of columns now, with the names that they have in that release; no column takes the name of another
 *     that was there
 * @param newest the table in the newest release: what the change takes the place of
 */
public record ChangeBase(RunMark release, ReleasedTable.Version version, Map<String, String> renamed, Newest newest) {

    /** A table in the newest release. */
    public record Newest(RunMark release, ReleasedTable.Version version) {}

    /** On the newest release's table. */
    public ChangeBase(RunMark release, ReleasedTable.Version version, Map<String, String> renamed) {
        this(release, version, renamed, new Newest(release, version));
    }

    public ChangeBase {
        requireNonNull(release, "release");
        requireNonNull(version, "version");
        requireNonNull(newest, "newest");
        renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
    }

    /** The name that a column has there, when it is there. */
    public String former(String column) {
        return renamed.getOrDefault(column, column);
    }
}
