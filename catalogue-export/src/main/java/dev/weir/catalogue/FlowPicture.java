package dev.weir.catalogue;

import dev.weir.contracts.Product;
import dev.weir.contracts.release.RunRecord;
import java.util.List;

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

    /** The width of a bar, in pixels. */
    static final int BAR = 14;

    public FlowPicture {
        nodes = List.copyOf(nodes);
        bands = List.copyOf(bands);
    }

    /**
     * A bar: a source's table, a product's table, or an ending.
     *
     * @param label as there is room for
     * @param title in full
     * @param kind its CSS class
     * @param column 0 for sources, 1 for tables, 2 for endings
     */
    public record Node(
            String label, String title, long rows, String kind, int column, double x, double y, double height) {}

    /** A band from one bar to another; {@code path} is SVG path data. */
    public record Band(String path, String kind, String title) {}

    /** The picture of a run. Bands from sources follow the queries' inputs. */
    public static FlowPicture of(RunRecord record, Product product) {
        return new FlowLayout(record, product).picture();
    }
}
