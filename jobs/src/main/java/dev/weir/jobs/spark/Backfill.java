package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.plan.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes one release of a product for each of many intervals, the earliest first. What was released before by the same
 * contracts, rules and keys is passed over, so that the same call goes on where another has stopped.
 */
public final class Backfill {

    private final ProductRun run;
    private final Consumer<Part> listener;

    /**
     * @param run makes each release
     * @param listener is told of each interval when it is done
     */
    public Backfill(ProductRun run, Consumer<Part> listener) {
        this.run = requireNonNull(run, "run");
        this.listener = requireNonNull(listener, "listener");
    }

    /**
     * One interval.
     *
     * @param position among the intervals, from 1
     * @param interval itself
     * @param ending how its run ended; empty when it had a release already
     * @param release its number, if there is one
     */
    public record Part(int position, Interval interval, Optional<Outcome> ending, OptionalLong release) {
        public Part {
            requireNonNull(interval, "interval");
            requireNonNull(ending, "ending");
            requireNonNull(release, "release");
        }

        private boolean isDone() {
            return ending.isEmpty() || ending.get() == Outcome.RELEASED || ending.get() == Outcome.UNCHANGED;
        }
    }

    /**
     * How it ended.
     *
     * @param parts the intervals up to the first whose run made no release, that one included
     * @param left how many intervals come after them
     */
    public record Result(List<Part> parts, int left) {
        public Result {
            parts = List.copyOf(parts);
        }

        /** That of the first run that made no release. */
        public ExitCode exit() {
            return parts.stream()
                    .filter(part -> !part.isDone())
                    .flatMap(part -> part.ending().stream())
                    .map(Outcome::exit)
                    .findFirst()
                    .orElse(ExitCode.DONE);
        }
    }

    /**
     * Runs the product for each interval, until one makes no release.
     *
     * @param intervals the earliest first
     * @param request of each run; where it asks for one again, none is passed over
     * @throws dev.weir.contracts.ProblemsException as {@link ProductRun#run}; the intervals before are released
     */
    public Result of(String product, List<Interval> intervals, RunRequest request) {
        Set<List<Instant>> released = request.again() == Again.ALWAYS ? Set.of() : released(product);
        List<Part> parts = new ArrayList<>();
        for (Interval interval : intervals) {
            int position = parts.size() + 1;
            Part part = released.contains(List.of(interval.from(), interval.to()))
                    ? new Part(position, interval, Optional.empty(), OptionalLong.empty())
                    : part(position, interval, run.run(product, request.over(interval)));
            parts.add(part);
            listener.accept(part);
            if (!part.isDone()) {
                break;
            }
        }
        return new Result(parts, intervals.size() - parts.size());
    }

    private static Part part(int position, Interval interval, RunResult result) {
        return new Part(
                position,
                interval,
                Optional.of(result.record().ending().outcome()),
                result.record().ending().release());
    }

    /**
     * The intervals that were released since every table was last made whole, or since something else has changed. What was
     * rolled back is not among them.
     */
    private Set<List<Instant>> released(String product) {
        Manifest.Basis basis = run.basis(product);
        Set<List<Instant>> released = new HashSet<>();
        long newest = Long.MAX_VALUE;
        for (Manifest manifest : run.newestFirst(product)) {
            if (manifest.number() > newest) {
                continue;
            }
            if (!manifest.basis().equals(basis)) {
                break;
            }
            newest = manifest.rollbackOf().orElse(newest);
            manifest.tables().stream()
                    .map(table -> table.load().interval())
                    .flatMap(Optional::stream)
                    .forEach(span -> released.add(List.of(span.from(), span.to())));
            if (manifest.tables().stream().map(table -> table.load()).allMatch(Backfill::isWhole)) {
                break;
            }
        }
        return released;
    }

    private static boolean isWhole(TableLoad load) {
        return load.base().isEmpty();
    }
}
