package dev.weir.catalogue.page;

import dev.weir.contracts.release.RunRecord;
import java.util.List;

/**
 * Where the rows of a run went, as a Sankey diagram: sources, tables, and what became of the rows. Its figures add up: a
 * source's records are readable or not, what a table's query read is produced or not carried on, and what it produced is
 * released, quarantined or dropped. Sources that are only looked into stand apart, with threads in place of bands. Heights
 * follow the square root of the rows, so that a handful in quarantine can be seen beside millions that were released.
 *
 * @param width of the picture, in pixels
 * @param height of the picture
 * @param nodes bars
 * @param bands between bars
 */
public record SankeyDiagram(int width, int height, List<Node> nodes, List<Band> bands) {

    /** The width of a bar, in pixels. */
    static final int BAR = 14;

    public SankeyDiagram {
        nodes = List.copyOf(nodes);
        bands = List.copyOf(bands);
    }

    /**
     * A bar: a source's table, a product's table, or an ending.
     *
     * @param label as there is room for
     * @param title in full
     * @param rows how many, in words
     * @param kind its CSS class
     * @param column 0 for sources, 1 for tables, 2 for endings
     * @param box where it stands
     */
    public record Node(String label, String title, String rows, String kind, int column, Box box) {}

    /** A place, in pixels: the left upper corner, and the height below it. */
    public record Box(double x, double y, double height) {

        /** Half way down. */
        public double middle() {
            return y + height / 2;
        }
    }

    /** A band from one bar to another; {@code path} is SVG path data. */
    public record Band(String path, String kind, String title) {}

    static SankeyDiagram of(RunRecord record, List<TableFlow> flows) {
        return new SankeyLayout(record, flows).picture();
    }
}
