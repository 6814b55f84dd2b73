package dev.weir.jobs.spark;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Planner;
import dev.weir.lineage.OpenLineageListener;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.LawPack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs products of a workspace, one after another: from source files to a release, or to the reasons why there is none.
 * Each run holds its product's lock from its first look at the tables to its end.
 */
public final class ProductRun {

    private static final Logger LOG = LoggerFactory.getLogger(ProductRun.class);

    private static final int REBASES = 3;

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
     * @param listener is told every event of each run
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
        WorkspaceKey key = KeyFile.of(workspace).read().active();
        Optional<Manifest> winner = Optional.empty();
        for (int rebases = 0; ; rebases++) {
            Facts facts = new Facts(UUID.randomUUID().toString(), version, clock.instant(), clock);
            try (OpenLineageListener lineage = OpenLineageListener.open(workspace, LOG::warn);
                    RunWatch watch =
                            new RunWatch(session.spark(), product + " · run " + facts.id(), listeners(lineage))) {
                RunSteps steps = new RunSteps(session, plan, law, key, facts, watch);
                try {
                    return steps.take(request, winner.isEmpty() ? Duration.ZERO : PATIENCE, told(winner, rebases));
                } catch (ProblemsException e) {
                    winner = steps.lostTo();
                    if (winner.isEmpty() || !isSoundOn(plan, request)) {
                        throw e;
                    }
                    if (rebases == REBASES) {
                        throw outrun(winner.get(), e);
                    }
                }
            }
        }
    }

    private Plan plan(String product, LawPack law) {
        return new Planner(Grammars.languages(), law)
                .plan(session.workspace(), product, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** What a run of the product would work by now. */
    Manifest.Basis basis(String product) {
        LawPack law = LawPack.of(session.workspace().law());
        return Manifests.basis(
                plan(product, law),
                law,
                KeyFile.of(session.workspace()).read().active().id());
    }

    /** The releases of a product, the newest first, each read when it is asked for. */
    Iterable<Manifest> newestFirst(String product) {
        long[] numbers = session.releaseLog().numbers(product).toArray();
        return () -> IntStream.range(0, numbers.length)
                .mapToObj(i -> session.releaseLog().read(product, numbers[numbers.length - 1 - i]))
                .iterator();
    }

    /** Whether the rows that the run brings would come to the same on top of another release. */
    private static boolean isSoundOn(Plan plan, RunRequest request) {
        return request.extent() == RunRequest.Extent.LOAD
                && plan.tables().stream().noneMatch(table -> table.load().isWhole());
    }

    private static List<String> told(Optional<Manifest> winner, int rebases) {
        return winner
                .map(first -> "Another run published " + first.reference() + " first: this one begins again on it ("
                        + rebases + " of " + REBASES + ").")
                .stream()
                .toList();
    }

    private static ProblemsException outrun(Manifest winner, ProblemsException last) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.REBASE,
                        Place.of("releases/" + winner.product()),
                        "Other runs have published first " + (REBASES + 1) + " times, the last " + winner.reference(),
                        "each time this run began again on the newest release, and another was faster",
                        "let the runs of '" + winner.product() + "' take turns, then run again")),
                last);
    }

    /** Who runs, and since when. */
    record Facts(String id, String version, Instant started, Clock clock) {
        /** The day of the run by the calendar of the law: ages count on it. */
        LocalDate dayInChina() {
            return LocalDate.ofInstant(started, ZoneId.of("Asia/Shanghai"));
        }

        RunRecord.Run ended(String product) {
            return new RunRecord.Run(id, product, version, started, clock.instant());
        }
    }
}
