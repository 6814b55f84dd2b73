package dev.weir.jobs.engine.rollback;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.content.SignedBases;
import dev.weir.jobs.engine.load.MergeChange;
import dev.weir.jobs.engine.republish.Republication;
import dev.weir.jobs.engine.republish.RepublishedTable;
import dev.weir.jobs.engine.run.RunLineage;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.watch.DamagedRows;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.Decision;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;

/**
 * Makes a new release with the content of an earlier one. It passes today's law and today's rules, as far as its masked rows
 * can answer them ({@link RollbackRules}); its rows are read once to see that they are still those of the content hash. No
 * release is changed. The releases that came after the earlier one count as repaired: no baseline learns from them.
 */
public final class Rollback {

    private final WeirSession session;
    private final StoredReleaseLog log;
    private final String version;
    private final RunEvent.Listener listener;
    private final Clock clock;

    /**
     * In an open session.
     *
     * @param version Weir's own
     * @param listener is called for each stage
     */
    public Rollback(WeirSession session, String version, RunEvent.Listener listener, Clock clock) {
        this.session = session;
        this.log = StoredReleaseLog.of(session.workspace());
        this.version = version;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Rolls a product back.
     *
     * @param number of the release whose content the new one has
     * @param acting who asks, by which role; empty where the workspace names none
     * @return nothing new where the newest release is the same rollback already
     * @throws ProblemsException when there is no such release, its rows are gone, or it is the newest; with {@link
     *     Code#ROLLBACK_REFUSED} and the columns where today's masks are stricter; with {@link Code#TYPE_MISMATCH} where its
     *     tables are not those of today's contracts; with {@link Code#EVIDENCE_BROKEN} where it is not as it was signed; with
     *     {@link Code#CONFLICT}
     */
    public RollbackResult to(String product, long number, Optional<ActAuthorisation> acting) {
        Workspace workspace = session.workspace();
        LawPack law = LawPack.of(workspace.law());
        Plan plan = new Planner(Grammars.languages(), law).plan(workspace, product, workspace.day(clock.instant()));
        // a number that was mistyped is no run: a catalogue would show that the product has failed
        Manifest asked = log.read(product, number);
        requireOlder(asked, log.latest(product).orElse(asked));
        RunFacts facts = new RunFacts(UUID.randomUUID().toString(), version, clock.instant(), clock);
        try (RunLineage lineage = RunLineage.begin(session, plan, facts, "rollback")) {
            return to(number, acting, plan, law, facts, lineage);
        }
    }

    private RollbackResult to(
            long number,
            Optional<ActAuthorisation> acting,
            Plan plan,
            LawPack law,
            RunFacts facts,
            RunLineage lineage) {
        Workspace workspace = session.workspace();
        String product = plan.product().id();
        try (RunWatch watch = new RunWatch(session.spark(), product + " · rollback to " + number, List.of(listener));
                Staging staging = session.releases().begin(product, facts.id())) {
            staging.recovered()
                    .forEach(recovered -> watch.stage("recover", recovered, () -> recovered, done -> RunWatch.NO_ROWS));
            Authenticity authenticity = Authenticity.of(workspace, log);
            Manifest former = authenticity.require(product, number).manifest();
            log.requireKept(product, number);
            Manifest newest = log.latest(product).orElse(former);
            authenticity.requireUnaltered(product, newest.number());
            requireOlder(former, newest);
            Optional<Manifest> already = already(former, newest, plan, law);
            if (already.isPresent()) {
                return new RollbackResult(lineage.unchanged(already.get()), already, List.of(), List.of());
            }
            RollbackLaw.check(plan, former);
            requireFiles(former);
            RollbackRules.Judged judged = watch.stage(
                    "judge",
                    "",
                    () -> new RollbackRules(session).judge(plan, former, workspace.day(clock.instant())),
                    done -> RunWatch.NO_ROWS);
            Decision decision = judged.judgement().decision();
            if (decision.isHeld()) {
                RunRecord held = record(facts, former, judged, Outcome.HELD, OptionalLong.empty(), decision.reasons());
                lineage.ended(held);
                return new RollbackResult(held, Optional.empty(), judged.kept(), List.of());
            }
            Republication republication = Republication.begin(session, facts, plan, law, former, watch, lineage);
            return publish(staging, plan, law, facts, former, judged, watch, republication, acting);
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw lineage.failed(DamagedRows.toUserFacing(
                    "The rows of " + product + "@" + number, List.of(product + "@" + number), e));
        }
    }

    /** Keys that went are restored unread, and the next merge believes them; of a file that is gone no row could be proved. */
    private void requireFiles(Manifest former) {
        SignedBases bases = new SignedBases(session.releases(), log, session.hadoop());
        former.tables().forEach(table -> bases.merged(former, table));
        bases.require();
    }

    private static void requireOlder(Manifest former, Manifest newest) {
        if (former.number() == newest.number()) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--to"),
                    former.reference() + " is the newest release",
                    "there is nothing after it that could be rolled back",
                    "Name an earlier one; 'weir releases " + former.product() + "' lists them.");
        }
    }

    /** The newest release, where it is this very rollback already: to the same release, by the same rules and law. */
    private Optional<Manifest> already(Manifest former, Manifest last, Plan plan, LawPack law) {
        Manifest.Basis today = Manifests.basis(
                plan,
                law,
                "",
                session.workspace().in(former.basis().zone()),
                former.basis().added());
        boolean same = last.history().rollbackOf().equals(OptionalLong.of(former.number()))
                && last.basis().files().equals(today.files())
                && last.basis().lawPackSha256().equals(today.lawPackSha256());
        return same ? Optional.of(last) : Optional.empty();
    }

    private RollbackResult publish(
            Staging staging,
            Plan plan,
            LawPack law,
            RunFacts facts,
            Manifest former,
            RollbackRules.Judged judged,
            RunWatch watch,
            Republication republication,
            Optional<ActAuthorisation> acting) {
        String product = former.product();
        watch.stage("prove", "", () -> proven(former), done -> RunWatch.NO_ROWS);
        RunMark mark = new RunMark(product, former.record().run().id(), OptionalLong.of(former.number()));
        List<RepublishedTable> tables = former.tables().stream()
                .map(table -> restored(staging, former, mark, table))
                .toList();
        Manifest manifest = republication.publish(
                staging,
                former,
                tables,
                released -> manifest(staging, plan, law, facts, former, judged, released)
                        .rollbackTo(former.number(), acting));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new RollbackResult(
                manifest.record(),
                Optional.of(manifest),
                judged.kept(),
                new Pins(log)
                        .holding(product, today).stream()
                                .filter(pin -> pin.release() > former.number())
                                .toList());
    }

    private RepublishedTable restored(Staging staging, Manifest former, RunMark mark, ReleasedTable table) {
        String product = former.product();
        StagedTable staged = staging.restore(
                TableIdentity.of(session.warehouse(), table.version().format(), product, table.name()),
                mark,
                session.releases().asItLies(product, table));
        String namespace = TableIdentity.namespaceOfDeletes(product);
        Optional<StagedTable> deletes = table.load()
                .deletes()
                .map(version -> staging.restore(
                        TableIdentity.of(session.warehouse(), version.format(), namespace, table.name()),
                        mark,
                        session.releases().asItLies(namespace, MergeChange.remembered(table, version))));
        return new RepublishedTable(table, staged, restored(former, table, deletes), deletes, Optional.empty());
    }

    /** The next run goes on from the earlier release: its files are those that the table is made of. */
    private static TableLoad restored(Manifest former, ReleasedTable table, Optional<StagedTable> deletes) {
        TableLoad load = table.load();
        return new TableLoad(
                load.mode(),
                load.mode().equals(TableLoad.REPLACE) ? OptionalLong.empty() : OptionalLong.of(former.number()),
                load.order(),
                Optional.empty(),
                new TableLoad.Change(load.mode().equals(TableLoad.REPLACE) ? table.rows() : 0, 0),
                deletes.map(StagedTable::version),
                load.files().kept());
    }

    /** The rows that lie there are those that the manifest names. */
    private Manifest proven(Manifest former) {
        for (ReleasedTable table : former.tables()) {
            String found = ContentSums.of(
                            session.releases().read(former, table.name()),
                            HashMethod.of(table.content().algorithm()))
                    .content()
                    .hash();
            if (!found.equals(table.content().hash())) {
                throw ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of(former.reference()),
                        "The rows of table '" + table.name() + "' are not those of " + former.reference(),
                        "their content hash is another one: a data file was changed",
                        "'weir verify " + former.reference() + " --deep' names it; restore it from a copy.");
            }
        }
        return former;
    }

    private Manifest manifest(
            Staging staging,
            Plan plan,
            LawPack law,
            RunFacts facts,
            Manifest former,
            RollbackRules.Judged judged,
            List<ReleasedTable> tables) {
        long number = staging.nextNumber();
        Set<Long> repaired = new TreeSet<>(former.history().repaired());
        session.releaseLog()
                .numbers(former.product())
                .filter(later -> later > former.number())
                .forEach(repaired::add);
        Manifest.Basis today = Manifests.basis(
                plan,
                law,
                "",
                session.workspace().in(former.basis().zone()),
                former.basis().added());
        return Manifests.of(
                number,
                plan,
                record(facts, former, judged, Outcome.RELEASED, OptionalLong.of(number), List.of()),
                tables,
                new Manifest.Basis(
                        today.files(),
                        today.lawPack(),
                        today.lawPackSha256(),
                        former.basis().keys(),
                        today.zone(),
                        former.basis().models(),
                        today.added()),
                staging.previousSha256(),
                repaired);
    }

    private static RunRecord record(
            RunFacts facts,
            Manifest former,
            RollbackRules.Judged judged,
            Outcome outcome,
            OptionalLong release,
            List<String> reasons) {
        List<Verdict> verdicts = judged.judgement().verdicts();
        return new RunRecord(
                facts.ended(former.product()),
                new RunRecord.Ending(outcome, release, reasons),
                former.record().sources(),
                former.record().tables(),
                verdicts,
                former.record().reproducible(),
                judged.harmless());
    }
}
