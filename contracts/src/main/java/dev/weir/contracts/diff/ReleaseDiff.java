package dev.weir.contracts.diff;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What changed from one release to another. Only what differs is listed, but for tables: each of them has its entry.
 *
 * @param before the one that is compared with
 * @param after the one that is asked about
 * @param tables of both, in the order of the later one, then those that are gone
 * @param rules whose verdict, or whose own text, is another
 * @param metrics that were measured otherwise
 * @param sources whose files are others
 * @param files of contracts, transformations and rules that are others
 */
public record ReleaseDiff(
        Side before,
        Side after,
        List<TableDiff> tables,
        List<RuleMove> rules,
        List<MetricMove> metrics,
        List<SourceMove> sources,
        List<Move> files) {

    public ReleaseDiff {
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
        metrics = List.copyOf(metrics);
        sources = List.copyOf(sources);
        files = List.copyOf(files);
    }

    /**
     * A release.
     *
     * @param reference such as {@code clinical@12}
     * @param released when
     * @param score of 100; empty when nothing was judged
     */
    public record Side(String reference, Instant released, OptionalDouble score) {}

    /**
     * Something that is written one way before and another after.
     *
     * @param name what it is
     * @param before empty when it is new
     * @param after empty when it is gone
     */
    public record Move(String name, String before, String after) {}

    /** Whether the rows of every table are the same. */
    public boolean sameRows() {
        return tables.stream().allMatch(table -> table.rows().isSame());
    }
}
