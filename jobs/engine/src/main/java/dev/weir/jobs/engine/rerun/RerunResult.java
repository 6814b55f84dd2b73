package dev.weir.jobs.engine.rerun;

import dev.weir.contracts.release.ContentDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A release, and what comes of building it again.
 *
 * @param release such as {@code clinical@12}
 * @param then Weir's version that made it
 * @param now Weir's version that built it again
 * @param from the release that was taken as it was released; empty when every part was built
 * @param parts the releases whose parts were built again, the first first
 * @param tables in the release's order
 */
public record RerunResult(
        String release, String then, String now, Optional<String> from, List<String> parts, List<OfTable> tables) {

    public RerunResult {
        parts = List.copyOf(parts);
        tables = List.copyOf(tables);
    }

    /** Whether every table has the same content. */
    public boolean isSame() {
        return tables.stream().allMatch(OfTable::isSame);
    }

    /**
     * One table.
     *
     * @param name its name
     * @param content of the release
     * @param contentNow of the one built again
     */
    public record OfTable(String name, ContentDigest content, ContentDigest contentNow) {
        /** Whether the rows are the same. */
        public boolean isSame() {
            return content.hash().equals(contentNow.hash());
        }

        /** Columns whose values differ, or that one of the two does not have; values may also stand in other rows. */
        public List<String> differing() {
            List<String> gone = content.columns().stream()
                    .filter(column -> contentNow.column(column.name()).isEmpty())
                    .map(ContentDigest.OfColumn::name)
                    .toList();
            List<String> changed = contentNow.columns().stream()
                    .filter(column -> content.column(column.name())
                            .filter(before -> before.hash().equals(column.hash()))
                            .isEmpty())
                    .map(ContentDigest.OfColumn::name)
                    .toList();
            return Stream.concat(gone.stream(), changed.stream()).toList();
        }
    }
}
