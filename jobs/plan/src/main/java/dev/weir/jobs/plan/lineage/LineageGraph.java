package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.Column;
import dev.weir.contracts.Load;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.interval.SourcePath;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How the columns of a workspace are made of one another: those of its sources and of all its products, across the releases that
 * products read of each other. A step is one query, so a way is as long as there are queries on it.
 */
public final class LineageGraph {

    private final Map<String, Map<String, WorkspaceColumn>> tables = new TreeMap<>();
    private final Map<InputColumn, NavigableSet<LineageStep>> into = new TreeMap<>();
    private final Map<InputColumn, NavigableSet<LineageStep>> outOf = new TreeMap<>();
    private final Map<String, NavigableSet<LineageEdge>> rows = new TreeMap<>();
    private final Map<String, NavigableSet<String>> untraced = new TreeMap<>();
    private Optional<LineageGraph> around = Optional.empty();
    private Optional<Map<InputColumn, AppliedMask>> before = Optional.empty();

    LineageGraph() {}

    /**
     * The graph of a workspace. Reads no data.
     *
     * @param plans of all its products
     */
    public static LineageGraph of(Workspace workspace, List<Plan> plans, SqlParser sql) {
        LineageGraph graph = new LineageGraph();
        workspace
                .sources()
                .forEach(source -> source.contract()
                        .tables()
                        .forEach(table -> graph.add(source, table, SourceRead.name(source, table))));
        plans.forEach(plan -> graph.add(plan, sql));
        return graph;
    }

    /** The graph of one product: what it reads of other products' releases are sources to it. */
    public static LineageGraph of(Plan plan, SqlParser sql) {
        LineageGraph graph = new LineageGraph();
        plan.reads().forEach(read -> graph.add(read.source(), read.table(), name(plan, read.name())));
        graph.add(plan, sql);
        return graph;
    }

    /** Several graphs as one: a column that one of them makes is no source of the others. */
    public static LineageGraph of(Collection<LineageGraph> graphs) {
        LineageGraph all = new LineageGraph();
        for (LineageGraph graph : graphs) {
            graph.columns()
                    .filter(column ->
                            all.column(column.name()).isEmpty() || column instanceof WorkspaceColumn.OfProduct)
                    .forEach(all::add);
            graph.steps().forEach(all::add);
            graph.rows.forEach((table, edges) -> edges.forEach(edge -> all.addRows(table, edge)));
            graph.untraced.forEach((table, parts) -> parts.forEach(part -> all.addUntraced(table, part)));
        }
        return all;
    }

    /**
     * The same graph of one release, with the releases of other products that it read.
     *
     * @param releases such as {@code wards@3}, by the full name of the table that was read of each
     * @param read the graphs of these, and of what they have read: its ways end before them, and masks are looked for in them
     */
    public LineageGraph reading(Map<String, String> releases, Collection<LineageGraph> read) {
        LineageGraph graph = of(List.of(this));
        graph.around =
                Optional.of(of(Stream.concat(Stream.of(this), read.stream()).toList()));
        columns().forEach(column -> {
            String release = releases.get(column.name().table());
            if (column instanceof WorkspaceColumn.OfSource source && release != null) {
                graph.add(new WorkspaceColumn.OfSource(
                        source.name(),
                        source.type(),
                        source.category(),
                        new WorkspaceColumn.Where(
                                release, source.where().format(), source.where().called())));
            }
        });
        return graph;
    }

    /**
     * The same graph with what older rows of some tables are made of: those that an earlier release had, and that are there still.
     *
     * @param earlier the graph of that release
     * @param grown tables by their full names, each with the names that columns had then by those of today, where they differ
     */
    public LineageGraph goingOnFrom(LineageGraph earlier, Map<String, Map<String, String>> grown) {
        LineageGraph graph = of(List.of(this));
        grown.forEach((table, names) -> {
            for (WorkspaceColumn column : columns(table)) {
                String name = column.name().column();
                earlier.into(new InputColumn(table, names.getOrDefault(name, name)))
                        .forEach(step -> earlier.outside(step, grown, this)
                                .forEach(way -> graph.addEarlier(
                                        earlier, new LineageStep(way.from(), way.kind(), column.name()))));
            }
            earlier.rows(table).forEach(edge -> graph.addEarlier(earlier, table, edge));
            earlier.untraced(table).forEach(what -> graph.addUntraced(table, what));
        });
        return graph;
    }

    /** The same graph with rows of some tables that come from a release of which no lineage is kept. */
    public LineageGraph unknownRows(Set<String> grown, String release) {
        LineageGraph graph = of(List.of(this));
        grown.forEach(table -> graph.addUntraced(table, "the rows of " + release + ", which keeps no lineage"));
        return graph;
    }

    /**
     * What a step is, where its table is made otherwise today: the ways to it from what is as it was. Rows of today's table are none of
     * those that the step was made of, but where that grows itself: there the column may have another name now.
     */
    private List<LineageStep> outside(LineageStep step, Map<String, Map<String, String>> grown, LineageGraph today) {
        NavigableSet<LineageStep> before = into(step.from());
        Map<String, String> names = grown.get(step.from().table());
        Optional<InputColumn> now = names == null
                ? Optional.of(step.from()).filter(from -> before.isEmpty() || before.equals(today.into(from)))
                : today.columns(step.from().table()).stream()
                        .map(WorkspaceColumn::name)
                        .filter(column -> names.getOrDefault(column.column(), column.column())
                                .equals(step.from().column()))
                        .findFirst();
        return now.map(from -> List.of(new LineageStep(from, step.kind(), step.to())))
                .orElseGet(() -> before.stream()
                        .flatMap(earlier -> outside(earlier, grown, today).stream())
                        .map(way -> new LineageStep(way.from(), way.kind().then(step.kind()), step.to()))
                        .toList());
    }

    private void addEarlier(LineageGraph earlier, LineageStep step) {
        addEarlier(earlier, step.from());
        add(step);
    }

    private void addEarlier(LineageGraph earlier, String table, LineageEdge edge) {
        addEarlier(earlier, edge.from());
        addRows(table, edge);
    }

    private void addEarlier(LineageGraph earlier, InputColumn name) {
        if (column(name).isEmpty()) {
            earlier.column(name).ifPresent(this::add);
        }
    }

    private void add(Source source, Table table, String name) {
        String location = location(source, table);
        for (Column column : table.columns()) {
            add(new WorkspaceColumn.OfSource(
                    new InputColumn(name, column.name()),
                    column.type().display(),
                    column.meaning().category(),
                    new WorkspaceColumn.Where(
                            location, source.where().format(), column.origin().physicalName())));
        }
    }

    private static String location(Source source, Table table) {
        if (source.release().isPresent()) {
            return source.where().location();
        }
        String whole = SourcePath.of(source, table).whole();
        return source.database().isPresent() ? whole : source.files().partOf(whole);
    }

    private void add(Plan plan, SqlParser sql) {
        UnaryOperator<InputColumn> fullName = fullNames(plan);
        for (TablePlan table : plan.tables()) {
            String name = name(plan, table.name());
            TableLineage step = TextLineage.of(plan, table, sql);
            for (ReleasedColumn column : ReleasedColumns.of(table)) {
                add(new WorkspaceColumn.OfProduct(
                        new InputColumn(name, column.name()), plan.product().id(), column, reason(table, column)));
            }
            addSubject(fullName, name, table, step);
            if (table.load() instanceof Load.Merge merge) {
                merge.added().forEach(added -> addHistory(name, table.table(), merge, added));
            }
            step.columns()
                    .forEach(column -> column.edges()
                            .forEach(edge -> add(new LineageStep(
                                    fullName.apply(edge.from()),
                                    edge.kind(),
                                    new InputColumn(name, column.column())))));
            step.rows().forEach(edge -> addRows(name, new LineageEdge(fullName.apply(edge.from()), edge.kind())));
            step.untraced().forEach(what -> addUntraced(name, what));
            TakenOutRows.of(table, step, sql, fullName).forEach(edge -> addRows(name, edge));
        }
    }

    /** By how many days a date is moved is chosen by whose it is. */
    private void addSubject(UnaryOperator<InputColumn> fullName, String name, TablePlan table, TableLineage step) {
        List<InputColumn> moved = table.masks().stream()
                .filter(mask -> mask.mask().shifts())
                .map(mask -> new InputColumn(name, mask.column()))
                .toList();
        table.table()
                .keys()
                .subject()
                .flatMap(subject -> step.columns().stream()
                        .filter(column -> column.column().equals(subject))
                        .findFirst())
                .ifPresent(subject -> subject.edges()
                        .forEach(edge -> moved.forEach(to -> add(new LineageStep(
                                fullName.apply(edge.from()), edge.kind().then(EdgeKind.CONDITIONAL), to)))));
    }

    /** A row holds from its own place in the order up to that of the next row with its key. */
    private void addHistory(String name, Table table, Load.Merge merge, String added) {
        boolean isFrom = added.equals(Load.Merge.VALID_FROM);
        InputColumn to = new InputColumn(name, added);
        add(new LineageStep(
                new InputColumn(name, merge.order()), isFrom ? EdgeKind.IDENTITY : EdgeKind.AGGREGATION, to));
        if (!isFrom) {
            table.keys()
                    .primary()
                    .forEach(key -> add(new LineageStep(new InputColumn(name, key), EdgeKind.WINDOW, to)));
        }
    }

    /** A column that the load adds has no mask of its own. */
    private static String reason(TablePlan table, ReleasedColumn column) {
        return table.masks().stream()
                .filter(mask -> mask.column().equals(column.name()))
                .map(ColumnMask::reason)
                .findFirst()
                .orElse("by the load");
    }

    void add(WorkspaceColumn column) {
        tables.computeIfAbsent(column.name().table(), name -> new LinkedHashMap<>())
                .put(column.name().column(), column);
    }

    void add(LineageStep step) {
        into.computeIfAbsent(step.to(), to -> new TreeSet<>()).add(step);
        outOf.computeIfAbsent(step.from(), from -> new TreeSet<>()).add(step);
    }

    void addRows(String table, LineageEdge edge) {
        rows.computeIfAbsent(table, name -> new TreeSet<>()).add(edge);
    }

    void addUntraced(String table, String what) {
        untraced.computeIfAbsent(table, name -> new TreeSet<>()).add(what);
    }

    /** Gives columns of what a plan reads and makes their full names; a table is looked for once. */
    private static UnaryOperator<InputColumn> fullNames(Plan plan) {
        Map<String, String> tables = new HashMap<>();
        return column ->
                new InputColumn(tables.computeIfAbsent(column.table(), table -> name(plan, table)), column.column());
    }

    /** The full name of a table that a query or a check of a plan reads. */
    public static String name(Plan plan, Input input) {
        return input.origin() == Input.Origin.RELEASE ? input.name().replaceFirst("@.*", "") : name(plan, input.name());
    }

    /** The full name of what a plan calls so: a table of the product, one of a source, or one of another product's release. */
    private static String name(Plan plan, String table) {
        if (plan.tables().stream().anyMatch(made -> made.name().equals(table))) {
            return plan.product().id() + "." + table;
        }
        SourceRead read = plan.read(table);
        return read.source()
                .release()
                .map(release -> release.product() + "." + read.table().name())
                .orElse(table);
    }

    // --- what there is ---------------------------------------------------------------------------------------------

    /** The full names of all tables, in order: those of products, and those of sources. */
    public Set<String> tables() {
        return Collections.unmodifiableSet(tables.keySet());
    }

    /** The columns of a table, in its contract's order; none where there is no such table. */
    public List<WorkspaceColumn> columns(String table) {
        return List.copyOf(tables.getOrDefault(table, Map.of()).values());
    }

    /** All columns, table by table. */
    public Stream<WorkspaceColumn> columns() {
        return tables.values().stream().flatMap(table -> table.values().stream());
    }

    /** The column of that full name. */
    public Optional<WorkspaceColumn> column(InputColumn name) {
        return Optional.ofNullable(tables.getOrDefault(name.table(), Map.of()).get(name.column()));
    }

    /** What hid values before they came into a column that has no mask of its own; empty where they come as they are. */
    public Optional<AppliedMask> maskBefore(InputColumn name) {
        if (before.isEmpty()) {
            before = Optional.of(EarlierMasks.in(around.orElse(this)));
        }
        return before.map(masks -> masks.get(name));
    }

    /** What a column is made of and decided by, within its own query; what decides on all rows stands at the table. */
    public NavigableSet<LineageStep> into(InputColumn column) {
        return into.getOrDefault(column, Collections.emptyNavigableSet());
    }

    /** All steps, each once, in order. */
    public NavigableSet<LineageStep> steps() {
        NavigableSet<LineageStep> all = new TreeSet<>();
        into.values().forEach(all::addAll);
        return all;
    }

    /** What is made of a column or decided by it. */
    public NavigableSet<LineageStep> outOf(InputColumn column) {
        return outOf.getOrDefault(column, Collections.emptyNavigableSet());
    }

    /** What decides which rows a table has, each once, in order. */
    public List<LineageEdge> rows(String table) {
        return List.copyOf(rows.getOrDefault(table, Collections.emptyNavigableSet()));
    }

    /** The tables on whose rows a column decides, in order. */
    public List<String> tablesDecidedBy(InputColumn column) {
        return rows.entrySet().stream()
                .filter(table ->
                        table.getValue().stream().anyMatch(edge -> edge.from().equals(column)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What of a table's query could not be followed, for people. */
    public List<String> untraced(String table) {
        return List.copyOf(untraced.getOrDefault(table, Collections.emptyNavigableSet()));
    }

    /** The tables of which not all could be followed, in order. */
    public List<String> untracedTables() {
        return List.copyOf(untraced.keySet());
    }

    // --- ways ------------------------------------------------------------------------------------------------------

    /**
     * The steps of all ways to some columns.
     *
     * @param most how many steps back, at most
     */
    public NavigableSet<LineageStep> upstream(Collection<InputColumn> to, int most) {
        return walk(to, most, this::into, LineageStep::from);
    }

    /**
     * The steps of all ways from some columns.
     *
     * @param most how many steps on, at most
     */
    public NavigableSet<LineageStep> downstream(Collection<InputColumn> from, int most) {
        return walk(from, most, this::outOf, LineageStep::to);
    }

    private static NavigableSet<LineageStep> walk(
            Collection<InputColumn> start,
            int most,
            Function<InputColumn, NavigableSet<LineageStep>> next,
            Function<LineageStep, InputColumn> end) {
        NavigableSet<LineageStep> walked = new TreeSet<>();
        Set<InputColumn> seen = new HashSet<>(start);
        Deque<InputColumn> open = new ArrayDeque<>(start);
        for (int depth = 0; depth < most && !open.isEmpty(); depth++) {
            Deque<InputColumn> further = new ArrayDeque<>();
            for (InputColumn column : open) {
                for (LineageStep step : next.apply(column)) {
                    walked.add(step);
                    if (seen.add(end.apply(step))) {
                        further.add(end.apply(step));
                    }
                }
            }
            open = further;
        }
        return walked;
    }
}
