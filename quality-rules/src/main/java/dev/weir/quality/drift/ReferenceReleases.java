package dev.weir.quality.drift;

import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.PastRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The releases that a drift rule compares with, together. Distributions and shares of NULL are those of all their rows;
 * counts of different values are the mean of theirs, since a table that is loaded whole each time has the same values
 * again.
 *
 * @param releases the oldest first
 */
public record ReferenceReleases(List<PastRelease> releases) {

    public ReferenceReleases {
        releases = List.copyOf(releases);
    }

    public boolean isEmpty() {
        return releases.isEmpty();
    }

    /** {@code release 7}, {@code the last 3 releases (5 to 7)}. */
    public String words() {
        if (releases.isEmpty()) {
            return "no release";
        }
        long first = releases.get(0).number();
        long last = releases.get(releases.size() - 1).number();
        return first == last
                ? "release " + last
                : String.format(Locale.ROOT, "the last %d releases (%d to %d)", releases.size(), first, last);
    }

    /** What the releases keep of a column, the oldest first; those without it are left out. */
    List<ColumnSummary> columns(String table, String column) {
        List<ColumnSummary> columns = new ArrayList<>();
        releases.forEach(release ->
                release.table(table).flatMap(found -> found.column(column)).ifPresent(columns::add));
        return columns;
    }
}
