package dev.weir.catalogue;

import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Places the bars of a run's picture, each with room for its two lines of text, and the bands between them. */
final class FlowLayout {

    private static final double ROOM = 260;
    private static final double SLOT = 34;
    private static final double GAP = 6;
    private static final double EDGE = 10;
    private static final double SPAN = 260;
    private static final double LETTER = 6.7;
    private static final double WIDE_LETTER = 12.5;
    private static final int LONGEST = 44;

    private final RunRecord record;
    private final Product product;
    private final List<FlowBar> sources = new ArrayList<>();
    private final List<FlowBar> tables = new ArrayList<>();
    private final FlowBar released;
    private final FlowBar quarantined;
    private final FlowBar dropped;
    private final FlowBar unreadable;
    private final List<FlowPicture.Band> bands = new ArrayList<>();

    FlowLayout(RunRecord record, Product product) {
        this.record = record;
        this.product = product;
        record.sources().forEach(source -> sources.add(new FlowBar(source.table(), source.records(), "source")));
        record.tables().forEach(table -> tables.add(new FlowBar(table.table(), table.produced(), "table")));
        boolean published = record.ending().outcome().exit().status() == 0;
        released = new FlowBar(published ? "released" : "would get in", sum(TableCount::released), "released");
        quarantined = new FlowBar("quarantined", sum(TableCount::quarantined), "quarantined");
        dropped = new FlowBar("dropped by policy", sum(TableCount::dropped), "dropped");
        unreadable = new FlowBar(
                "unreadable",
                record.sources().stream().mapToLong(SourceCount::unreadable).sum(),
                "unreadable");
    }

    private long sum(ToLongFunction<TableCount> count) {
        return record.tables().stream().mapToLong(count).sum();
    }

    FlowPicture picture() {
        List<FlowBar> endings = new ArrayList<>(List.of(released));
        List.of(quarantined, dropped, unreadable).stream()
                .filter(ending -> ending.rows() > 0)
                .forEach(endings::add);
        List<List<FlowBar>> columns = List.of(sources, tables, endings);
        double heaviest = columns.stream()
                .mapToDouble(
                        column -> column.stream().mapToDouble(FlowBar::weight).sum())
                .max()
                .orElse(1);
        double scale = ROOM / Math.max(1, heaviest);
        double left = widest(sources) + 2 * EDGE;
        double height = 0;
        for (int i = 0; i < columns.size(); i++) {
            height = Math.max(height, place(columns.get(i), left + i * (SPAN + FlowPicture.BAR), scale));
        }
        double width = left + 2 * SPAN + 3 * FlowPicture.BAR + widest(endings) + 2 * EDGE;
        joinSources();
        joinEndings();
        List<FlowPicture.Node> nodes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (FlowBar bar : columns.get(i)) {
                nodes.add(bar.node(i, shortened(bar.label())));
            }
        }
        return new FlowPicture((int) Math.ceil(width), (int) Math.ceil(height), nodes, bands);
    }

    /** Puts the bars of a column below one another; answers where the column ends. */
    private static double place(List<FlowBar> column, double x, double scale) {
        double y = EDGE;
        for (FlowBar bar : column) {
            double height = Math.max(3, bar.weight() * scale);
            double slot = Math.max(SLOT, height);
            bar.place(x, y + (slot - height) / 2, height);
            y += slot + GAP;
        }
        return y + EDGE - GAP;
    }

    private void joinSources() {
        List<List<FlowBar>> inputs = tables.stream().map(this::inputs).toList();
        for (int i = 0; i < sources.size(); i++) {
            FlowBar source = sources.get(i);
            long lost = record.sources().get(i).unreadable();
            double lostHeight = lost == 0 ? 0 : Math.max(1.5, source.height() * lost / source.rows());
            long readers = inputs.stream().filter(list -> list.contains(source)).count();
            for (int j = 0; j < tables.size(); j++) {
                if (inputs.get(j).contains(source)) {
                    double share = tables.get(j).height() / inputs.get(j).size();
                    double start = Math.max(0, source.height() - lostHeight) / readers;
                    join(source, start, tables.get(j), share, "flow", "");
                }
            }
            if (lost > 0) {
                source.fill(lostHeight);
                join(source, lostHeight, unreadable, unreadable.share(lost), "unreadable", rows(lost));
            }
        }
    }

    private void joinEndings() {
        for (int i = 0; i < tables.size(); i++) {
            TableCount count = record.tables().get(i);
            end(tables.get(i), count.released(), released);
            end(tables.get(i), count.quarantined(), quarantined);
            end(tables.get(i), count.dropped(), dropped);
        }
    }

    private void end(FlowBar table, long rows, FlowBar ending) {
        if (rows > 0) {
            join(table, Math.max(1.5, table.share(rows)), ending, ending.share(rows), ending.kind(), rows(rows));
        }
    }

    private static String rows(long rows) {
        return String.format(Locale.ROOT, ": %,d", rows);
    }

    /** The sources that the table's query reads; a query may name a contract of one table alone. */
    private List<FlowBar> inputs(FlowBar table) {
        List<String> written = product.table(table.label())
                .map(found -> found.making().match(new Table.Making.Cases<List<String>>() {
                    @Override
                    public List<String> files(Table.Files files) {
                        return List.of();
                    }

                    @Override
                    public List<String> query(Table.Query query) {
                        return query.inputs();
                    }
                }))
                .orElse(List.of());
        return sources.stream()
                .filter(source -> written.contains(source.label())
                        || written.contains(source.label()
                                .substring(0, Math.max(0, source.label().lastIndexOf('.')))))
                .toList();
    }

    private void join(FlowBar start, double thick, FlowBar end, double thickThere, String kind, String rows) {
        double y1 = start.out(thick);
        double y2 = end.in(thickThere);
        double x1 = start.x() + FlowPicture.BAR;
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
        bands.add(new FlowPicture.Band(path, kind, start.label() + " → " + end.label() + rows));
    }

    private static double widest(List<FlowBar> bars) {
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
