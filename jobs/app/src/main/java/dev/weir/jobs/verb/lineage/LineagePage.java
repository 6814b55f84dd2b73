package dev.weir.jobs.verb.lineage;

import dev.weir.catalogue.page.Page;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.text.SafeText;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import dev.weir.jobs.verb.lineage.LineageLayout.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Lineage as one HTML file that opens alone: a picture, of which a small script shows more or less, and beside it a list of every step.
 * Public because the template asks for what is on it.
 */
public final class LineagePage {

    private static final Mark CLEAR = new Mark("clear", "clear");
    private static final Mark UNKNOWN = new Mark("source", "");

    private final AskedLineage asked;
    private final LineageGraph graph;
    private final ShownLineage shown;
    private final ReachCounts reaches;
    private final Set<InputColumn> named;
    private final Set<LineageStep> steps;
    private final List<ShownTable> tables;
    private final List<Spot> spots = new ArrayList<>();

    LineagePage(AskedLineage asked) {
        this.asked = asked;
        graph = asked.graph();
        shown = new ShownLineage(asked);
        reaches = new ReachCounts(graph);
        named = new HashSet<>(asked.columns());
        steps = new HashSet<>(asked.steps());
        tables = shown.tables().stream().map(this::table).toList();
        for (int layer = 0; layer < shown.layers().size(); layer++) {
            for (Slot slot : shown.layers().get(layer)) {
                spots.add(spot(layer, slot));
            }
        }
    }

    /**
     * A table of the page.
     *
     * @param about where a source's table is, or that a product has it
     * @param size how many columns it has, those that are not on the page counted
     * @param rows what decides which rows it has
     */
    public record ShownTable(
            int id,
            String name,
            String about,
            int size,
            List<ShownColumn> columns,
            List<From> rows,
            List<String> untraced) {

        /** How many of the columns a mask leaves so. */
        public long count(String kind) {
            return columns.stream()
                    .filter(column -> column.mark().kind().equals(kind))
                    .count();
        }

        /** Whether readers asked about it. */
        public boolean isAsked() {
            return columns.stream().anyMatch(ShownColumn::isAsked);
        }
    }

    /**
     * A column of the page.
     *
     * @param what its type, category, mask or place
     * @param reaches how many columns of the workspace are made of it or decided by it
     */
    public record ShownColumn(
            int id, String name, boolean isAsked, Mark mark, String what, int reaches, List<From> from) {}

    /**
     * What readers see of a column's values.
     *
     * @param kind {@code clear}, {@code masked}, {@code dropped}; {@code source} of a column that no product has
     */
    public record Mark(String kind, String words) {}

    /** A column of which another one is made, or that decides on it or on the rows of a table. */
    public record From(int id, String name, EdgeKind kind) {}

    /**
     * A place in the picture: of a table, or of the lane of lines that come from it.
     *
     * @param left how many tables on the left are joined with it and not shown
     * @param right how many on the right
     */
    public record Spot(
            int layer, boolean isLane, ShownTable table, boolean isShown, boolean isOpen, int left, int right) {}

    /** The page: the same for the same lineage. */
    static String html(AskedLineage asked) {
        return Page.of("lineage.ftlh", Map.of("lineage", new LineagePage(asked)));
    }

    /** What was asked, and of which release. */
    public AskedLineage asked() {
        return asked;
    }

    /** The picture when the page is opened. */
    public LineageDrawing drawing() {
        return shown.drawing();
    }

    /** The pixels that the script needs to know. */
    public Map<String, Integer> sizes() {
        return LineageDrawing.SIZES;
    }

    /** The columns of which not all ways are on the page. */
    public List<InputColumn> cut() {
        return shown.cut();
    }

    /** Of the picture, layer by layer and from the top down. */
    public List<Spot> spots() {
        return spots;
    }

    private Spot spot(int layer, Slot slot) {
        int table = slot.table();
        return new Spot(
                layer,
                slot.isLane(),
                tables.get(table),
                shown.isShown(table),
                shown.isOpen(table),
                slot.isLane() ? 0 : shown.hiddenLeft(table),
                slot.isLane() ? 0 : shown.hiddenRight(table));
    }

    /** Every table, what was asked about first, then from left to right. */
    public List<ShownTable> tables() {
        return spots.stream()
                .filter(spot -> !spot.isLane())
                .map(Spot::table)
                .sorted(Comparator.comparing(table -> !table.isAsked()))
                .toList();
    }

    private ShownTable table(String name) {
        int id = shown.table(name);
        List<WorkspaceColumn> all = graph.columns(name);
        List<ShownColumn> columns = shown.columns(id).stream().map(this::column).toList();
        return new ShownTable(
                id,
                name,
                all.stream().findFirst().map(LineagePage::about).orElse(""),
                Math.max(all.size(), columns.size()),
                columns,
                shown.rows(name).stream()
                        .map(edge -> from(edge.from(), edge.kind()))
                        .toList(),
                graph.untraced(name));
    }

    private static String about(WorkspaceColumn column) {
        if (column instanceof WorkspaceColumn.OfSource source) {
            return "source, " + source.where().location();
        }
        return column instanceof WorkspaceColumn.OfProduct made ? "product " + made.product() : "";
    }

    private ShownColumn column(InputColumn name) {
        Optional<WorkspaceColumn> column = graph.column(name);
        return new ShownColumn(
                shown.column(name),
                name.column(),
                named.contains(name),
                column.map(this::mark).orElse(UNKNOWN),
                ColumnWords.what(graph, name),
                reaches.of(name),
                graph.into(name).stream()
                        .filter(steps::contains)
                        .map(step -> from(step.from(), step.kind()))
                        .toList());
    }

    private From from(InputColumn name, EdgeKind kind) {
        return new From(shown.column(name), name.toString(), kind);
    }

    private Mark mark(WorkspaceColumn column) {
        if (column instanceof WorkspaceColumn.OfSource) {
            return new Mark(
                    "source",
                    column.category().filter(code -> !code.equals("NONE")).orElse(""));
        }
        return column.mask()
                .or(() -> graph.maskBefore(column.name()))
                .map(mask -> mask.drops() ? new Mark("dropped", "dropped") : new Mark("masked", mask.method()))
                .orElse(CLEAR);
    }

    /** As much of a text as there is room for, its middle left out. */
    public String fit(String text, int letters) {
        int[] points = SafeText.line(text).codePoints().toArray();
        if (IntStream.of(points).map(LineagePage::width).sum() <= letters) {
            return new String(points, 0, points.length);
        }
        int head = 0;
        int tail = points.length;
        for (int room = letters - 1; room > 1; ) {
            room -= width(points[head++]);
            room -= room > 0 ? width(points[--tail]) : 0;
        }
        return new String(points, 0, head) + "…" + new String(points, tail, points.length - tail);
    }

    /** A letter of Chinese is as wide as two of Latin. */
    private static int width(int point) {
        return point < 0x2e80 ? 1 : 2;
    }
}
