package dev.weir.jobs.spark.diff;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.diff.ManifestDiff;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.Releases;
import java.util.List;
import java.util.function.Function;

/**
 * What changed from one release to another, rows included. Tables whose content hashes are equal are not read; of others,
 * files that both versions share are left out on both sides.
 */
public final class ReleaseComparison {

    private final Releases releases;
    private final Function<String, List<String>> keys;
    private final int examples;

    /**
     * A comparison in the session of the releases' stores.
     *
     * @param keys the columns that say which row is which, by table; none where there is no key
     * @param examples how many rows of each kind are shown
     */
    public ReleaseComparison(Releases releases, Function<String, List<String>> keys, int examples) {
        this.releases = requireNonNull(releases, "releases");
        this.keys = requireNonNull(keys, "keys");
        this.examples = examples;
    }

    /**
     * What changed.
     *
     * @throws dev.weir.contracts.ProblemsException when rows of one of them are gone
     */
    public ReleaseDiff of(Manifest before, Manifest after) {
        return new ManifestDiff(before, after).with((was, is) -> rows(before, was, after, is));
    }

    private RowsDiff rows(Manifest before, ReleasedTable was, Manifest after, ReleasedTable is) {
        if (was.content().hash().equals(is.content().hash())) {
            return RowsDiff.same(is.rows());
        }
        Unshared unshared = Unshared.of(releases, before, was, after, is);
        Aligned tables = Aligned.of(unshared.before(), unshared.after());
        return new RowComparison(tables, was.rows(), is.rows(), examples).by(keys.apply(is.name()));
    }
}
