package dev.weir.jobs.engine.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.history.HistoryTable;
import dev.weir.jobs.engine.pass.StageWalk;
import dev.weir.jobs.engine.pass.TablePass;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.report.EventLineage;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.scope.ReleasedIntervals;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.LateFiles;
import dev.weir.jobs.engine.source.SourceDigests;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.source.SourceState;
import dev.weir.jobs.engine.source.UnreadFiles;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.engine.watch.RunStoppedException;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.plan.lineage.ComputedInClear;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.release.Staging;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.Decision;
import dev.weir.quality.history.PastRelease;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FSError;
import org.jspecify.annotations.Nullable;

/** One run: walks through the stages of its plan, as far as it comes. */
final class RunSteps {

    private final WeirSession session;
    private final Plan plan;
    private final LawPack law;
    private final WorkspaceKey key;
    private final SourceDigests digests;
    private final RunFacts facts;
    private final RunWatch watch;
    private Optional<Reproducibility> reproducible = Optional.empty();
    private List<String> late = List.of();
    private List<String> unread = List.of();

    RunSteps(WeirSession session, Plan plan, LawPack law, WorkspaceKey key, RunFacts facts, RunWatch watch) {
        this.session = session;
        this.plan = plan;
        this.law = law;
        this.key = key;
        this.digests = SourceDigests.of(session.workspace(), plan, key);
        this.facts = facts;
        this.watch = watch;
    }

    /**
     * Takes every step; what stands against the run is thrown as problems, after it has been reported as its end.
     *
     * @throws NumberTakenException when another run has published this one's number
     * @param patience how long another run that is at work is waited for
     * @param first the message before it
     */
    RunResult take(RunRequest request, Duration patience, List<String> first) {
        watch.emit(started(request));
        first.forEach(sentence -> watch.notice("rebase", sentence));
        try (Staging staging = session.releases().begin(plan.product().id(), facts.id(), patience)) {
            staging.recovered().forEach(sentence -> watch.notice("recover", sentence));
            return unlessSuperseded(staging, request);
        } catch (NumberTakenException e) {
            leave(ended(Outcome.CONFLICT, e.toProblems()));
            throw e;
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            // a job that was cancelled fails with words of Spark's
            RuntimeException userFacing = watch.stopped()
                    .<RuntimeException>map(RunStoppedException::new)
                    .orElseGet(() -> RunFaults.toUserFacing(e, left(e)));
            leave(ended(RunFaults.outcome(userFacing), userFacing));
            throw userFacing;
        }
    }

    /** What is left of this run now that it has given the product free. */
    private Optional<UnfinishedRuns.Left> left(Throwable failure) {
        try {
            return UnfinishedRuns.of(
                            session.runs(), session.releaseLog(), plan.product().id())
                    .stream()
                    .filter(run -> run.run().equals(facts.id()))
                    .findFirst();
        } catch (ProblemsException e) { // the store that failed the run fails this as well
            failure.addSuppressed(e);
            return Optional.of(new UnfinishedRuns.Left(
                    facts.id(),
                    UnfinishedRuns.Mending.MANUAL,
                    "what the run left is not known; 'weir doctor' says it"));
        }
    }

    private void leave(RunEvent.Ended ended) {
        new RunFiles(session.workspace(), session.warehouse()).leaveAttempt(ended.record());
        watch.emit(ended);
    }

    private RunEvent.Ended ended(Outcome outcome, RuntimeException userFacing) {
        return new RunEvent.Ended(
                record(
                        outcome,
                        OptionalLong.empty(),
                        List.of(RunFaults.sentence(userFacing)),
                        TablePass.Judged.NOTHING),
                RunFaults.causes(userFacing));
    }

    /** A table that has changed under the run is the winner's work, where another run has won. */
    private RunResult unlessSuperseded(Staging staging, RunRequest request) {
        try {
            return steps(staging, request);
        } catch (ProblemsException e) {
            String product = plan.product().id();
            long number = staging.nextNumber();
            if (e.problems().stream().allMatch(problem -> problem.code() == Code.TABLE_CHANGED)
                    && session.releaseLog().numbers(product).anyMatch(found -> found == number)) {
                throw supersededBy(session.releaseLog().read(product, number), e);
            }
            throw e;
        }
    }

    private NumberTakenException supersededBy(Manifest winner, @Nullable Throwable cause) {
        return new NumberTakenException(
                winner,
                ProblemsException.of(
                        Code.CONFLICT,
                        Place.of("releases/" + plan.product().id() + "/" + winner.number() + ".json"),
                        "Another run has published " + winner.reference() + " first",
                        "both were made on the release before it",
                        "run again: it starts from that release",
                        cause));
    }

    private RunEvent.Started started(RunRequest request) {
        return new RunEvent.Started(
                facts.id(),
                plan.product(),
                // where a release lies is known once it is found
                plan.reads().stream()
                        .filter(read -> read.source().release().isEmpty())
                        .map(read -> read.name())
                        .toList(),
                facts.started(),
                request.interval().map(Interval::span),
                request.parameters());
    }

    private RunResult steps(Staging staging, RunRequest request) {
        StageWalk walk = new StageWalk(plan.stages(), watch);
        WarehouseArea area =
                new WarehouseArea(session.warehouse(), plan.product().id(), staging);
        RunStart start = RunStart.of(session, plan, law, key, request, watch);
        unread = UnreadFiles.ofPlan(session, plan.reads());
        UnreadFiles.sentences(unread).forEach(watch::note);
        late = late(request);
        // what made the last release was analysed for it: only a run that makes another one analyses it again
        Optional<Reproducibility> analysed = start.analysed(facts.version(), request.demand());
        reproducible = analysed;
        if (analysed.isPresent() && !session.isStarted()) {
            Optional<Manifest> unchanged = start.unchangedOnDisk(facts.version(), session, digests);
            if (unchanged.isPresent()) {
                return unchanged(unchanged.get());
            }
        }
        watch.attach(session.spark());
        TablePass pass = new TablePass(session, plan, law, key, facts, area, start.scope(), walk);
        reproducible = analysed.or(() -> Optional.of(pass.analyse(request.demand())));
        List<SourceInput> sources = pass.survey();
        Optional<Manifest> unchanged = start.unchanged(facts.version(), SourceState.of(sources), session.releaseLog());
        if (unchanged.isPresent()) {
            return unchanged(unchanged.get());
        }
        if (analysed.isPresent()) {
            reproducible = Optional.of(pass.analyse(request.demand()));
        }
        start.requireBases(session);
        LineageGraph columns = ReleaseColumns.of(StoredReleaseLog.of(session.workspace()), plan, start.scope());
        ComputedInClear.sentences(columns).forEach(watch::review);
        plan.endingNotices().forEach(watch::warn);
        Publishing publishing = Publishing.begin(session, plan, law, columns, started(request), facts, walk);
        TablePass.Judged judged = pass.judge(sources);
        watch.emit(new RunEvent.Judged(judged.judgement().verdicts()));
        judged.warnings(plan).forEach(watch::warn);
        start.last().ifPresent(last -> judged.shrunk(last).forEach(watch::warn));
        Decision decision =
                walk.take(Stage.Kind.DECIDE, () -> judged.judgement().decision());
        if (decision.isHeld()) {
            staging.hold();
            return end(
                    record(Outcome.HELD, OptionalLong.empty(), decision.reasons(), judged),
                    judged,
                    Optional.empty(),
                    ProductLineage.UNKNOWN);
        }
        Set<Long> repaired = new TreeSet<>(
                start.last().map(last -> last.history().repaired()).orElse(Set.of()));
        request.repairs().ifPresent(repaired::add);
        return publish(
                walk,
                staging,
                new StagedRelease(session, plan, area, start.scope(), judged),
                start.basis(),
                judged,
                repaired,
                publishing);
    }

    /** What is not known of other intervals stands against no run. */
    private List<String> late(RunRequest request) {
        if (request.interval().isEmpty() || request.late() == RunRequest.Late.PASSED_OVER) {
            return List.of();
        }
        Interval own = request.interval().get();
        try {
            List<Interval> found = LateFiles.besides(
                    session,
                    plan,
                    digests,
                    ReleasedIntervals.of(
                            session.releaseLog().newestFirst(plan.product().id())),
                    own);
            if (!found.isEmpty()) {
                watch.warn(LateFiles.words(found) + "; "
                        + LateFiles.remedy(plan.product().id(), found));
            }
            return found.stream().map(Interval::toString).toList();
        } catch (ProblemsException | UnreadableSourceException e) {
            watch.warn("Which earlier intervals have new files is not known: " + e.getMessage());
            return List.of();
        }
    }

    /** What is staged becomes files with digests, those a manifest, and the manifest a release. */
    private RunResult publish(
            StageWalk walk,
            Staging staging,
            StagedRelease staged,
            Manifest.Basis basis,
            TablePass.Judged judged,
            Set<Long> repaired,
            Publishing publishing) {
        // no release expires that a kept one reads: what went since it was surveyed went before this one was
        // there
        judged.sources().stream()
                .flatMap(source -> source.release().stream())
                .forEach(read -> session.releaseLog().requireKept(read.product(), read.number()));
        long number = staging.nextNumber();
        PastRelease past = new PastRelease(
                number, facts.id(), facts.clock().instant(), HistoryTable.summaries(judged.tables(), key));
        walk.take(Stage.Kind.KEEP, () -> staged.keep(past));
        ReleaseFiles files = walk.take(Stage.Kind.DIGEST, staged::digest);
        Manifest draft = Manifests.of(
                number,
                plan,
                record(Outcome.RELEASED, OptionalLong.of(number), List.of(), judged),
                staged.tables(files),
                basis,
                staging.previousSha256(),
                repaired);
        Manifest manifest = publishing.publish(
                staging,
                draft,
                files,
                staged.profile(law, past),
                done -> done.tables().stream().mapToLong(ReleasedTable::rows).sum(),
                winner -> supersededBy(winner, null));
        return end(
                record(Outcome.RELEASED, OptionalLong.of(number), List.of(), judged),
                judged,
                Optional.of(manifest),
                publishing.lineage().by(EventLineage.queries(plan)));
    }

    private RunResult unchanged(Manifest made) {
        RunRecord record =
                record(Outcome.UNCHANGED, OptionalLong.of(made.number()), List.of(), TablePass.Judged.NOTHING);
        watch.emit(new RunEvent.Ended(record, Optional.of(made), EventLineage.of(session.workspace(), made)));
        return new RunResult(record, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), unread);
    }

    private RunResult end(
            RunRecord record, TablePass.Judged judged, Optional<Manifest> manifest, ProductLineage lineage) {
        RunFiles.Result left =
                new RunFiles(session.workspace(), session.warehouse()).leave(record, judged.shown(), plan, manifest);
        left.notes().forEach(watch::note);
        watch.emit(new RunEvent.Ended(record, manifest, lineage));
        return new RunResult(record, manifest, left.report(), left.page(), left.notes(), unread);
    }

    private RunRecord record(Outcome outcome, OptionalLong release, List<String> reasons, TablePass.Judged judged) {
        return new RunRecord(
                facts.ended(plan.product().id()).timed(watch.times()),
                new RunRecord.Ending(outcome, release, reasons, late),
                judged.sources(),
                judged.tables().stream().map(TableRun::count).toList(),
                judged.judgement().verdicts(),
                reproducible,
                judged.harmless());
    }
}
