package dev.weir.jobs.engine.check;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.pass.ComparedRows;
import dev.weir.jobs.engine.pass.RemovedKeys;
import dev.weir.jobs.engine.pass.SourceRows;
import dev.weir.jobs.engine.pass.StageWalk;
import dev.weir.jobs.engine.pass.TablePass;
import dev.weir.jobs.engine.quarantine.RetryReader;
import dev.weir.jobs.engine.quarantine.RetryResult;
import dev.weir.jobs.engine.run.RunStart;
import dev.weir.jobs.engine.scope.ReplacedFiles;
import dev.weir.jobs.engine.scope.ReproducibilityDemand;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.MaskingKey;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sink.FailingRows;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.source.SourceState;
import dev.weir.jobs.engine.source.UnreadFiles;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.Decision;
import dev.weir.releases.warehouse.QuarantineName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The steps of a run on the sources as they lie, with nothing released: no lock is taken, no log written, and the tables
 * lie in encrypted files that die with the trial. Rows that were released before are read where they lie.
 */
public final class CheckRun {

    private final WeirSession session;
    private final String version;
    private final RunEvent.Listener listener;
    private final Clock clock;

    /**
     * In an open session.
     *
     * @param version Weir's own
     * @param listener is called for each stage
     */
    public CheckRun(WeirSession session, String version, RunEvent.Listener listener) {
        this.session = session;
        this.version = version;
        this.listener = listener;
        this.clock = Clock.systemUTC();
    }

    /** Judges a product as a run with {@code --full} would, whatever its queries are. */
    public CheckResult check(String product, int examples) {
        return check(product, examples, RunRequest.usual().inFull());
    }

    /**
     * Judges what a run would release. One in full takes all files at once, whatever was released, and merges nothing; any
     * other goes on from the last release.
     *
     * @param examples how many failing rows of each rule are shown
     * @param request what is asked of that run
     * @throws dev.weir.contracts.ProblemsException when it cannot: the workspace, a source, or what would stand against the
     *     run itself
     */
    public CheckResult check(String product, int examples, RunRequest request) {
        return trial(
                product,
                request,
                "failing rows",
                examples,
                tried -> new CheckResult(
                        tried.plan(),
                        request,
                        tried.start().stream()
                                .flatMap(start -> start.scope().goesOnFrom().stream())
                                .toList(),
                        tried.record(),
                        shown(tried, examples),
                        tried.unread()));
    }

    /** What the caller makes of a trial while its tables are there. */
    private interface Look<T> {
        T at(Tried tried);
    }

    /** A trial that was judged; with what its run would go on from, where it would. */
    private record Tried(
            Plan plan,
            Optional<RunStart> start,
            RunRecord record,
            TablePass.Judged judged,
            CheckArea area,
            List<String> unread) {}

    private <T> T trial(String product, RunRequest request, String subject, int examples, Look<T> look) {
        Workspace workspace = session.workspace();
        LawPack law = LawPack.of(workspace.law());
        session.models(law);
        Plan plan = new Planner(Grammars.languages(), law).plan(workspace, product, workspace.day(clock.instant()));
        boolean isWhole = request.extent() == RunRequest.Extent.FULL;
        WorkspaceKey key = isWhole ? MaskingKey.forTrial(session, plan, clock) : MaskingKey.of(session, plan);
        RunFacts facts = facts();
        try (RunWatch watch = new RunWatch(session.spark(), product + " · check", List.of(listener));
                CheckArea area =
                        isWhole ? new CheckArea(session.spark(), examples) : new CheckArea(session, examples)) {
            Optional<RunStart> start = isWhole ? Optional.empty() : Optional.of(start(plan, law, key, request, watch));
            RunScope scope = start.map(RunStart::scope)
                    .orElseGet(() -> new RunScope(plan, request, Optional.empty(), ReplacedFiles.NONE));
            if (isWhole) {
                request.repairs().ifPresent(number -> RunStart.requireRepairable(session.releaseLog(), scope, number));
            }
            TablePass pass =
                    new TablePass(session, plan, law, key, facts, area, scope, new StageWalk(plan.stages(), watch));
            Reproducibility reproducibility = pass.analyse(request.demand());
            List<String> unread = UnreadFiles.ofPlan(session, plan.reads());
            UnreadFiles.sentences(unread).forEach(watch::note);
            List<SourceInput> sources = pass.survey();
            Optional<Manifest> unchanged = start.flatMap(
                    begun -> begun.unchanged(facts.version(), SourceState.of(sources), session.releaseLog()));
            TablePass.Judged judged = unchanged.isPresent() ? TablePass.Judged.NOTHING : pass.judge(sources);
            judged.warnings(plan).forEach(watch::warn);
            RunObstacles.of(workspace).forEach(watch::warn);
            RunRecord record = new RunRecord(
                    facts.ended(product).timed(watch.times()),
                    unchanged
                            .map(CheckRun::unchanged)
                            .orElseGet(() -> ending(judged.judgement().decision())),
                    judged.sources(),
                    judged.tables().stream().map(TableRun::count).toList(),
                    judged.judgement().verdicts(),
                    Optional.of(reproducibility),
                    judged.harmless());
            return watch.stage(
                    "look up",
                    subject,
                    () -> look.at(new Tried(plan, start, record, judged, area, unread)),
                    done -> RunWatch.NO_ROWS);
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw RunFaults.toUserFacing(e);
        }
    }

    private RunStart start(Plan plan, LawPack law, WorkspaceKey key, RunRequest request, RunWatch watch) {
        session.requireTables(plan.product().id());
        RunStart start = RunStart.of(session, plan, law, key, request, watch);
        start.requireBases(session);
        return start;
    }

    /**
     * Lets the caller look at the rows that the product's tables would be made of: all that are produced, before any mask.
     *
     * @param stage what this is called while it goes on
     * @param look is given a table's rows by the table's name; they are gone when it returns
     */
    public <T> T overClearRows(String product, String stage, Function<Function<String, Dataset<Row>>, T> look) {
        return unjudged(
                product,
                stage,
                plan -> RunScope.whole(PartialPlan.clear(plan)),
                staged -> look.apply(table -> requireNonNull(staged.tables().get(table), table)
                        .product()
                        .rows()));
    }

    /**
     * The first rows of each table as a run would release them: masked, and without those that a rule on the row takes out.
     *
     * @param rows of each table at most
     * @throws dev.weir.contracts.ProblemsException as {@link #check}; and where what was read holds what a contract does not
     *     say
     */
    public PreviewResult preview(String product, int rows) {
        return unjudged(product, "preview", plan -> RunScope.sample(PartialPlan.masked(plan)), staged -> {
            List<PreviewResult.Previewed> tables = new ArrayList<>();
            for (Table table : staged.scope().plan().product().tables()) {
                TableRun run = requireNonNull(staged.tables().get(table.name()), table.name());
                Dataset<Row> located =
                        staged.area().located(product, table.name()).orElseThrow();
                tables.add(new PreviewResult.Previewed(
                        table.name(),
                        ReleasedColumns.of(run.plan()),
                        run.result().counts(),
                        staged.scope().isSampled(run.plan()),
                        FailingRows.first(withoutDetail(located), kept(run.plan()), ComparedRows.DETAIL, rows)));
            }
            boolean isOfOwnKey = !staged.scope().plan().isMaskedByKey()
                    || KeyFile.of(session.workspace()).exists();
            return new PreviewResult(product, tables, isOfOwnKey, staged.faults());
        });
    }

    /** A product's tables, staged and not judged. */
    private record Staged(RunScope scope, Map<String, TableRun> tables, CheckArea area, List<String> faults) {}

    private <T> T unjudged(String product, String stage, Function<Plan, RunScope> part, Function<Staged, T> look) {
        Workspace workspace = session.workspace();
        LawPack law = LawPack.of(workspace.law());
        session.models(law);
        RunScope scope = part.apply(
                new Planner(Grammars.languages(), law).plan(workspace, product, workspace.day(clock.instant())));
        Plan plan = scope.plan();
        WorkspaceKey key = MaskingKey.forTrial(session, plan, clock);
        try (RunWatch watch = new RunWatch(session.spark(), product + " · " + stage, List.of(listener));
                CheckArea area = new CheckArea(session.spark(), 0)) {
            TablePass pass =
                    new TablePass(session, plan, law, key, facts(), area, scope, new StageWalk(plan.stages(), watch));
            pass.analyse(ReproducibilityDemand.NONE);
            List<SourceInput> sources = pass.survey();
            List<String> faults = sources.stream()
                    .flatMap(source -> source.columnFaults().stream())
                    .toList();
            Map<String, TableRun> tables = pass.reviewed(sources);
            return watch.stage(
                    stage, "", () -> look.apply(new Staged(scope, tables, area, faults)), done -> RunWatch.NO_ROWS);
        } catch (Exception | FSError e) { // as above
            throw RunFaults.toUserFacing(e);
        }
    }

    private RunFacts facts() {
        return new RunFacts("trial-" + UUID.randomUUID(), version, clock.instant(), clock);
    }

    /**
     * Judges again what a run left outside, on the sources as they lie and by the rules as they are.
     *
     * @param open the run
     * @param examples rows shown of each class and cause
     */
    public RetryResult retry(RunRecord open, int examples) {
        RunRequest inFull = RunRequest.usual().inFull();
        return trial(open.run().product(), inFull, "judge again", 0, tried -> {
            Plan plan = tried.plan();
            CheckArea area = tried.area();
            String namespace = QuarantineName.namespace(plan.product().id());
            List<RetryReader.Now> now = new ArrayList<>();
            for (TableRun table : tried.judged().tables()) {
                String name = table.plan().name();
                now.add(new RetryReader.Now(
                        name,
                        RetryReader.Side.PRODUCT,
                        RetryResult.By.of(table.plan().load()),
                        area.located(plan.product().id(), name),
                        area.located(namespace, name)));
            }
            for (SourceRead read : plan.reads()) {
                now.add(new RetryReader.Now(
                        read.name(),
                        RetryReader.Side.SOURCE,
                        RetryResult.By.NEXT,
                        Optional.empty(),
                        area.located(namespace, SourceRows.quarantineName(read))));
            }
            return new RetryReader(session.spark(), session.warehouse()).compare(open, tried.record(), now, examples);
        });
    }

    private static RunRecord.Ending unchanged(Manifest made) {
        return new RunRecord.Ending(Outcome.UNCHANGED, OptionalLong.of(made.number()), List.of());
    }

    private static RunRecord.Ending ending(Decision decision) {
        return new RunRecord.Ending(
                decision.isHeld() ? Outcome.HELD : Outcome.RELEASED, OptionalLong.empty(), decision.reasons());
    }

    private ShownRows shown(Tried tried, int examples) {
        ShownRows inPass = tried.judged().shown();
        Map<String, List<FailingRow>> failing = new LinkedHashMap<>(inPass.failing());
        Map<String, TableRun> byName = new LinkedHashMap<>();
        tried.judged().tables().forEach(table -> byName.put(table.plan().name(), table));
        for (Verdict verdict : tried.judged().judgement().verdicts()) {
            if (verdict.answer() == Verdict.Answer.FAILED
                    && verdict.subject() != Verdict.Subject.UNSAID
                    && examples > 0) {
                compared(tried, verdict.rule(), byName)
                        .ifPresent(rows -> failing.put(
                                verdict.rule().id(),
                                FailingRows.first(
                                        rows,
                                        kept(tried.plan().table(verdict.rule().table())),
                                        ComparedRows.DETAIL,
                                        examples)));
            }
        }
        return new ShownRows(failing, inPass.unreadable());
    }

    private static Dataset<Row> withoutDetail(Dataset<Row> rows) {
        return rows.withColumn(ComparedRows.DETAIL, functions.lit(null).cast("string"));
    }

    private static Set<String> kept(TablePlan table) {
        return table.masks().stream()
                .filter(ColumnMask::keeps)
                .map(ColumnMask::column)
                .collect(Collectors.toSet());
    }

    /** The rows that break a rule which was answered from the staged rows. */
    private Optional<Dataset<Row>> compared(Tried tried, Rule rule, Map<String, TableRun> tables) {
        TableRun table = tables.get(rule.table());
        if (table == null) {
            return Optional.empty();
        }
        VerdictSource answer = table.plan().rules().stream()
                .filter(planned -> planned.rule().equals(rule))
                .map(RulePlan::answer)
                .findFirst()
                .orElse(VerdictSource.SCHEMA);
        Dataset<Row> rows =
                tried.area().located(tried.plan().product().id(), rule.table()).orElseThrow();
        if (rule.check() instanceof Rule.Dqdl) {
            Set<String> kept = kept(tried.plan().table(rule.table()));
            return table.checks().stream()
                    .filter(check -> check.rule().equals(rule) && kept.containsAll(check.columns()))
                    .flatMap(check -> check.failing().stream())
                    .findFirst()
                    .map(failing -> withoutDetail(rows.where(failing)));
        }
        if (answer == VerdictSource.KEY_COMPARE && rule.check() instanceof Rule.Key key) {
            return Optional.of(ComparedRows.breaking(key, table.current(rows)));
        }
        if (answer == VerdictSource.REFERENCE_COMPARE && rule.check() instanceof Rule.Reference reference) {
            TableRun parent = requireNonNull(tables.get(reference.parent()), reference.parent());
            RemovedKeys lost = new RemovedKeys(
                    session.releases(),
                    tried.start().map(RunStart::scope).orElseGet(() -> RunScope.whole(tried.plan())));
            boolean isAboutAll = !table.isOnTop() || lost.isAny(parent, reference.parentColumns());
            return Optional.of(ComparedRows.breaking(
                    reference,
                    isAboutAll ? rows : table.referring(),
                    parent.product().rows()));
        }
        return Optional.empty();
    }
}
