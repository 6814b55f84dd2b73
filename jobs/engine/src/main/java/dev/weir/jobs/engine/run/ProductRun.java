package dev.weir.jobs.engine.run;

import dev.weir.catalogue.fair.FairFloor;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.scope.ReleasedIntervals;
import dev.weir.jobs.engine.scope.RunFacts;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.MaskingKey;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.LateFiles;
import dev.weir.jobs.engine.source.PlanPlugins;
import dev.weir.jobs.engine.source.SourceDigests;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.lineage.OpenLineageListener;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Runs products of a workspace, one after another: from source files to a release, or to the reasons why there is none.
 * Each run holds its product's lock from its first look at the tables to its end.
 */
public final class ProductRun {

    /** How long a run that begins again waits for the one that is at work. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final WeirSession session;
    private final String version;
    private final List<RunEvent.Listener> listeners;
    private final Clock clock;

    /**
     * In an open session.
     *
     * @param version Weir's own
     * @param listener gets every event of each run
     */
    public ProductRun(WeirSession session, String version, RunEvent.Listener listener) {
        this(session, version, List.of(listener), Clock.systemUTC());
    }

    ProductRun(WeirSession session, String version, List<RunEvent.Listener> listeners, Clock clock) {
        this.session = session;
        this.version = version;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    private List<RunEvent.Listener> listeners(OpenLineageListener lineage) {
        List<RunEvent.Listener> all = new ArrayList<>(listeners);
        all.add(lineage);
        return all;
    }

    /**
     * Runs a product.
     *
     * @param product its id
     * @param request what is asked of the run
     * @return how it ended, when it came to a decision
     * @throws dev.weir.contracts.ProblemsException when it did not: the workspace, the request, a source, a store or another
     *     run stood against it; the tables are as they were
     */
    public RunResult run(String product, RunRequest request) {
        Workspace workspace = session.workspace();
        LawPack law = LawPack.of(workspace.law());
        Plan plan = plan(product, law);
        requireReleased(plan);
        requireFair(workspace, plan);
        WorkspaceKey key = MaskingKey.of(session, plan);
        return Rebase.until(soundness(plan, request), first -> {
            RunFacts facts = new RunFacts(UUID.randomUUID().toString(), version, clock.instant(), clock);
            try (OpenLineageListener lineage = RunLineage.open(session);
                    RunWatch watch = new RunWatch(product + " · run " + facts.id(), listeners(lineage))) {
                return new RunSteps(session, plan, law, key, facts, watch)
                        .take(request, first.isEmpty() ? Duration.ZERO : PATIENCE, first);
            }
        });
    }

    private Plan plan(String product, LawPack law) {
        session.models(law);
        return new Planner(Grammars.languages(), law)
                .plan(session.workspace(), product, session.workspace().day(clock.instant()));
    }

    /**
     * Whether a run of the product can be for an interval.
     *
     * @throws dev.weir.contracts.ProblemsException when the workspace stands against it
     */
    boolean isByIntervals(String product) {
        return plan(product, LawPack.of(session.workspace().law())).isByIntervals();
    }

    /**
     * The intervals of a product that were released, and of which files arrived or changed since, the earliest first.
     *
     * @throws dev.weir.contracts.ProblemsException when the workspace, a source or the release log stands against it
     */
    public List<Interval> late(String product) {
        Plan plan = plan(product, LawPack.of(session.workspace().law()));
        return LateFiles.of(
                session,
                plan,
                SourceDigests.of(session.workspace(), plan, MaskingKey.of(session, plan)),
                ReleasedIntervals.of(session.releaseLog().newestFirst(product)));
    }

    /** The intervals that need not be run again, unless files of theirs are new. */
    ReleasedIntervals released(String product) {
        return ReleasedIntervals.alike(session.releaseLog().newestFirst(product), basis(product));
    }

    /** The number of a product's newest release; 0 where there is none. */
    long newest(String product) {
        return session.releaseLog().numbers(product).max().orElse(0);
    }

    /** What a run of the product would work by now. */
    Manifest.Basis basis(String product) {
        LawPack law = LawPack.of(session.workspace().law());
        Plan plan = plan(product, law);
        return Manifests.basis(
                plan,
                law,
                KeyFile.of(session.workspace()).read().active().id(),
                session.workspace(),
                PlanPlugins.of(plan));
    }

    /** A product that is over is released no more; what was released stays. */
    private static void requireReleased(Plan plan) {
        Lifecycle lifecycle = plan.product().about().catalogue().lifecycle();
        if (lifecycle.isOver(plan.day())) {
            throw ProblemsException.of(
                    Code.RETIRED,
                    Place.of(plan.product().files().get(0).path()),
                    "No release of '" + plan.product().id() + "' is made any more",
                    "the product " + lifecycle.wordsOn(plan.day()).orElse("is retired"),
                    "read what was released, or write 'status: active' where that was a mistake");
        }
    }

    private static void requireFair(Workspace workspace, Plan plan) {
        ProblemsException.throwIfAny(plan.product().about().fair().stream()
                .flatMap(asked ->
                        FairFloor.problem(
                                Manifests.described(plan),
                                asked,
                                workspace.settings().exports())
                                .stream())
                .toList());
    }

    private static Rebase.Soundness soundness(Plan plan, RunRequest request) {
        return request.extent() == RunRequest.Extent.LOAD
                        && plan.tables().stream()
                                .noneMatch(table -> table.load().isWhole())
                ? Rebase.Soundness.SOUND
                : Rebase.Soundness.UNSOUND;
    }
}
