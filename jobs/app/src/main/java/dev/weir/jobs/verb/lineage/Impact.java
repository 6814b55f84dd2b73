package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.report.ReleasedLineage;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.change.ColumnChange;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change of some columns would reach.
 *
 * @param changed the columns that change
 * @param steps of all ways from them
 * @param rows tables whose rows would be others, or may be: one of these columns decides on them, or on those that they are made of
 * @param rules that name one of the columns, by their place
 * @param products that are reached
 * @param sent what recipients were given of these columns
 * @param untraced tables of which not all ways could be followed, so that more may be reached
 */
public record Impact(
        List<InputColumn> changed,
        NavigableSet<LineageStep> steps,
        NavigableSet<String> rows,
        List<Rule> rules,
        List<Reader> products,
        List<SentColumn> sent,
        List<String> untraced) {

    public Impact {
        changed = List.copyOf(changed);
        rules = List.copyOf(rules);
        products = List.copyOf(products);
        sent = List.copyOf(sent);
        untraced = List.copyOf(untraced);
    }

    /**
     * A product that is reached.
     *
     * @param pins that hold a release of it today
     * @param asOf the release whose lineage stands for it, where it has problems: a change that was made already may be their cause
     */
    public record Reader(Product product, List<Pin> pins, Optional<String> asOf) {
        public Reader {
            pins = List.copyOf(pins);
        }
    }

    /**
     * Reads contracts, pins and the ledger of transfers; no data, and starts no Spark.
     *
     * @param name of a column, a table, a product or a source's contract
     * @throws dev.weir.contracts.ProblemsException when there is no such name; when a product has problems and has released nothing
     *     that could stand for it
     */
    public static Impact of(Desk desk, String name) {
        WorkspaceLineage lineage = WorkspaceLineage.ofSound(desk, "");
        StoredReleaseLog log = StoredReleaseLog.of(lineage.workspace());
        Map<String, String> released = new HashMap<>();
        List<LineageGraph> graphs = new ArrayList<>(List.of(lineage.graph()));
        List<Manifest> before = new ArrayList<>();
        for (String product : lineage.leftOut()) {
            Manifest last = log.latest(product).orElseThrow(() -> new ProblemsException(lineage.problems()));
            graphs.add(ReleasedLineage.of(log, last).orElseThrow(() -> new ProblemsException(lineage.problems())));
            List<Manifest> read = read(log, last);
            read.forEach(release -> ReleasedLineage.of(log, release).ifPresent(graphs::add));
            before.addAll(read);
            released.put(product, last.reference());
        }
        LineageGraph graph = LineageGraph.of(graphs);
        List<InputColumn> changed = withOtherNames(NamedColumns.in(graph, name), before, lineage.plans());
        NavigableSet<LineageStep> steps = graph.downstream(changed, Integer.MAX_VALUE);
        NavigableSet<InputColumn> columns = new TreeSet<>(changed);
        steps.forEach(step -> columns.add(step.to()));
        NavigableSet<String> rows = rows(graph, columns, takenOut(lineage.plans(), columns));
        Set<String> tables = Stream.concat(columns.stream().map(InputColumn::table), rows.stream())
                .collect(Collectors.toSet());
        Set<String> reached = columns.stream().map(InputColumn::toString).collect(Collectors.toSet());
        LocalDate today = LocalDate.now(desk.clock());
        List<Reader> readers = lineage.workspace().products().stream()
                .filter(product -> tables.stream().anyMatch(table -> table.startsWith(product.id() + ".")))
                .map(product -> new Reader(
                        product,
                        new Pins(log).holding(product.id(), today),
                        Optional.ofNullable(released.get(product.id()))))
                .toList();
        return new Impact(
                changed,
                steps,
                rows,
                rules(lineage.plans(), columns, othersIn(graph, changed, rows)),
                readers,
                SentColumn.of(lineage.workspace()).stream()
                        .filter(sent -> reached.contains(sent.column()))
                        .toList(),
                graph.untracedTables());
    }

    /** The releases that a release has read: what stands in them may have another name today. */
    private static List<Manifest> read(StoredReleaseLog log, Manifest release) {
        return release.record().sources().stream()
                .flatMap(source -> source.release().stream())
                .distinct()
                .map(read -> log.read(read.product(), read.number()))
                .toList();
    }

    /** The same columns, each by the name that it had in those releases, too, and by the one that it has now. */
    private static List<InputColumn> withOtherNames(
            List<InputColumn> columns, List<Manifest> before, List<Plan> plans) {
        NavigableSet<InputColumn> all = new TreeSet<>(columns);
        before.stream()
                .flatMap(release -> plans.stream()
                        .filter(plan -> plan.product().id().equals(release.product()))
                        .flatMap(plan -> renamed(release, plan)))
                .filter(names -> columns.stream().anyMatch(names::contains))
                .forEach(all::addAll);
        return List.copyOf(all);
    }

    /** The two names of each column that has another one now. */
    private static Stream<Set<InputColumn>> renamed(Manifest then, Plan now) {
        return now.tables().stream()
                .flatMap(table -> then.table(table.name()).stream()
                        .flatMap(before ->
                                ColumnChange.renamed(before.columns(), ReleasedColumns.of(table)).entrySet().stream())
                        .map(names -> Stream.of(names.getKey(), names.getValue())
                                .map(name -> new InputColumn(then.product() + "." + table.name(), name))
                                .collect(Collectors.toSet())));
    }

    /** Tables of which a rule that names one of the columns takes rows out. */
    private static List<String> takenOut(List<Plan> plans, Collection<InputColumn> columns) {
        return plans.stream()
                .flatMap(plan -> plan.tables().stream()
                        .filter(table -> table.rules().stream()
                                .filter(rule -> rule.rule().severity() == Severity.QUARANTINE)
                                .anyMatch(rule -> isNaming(rule.rule(), tables(plan, table, rule), columns)))
                        .map(table -> plan.product().id() + "." + table.name()))
                .toList();
    }

    /** The tables that may be others as a whole: by their rows, or since all of it was asked about. */
    private static Set<String> othersIn(LineageGraph graph, List<InputColumn> changed, Set<String> rows) {
        Set<String> tables = new TreeSet<>(rows);
        changed.stream()
                .map(InputColumn::table)
                .filter(table ->
                        graph.columns(table).stream().map(WorkspaceColumn::name).allMatch(changed::contains))
                .forEach(tables::add);
        return tables;
    }

    /** Of a table with other rows, all columns are others, and so are the rows of what reads one of them. */
    private static NavigableSet<String> rows(
            LineageGraph graph, Collection<InputColumn> columns, List<String> takenOut) {
        NavigableSet<String> rows = new TreeSet<>();
        Deque<InputColumn> open = new ArrayDeque<>(columns);
        for (String table : takenOut) {
            if (rows.add(table)) {
                addReading(graph, table, rows, open);
            }
        }
        while (!open.isEmpty()) {
            for (String table : graph.tablesDecidedBy(open.remove())) {
                if (rows.add(table)) {
                    addReading(graph, table, rows, open);
                }
            }
        }
        return rows;
    }

    private static void addReading(
            LineageGraph graph, String table, NavigableSet<String> rows, Deque<InputColumn> open) {
        graph.columns(table).forEach(column -> {
            open.add(column.name());
            graph.outOf(column.name()).forEach(step -> {
                if (rows.add(step.to().table())) {
                    addReading(graph, step.to().table(), rows, open);
                }
            });
        });
    }

    // --- rules -----------------------------------------------------------------------------------------------------

    /**
     * Rules that name one of the columns. A rule may look into parents and other tables, so the columns of its own table and of all
     * that it looks into are looked for; one that looks into a table whose rows may be others is among them, whatever it names.
     */
    private static List<Rule> rules(List<Plan> plans, Collection<InputColumn> columns, Set<String> others) {
        List<Rule> rules = new ArrayList<>();
        for (Plan plan : plans) {
            for (SourceRead read : plan.reads()) {
                read.rules().stream()
                        .map(RulePlan::rule)
                        .filter(rule -> isNaming(rule, Set.of(read.name()), columns))
                        .forEach(rules::add);
            }
            for (TablePlan table : plan.tables()) {
                table.rules().stream()
                        .filter(rule -> isNaming(rule.rule(), tables(plan, table, rule), columns)
                                || rule.others().stream()
                                        .anyMatch(other -> others.contains(LineageGraph.name(plan, other))))
                        .map(RulePlan::rule)
                        .forEach(rules::add);
            }
        }
        return rules;
    }

    private static Set<String> tables(Plan plan, TablePlan table, RulePlan rule) {
        Stream<String> parents = rule.rule().check() instanceof Rule.Reference reference
                ? Stream.of(reference.parent())
                : rule.rule().check() instanceof Rule.Row row
                        ? row.join().map(Rule.Reference::parent).stream()
                        : Stream.empty();
        Stream<String> own = Stream.concat(Stream.of(table.name()), parents)
                .map(name -> plan.product().id() + "." + name);
        return Stream.concat(own, rule.others().stream().map(other -> LineageGraph.name(plan, other)))
                .collect(Collectors.toSet());
    }

    /** A name is looked for as a word is: a rule too many is looked at in vain, one too few would break unseen. */
    private static boolean isNaming(Rule rule, Set<String> tables, Collection<InputColumn> columns) {
        return columns.stream().anyMatch(column -> tables.contains(column.table()) && names(rule, column.column()));
    }

    private static boolean names(Rule rule, String column) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(column.toLowerCase(Locale.ROOT)) + "(?![\\p{L}\\p{N}_])")
                .matcher(rule.check().toString().toLowerCase(Locale.ROOT))
                .find();
    }
}
