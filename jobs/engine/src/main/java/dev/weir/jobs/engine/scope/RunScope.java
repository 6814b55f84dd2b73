package dev.weir.jobs.engine.scope;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.change.ColumnChange;
import dev.weir.jobs.plan.change.ContractEvolution;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.plan.interval.Window;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.journal.RunMark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a run makes of each table: all of it, or a part on top of the last release.
 *
 * @param plan of the run
 * @param request what was asked of it
 * @param last the newest release, from which tables go on; empty when there is none, or every table is made whole
 * @param replaced files whose rows go, with the tables that go on from an earlier release for it
 */
public record RunScope(Plan plan, RunRequest request, Optional<Manifest> last, ReplacedFiles replaced) {

    /** How many rows of a table are made of a sample. */
    public static final int SAMPLE_ROWS = 200;

    /** Every table whole. */
    public static RunScope whole(Plan plan) {
        return new RunScope(plan, RunRequest.usual().inFull(), Optional.empty(), ReplacedFiles.NONE);
    }

    /** The first rows of each table that no other needs; the others whole. */
    public static RunScope sample(Plan plan) {
        return new RunScope(plan, RunRequest.usual().ofSample(), Optional.empty(), ReplacedFiles.NONE);
    }

    /** Whether the first {@link #SAMPLE_ROWS} rows alone of the table are made. */
    public boolean isSampled(TablePlan table) {
        return request.extent() == RunRequest.Extent.SAMPLE
                && plan.tables().stream().noneMatch(other -> other.looksInto().contains(table.name()));
    }

    /**
     * The scope of a run after a release.
     *
     * @throws dev.weir.contracts.ProblemsException with {@link Code#LOAD} when an interval is missing or nothing is loaded by
     *     it, or when the rows of the release cannot stand beside those of the run; with {@link Code#CONTRACT_VERSION} when
     *     a contract has changed more than its version allows
     */
    public static RunScope of(
            Plan plan, RunRequest request, Optional<Manifest> last, ReplacedFiles replaced, Manifest.Basis basis) {
        RunScope scope = new RunScope(
                plan, request, request.extent() == RunRequest.Extent.FULL ? Optional.empty() : last, replaced);
        Problems problems = new Problems();
        last.ifPresent(manifest -> ContractEvolution.since(manifest, plan)
                .forEach(evolution -> evolution.problem().ifPresent(problems::add)));
        problems.throwIfAny();
        scope.intervals(problems);
        plan.tables().forEach(table -> scope.bases(table, basis, problems));
        plan.reads().forEach(read -> scope.sources(read, problems));
        problems.throwIfAny();
        return scope;
    }

    private void intervals(Problems problems) {
        List<TablePlan> appended = plan.tables().stream()
                .filter(table -> table.load() instanceof Load.Append)
                .toList();
        String product = plan.product().id();
        if (request.interval().isPresent()) {
            if (!plan.isByIntervals()) {
                problems.add(
                        Code.LOAD,
                        Place.of("--interval"),
                        "No table of '" + product + "' is loaded by intervals",
                        "none has 'weirLoad: { mode: append }', and no path of a source that is merged has {date}",
                        request.verb().withoutInterval());
            }
            appended.forEach(this::condition);
        } else if (request.extent() == RunRequest.Extent.LOAD) {
            appended.forEach(table -> problems.add(
                    Code.LOAD,
                    table.table().place(),
                    "The run of '" + product + "' has no interval",
                    "its table '" + table.name() + "' is loaded by intervals of '"
                            + ((Load.Append) table.load()).interval() + "'",
                    request.verb().withInterval(product)));
        }
    }

    /** What was released can stay only where it is what this run would make of it. */
    private void bases(TablePlan table, Manifest.Basis basis, Problems problems) {
        Optional<ReleasedTable> base = base(table);
        if (base.isEmpty()) {
            return;
        }
        Manifest there = from(table).orElseThrow();
        String release = there.reference();
        ColumnChange.between(base.get().columns(), ReleasedColumns.of(table)).stream()
                .filter(change -> !change.lets())
                .forEach(change -> refuse(table, "In '" + table.name() + "' " + change.words(), release, problems));
        if (!there.basis().keys().equals(basis.keys()) && table.isMaskedByKey()) {
            refuse(
                    table,
                    "'" + table.name() + "' is masked with another version of the key than before",
                    release,
                    problems);
        }
        Manifest.Basis then = there.basis();
        if (!then.zone().equals(basis.zone())) {
            refuse(
                    table,
                    "'" + table.name() + "' was made in the time zone " + then.zoneName() + " before",
                    release,
                    problems);
        }
        String mode = base.get().load().mode();
        if (!mode.equals(table.load().mode()) && !(table.load() instanceof Load.Append)) {
            refuse(table, "'" + table.name() + "' was loaded by '" + mode + "' before", release, problems);
        }
        base.get()
                .load()
                .order()
                .filter(order -> !isOrder(table, order, base.get()))
                .ifPresent(order -> refuse(
                        table,
                        "'" + table.name() + "' was merged in the order of '" + order + "' before",
                        release,
                        problems));
        if (!base.get().version().format().equals(table.format())) {
            refuse(table, "'" + table.name() + "' is kept in another format than before", release, problems);
        }
    }

    private static boolean isOrder(TablePlan table, String then, ReleasedTable base) {
        return !(table.load() instanceof Load.Merge merge)
                || then.equals(ColumnChange.renamed(base.columns(), ReleasedColumns.of(table))
                        .getOrDefault(merge.order(), merge.order()));
    }

    private void refuse(TablePlan table, String what, String release, Problems problems) {
        problems.add(
                Code.LOAD,
                table.table().place(),
                what,
                "it is loaded by '" + table.load().mode() + "', and the rows of " + release
                        + " could not stand beside those of this run",
                inFull());
    }

    private String inFull() {
        return "run with '--full' once: it makes every table from all sources"
                + request.verb().afterFull(plan.product().id());
    }

    /** Tables that read the new files of one source were made of the same ones. */
    private void sources(SourceRead read, Problems problems) {
        if (window(read) != Window.NEW_FILES) {
            return;
        }
        Set<Set<String>> made = new HashSet<>();
        tables(read).forEach(table -> made.add(madeOf(table).keySet()));
        if (made.size() > 1) {
            problems.add(
                    Code.LOAD,
                    read.table().place(),
                    "The tables " + String.join(", ", read.feeds()) + " were made of different files of '" + read.name()
                            + "'",
                    "a source is read once, and what is new to one of them is not to another",
                    inFull());
        }
    }

    private List<TablePlan> tables(SourceRead read) {
        return read.feeds().stream().map(plan::table).toList();
    }

    private static Map<String, SourceCount.SourceFile> byPath(List<SourceCount.SourceFile> files) {
        Map<String, SourceCount.SourceFile> byPath = new TreeMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        return byPath;
    }

    private Map<String, SourceCount.SourceFile> madeOf(TablePlan table) {
        return base(table).map(base -> byPath(base.load().madeOf())).orElseGet(Map::of);
    }

    /** The table of a release whose rows this run's come on top of; empty when the run makes the whole table. */
    public Optional<ReleasedTable> base(TablePlan table) {
        return from(table).flatMap(manifest -> manifest.table(table.name()));
    }

    /** The release that has them: the newest one, or an earlier one where files are replaced. */
    public Optional<Manifest> from(TablePlan table) {
        return table.load().isWhole() ? Optional.empty() : replaced.bases().getOrDefault(table.name(), last);
    }

    /** What the tables go on from, such as {@code stays@3}; of a run that replaces files, what they go on from for it. */
    public List<String> goesOnFrom() {
        Stream<Manifest> from = replaced.bases().isEmpty()
                ? last.stream()
                : plan.tables().stream().flatMap(table -> from(table).stream());
        return from.map(Manifest::reference).distinct().toList();
    }

    private ReleasedTable newest(TablePlan table) {
        return last.flatMap(manifest -> manifest.table(table.name())).orElseThrow();
    }

    /** The interval whose rows of the table are made anew; empty where it is not loaded by intervals, or made whole. */
    public Optional<Interval> interval(TablePlan table) {
        return table.load() instanceof Load.Append ? request.interval() : Optional.empty();
    }

    /**
     * Which rows of those that the query makes the run is about, as a Spark SQL predicate. A row without a value is one of
     * them: the rule that it has one judges it.
     */
    public Optional<String> condition(TablePlan table) {
        return within(table)
                .map(predicate -> ColumnsByName.quoted(((Load.Append) table.load()).interval()) + " IS NULL OR ("
                        + predicate + ")");
    }

    /** Which rows of the table are of the interval that the run makes anew, as a Spark SQL predicate. */
    public Optional<String> within(TablePlan table) {
        if (table.load() instanceof Load.Append append && request.interval().isPresent()) {
            return Optional.of(request.interval()
                    .get()
                    .predicate(
                            append.interval(),
                            table.table()
                                    .column(append.interval())
                                    .orElseThrow()
                                    .type()));
        }
        return Optional.empty();
    }

    /** What a change of a table begins on. */
    public ChangeBase change(TablePlan table) {
        ReleasedTable base = base(table).orElseThrow();
        return new ChangeBase(
                mark(from(table).orElseThrow()),
                base.version(),
                renamed(table),
                new ChangeBase.Newest(mark(last.orElseThrow()), newest(table).version()));
    }

    /** The same of what is released with the table, and goes on from the newest release as it does. */
    public ChangeBase change(TablePlan table, ReleasedTable.Version version) {
        return new ChangeBase(mark(last.orElseThrow()), version, renamed(table));
    }

    private Map<String, String> renamed(TablePlan table) {
        return ColumnChange.renamed(base(table).orElseThrow().columns(), ReleasedColumns.of(table));
    }

    private static RunMark mark(Manifest release) {
        return new RunMark(release.product(), release.record().run().id(), OptionalLong.of(release.number()));
    }

    /** Which files of a source are read. */
    public Window window(SourceRead read) {
        return switch (read.window()) {
            case WHOLE -> Window.WHOLE;
            case INTERVAL -> request.interval().isPresent() ? Window.INTERVAL : Window.WHOLE;
            case NEW_FILES -> request.extent() == RunRequest.Extent.LOAD ? Window.NEW_FILES : Window.WHOLE;
        };
    }

    /** The paths of a source's files that are looked for, as Hadoop patterns. */
    public List<String> paths(SourceRead read) {
        return window(read) == Window.INTERVAL
                ? read.path().of(request.interval().orElseThrow())
                : List.of(read.path().every());
    }

    /** The files of a source that tables were made of, by path; none unless new files alone are read. */
    public Map<String, SourceCount.SourceFile> known(SourceRead read) {
        return window(read) == Window.NEW_FILES && !read.feeds().isEmpty()
                ? madeOf(tables(read).get(0))
                : Map.of();
    }

    /** The files of a source that the newest release's tables were made of, and that are read once more, by path. */
    public Map<String, SourceCount.SourceFile> readAgain(SourceRead read) {
        if (request.replaced().isEmpty() || read.feeds().stream().noneMatch(replaced::isOf)) {
            return Map.of();
        }
        Map<String, SourceCount.SourceFile> again =
                byPath(newest(tables(read).get(0)).load().madeOf());
        again.keySet().removeAll(known(read).keySet());
        return again;
    }

    /**
     * How a table came about.
     *
     * @param change how its rows differ from those of its base
     * @param deletes where the keys that went are remembered
     * @param sources what was read
     */
    public TableLoad load(
            TablePlan table,
            TableLoad.Change change,
            Optional<ReleasedTable.Version> deletes,
            List<SourceCount> sources) {
        Map<String, SourceCount.SourceFile> made = new LinkedHashMap<>();
        if (table.load().newFilesOf().isPresent()) {
            made.putAll(madeOf(table));
            plan.reads().stream()
                    .filter(read ->
                            read.window() == Window.NEW_FILES && read.feeds().contains(table.name()))
                    .flatMap(read ->
                            sources.stream().filter(source -> source.table().equals(read.name())))
                    .flatMap(source -> source.files().stream())
                    .forEach(file -> made.put(file.path(), file));
        }
        return new TableLoad(
                table.load().mode(),
                base(table).isPresent()
                        ? OptionalLong.of(from(table).orElseThrow().number())
                        : OptionalLong.empty(),
                table.load() instanceof Load.Merge merge ? Optional.of(merge.order()) : Optional.empty(),
                interval(table).map(Interval::span),
                change,
                deletes,
                new TableLoad.NewFiles(
                        new ArrayList<>(new TreeMap<>(made).values()),
                        replaced.isOf(table.name()) ? List.copyOf(new TreeSet<>(replaced.files())) : List.of()));
    }
}
