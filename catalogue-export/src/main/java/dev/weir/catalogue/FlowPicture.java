package dev.weir.catalogue;

import dev.weir.contracts.Product;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the rows of a run went, as a Sankey diagram: sources, tables, and what became of the rows. Heights follow the
 * square root of the rows, so that a handful in quarantine can be seen beside millions that were released.
 *
 * @param width of the picture, in pixels
 * @param height of the picture
 * @param nodes bars
 * @param bands between bars
 */
public record FlowPicture(int width, int height, List<Node> nodes, List<Band> bands) {

    private static final int WIDTH = 920;
    private static final int BAR = 14;
    private static final int GAP = 16;
    private static final int[] COLUMNS = {150, 470, 790};
    private static final double ROOM = 300;

    public FlowPicture {
        nodes = List.copyOf(nodes);
        bands = List.copyOf(bands);
    }

    /** A bar: a source's table, a product's table, or an ending; {@code kind} is its CSS class. */
    public record Node(String label, long rows, String kind, int column, double x, double y, double height) {}

    /** A band from one bar to another; {@code path} is SVG path data. */
    public record Band(String path, String kind, String title) {}

    /** The picture of a run. Bands from sources follow the queries' inputs. */
    public static FlowPicture of(RunRecord record, Product product) {
        List<Bar> sources = new ArrayList<>();
        for (SourceCount source : record.sources()) {
            sources.add(new Bar(source.table(), source.records(), "source"));
        }
        List<Bar> tables = new ArrayList<>();
        long released = 0;
        long quarantined = 0;
        long unreadable =
                record.sources().stream().mapToLong(SourceCount::unreadable).sum();
        for (TableCount table : record.tables()) {
            tables.add(new Bar(table.table(), table.produced(), "table"));
            released += table.released();
            quarantined += table.quarantined();
        }
        List<Bar> endings = List.of(
                new Bar("released", released, "released"),
                new Bar("quarantined", quarantined, "quarantined"),
                new Bar("unreadable", unreadable, "unreadable"));
        List<List<Bar>> columns = List.of(sources, tables, endings);
        double tallest = 1;
        for (List<Bar> column : columns) {
            tallest = Math.max(tallest, column.stream().mapToDouble(Bar::weight).sum());
        }
        double scale = ROOM / tallest;
        double height = 0;
        for (int i = 0; i < columns.size(); i++) {
            double y = 10;
            for (Bar bar : columns.get(i)) {
                bar.place(COLUMNS[i], y, Math.max(3, bar.weight() * scale));
                y += bar.height + GAP;
            }
            height = Math.max(height, y);
        }
        List<Band> bands = new ArrayList<>();
        join(record, product, sources, tables, endings, bands);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (Bar bar : columns.get(i)) {
                nodes.add(new Node(bar.label, bar.rows, bar.kind, i, bar.x, bar.y, bar.height));
            }
        }
        return new FlowPicture(WIDTH, (int) Math.ceil(height), nodes, bands);
    }

    private static void join(
            RunRecord record,
            Product product,
            List<Bar> sources,
            List<Bar> tables,
            List<Bar> endings,
            List<Band> bands) {
        Map<String, Bar> byName = new LinkedHashMap<>();
        sources.forEach(source -> byName.put(source.label, source));
        for (Bar table : tables) {
            List<Bar> inputs = inputs(product, table.label).stream()
                    .map(byName::get)
                    .filter(java.util.Objects::nonNull)
                    .toList();
            for (Bar input : inputs) {
                double share = table.height / inputs.size();
                double out = Math.min(share, input.height);
                bands.add(band(input.out(out), out, table.in(share), share, input, table, "flow"));
            }
        }
        for (int i = 0; i < tables.size(); i++) {
            Bar table = tables.get(i);
            TableCount count = record.tables().get(i);
            if (count.produced() == 0) {
                continue;
            }
            double good = table.height * count.released() / count.produced();
            double bad =
                    count.quarantined() == 0 ? 0 : Math.max(1.5, table.height * count.quarantined() / count.produced());
            if (count.released() > 0) {
                double end = endings.get(0).height * count.released() / Math.max(1, endings.get(0).rows);
                bands.add(band(table.out(good), good, endings.get(0).in(end), end, table, endings.get(0), "released"));
            }
            if (count.quarantined() > 0) {
                double end = endings.get(1).height * count.quarantined() / endings.get(1).rows;
                bands.add(band(table.out(bad), bad, endings.get(1).in(end), end, table, endings.get(1), "quarantined"));
            }
        }
        for (int i = 0; i < sources.size(); i++) {
            long lost = record.sources().get(i).unreadable();
            if (lost > 0) {
                Bar ending = endings.get(2);
                double end = ending.height * lost / ending.rows;
                Bar source = sources.get(i);
                double start = Math.min(2, source.height);
                bands.add(band(
                        source.y + source.height - start, start, ending.in(end), end, source, ending, "unreadable"));
            }
        }
    }

    private static List<String> inputs(Product product, String table) {
        return product.table(table)
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
    }

    private static Band band(
            double from, double fromHeight, double to, double toHeight, Bar start, Bar end, String kind) {
        double x1 = start.x + BAR;
        double x2 = end.x;
        double middle = (x1 + x2) / 2;
        String path = "M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f L%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f Z"
                .formatted(
                        x1,
                        from,
                        middle,
                        from,
                        middle,
                        to,
                        x2,
                        to,
                        x2,
                        to + toHeight,
                        middle,
                        to + toHeight,
                        middle,
                        from + fromHeight,
                        x1,
                        from + fromHeight);
        return new Band(path, kind, start.label + " → " + end.label);
    }

    /** A bar while it is being placed. */
    private static final class Bar {
        private final String label;
        private final long rows;
        private final String kind;
        private double x;
        private double y;
        private double height;
        private double left;
        private double right;

        private Bar(String label, long rows, String kind) {
            this.label = label;
            this.rows = rows;
            this.kind = kind;
        }

        private double weight() {
            return Math.sqrt((double) rows);
        }

        private void place(double atX, double atY, double tall) {
            x = atX;
            y = atY;
            height = tall;
        }

        private double in(double thickness) {
            double at = y + left;
            left += thickness;
            return at;
        }

        private double out(double thickness) {
            double at = y + right;
            right += thickness;
            return at;
        }
    }
}
