package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import dev.weir.jobs.verb.lineage.LineageDrawing.End;
import dev.weir.jobs.verb.lineage.LineageDrawing.Kind;
import dev.weir.jobs.verb.lineage.LineageDrawing.Line;
import dev.weir.jobs.verb.lineage.LineageLayout.Link;
import dev.weir.jobs.verb.lineage.LineageLayout.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page has of the lineage that was asked for: the columns of all its ways, what decides on the rows of their tables, and the
 * tables on whose rows they decide. Which of these tables are shown when the page is opened: those within two steps.
 */
final class ShownLineage {

    private static final int NEAR = 2;

    private final AskedLineage asked;
    private final Map<String, Integer> tables = new TreeMap<>();
    private final List<List<InputColumn>> columns = new ArrayList<>();
    private final Map<InputColumn, Integer> ids = new HashMap<>();
    private final Map<InputColumn, Integer> places = new HashMap<>();
    private final Map<String, List<LineageEdge>> rows = new TreeMap<>();
    private final BitSet shown = new BitSet();
    private final BitSet open = new BitSet();
    /** Each once. */
    private final Set<Link> links = new LinkedHashSet<>();

    private final List<List<Slot>> layers;

    ShownLineage(AskedLineage asked) {
        this.asked = asked;
        NavigableSet<InputColumn> met = new TreeSet<>(asked.columns());
        asked.steps().forEach(step -> met.addAll(List.of(step.from(), step.to())));
        findRows(met);
        Stream.concat(met.stream().map(InputColumn::table), rows.keySet().stream())
                .sorted()
                .forEach(table -> tables.computeIfAbsent(table, first -> tables.size()));
        tables.keySet().forEach(table -> number(table, met));
        link();
        layers = LineageLayout.layers(tables.size(), links);
        begin();
    }

    /** What decides on the rows of the ways' tables, and of which tables the asked columns and what is made of them decide on the rows. */
    private void findRows(NavigableSet<InputColumn> met) {
        Set<String> touched = new HashSet<>(asked.tables());
        Set<InputColumn> reached = new HashSet<>(asked.columns());
        asked.downstream().forEach(step -> reached.add(step.to()));
        for (String table : asked.graph().tables()) {
            List<LineageEdge> deciding = asked.graph().rows(table).stream()
                    .filter(edge -> touched.contains(table) || reached.contains(edge.from()))
                    .toList();
            if (!deciding.isEmpty()) {
                rows.put(table, deciding);
                deciding.forEach(edge -> met.add(edge.from()));
            }
        }
    }

    /** In the order of the contract; a column that it does not have comes last. */
    private void number(String table, NavigableSet<InputColumn> met) {
        Set<InputColumn> left = met.stream()
                .filter(column -> column.table().equals(table))
                .collect(Collectors.toCollection(TreeSet::new));
        List<InputColumn> all = new ArrayList<>(asked.graph().columns(table).stream()
                .map(WorkspaceColumn::name)
                .filter(left::remove)
                .toList());
        all.addAll(left);
        for (int place = 0; place < all.size(); place++) {
            ids.put(all.get(place), ids.size());
            places.put(all.get(place), place);
        }
        columns.add(all);
    }

    private void link() {
        asked.steps().forEach(step -> link(step.from(), step.to().table()));
        rows.forEach((table, edges) -> edges.forEach(edge -> link(edge.from(), table)));
    }

    private void link(InputColumn from, String to) {
        if (!from.table().equals(to)) {
            links.add(new Link(table(from.table()), table(to)));
        }
    }

    private void begin() {
        LineageGraph graph = asked.graph();
        NavigableSet<LineageStep> near = graph.upstream(asked.columns(), NEAR);
        near.addAll(graph.downstream(asked.columns(), NEAR));
        near.retainAll(asked.steps());
        near.forEach(step -> Stream.of(step.from(), step.to()).forEach(this::show));
        Set<InputColumn> named = new HashSet<>(asked.columns());
        named.forEach(this::show);
        Set<String> whole = new TreeSet<>(named.stream().map(InputColumn::table).toList());
        rows.forEach((table, edges) -> edges.forEach(edge -> {
            if (whole.contains(table) || named.contains(edge.from())) {
                show(edge.from());
                shown.set(table(table));
            }
        }));
        if (whole.size() == 1) {
            whole.forEach(table -> open.set(table(table)));
        }
    }

    private void show(InputColumn column) {
        shown.set(table(column.table()));
    }

    /** The tables in order; each has the number of its place. */
    Collection<String> tables() {
        return tables.keySet();
    }

    int table(String name) {
        return tables.getOrDefault(name, 0);
    }

    /** Those columns of a table that are on the page. */
    List<InputColumn> columns(int table) {
        return columns.get(table);
    }

    int column(InputColumn name) {
        return ids.getOrDefault(name, 0);
    }

    /** What decides on the rows of a table. */
    List<LineageEdge> rows(String table) {
        return rows.getOrDefault(table, List.of());
    }

    List<List<Slot>> layers() {
        return layers;
    }

    boolean isShown(int table) {
        return shown.get(table);
    }

    boolean isOpen(int table) {
        return open.get(table);
    }

    /** How many tables are not shown that one is made of or decided by. */
    int hiddenLeft(int table) {
        return hidden(table, Link::to, Link::from);
    }

    /** How many tables are not shown that are made of one or decided by it. */
    int hiddenRight(int table) {
        return hidden(table, Link::from, Link::to);
    }

    private int hidden(int table, ToIntFunction<Link> near, ToIntFunction<Link> far) {
        return (int) links.stream()
                .filter(link -> near.applyAsInt(link) == table && !shown.get(far.applyAsInt(link)))
                .count();
    }

    /** The picture when the page is opened. */
    LineageDrawing drawing() {
        List<Line> lines = new ArrayList<>();
        asked.steps()
                .forEach(step ->
                        add(lines, step.from(), end(step.to()), step.kind().isDirect() ? Kind.VALUE : Kind.DECIDES));
        rows.forEach((table, edges) -> {
            End head = new End(table(table), -1);
            edges.forEach(edge -> add(lines, edge.from(), head, Kind.ROWS));
        });
        int[] heights = new int[columns.size()];
        open.stream().forEach(table -> heights[table] = columns.get(table).size());
        return new LineageDrawing(layers, shown, heights, lines);
    }

    private void add(List<Line> lines, InputColumn from, End to, Kind kind) {
        End begin = end(from);
        if (shown.get(begin.table()) && shown.get(to.table())) {
            lines.add(new Line(begin, to, kind));
        }
    }

    private End end(InputColumn column) {
        int table = table(column.table());
        return new End(table, open.get(table) ? places.getOrDefault(column, -1) : -1);
    }

    /** The columns that have further ways, which are not on the page because fewer steps were asked for. */
    List<InputColumn> cut() {
        NavigableSet<InputColumn> cut = new TreeSet<>();
        Stream.concat(asked.columns().stream(), asked.upstream().stream().map(LineageStep::from))
                .filter(column -> !asked.upstream().containsAll(asked.graph().into(column)))
                .forEach(cut::add);
        Stream.concat(asked.columns().stream(), asked.downstream().stream().map(LineageStep::to))
                .filter(column -> !asked.downstream().containsAll(asked.graph().outOf(column)))
                .forEach(cut::add);
        return List.copyOf(cut);
    }
}
