package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.ShownRows;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.plan.Answer;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Planner;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.QuarantineName;
import dev.weir.jobs.spark.quarantine.Retried;
import dev.weir.jobs.spark.quarantine.RetryReader;
import dev.weir.jobs.spark.sink.FailingRows;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.Decision;
import java.security.SecureRandom;
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

/**
 * The steps of a run on the sources as they lie, with nothing released: no lock is taken, no log written, and the tables
 * lie in encrypted files that die with the trial.
 */
public final class Trial {

    private final WeirSession session;
    private final String version;
    private final RunEvent.Listener listener;
    private final Clock clock;

    /**
     * In an open session.
     *
     * @param version Weir's own
     * @param listener hears of each stage
     */
    public Trial(WeirSession session, String version, RunEvent.Listener listener) {
        this.session = session;
        this.version = version;
        this.listener = listener;
        this.clock = Clock.systemUTC();
    }

    /** Judges a product whatever its queries are; {@link #check(String, int, Demand)}. */
    public TrialResult check(String product, int examples) {
        return check(product, examples, Demand.NONE);
    }

    /**
     * Judges a product.
     *
     * @param examples how many failing rows of each rule are shown
     * @param demand what its queries have to be
     * @throws dev.weir.contracts.ProblemsException when it cannot: the workspace or a source stood against it
     */
    public TrialResult check(String product, int examples, Demand demand) {
        return trial(
                product,
                demand,
                "failing rows",
                examples,
                (plan, record, judged, area) -> new TrialResult(plan, record, shown(plan, judged, area, examples)));
    }

    /** What somebody makes of a trial while its tables are there. */
    private interface Look<T> {
        T at(Plan plan, RunRecord record, TablePass.Judged judged, TrialArea area);
    }

    private <T> T trial(String product, Demand demand, String subject, int examples, Look<T> look) {
        Workspace workspace = session.workspace();
        LawPack law = LawPack.of(workspace.law());
        Plan plan = new Planner(Grammars.languages(), law).plan(workspace, product, workspace.day(clock.instant()));
        WorkspaceKey key = key(workspace);
        ProductRun.Facts facts = facts();
        try (RunWatch watch = new RunWatch(session.spark(), product + " · check", List.of(listener));
                TrialArea area = new TrialArea(session.spark(), examples)) {
            TablePass pass = new TablePass(session, plan, law, key, facts, area, RunScope.whole(plan), watch);
            Reproducibility reproducibility = pass.analyse(demand);
            TablePass.Judged judged = pass.judge(pass.survey());
            RunRecord record = new RunRecord(
                    facts.ended(product),
                    ending(judged.judgement().decision()),
                    judged.sources(),
                    judged.tables().stream().map(TableRun::count).toList(),
                    judged.judgement().verdicts(),
                    new ArrayList<>(watch.times()),
                    Optional.of(reproducibility),
                    judged.harmless());
            return watch.stage("look up", subject, () -> look.at(plan, record, judged, area), done -> RunWatch.NO_ROWS);
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw Faults.told(e);
        }
    }

    /**
     * Lets somebody look at the rows that the product's tables would be made of: all that are produced, before any mask.
     *
     * @param stage what this is called while it goes on
     * @param look is given a table's rows by the table's name; they are gone when it returns
     */
    public <T> T overClearRows(String product, String stage, Function<Function<String, Dataset<Row>>, T> look) {
        Workspace workspace = session.workspace();
        LawPack law = LawPack.of(workspace.law());
        Plan plan = ClearPlan.of(
                new Planner(Grammars.languages(), law).plan(workspace, product, workspace.day(clock.instant())));
        WorkspaceKey key = key(workspace);
        try (RunWatch watch = new RunWatch(session.spark(), product + " · " + stage, List.of(listener));
                TrialArea area = new TrialArea(session.spark(), 0)) {
            TablePass pass = new TablePass(session, plan, law, key, facts(), area, RunScope.whole(plan), watch);
            pass.analyse(Demand.NONE);
            Map<String, TableRun> tables = new LinkedHashMap<>();
            pass.judge(pass.survey())
                    .tables()
                    .forEach(table -> tables.put(table.plan().name(), table));
            return watch.stage(
                    stage,
                    "",
                    () -> look.apply(table ->
                            requireNonNull(tables.get(table), table).product().rows()),
                    done -> RunWatch.NO_ROWS);
        } catch (Exception | FSError e) { // as above
            throw Faults.told(e);
        }
    }

    /** The workspace's own; where there is none yet, one that is gone with the trial: nothing it masks is kept. */
    private WorkspaceKey key(Workspace workspace) {
        KeyFile keys = KeyFile.of(workspace);
        return keys.exists() ? keys.read().active() : WorkspaceKey.random(clock, new SecureRandom());
    }

    private ProductRun.Facts facts() {
        return new ProductRun.Facts("trial-" + UUID.randomUUID(), version, clock.instant(), clock);
    }

    /**
     * Judges again what a run left outside, on the sources as they lie and by the rules as they are.
     *
     * @param open the run
     * @param examples rows shown of each class and cause
     */
    public Retried retry(RunRecord open, int examples) {
        return trial(open.run().product(), Demand.NONE, "judge again", 0, (plan, record, judged, area) -> {
            String namespace = QuarantineName.namespace(plan.product().id());
            List<RetryReader.Now> now = new ArrayList<>();
            for (TableRun table : judged.tables()) {
                String name = table.plan().name();
                now.add(new RetryReader.Now(
                        name,
                        RetryReader.Side.PRODUCT,
                        Retried.By.of(table.plan().load()),
                        area.located(plan.product().id(), name),
                        area.located(namespace, name)));
            }
            for (SourceRead read : plan.reads()) {
                now.add(new RetryReader.Now(
                        read.name(),
                        RetryReader.Side.SOURCE,
                        Retried.By.NEXT,
                        Optional.empty(),
                        area.located(namespace, SourceRows.quarantineName(read))));
            }
            return new RetryReader(session.spark(), session.warehouse()).compare(open, record, now, examples);
        });
    }

    private static RunRecord.Ending ending(Decision decision) {
        return decision.match(new Decision.Cases<>() {
            @Override
            public RunRecord.Ending released(Decision.Released released) {
                return new RunRecord.Ending(Outcome.RELEASED, OptionalLong.empty(), List.of());
            }

            @Override
            public RunRecord.Ending held(Decision.Held held) {
                return new RunRecord.Ending(Outcome.HELD, OptionalLong.empty(), held.reasons());
            }
        });
    }

    private static ShownRows shown(Plan plan, TablePass.Judged judged, TrialArea area, int examples) {
        ShownRows inPass = judged.shown();
        Map<String, List<FailingRow>> failing = new LinkedHashMap<>(inPass.failing());
        Map<String, TableRun> byName = new LinkedHashMap<>();
        judged.tables().forEach(table -> byName.put(table.plan().name(), table));
        for (Verdict verdict : judged.judgement().verdicts()) {
            if (verdict.answer() == Verdict.Answer.FAILED && examples > 0) {
                compared(plan, verdict.rule(), byName, area)
                        .ifPresent(rows -> failing.put(
                                verdict.rule().id(),
                                FailingRows.first(
                                        rows,
                                        kept(plan.table(verdict.rule().table())),
                                        ComparedRows.DETAIL,
                                        examples)));
            }
        }
        return new ShownRows(failing, inPass.unreadable());
    }

    private static Set<String> kept(TablePlan table) {
        return table.masks().stream()
                .filter(ColumnMask::keeps)
                .map(ColumnMask::column)
                .collect(Collectors.toSet());
    }

    /** The rows that break a rule which was answered from the staged rows. */
    private static Optional<Dataset<Row>> compared(Plan plan, Rule rule, Map<String, TableRun> tables, TrialArea area) {
        if (!tables.containsKey(rule.table())) {
            return Optional.empty();
        }
        TablePlan table = plan.table(rule.table());
        Answer answer = table.rules().stream()
                .filter(planned -> planned.rule().equals(rule))
                .map(RulePlan::answer)
                .findFirst()
                .orElse(Answer.SCHEMA);
        Dataset<Row> rows = area.located(plan.product().id(), rule.table()).orElseThrow();
        if (answer == Answer.KEY_COMPARE && rule.check() instanceof Rule.Key key) {
            return Optional.of(ComparedRows.breaking(key, rows));
        }
        if (answer == Answer.REFERENCE_COMPARE && rule.check() instanceof Rule.Reference reference) {
            TableRun parent = tables.get(reference.parent());
            return Optional.ofNullable(parent)
                    .map(found -> ComparedRows.breaking(
                            reference, rows, found.product().rows()));
        }
        return Optional.empty();
    }
}
