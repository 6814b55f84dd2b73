package dev.weir.jobs.plan;

import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.interval.SourcePath;
import dev.weir.jobs.plan.interval.Window;
import java.util.List;

/**
 * One table of a source that the run reads, once.
 *
 * @param source where its files lie and how they are written
 * @param table its columns and its file pattern
 * @param way fused into the one table that it feeds, or landed first
 * @param feeds the product's tables that read it, in their order; none where only checks look into it
 * @param rules on the columns of its files
 * @param reason why this way, a sentence without its full stop
 * @param window which of its files are read
 */
public record SourceRead(
        Source source,
        Table table,
        SourceRoute way,
        List<String> feeds,
        List<RulePlan> rules,
        String reason,
        Window window) {

    /** A source of which every file is read. */
    public SourceRead(
            Source source, Table table, SourceRoute way, List<String> feeds, List<RulePlan> rules, String reason) {
        this(source, table, way, feeds, rules, reason, Window.WHOLE);
    }

    public SourceRead {
        feeds = List.copyOf(feeds);
        rules = List.copyOf(rules);
        if (way == SourceRoute.FUSED && feeds.size() != 1) {
            throw new IllegalArgumentException("Source table '" + table.name() + "', " + way + ", feeds " + feeds);
        }
    }

    /** Where its files lie. */
    public SourcePath path() {
        return SourcePath.of(source, table);
    }

    /** {@code contract-id.table}. */
    public String name() {
        return name(source, table);
    }

    /** The name of a source's table. */
    public static String name(Source source, Table table) {
        return source.contract().id() + "." + table.name();
    }
}
