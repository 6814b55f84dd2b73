package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.engine.analysis.SqlFailure;
import dev.weir.jobs.engine.history.Baselines;
import dev.weir.jobs.engine.history.PastMetrics;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.scope.EarlierLoads;
import dev.weir.jobs.engine.scope.ReproducibilityDemand;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.settings.SessionSettings;
import dev.weir.jobs.engine.source.SourceDigests;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.source.SourceInputs;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRoute;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.Judgement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From the sources to the verdicts: what every run does, whether its tables may be released or not. */
public final class TablePass {

    /** What of a released row is looked at again: its key, its order. */
    private static final long BYTES_OF_A_ROW = 64;

    private final WeirSession session;
    private final Plan plan;
    private final LawPack law;
    private final WorkspaceKey key;
    private final SourceDigests digests;
    private final RunFacts facts;
    private final StagingArea area;
    private final RunScope scope;
    private final StageWalk walk;

    /**
     * @param facts whose id quarantined rows carry
     * @param scope what of each table is made
     * @param walk through the stages of the plan, or those of them that are wanted
     */
    public TablePass(
            WeirSession session,
            Plan plan,
            LawPack law,
            WorkspaceKey key,
            RunFacts facts,
            StagingArea area,
            RunScope scope,
            StageWalk walk) {
        this.session = session;
        this.plan = plan;
        this.law = law;
        this.key = key;
        this.digests = SourceDigests.of(session.workspace(), plan, key);
        this.facts = facts;
        this.area = area;
        this.scope = scope;
        this.walk = walk;
    }

    /**
     * Analyses every query and rule, so that nothing is read for one that cannot be run.
     *
     * @return whether they give the same rows on every machine
     * @throws dev.weir.contracts.ProblemsException with everything that stands against them
     */
    public Reproducibility analyse(ReproducibilityDemand demand) {
        Reproducibility reproducibility = PlanAnalysis.of(session, plan).reproducibility();
        if (demand == ReproducibilityDemand.REPRODUCIBLE) {
            reproducibility.require();
        }
        return reproducibility;
    }

    /** Finds the sources' files and releases. Which release is the newest is looked up here, once. */
    public List<SourceInput> survey() {
        List<SourceInput> sources =
                walk.take(Stage.Kind.SURVEY, () -> new SourceInputs(session, digests).survey(plan.reads(), scope));
        sources.stream()
                .flatMap(source -> source.released().stream())
                .map(released -> released.release().reference())
                .distinct()
                .forEach(release -> walk.watch().notice("read", release));
        for (SourceInput source : sources) {
            gone(source).forEach(file -> rowsGo(file, "is gone"));
            source.empty().stream()
                    .filter(file -> isReplaced(source, file))
                    .forEach(file -> rowsGo(file, "has no record"));
            source.warnings().forEach(walk.watch()::warn);
            perhapsRenamed(source).ifPresent(walk.watch()::review);
        }
        return sources;
    }

    private void rowsGo(String file, String why) {
        walk.watch().notice("replace", "'" + file + "' " + why + ": its rows go, and nothing takes their place");
    }

    private boolean isReplaced(SourceInput source, String file) {
        return scope.replaced().files().contains(file)
                && scope.readAgain(source.read()).containsKey(file);
    }

    /**
     * A file that has another name and other bytes now brings its rows a second time, and nothing tells it from a new one. As many
     * new files as are gone may be they; where more are gone, files are cleared away.
     */
    private Optional<String> perhapsRenamed(SourceInput source) {
        boolean adds = source.read().feeds().stream()
                .anyMatch(table -> plan.table(table).load() instanceof Load.Incremental);
        List<String> gone = source.gone();
        int fresh = source.files().size();
        return !adds || gone.isEmpty() || gone.size() > fresh
                ? Optional.empty()
                : Optional.of(source.read().name() + ": " + String.join(", ", gone)
                        + (gone.size() == 1 ? " is" : " are") + " gone, and " + fresh
                        + (fresh == 1 ? " file is" : " files are") + " new; if one of them is such a file under another"
                        + " name, its rows are there twice, and '--replace' with the former name takes the former ones"
                        + " out");
    }

    /** Files of a source that are to be replaced, and are not there any more. */
    private Set<String> gone(SourceInput source) {
        Set<String> gone = new TreeSet<>(scope.readAgain(source.read()).keySet());
        gone.retainAll(scope.replaced().files());
        source.files().forEach(file -> gone.remove(file.path()));
        return gone;
    }

    /** Reads the sources, stages every table and judges every rule. The clear records that were landed are gone after. */
    public Judged judge(List<SourceInput> sources) {
        cut(sources);
        try (SourceRows rows = new SourceRows(session, plan, facts.id(), area, digests, sources);
                TableStep step = step()) {
            Map<String, TableRun> tables = staged(step, rows);
            requireReadable(sources);
            LeakGuard.Review review = review(sources, tables);
            Judgement judgement = walk.take(Stage.Kind.COMPARE, () -> judged(rows, tables));
            return new Judged(
                    rows.counts(), rows.unreadable(), inOrder(tables), judgement, harmless(review.harmless()));
        }
    }

    /** A correction of which nothing can be read is none, however little it is of all files. */
    private void requireReadable(List<SourceInput> sources) {
        Problems problems = new Problems();
        for (SourceInput source : sources) {
            source.unread().stream()
                    .filter(file -> isReplaced(source, file))
                    .forEach(file -> problems.add(
                            Code.SOURCE_UNREADABLE,
                            Place.of(file),
                            "Of '" + file + "', which replaces what it was, no record can be read",
                            "the rows that it had brought would go, and none would take their place",
                            "deliver it as the contract says; 'weir check "
                                    + plan.product().id() + "' shows why its records cannot be read"));
        }
        problems.throwIfAny();
    }

    /** Reads the sources and stages every table, as {@link #judge} does; no rule is judged that needs more than a row. */
    public Map<String, TableRun> reviewed(List<SourceInput> sources) {
        Map<String, TableRun> tables = rebuild(sources);
        review(sources, tables);
        return tables;
    }

    /** Stops the run where columns hold what their contract does not say. */
    private LeakGuard.Review review(List<SourceInput> sources, Map<String, TableRun> tables) {
        LeakGuard.Review review =
                new LeakGuard(law, plan.product().concessions().harmless(), plan.day()).review(tables.values());
        Stream<String> read = sources.stream().flatMap(source -> source.notices().stream());
        for (String notice : Stream.concat(read, review.notices().stream()).toList()) {
            walk.watch().review(notice);
        }
        review.leaks().throwIfAny();
        return review;
    }

    /** What was found, and what the last release reported of the rows that stay. */
    private List<HarmlessFinding> harmless(List<HarmlessFinding> found) {
        List<HarmlessFinding> all = new ArrayList<>(found);
        scope.last().stream()
                .flatMap(release -> release.record().harmless().stream())
                .filter(before -> plan.tables().stream()
                        .anyMatch(
                                table -> table.name().equals(before.statement().table())
                                        && scope.base(table).isPresent()))
                .filter(before -> found.stream().noneMatch(before::isOf))
                .forEach(all::add);
        return all;
    }

    /** Reads the sources and stages the tables of the walk, by name; rules take rows out, and are not judged. */
    public Map<String, TableRun> rebuild(List<SourceInput> sources) {
        cut(sources);
        try (SourceRows rows = new SourceRows(session, plan, facts.id(), area, digests, sources);
                TableStep step = step()) {
            return staged(step, rows);
        }
    }

    /** Into as many pieces as the sources' bytes and the rows that are there ask for, whatever the machine. */
    private void cut(List<SourceInput> sources) {
        long bytes = sources.stream().mapToLong(SourceInput::bytes).sum();
        long rows = plan.tables().stream()
                .flatMap(table -> scope.base(table).stream())
                .mapToLong(ReleasedTable::rows)
                .sum();
        SessionSettings.cut(session.spark(), bytes + BYTES_OF_A_ROW * rows);
    }

    private TableStep step() {
        return new TableStep(session, plan, facts.id(), facts.dayInChina(), key, area, scope);
    }

    private Map<String, TableRun> staged(TableStep step, SourceRows rows) {
        walk.each(Stage.Kind.LAND, stage -> rows.land(stage.subject()), SourceCount::records);
        Map<String, TableRun> tables = new LinkedHashMap<>();
        walk.each(
                Stage.Kind.STAGE,
                stage -> {
                    TableRun staged = stagedOrFailed(step, plan.table(stage.subject()), rows, tables);
                    tables.put(stage.subject(), staged);
                    return staged;
                },
                done -> done.result().counts().produced());
        return tables;
    }

    private Judgement judged(SourceRows rows, Map<String, TableRun> tables) {
        RemovedKeys lost = new RemovedKeys(session.releases(), scope);
        new RemovedParents(plan.product().id(), scope.request().verb(), lost).check(tables);
        return compare(rows, lost).judge(rows.counted(), tables);
    }

    private CompareStep compare(SourceRows rows, RemovedKeys lost) {
        ZoneId zone = session.workspace().settings().zone();
        Baselines baselines = new Baselines(
                session.releaseLog(), plan.product().id(), scope.request().repairs());
        EarlierLoads loads = new EarlierLoads(plan, scope, facts.started(), zone);
        return new CompareStep(
                plan,
                new PastMetrics(baselines, loads),
                new LookupTableRows(rows, session.releaseLog(), session.releases()),
                lost,
                new HistoryVerdicts(
                        new ProductHistory(session, baselines),
                        loads,
                        key,
                        facts.started(),
                        zone,
                        scope,
                        law.provisions().calendar(),
                        plan.product().rules()),
                scope,
                area.isTrial());
    }

    private List<TableRun> inOrder(Map<String, TableRun> tables) {
        return plan.product().tables().stream()
                .map(table -> tables.get(table.name()))
                .toList();
    }

    private TableRun stagedOrFailed(TableStep step, TablePlan table, SourceRows rows, Map<String, TableRun> tables) {
        try {
            return stage(step, table, rows, tables);
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            RuntimeException reported = RunFaults.toUserFacing(e);
            throw reported instanceof ProblemsException
                    ? reported
                    : SqlFailure.in(table, e).<RuntimeException>map(sql -> sql).orElse(reported);
        }
    }

    private TableRun stage(TableStep step, TablePlan table, SourceRows rows, Map<String, TableRun> tables) {
        Map<String, Dataset<Row>> inputs = new LinkedHashMap<>();
        for (Input input : table.route().inputs()) {
            inputs.put(
                    input.name(),
                    input.origin() == Input.Origin.SOURCE ? rows.of(input.name()) : staged(tables, input.name()));
        }
        if (table.route().way() != SourceRoute.FUSED) {
            return step.stage(table, inputs, Optional.empty(), tables);
        }
        SourceInput source = rows.input(table.route().inputs().get(0).name());
        TableRun run = step.stage(table, inputs, Optional.of(rows.quarantine(source.read())), tables);
        if (!scope.isSampled(table)) {
            // Of a sample the reader has read on where the sink has enough.
            rows.count(source, run.result());
        }
        return run;
    }

    private static Dataset<Row> staged(Map<String, TableRun> tables, String name) {
        TableRun table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("Table '" + name + "' is needed before it is staged");
        }
        return table.product().rows();
    }

    /**
     * What came of it.
     *
     * @param sources by table
     * @param unreadable why records of theirs could not be read
     * @param tables in the order of the product
     * @param judgement every rule's verdict
     * @param harmless what looks like people and is called harmless
     */
    public record Judged(
            List<SourceCount> sources,
            List<UnreadableRecords> unreadable,
            List<TableRun> tables,
            Judgement judgement,
            List<HarmlessFinding> harmless) {

        /** Of a run that has looked at nothing. */
        public static final Judged NOTHING =
                new Judged(List.of(), List.of(), List.of(), new Judgement(List.of()), List.of());

        public Judged {
            sources = List.copyOf(sources);
            unreadable = List.copyOf(unreadable);
            tables = List.copyOf(tables);
            harmless = List.copyOf(harmless);
        }

        /** What people are to know of rows that are gone or left out, beside the verdicts. */
        public List<String> warnings(Plan plan) {
            List<String> warnings = new ArrayList<>();
            sources.forEach(source -> warnings.addAll(source.copies()));
            tables.forEach(table -> gone(table).ifPresent(warnings::add));
            tables.stream()
                    .filter(table -> table.intervals().elsewhere() > 0)
                    .map(table ->
                            table.plan().name() + ": in " + table.intervals().elsewhere() + " of "
                                    + table.result().counts().produced()
                                    + " rows the day, hour or month is another than in the path of their file; a later run for"
                                    + " their interval does not read that file, and takes them out. Let the path say the"
                                    + " interval of its rows, or take it out of the path.")
                    .forEach(warnings::add);
            tables.stream()
                    .map(TableRun::count)
                    .filter(count -> count.leftOut().withoutEffect() > 0 && checksExcludedRows(plan, count.table()))
                    .map(count -> "left out of " + count.table() + ": "
                            + count.leftOut().words())
                    .forEach(warnings::add);
            return warnings;
        }

        /** Fewer rows than there were of the interval, or none where there were some. */
        private static Optional<String> gone(TableRun table) {
            long removed = table.loaded().change().removed();
            long added = table.loaded().change().added();
            boolean isFewer = table.plan().load() instanceof Load.Append ? added < removed : added == 0 && removed > 0;
            return isFewer
                    ? Optional.of(table.plan().name() + ": " + removed
                            + " rows that were released before are gone, and the run found "
                            + (added == 0 ? "none" : added) + " in their place")
                    : Optional.empty();
        }

        /** Tables that are loaded whole, and have fewer than half of the rows that an earlier release has. */
        public List<String> shrunk(Manifest last) {
            List<String> shrunk = new ArrayList<>();
            for (TableRun table : tables) {
                String name = table.plan().name();
                long rows = table.count().released();
                last.tables().stream()
                        .filter(before -> before.name().equals(name)
                                && table.plan().load().isWhole()
                                && rows * 2 < before.rows())
                        .forEach(before -> shrunk.add(name + ": " + rows + " rows, and " + before.rows() + " in "
                                + last.reference() + "; were its files delivered whole?"));
            }
            return shrunk;
        }

        /** Whether the contract has a rule on rows that a table's load leaves out. */
        private static boolean checksExcludedRows(Plan plan, String table) {
            return plan.product().rules().stream()
                    .anyMatch(rule -> rule.table().equals(table) && rule.check() instanceof Rule.NoneLeftOut);
        }

        /** The rows that the pass itself brought home to be shown. */
        public ShownRows shown() {
            Map<String, List<FailingRow>> failing = new LinkedHashMap<>();
            tables.forEach(table -> failing.putAll(table.result().examples()));
            judgement.verdicts().stream()
                    .filter(verdict -> verdict.subject() == Verdict.Subject.UNSAID)
                    .forEach(verdict -> failing.remove(verdict.rule().id()));
            return new ShownRows(failing, unreadable);
        }
    }
}
