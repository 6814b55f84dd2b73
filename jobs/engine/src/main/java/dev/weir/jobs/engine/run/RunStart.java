package dev.weir.jobs.engine.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.engine.content.SignedBases;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.scope.ReplacedFiles;
import dev.weir.jobs.engine.scope.ReproducibilityDemand;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.PlanPlugins;
import dev.weir.jobs.engine.source.ReplacedBefore;
import dev.weir.jobs.engine.source.SourceDigests;
import dev.weir.jobs.engine.source.SourceState;
import dev.weir.jobs.engine.source.UnchangedFiles;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run goes on from.
 *
 * @param last the release before it; empty when there is none
 * @param basis what it works by
 * @param scope what of each table it makes
 */
public record RunStart(Optional<Manifest> last, Manifest.Basis basis, RunScope scope) {
    /**
     * Looks for the last release. A run is built on it: on its hash, its versions, its intervals.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when it is not as it was signed; as {@link RunScope#of}
     */
    public static RunStart of(
            WeirSession session, Plan plan, LawPack law, WorkspaceKey key, RunRequest asked, RunWatch watch) {
        Manifest.Basis basis = Manifests.basis(plan, law, key.id(), session.workspace(), PlanPlugins.of(plan));
        SourceDigests digests = SourceDigests.of(session.workspace(), plan, key);
        Optional<Manifest> last = session.releaseLog().latest(plan.product().id());
        last.ifPresent(release -> requireSigned(session.workspace(), release, watch));
        RunRequest request = last.map(release -> withoutReplacedBefore(session, plan, digests, asked, release, watch))
                .orElse(asked);
        ReplacedFiles replaced = ReplacedFiles.of(plan, request, last, session.releaseLog());
        replaced.bases().values().stream()
                .flatMap(Optional::stream)
                .distinct()
                .forEach(release -> requireSigned(session.workspace(), release, watch));
        RunScope scope = RunScope.of(plan, request, last, replaced, basis);
        replaced.sentences(plan, last).forEach(watch::note);
        request.repairs().ifPresent(number -> requireRepairable(session.releaseLog(), scope, number));
        return new RunStart(last, basis, scope);
    }

    private static RunRequest withoutReplacedBefore(
            WeirSession session, Plan plan, SourceDigests digests, RunRequest asked, Manifest last, RunWatch watch) {
        if (asked.replaced().isEmpty() || asked.again() == UnchangedPolicy.ALWAYS) {
            return asked;
        }
        Map<String, String> before = ReplacedBefore.of(session, plan, digests, asked.replaced(), last);
        before.forEach((file, release) -> watch.notice(
                "replace",
                "'" + file + "' was replaced by " + release + ", and is since as it was then: nothing is left to do"));
        List<String> left = asked.replaced().stream()
                .filter(file -> !before.containsKey(file))
                .toList();
        return asked.replacing(left);
    }

    /**
     * A repair names a release that there is, and makes its interval again.
     *
     * @throws ProblemsException with {@link Code#UNKNOWN_NAME} or {@link Code#LOAD}
     */
    public static void requireRepairable(ReleaseLog log, RunScope scope, long number) {
        String product = scope.plan().product().id();
        if (log.numbers(product).noneMatch(found -> found == number)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("releases/" + product),
                    "There is no release " + product + "@" + number + " that could be repaired",
                    "a repair names a release that was published",
                    "'weir releases " + product + "' lists them");
        }
        Optional<Interval> asked = scope.request().interval();
        List<TableLoad.Span> made = log.read(product, number).tables().stream()
                .flatMap(table -> table.load().interval().stream())
                .toList();
        if (asked.isPresent() && !made.isEmpty() && made.stream().noneMatch(span -> isOf(asked.get(), span))) {
            throw ProblemsException.of(
                    Code.LOAD,
                    Place.of("--repairs"),
                    "A run for " + asked.get() + " does not repair " + product + "@" + number,
                    "that release made " + made.get(0).shown() + ", and its rows would stay as they are",
                    "give the interval that is to be repaired, or the release that made this one");
        }
    }

    private static boolean isOf(Interval interval, TableLoad.Span span) {
        return span.bounds().equals(List.of(interval.from(), interval.to()));
    }

    private static void requireSigned(Workspace workspace, Manifest last, RunWatch watch) {
        if (!SigningKeys.of(workspace).publics().isEmpty()) {
            Authenticity.of(workspace, StoredReleaseLog.of(workspace)).require(last.product(), last.number());
        } else {
            String note = "The public key of the pair that signed " + last.reference() + " is not here: "
                    + last.reference() + " was not checked. Restore the key from a copy, if there is one.";
            watch.note(note);
        }
    }

    /**
     * The tables of which rows stay are as they were signed, and their files are there.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} naming each that is not; with {@link Code#RELEASE_MISSING} naming
     *     a file that is gone
     */
    public void requireBases(WeirSession session) {
        SignedBases bases =
                new SignedBases(session.releases(), StoredReleaseLog.of(session.workspace()), session.hadoop());
        for (TablePlan table : scope.plan().tables()) {
            scope.base(table).ifPresent(base -> bases.merged(scope.from(table).orElseThrow(), base));
        }
        bases.require();
    }

    /**
     * What the analysis of the run's queries and rules would come to, where the last release was made by the same ones.
     *
     * @param version Weir's own
     * @throws ProblemsException as the analysis, where they have to give the same rows on every machine and do not
     */
    Optional<Reproducibility> analysed(String version, ReproducibilityDemand demand) {
        Optional<Reproducibility> analysed = last.filter(release -> UnchangedRelease.isMadeBy(release, basis, version))
                .flatMap(release -> release.record().reproducible());
        if (demand == ReproducibilityDemand.REPRODUCIBLE) {
            analysed.ifPresent(Reproducibility::require);
        }
        return analysed;
    }

    /**
     * The release that the run would make again; then it ends at once.
     *
     * @param version Weir's own
     */
    public Optional<Manifest> unchanged(String version, List<SourceState> sources, ReleaseLog log) {
        return last.filter(release -> makesNone() && log.isKept(release.product(), release.number()))
                .flatMap(release -> UnchangedRelease.release(release, basis, version, scope, sources, log));
    }

    /** Whether the run makes no release where nothing has changed. */
    private boolean makesNone() {
        return scope.request().again() == UnchangedPolicy.WHEN_CHANGED
                && scope.replaced().bases().isEmpty();
    }

    /**
     * The same, where it is seen before Spark is started; empty where only a survey of the sources can tell.
     *
     * @param version Weir's own
     * @param digests by which files are known again
     */
    Optional<Manifest> unchangedOnDisk(String version, WeirSession session, SourceDigests digests) {
        return last.filter(release -> UnchangedRelease.isMadeBy(release, basis, version))
                .filter(release -> makesNone())
                .flatMap(release -> new UnchangedFiles(session, digests, scope, release).states())
                .flatMap(states -> unchanged(version, states, session.releaseLog()));
    }
}
