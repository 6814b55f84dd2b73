package dev.weir.catalogue.page;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Places the bars of a run's picture, each with room for its two lines of text, and the bands between them. */
final class SankeyLayout {

    private static final double ROOM = 260;
    private static final double SLOT = 34;
    private static final double GAP = 6;
    private static final double EDGE = 10;
    private static final double SPAN = 260;
    private static final double LETTER = 6.7;
    private static final double WIDE_LETTER = 12.5;
    private static final int LONGEST = 44;

    private final List<TableFlow> flows;
    private final Map<String, SankeyBar> sourceOf = new LinkedHashMap<>();
    private final List<SankeyBar> sources = new ArrayList<>();
    private final List<SankeyBar> tables = new ArrayList<>();
    private final SankeyBar released;
    private final SankeyBar quarantined;
    private final SankeyBar dropped;
    private final SankeyBar leftOut;
    private final SankeyBar notCarriedOn;
    private final SankeyBar unreadable;
    private final List<SourceCount> counts;
    private final List<SankeyDiagram.Band> bands = new ArrayList<>();

    SankeyLayout(RunRecord record, List<TableFlow> flows) {
        this.flows = flows;
        // What is only looked into stands below the others: its rows go nowhere.
        record.sources().stream()
                .sorted(Comparator.comparing(this::isLookUp))
                .forEach(source -> sources.add(bar(source, isLookUp(source) ? "lookup" : "source")));
        flows.forEach(flow -> tables.add(new SankeyBar(flow.count().table(), flow.rows(), "table")));
        boolean published = record.ending().outcome().exit().status() == 0;
        released = new SankeyBar(published ? "released" : "would get in", sum(TableCount::released), "released");
        quarantined = new SankeyBar("quarantined", sum(TableCount::quarantined), "quarantined");
        dropped = new SankeyBar("dropped by policy", sum(TableCount::dropped), "dropped");
        leftOut = new SankeyBar(
                "left out by the load", sum(count -> count.leftOut().rows()), "dropped");
        notCarriedOn = new SankeyBar(
                "not carried on",
                flows.stream().mapToLong(TableFlow::notCarriedOn).sum(),
                "nowhere");
        unreadable = new SankeyBar(
                "unreadable",
                record.sources().stream().mapToLong(SourceCount::unreadable).sum(),
                "unreadable");
        this.counts = record.sources();
    }

    private boolean isLookUp(SourceCount source) {
        return flows.stream().noneMatch(flow -> flow.flows().contains(source))
                && flows.stream().anyMatch(flow -> flow.lookUps().contains(source));
    }

    private SankeyBar bar(SourceCount source, String kind) {
        SankeyBar bar = new SankeyBar(source.table(), source.records(), kind);
        sourceOf.put(source.table(), bar);
        return bar;
    }

    private long sum(ToLongFunction<TableCount> count) {
        return flows.stream().map(TableFlow::count).mapToLong(count).sum();
    }

    SankeyDiagram picture() {
        List<SankeyBar> endings = new ArrayList<>(List.of(released));
        List.of(quarantined, dropped, leftOut, notCarriedOn, unreadable).stream()
                .filter(ending -> ending.rows() > 0)
                .forEach(endings::add);
        List<List<SankeyBar>> columns = List.of(sources, tables, endings);
        double heaviest = columns.stream()
                .mapToDouble(
                        column -> column.stream().mapToDouble(SankeyBar::weight).sum())
                .max()
                .orElse(1);
        double scale = ROOM / Math.max(1, heaviest);
        double left = widest(sources) + 2 * EDGE;
        double height = 0;
        for (int i = 0; i < columns.size(); i++) {
            height = Math.max(height, place(columns.get(i), left + i * (SPAN + SankeyDiagram.BAR), scale));
        }
        double width = left + 2 * SPAN + 3 * SankeyDiagram.BAR + widest(endings) + 2 * EDGE;
        joinSources();
        joinEndings();
        List<SankeyDiagram.Node> nodes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (SankeyBar bar : columns.get(i)) {
                nodes.add(bar.node(
                        i,
                        shortened(bar.label()),
                        i == 1 ? words(flows.get(columns.get(1).indexOf(bar))) : words(bar.rows())));
            }
        }
        return new SankeyDiagram((int) Math.ceil(width), (int) Math.ceil(height), nodes, bands);
    }

    /** Puts the bars of a column below one another; answers where the column ends. */
    private static double place(List<SankeyBar> column, double x, double scale) {
        double y = EDGE;
        for (SankeyBar bar : column) {
            double height = Math.max(3, bar.weight() * scale);
            double slot = Math.max(SLOT, height);
            bar.place(x, y + (slot - height) / 2, height);
            y += slot + GAP;
        }
        return y + EDGE - GAP;
    }

    private void joinSources() {
        for (SourceCount count : counts) {
            SankeyBar source = bar(count);
            long lost = count.unreadable();
            double lostHeight = lost == 0 ? 0 : Math.max(1.5, source.height() * lost / source.rows());
            long readers = flows.stream()
                    .flatMap(flow -> flow.flows().stream())
                    .filter(count::equals)
                    .count();
            for (int i = 0; i < flows.size(); i++) {
                for (SourceCount flowing : flows.get(i).flows()) {
                    if (flowing.equals(count)) {
                        double start = Math.max(0, source.height() - lostHeight) / readers;
                        double there = tables.get(i).share(count.parsed());
                        join(source, start, tables.get(i), there, "flow", rows(count.parsed()));
                    }
                }
            }
            if (lost > 0) {
                source.fill(lostHeight);
                join(source, lostHeight, unreadable, unreadable.share(lost), "unreadable", rows(lost));
            }
        }
        for (int i = 0; i < flows.size(); i++) {
            for (SourceCount count : flows.get(i).lookUps()) {
                thread(bar(count), tables.get(i), ": looked up, " + words(count.parsed()));
            }
        }
    }

    private SankeyBar bar(SourceCount count) {
        return requireNonNull(sourceOf.get(count.table()), "every source has a bar");
    }

    private void joinEndings() {
        for (int i = 0; i < tables.size(); i++) {
            TableCount count = flows.get(i).count();
            end(tables.get(i), count.released(), released);
            end(tables.get(i), count.quarantined(), quarantined);
            end(tables.get(i), count.dropped(), dropped);
            end(tables.get(i), count.leftOut().rows(), leftOut);
            end(tables.get(i), flows.get(i).notCarriedOn(), notCarriedOn);
        }
    }

    private void end(SankeyBar table, long rows, SankeyBar ending) {
        if (rows > 0) {
            join(table, Math.max(1.5, table.share(rows)), ending, ending.share(rows), ending.kind(), rows(rows));
        }
    }

    /** The label of a table's bar: the rows that its query made, and of how many where that is another number. */
    private static String words(TableFlow flow) {
        long produced = flow.count().produced();
        return flow.read().isEmpty() || flow.read().getAsLong() == produced
                ? words(produced)
                : words(produced) + " of " + words(flow.read().getAsLong()) + " read";
    }

    private static String words(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }

    private static String rows(long rows) {
        return String.format(Locale.ROOT, ": %,d", rows);
    }

    /** A line that takes no room at either bar: rows are looked up along it, and none flow. */
    private void thread(SankeyBar start, SankeyBar end, String words) {
        double y1 = start.middle();
        double y2 = end.middle();
        double x1 = start.x() + SankeyDiagram.BAR;
        double middle = (x1 + end.x()) / 2;
        String path = String.format(
                Locale.ROOT, "M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f", x1, y1, middle, y1, middle, y2, end.x(), y2);
        bands.add(new SankeyDiagram.Band(path, "thread", start.label() + " → " + end.label() + words));
    }

    private void join(SankeyBar start, double thick, SankeyBar end, double thickThere, String kind, String rows) {
        double y1 = start.out(thick);
        double y2 = end.in(thickThere);
        double x1 = start.x() + SankeyDiagram.BAR;
        double x2 = end.x();
        double middle = (x1 + x2) / 2;
        String path = String.format(
                Locale.ROOT,
                "M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f L%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f Z",
                x1,
                y1,
                middle,
                y1,
                middle,
                y2,
                x2,
                y2,
                x2,
                y2 + thickThere,
                middle,
                y2 + thickThere,
                middle,
                y1 + thick,
                x1,
                y1 + thick);
        bands.add(new SankeyDiagram.Band(path, kind, start.label() + " → " + end.label() + rows));
    }

    private static double widest(List<SankeyBar> bars) {
        return bars.stream()
                .mapToDouble(bar -> shortened(bar.label())
                        .codePoints()
                        .mapToDouble(letter -> letter < 0x2e80 ? LETTER : WIDE_LETTER)
                        .sum())
                .max()
                .orElse(0);
    }

    private static String shortened(String label) {
        int letters = label.codePointCount(0, label.length());
        if (letters <= LONGEST) {
            return label;
        }
        int head = label.offsetByCodePoints(0, LONGEST / 2 - 1);
        int tail = label.offsetByCodePoints(label.length(), -LONGEST / 2);
        return label.substring(0, head) + "…" + label.substring(tail);
    }
}
