package dev.weir.jobs.engine.run;

import static java.util.Objects.requireNonNull;

import dev.weir.catalogue.Exports;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.engine.history.HistoryTable;
import dev.weir.jobs.engine.pass.TablePass;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.engine.watch.Faults;
import dev.weir.jobs.engine.watch.RunStopped;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.change.ReleasedColumns;
import dev.weir.jobs.release.Staging;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.Decision;
import dev.weir.quality.history.PastRelease;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FSError;
import org.jspecify.annotations.Nullable;

/** The steps of one run, in their order: survey, land, stage each table, compare, decide, publish. */
final class RunSteps {

    private final WeirSession session;
    private final Plan plan;
    private final LawPack law;
    private final WorkspaceKey key;
    private final RunFacts facts;
    private final RunWatch watch;
    private Optional<Reproducibility> reproducible = Optional.empty();

    RunSteps(WeirSession session, Plan plan, LawPack law, WorkspaceKey key, RunFacts facts, RunWatch watch) {
        this.session = session;
        this.plan = plan;
        this.law = law;
        this.key = key;
        this.facts = facts;
        this.watch = watch;
    }

    /**
     * Takes every step; what stands against the run is thrown as problems, after it has been told as its end.
     *
     * @throws NumberTakenException when another run has published this one's number
     * @param patience how long another run that is at work is waited for
     * @param first what people are told before
     */
    RunResult take(RunRequest request, Duration patience, List<String> first) {
        watch.tell(started());
        first.forEach(sentence -> watch.stage("rebase", sentence, () -> sentence, done -> RunWatch.NO_ROWS));
        try (Staging staging = session.releases().begin(plan.product().id(), facts.id(), patience)) {
            for (String sentence : staging.recovered()) {
                watch.stage("recover", sentence, () -> sentence, done -> RunWatch.NO_ROWS);
            }
            return unlessOutrun(staging, request);
        } catch (NumberTakenException e) {
            watch.tell(ended(Outcome.CONFLICT, e.told()));
            throw e;
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            // a job that was cancelled fails with words of Spark's
            RuntimeException told =
                    watch.stopped().<RuntimeException>map(RunStopped::new).orElseGet(() -> Faults.told(e, left(e)));
            Outcome outcome = told instanceof ProblemsException problems && problems.exit() == Code.CONFLICT.exit()
                    ? Outcome.CONFLICT
                    : Outcome.FAILED;
            watch.tell(ended(outcome, told));
            throw told;
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
                    UnfinishedRuns.Mending.PEOPLE,
                    "what the run left is not known; 'weir doctor' says it"));
        }
    }

    private RunEvent.Ended ended(Outcome outcome, RuntimeException told) {
        return new RunEvent.Ended(
                record(outcome, OptionalLong.empty(), List.of(Faults.sentence(told)), TablePass.Judged.NOTHING),
                Optional.empty());
    }

    /** A table that has changed under the run is the winner's work, where somebody has won. */
    private RunResult unlessOutrun(Staging staging, RunRequest request) {
        try {
            return steps(staging, request);
        } catch (ProblemsException e) {
            String product = plan.product().id();
            long number = staging.nextNumber();
            if (e.problems().stream().allMatch(problem -> problem.code() == Code.TABLE_CHANGED)
                    && session.releaseLog().numbers(product).anyMatch(found -> found == number)) {
                throw outrunBy(session.releaseLog().read(product, number), e);
            }
            throw e;
        }
    }

    private NumberTakenException outrunBy(Manifest winner, @Nullable Throwable cause) {
        return new NumberTakenException(
                winner,
                new ProblemsException(
                        List.of(new Problem(
                                Code.CONFLICT,
                                Place.of("releases/" + plan.product().id() + "/" + winner.number() + ".json"),
                                "Another run has published " + winner.reference() + " first",
                                "both were made on the release before it",
                                "run again: it starts from that release")),
                        cause));
    }

    private RunEvent.Started started() {
        return new RunEvent.Started(
                facts.id(),
                plan.product(),
                // where a release lies is known once it is found
                plan.reads().stream()
                        .filter(read -> read.source().release().isEmpty())
                        .map(read -> read.name())
                        .toList(),
                facts.started());
    }

    private RunResult steps(Staging staging, RunRequest request) {
        WarehouseArea area =
                new WarehouseArea(session.warehouse(), plan.product().id(), staging);
        RunStart start = RunStart.of(session, plan, law, key, request, watch);
        Optional<Manifest> last = start.last();
        TablePass pass = new TablePass(session, plan, law, key, facts, area, start.scope(), watch);
        reproducible = Optional.of(pass.analyse(request.demand()));
        List<SourceInput> sources = pass.survey();
        Set<Long> repaired = new TreeSet<>(
                last.map(manifest -> manifest.history().repaired()).orElse(Set.of()));
        request.repairs().ifPresent(repaired::add);
        Optional<Manifest> unchanged = start.unchanged(facts.version(), sources, session.releaseLog());
        if (unchanged.isPresent()) {
            return unchanged(unchanged.get());
        }
        Publishing publishing = Publishing.begin(session, plan, law, started(), facts, watch);
        TablePass.Judged judged = pass.judge(sources);
        watch.tell(new RunEvent.Judged(judged.judgement().verdicts()));
        judged.warnings(plan).forEach(watch::warn);
        return judged.judgement().decision().match(new Decision.Cases<>() {
            @Override
            public RunResult held(Decision.Held held) {
                staging.hold();
                return end(
                        record(Outcome.HELD, OptionalLong.empty(), held.reasons(), judged), judged, Optional.empty());
            }

            @Override
            public RunResult released(Decision.Released released) {
                return publish(staging, area, start.scope(), start.basis(), judged, repaired, publishing);
            }
        });
    }

    private RunResult publish(
            Staging staging,
            WarehouseArea area,
            RunScope scope,
            Manifest.Basis basis,
            TablePass.Judged judged,
            Set<Long> repaired,
            Publishing publishing) {
        // nobody lets a release go that a kept one reads: what went since it was surveyed went before this one was
        // there
        judged.sources().stream()
                .flatMap(source -> source.release().stream())
                .forEach(read -> session.releaseLog().requireKept(read.product(), read.number()));
        long number = staging.nextNumber();
        String product = plan.product().id();
        PastRelease kept = new PastRelease(
                number, facts.id(), facts.clock().instant(), HistoryTable.summaries(judged.tables(), key));
        watch.stage(
                "keep",
                "history",
                () -> {
                    HistoryTable.stage(area, product, kept);
                    return kept;
                },
                done -> RunWatch.NO_ROWS);
        ReleaseFiles files = watch.stage("digest", "data files", () -> files(area, judged), done -> RunWatch.NO_ROWS);
        Map<String, DataFileList> lists = new LinkedHashMap<>();
        files.tables().forEach(list -> lists.put(list.table(), list));
        List<ReleasedTable> released = judged.tables().stream()
                .map(table -> new ReleasedTable(
                        table.plan().name(),
                        area.version(product, table.plan().name()),
                        ReleasedColumns.of(table.plan()),
                        table.loaded().content().content(),
                        requireNonNull(lists.get(table.plan().name())).inSum(),
                        Manifests.contract(plan, table.plan().name()),
                        scope.load(
                                table.plan(),
                                table.loaded().change(),
                                table.loaded().deletes(),
                                judged.sources())))
                .toList();
        Manifest draft = Manifests.of(
                number,
                plan,
                record(Outcome.RELEASED, OptionalLong.of(number), List.of(), judged),
                released,
                basis,
                staging.previousSha256(),
                repaired);
        Manifest manifest = publishing.publish(
                staging,
                draft,
                files,
                done -> done.tables().stream().mapToLong(ReleasedTable::rows).sum(),
                winner -> outrunBy(winner, null));
        return end(record(Outcome.RELEASED, OptionalLong.of(number), List.of(), judged), judged, Optional.of(manifest));
    }

    /** All data files with their digests. */
    private ReleaseFiles files(WarehouseArea area, TablePass.Judged judged) {
        String product = plan.product().id();
        Optional<Manifest> last = session.releaseLog().latest(product);
        EarlierFiles earlier = new EarlierFiles(
                new ProofFiles(StoredReleaseLog.of(session.workspace()).files(), product));
        List<FileDigests.OfTable> all = new ArrayList<>();
        judged.tables().stream()
                .map(table -> table.plan().name())
                .map(table -> area.files(product, table, last.flatMap(release -> earlier.of(release, table))))
                .forEach(all::add);
        int tables = all.size();
        all.addAll(area.quarantine());
        List<DataFileList> lists = new FileDigests(session.spark()).lists(all);
        return new ReleaseFiles(lists.subList(0, tables), lists.subList(tables, lists.size()));
    }

    private RunResult unchanged(Manifest made) {
        RunRecord record =
                record(Outcome.UNCHANGED, OptionalLong.of(made.number()), List.of(), TablePass.Judged.NOTHING);
        watch.tell(new RunEvent.Ended(record, Optional.empty()));
        return new RunResult(record, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private RunResult end(RunRecord record, TablePass.Judged judged, Optional<Manifest> manifest) {
        RunFiles files = new RunFiles(session.workspace(), session.warehouse());
        Optional<java.nio.file.Path> report = files.report(
                record, judged.shown(), plan, manifest.map(Manifest::tables).orElse(List.of()));
        Optional<Exports.Entered> entered = manifest.map(files::enter);
        Optional<java.nio.file.Path> page = entered.flatMap(Exports.Entered::page);
        List<String> notes = new ArrayList<>();
        if (manifest.isPresent() && (report.isEmpty() || page.isEmpty())) {
            notes.add("Release " + manifest.get().reference() + " is published. "
                    + (report.isEmpty() ? page.isEmpty() ? "Its report and its page" : "Its report" : "Its page")
                    + " could not be written; 'weir show " + manifest.get().reference() + "' shows its manifest.");
        }
        entered.ifPresent(all -> all.failures().forEach(failure -> notes.add(failure.sentence() + ".")));
        notes.forEach(watch::note);
        watch.tell(new RunEvent.Ended(record, manifest));
        return new RunResult(record, manifest, report, page, notes);
    }

    private RunRecord record(Outcome outcome, OptionalLong release, List<String> reasons, TablePass.Judged judged) {
        return new RunRecord(
                facts.ended(plan.product().id()).timed(watch.times()),
                new RunRecord.Ending(outcome, release, reasons),
                judged.sources(),
                judged.tables().stream().map(TableRun::count).toList(),
                judged.judgement().verdicts(),
                reproducible,
                judged.harmless());
    }
}
