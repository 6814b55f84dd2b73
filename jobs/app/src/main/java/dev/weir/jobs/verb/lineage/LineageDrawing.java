package dev.weir.jobs.verb.lineage;

import dev.weir.jobs.verb.lineage.LineageLayout.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the boxes of tables stand and lines run, as the page is opened. The page's script ({@code lineage.js}) does the same when a
 * reader shows or opens more.
 */
public final class LineageDrawing {

    /** Pixels of a box: its width, head, foot, and a column's row; then what is free between layers, between boxes, and around all. */
    static final Map<String, Integer> SIZES =
            Map.of("width", 262, "head", 38, "row", 22, "foot", 6, "gap", 66, "between", 34, "pad", 30);

    private static final int WIDTH = size("width");
    private static final int HEAD = size("head");
    private static final int ROW = size("row");
    private static final int FOOT = size("foot");
    private static final int GAP = size("gap");
    private static final int BETWEEN = size("between");
    private static final int PAD = size("pad");

    /** Whether a value comes along a line, or decides on one, or decides which rows there are. */
    enum Kind {
        VALUE,
        DECIDES,
        ROWS
    }

    /**
     * Where a line ends: at a column's row of an open box, or at the head.
     *
     * @param row from 0; less at the head
     */
    record End(int table, int row) implements Comparable<End> {

        int y() {
            return row < 0 ? HEAD / 2 : HEAD + ROW * row + ROW / 2;
        }

        @Override
        public int compareTo(End other) {
            return table == other.table ? Integer.compare(row, other.row) : Integer.compare(table, other.table);
        }
    }

    /** What is made of what. */
    record Line(End from, End to, Kind kind) {}

    /**
     * A line as it is drawn.
     *
     * @param path of SVG
     * @param kind its CSS class
     */
    public record Stroke(String path, String kind) {}

    private final List<List<Slot>> layers;
    private final BitSet shown;
    private final int[] rows;
    private final int[] layer;
    private final int[] x;
    private final List<Map<Slot, Integer>> y = new ArrayList<>();
    private final List<Stroke> strokes = new ArrayList<>();
    private int width = PAD;
    private int height;

    /**
     * A picture.
     *
     * @param layers of all tables
     * @param shown those that are shown
     * @param rows how many columns of each table are
     * @param lines between tables that are shown
     */
    LineageDrawing(List<List<Slot>> layers, BitSet shown, int[] rows, Collection<Line> lines) {
        this.layers = layers;
        this.shown = shown;
        this.rows = rows.clone();
        layer = new int[rows.length];
        x = new int[layers.size()];
        for (int at = 0; at < layers.size(); at++) {
            for (Slot slot : layers.get(at)) {
                if (!slot.isLane()) {
                    layer[slot.table()] = at;
                }
            }
        }
        NavigableMap<End, NavigableMap<End, Kind>> ends = new TreeMap<>();
        lines.forEach(line -> ends.computeIfAbsent(line.from(), from -> new TreeMap<>())
                .merge(line.to(), line.kind(), (one, other) -> one.compareTo(other) < 0 ? one : other));
        place(ends);
        ends.forEach((from, all) -> all.forEach((to, kind) -> draw(from, to, kind)));
    }

    private static int size(String name) {
        return SIZES.getOrDefault(name, 0);
    }

    private void place(NavigableMap<End, NavigableMap<End, Kind>> ends) {
        Set<Integer> seen = new HashSet<>();
        shown.stream().forEach(table -> seen.add(layer[table]));
        Map<Integer, Integer> lanes = new HashMap<>();
        ends.forEach((from, all) ->
                all.keySet().forEach(to -> lanes.merge(from.table(), layer[to.table()], Math::max)));
        List<Integer> heights = new ArrayList<>();
        for (int at = 0; at < layers.size(); at++) {
            Map<Slot, Integer> tops = new HashMap<>();
            int top = PAD;
            if (seen.contains(at)) {
                x[at] = width;
                width += WIDTH + GAP;
                for (Slot slot : layers.get(at)) {
                    if (slot.isLane() ? lanes.getOrDefault(slot.table(), 0) > at : shown.get(slot.table())) {
                        tops.put(slot, top);
                        top += (slot.isLane() ? 0 : height(slot.table())) + BETWEEN;
                    }
                }
            }
            y.add(tops);
            heights.add(top);
            height = Math.max(height, top);
        }
        for (int at = 0; at < layers.size(); at++) {
            int down = (height - heights.get(at)) / 2;
            y.get(at).replaceAll((slot, top) -> top + down);
        }
        width += PAD - GAP;
    }

    private void draw(End from, End to, Kind kind) {
        if (from.table() == to.table() && from.row() < 0) {
            return;
        }
        int atX = x[layer[from.table()]] + WIDTH;
        int atY = y(from.table()) + from.y();
        int endX = x[layer[to.table()]];
        int endY = y(to.table()) + to.y();
        StringBuilder path = new StringBuilder("M" + atX + " " + atY);
        if (layer[to.table()] <= layer[from.table()]) {
            path.append(curve(atX + GAP / 2, atY, endX + WIDTH + GAP / 2, endY, endX + WIDTH));
        } else {
            for (int at = layer[from.table()] + 1; at < layer[to.table()]; at++) {
                Integer lane = y.get(at).get(new Slot(from.table(), true));
                if (lane != null) {
                    int middle = (atX + x[at]) / 2;
                    path.append(curve(middle, atY, middle, lane, x[at]));
                    atX = x[at] + WIDTH;
                    atY = lane;
                    path.append('H').append(atX);
                }
            }
            int middle = (atX + endX) / 2;
            path.append(curve(middle, atY, middle, endY, endX));
        }
        strokes.add(new Stroke(path.toString(), kind.name().toLowerCase(Locale.ROOT)));
    }

    private static String curve(int x1, int y1, int x2, int y2, int endX) {
        return "C" + x1 + " " + y1 + " " + x2 + " " + y2 + " " + endX + " " + y2;
    }

    /** Of the whole picture, in pixels. */
    public int width() {
        return width;
    }

    /** Of the whole picture, in pixels. */
    public int height() {
        return height;
    }

    /** The left side of a table's box; 0 where it is not shown. */
    public int x(int table) {
        return shown.get(table) ? x[layer[table]] : 0;
    }

    /** The top of a table's box; 0 where it is not shown. */
    public int y(int table) {
        return y.get(layer[table]).getOrDefault(new Slot(table, false), 0);
    }

    /** The height of a table's box. */
    public int height(int table) {
        return HEAD + ROW * rows[table] + FOOT;
    }

    /** The lines, from their beginnings from left to right. */
    public List<Stroke> strokes() {
        return strokes;
    }
}
